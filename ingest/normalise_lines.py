"""Line breaks that a page or a hard wrap put inside a sentence, a title or a name in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\n]+")
_COMPLETE = re.compile(r"[。！？；：…”’）〕】》.!?;:\)\]]$")
_ITEM = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}[）)、．.]|第[一二三四五六七八九十百零〇\d]{1,5}[章节条编篇]|\d{1,3}[.．、]\D|[（(]\d{1,3}[）)]|[①-⑳㈠-㈩⑴-⒇]"
    r"|[一二三四五六七八九]是|附\s?件|目标任务|工作措施|工作目标|责任单位|牵头单位|——|[-*•·] |\d{4}年\d{1,2}月\d{1,2}日$|[|\t]"
)
_DATE_ALONE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_TITLE_HEAD = re.compile(r"^[^。，；：\n]{0,30}关于[^。；：\n]{1,40}$")
_TITLE_TAIL = re.compile(
    r"^[^。，；：\n]{1,40}的?(?:通知|意见|决定|方案|批复|办法|函|公告|通告|措施|计划|报告|规定|细则|要点)$"
)
_TITLE_ENDS = re.compile(r"(?:通知|意见|决定|方案|批复|办法|公告|通告|措施|计划|报告|规定|细则|要点|》)$")
_LIST_TAIL = re.compile(r"^[一-鿿]{2,20}(?:成员名单|名单|分工表|任务清单)$")
_PROSE = 15
_LONG = 45
_CLOSERS = {"《": "》", "“": "”", "（": "）", "〔": "〕"}


def _open_bracket(line: str) -> str | None:
    """The closing sign that the line still owes, if any."""
    for opening, closing in _CLOSERS.items():
        if line.rfind(opening) > line.rfind(closing) and len(line) - line.rfind(opening) <= 80:
            return closing
    return None


def _continues(line: str, following: str) -> bool:
    """Whether ``following`` goes on with the sentence of ``line``."""
    owed = _open_bracket(line)
    if owed and owed in following[:80] and "\t" not in line:
        return True
    if _ITEM.match(following) or _DATE_ALONE.fullmatch(line) or "\t" in line or "\t" in following:
        return False
    if _TITLE_HEAD.match(line) and _TITLE_TAIL.match(following) and not _TITLE_ENDS.search(line) and len(line) >= 8:
        return True
    if _COMPLETE.search(line):
        return False
    if _LIST_TAIL.match(following) and re.fullmatch(r"[一-鿿“”]{4,30}", line) and not _TITLE_ENDS.search(line):
        return True
    if line[-1] in "，、" and len(line) >= _PROSE:
        return True
    starts_item = _ITEM.match(line) is not None
    if starts_item:
        labelled = re.match(r"(?:目标任务|工作措施|工作目标)[：:]", line) is not None
        return "。" in line or (len(line) >= _LONG and "，" in line) or (labelled and len(line) >= _PROSE)
    return len(line) >= _PROSE and re.search(r"[，。]", line) is not None


def joins(text: str) -> Iterator[tuple[int, int, str]]:
    """Edits that close line breaks inside sentences; blank lines (a page break) between the halves go too.

    Args:
        text: The text, edited but for these breaks.

    Yields:
        Start and end of what to drop, and what stands in its place: nothing, or a space between two Latin words.
    """
    previous: re.Match[str] | None = None
    for match in _LINE.finditer(text):
        if previous is not None:
            line, following = previous[0], match[0]
            gap = match.start() - previous.end()
            if gap <= 3 and _continues(line, following):
                latin = line[-1].isascii() and line[-1].isalpha() and following[0].isascii() and following[0].isalpha()
                yield previous.end(), match.start(), " " if latin else ""
        previous = match
