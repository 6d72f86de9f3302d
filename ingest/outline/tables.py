"""Rows of a table that was flattened: cell by cell on lines of their own, with tabs, or with nothing between the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.outline.lines import Line, read_lines

_HEAD = re.compile(r"序\s?号|(?<![^\n])(?:编\s?号|项\s?次)(?=[\t\n])")
_TYPE_COLUMN = re.compile(r"[^（）\s]{0,4}(?:类型|类别|性质)（(?P<values>[一-龥]{2,4}(?:[、/][一-龥]{2,4}?)+)(?:等)?）")
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、[^\n]{2,40}")
_UNIT = "%％年月日项个号条次时届人万亿岁元天周米公里倍分类级名户所家件种期轮批套.．—～~至"
_GLUED_NUMBER = re.compile(rf"(?<![\d第年月.．（(—\-])\d{{1,3}}(?=\s?[一-龥“《])(?![{_UNIT}])")
_WORK = re.compile(r"任务|事项|措施|举措|工作|责任|牵头|内\s*容|改革|时限|机制|项目|目标")
_HAN = re.compile("[一-鿿]")
_DISTINCT = 0.7
_FEWEST_CELLS, _FEWEST_ROWS, _PROSE, _LONGEST_HEADER = 3, 2, 60, 300
_LONGEST_GAP = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its printed number, span, and the span of its title cell."""

    number: int
    start: int
    end: int
    title: tuple[int, int]

    @property
    def label_end(self) -> int:
        """Where the printed number ends."""
        return self.start + len(str(self.number))


def _trimmed(text: str, start: int, end: int, *, stops: bool = False) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or (stops and text[end - 1] in "。；")):
        end -= 1
    return start, end


def _title_column(table: Sequence[Sequence[str]]) -> int:
    """The first column after the number whose cells tell the rows apart; one that repeats a few kinds does not."""
    for column in range(1, min(len(row) for row in table)):
        cells = [row[column].strip() for row in table]
        if len(set(cells)) >= _DISTINCT * len(cells) and any(_HAN.search(cell) for cell in cells):
            return column
    return 1


def _tabbed(text: str, lines: Sequence[Line]) -> list[Row]:
    """Rows with tabs between their cells, if their numbers rise; numbers that start again count grades or pages."""
    found = []
    for line in lines:
        cells = text[line.start : line.end].split("\t")
        if len(cells) >= _FEWEST_CELLS and cells[0].strip().isdecimal() and len(cells[0].strip()) <= 3:
            found.append((line, cells))
    if not found or any(int(later[0]) <= int(earlier[0]) for (_, earlier), (_, later) in pairwise(found)):
        return []
    column = _title_column([cells for _, cells in found])
    rows = []
    for line, cells in found:
        first = line.start + sum(len(cell) + 1 for cell in cells[:column])
        rows.append(Row(int(cells[0]), line.start, line.end, _trimmed(text, first, first + len(cells[column]), stops=True)))
    return rows


def _by_lines(text: str, lines: Sequence[Line], end: int) -> list[Row]:
    """Rows of cells on lines of their own: a line that is the next number, then the title's line."""
    starts: list[tuple[int, int]] = []
    stops: list[int] = []
    for index, line in enumerate(lines[:-1]):
        content = text[line.start : line.end]
        if _SECTION.fullmatch(content):
            stops.append(line.start)
        if not content.isdecimal() or len(content) > 3:
            continue
        expected = starts[-1][1] + 1 if starts else 1
        following = text[lines[index + 1].start : lines[index + 1].end]
        if expected <= int(content) <= expected + _LONGEST_GAP and not following.isdecimal() and (starts or int(content) == 1):
            starts.append((index, int(content)))
    rows = []
    for position, (index, number) in enumerate(starts):
        first = lines[index].start
        limit = lines[starts[position + 1][0]].start if position + 1 < len(starts) else end
        limit = min([limit, *(stop for stop in stops if first < stop < limit)])
        title = lines[index + 1]
        rows.append(Row(number, *_trimmed(text, first, limit), (title.start, title.end)))
    return rows


def _typed_title(text: str, start: int, end: int, values: Sequence[str]) -> int:
    """Where the title cell ends when a cell of a known set of values follows it."""
    choice = "|".join(re.escape(value) for value in sorted(values, key=len, reverse=True))
    run = re.compile(rf"(?:{choice})+").search(text, start + 2, min(end, start + 80))
    if run is None:
        return start
    last = re.compile(rf"(?:{choice})$").search(text[run.start() : run.end()])
    return run.start() + last.start() if last else run.start()


def _clause_end(text: str, start: int, end: int) -> int:
    match = re.compile(r"[，。；：]").search(text, start, end)
    return match.start() if match else end


def _glued(text: str, start: int, end: int) -> list[Row]:
    """Rows with nothing between the cells: ``…部门1重要…负责2推进…负责``."""
    typed = _TYPE_COLUMN.search(text, start, min(end, start + 120))
    values = re.split(r"[、/]", typed["values"]) if typed else []
    positions: list[int] = []
    for match in _GLUED_NUMBER.finditer(text, start, end):
        if int(match[0]) == len(positions) + 1:
            positions.append(match.start())
    if len(positions) < 3:
        return []
    rows = []
    for index, first in enumerate(positions):
        limit = positions[index + 1] if index + 1 < len(positions) else end
        title_start = first + len(str(index + 1))
        while text[title_start] == " ":
            title_start += 1
        title_end = _typed_title(text, title_start, limit, values) if values else title_start
        if title_end <= title_start:
            title_end = _clause_end(text, title_start, limit)
        rows.append(Row(index + 1, *_trimmed(text, first, limit), _trimmed(text, title_start, title_end)))
    return rows


def has_header(text: str, start: int, end: int) -> bool:
    """Whether the header of a table of work items stands between two offsets."""
    head = _HEAD.search(text, start, end)
    return head is not None and _WORK.search(text[head.start() : min(end, head.start() + _LONGEST_HEADER)]) is not None


def rows_of_section(text: str, start: int, end: int) -> list[Row]:
    """The rows below a heading inside a table (一、…), whose header stands above all of its sections."""
    return _tabbed(text, read_lines(text, start, end))


def find_rows(text: str, start: int, end: int) -> list[Row]:
    """The rows of a flattened table of work items between ``start`` and ``end``.

    Args:
        text: The clean text.
        start: Where to look from.
        end: Where to look to.

    Returns:
        Its numbered rows; nothing if no header with 序号 and a column of tasks, measures or duties stands there.
    """
    head = _HEAD.search(text, start, end)
    if head is None:
        return []
    lines = read_lines(text, head.start(), end)
    longest = max((line.end - line.start for line in lines), default=0)
    for rows in (_tabbed(text, lines), _by_lines(text, lines, end), _glued(text, head.end(), end) if longest > _PROSE else []):
        if len(rows) >= _FEWEST_ROWS:
            header = text[head.start() : min(rows[0].start, head.start() + _LONGEST_HEADER)]
            return rows if _WORK.search(header) else []
    return []
