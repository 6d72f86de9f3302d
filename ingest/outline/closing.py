"""Where a part's closing paragraphs begin: text after its last point that speaks for the whole part or document."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CUE = re.compile(
    r"(?:本|此)(?:方案|措施|意见|办法|通知|行动计划|计划|规划|要点|细则|规定|政策|指南|制度|清单|决定|通告|公告|批复|条例|任务)"
    r"|(?:以上|上述)|自.{0,12}(?:起|之日)(?:施行|实施|执行|生效)"
    r"|各(?:地区|级|省|市|县|区|有关)[^\n]{4,300}本(?:方案|措施|意见|办法|通知|计划|规划|要点|规定|决定)"
    r"|特此|未纳入|让我们|附[:：]|各位|同志们|此(?:件|复)|执行期间|有效期"
)
_LABELLED = re.compile(
    r"[【\[（(]?[^，。；：:】\]\n]{0,6}(?:目标|任务|措施|举措|单位|部门|处室|科室|领导|时限|时间|牵头|配合|责任)[】\])）]?[：:。]?"
)
"""A paragraph that names what it tells of its point (责任单位：…) belongs to the point, however many paragraphs it has."""
_FEWEST = 3
_SHORT = 80


def closing_start(text: str, points: Sequence[tuple[int, int]]) -> int:
    """Find the closing paragraphs after the last of a part's points.

    A last point is cut where it runs on for more paragraphs than any other has, or at a paragraph that speaks for the whole.

    Args:
        text: The clean text.
        points: Spans of the points of one part, in order.

    Returns:
        Where the closing paragraphs begin, or the last point's end if there are none.
    """
    start, end = points[-1]
    breaks = [start + match.end() for match in re.finditer(r"\n\s*", text[start:end])]
    breaks = [position for position in breaks if position < end]
    if not breaks:
        return end
    cued = [position for position in breaks if _CUE.match(text, position) and (len(points) > 1 or position - start > _SHORT)]
    if len(points) < _FEWEST:
        return min(cued, default=end)
    usual = max(len(re.findall(r"\n\s*(?=\S)", text[first:last].rstrip())) for first, last in points[:-1])
    breaks = [position for position in breaks if not _names_itself(text, position)]
    return min([*cued, *breaks[usual : usual + 1]], default=end)


def _names_itself(text: str, position: int) -> bool:
    match = _LABELLED.match(text, position)
    return match is not None and match[0][-1] in "：:。】]"
