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


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _tabbed(text: str, lines: Sequence[Line]) -> list[Row]:
    rows = []
    for line in lines:
        cells = text[line.start : line.end].split("\t")
        if len(cells) >= 3 and cells[0].strip().isdecimal() and len(cells[0].strip()) <= 3:
            first = line.start + len(cells[0]) + 1
            rows.append(Row(int(cells[0]), line.start, line.end, _trimmed(text, first, first + len(cells[1]))))
    in_order = all(later.number > earlier.number for earlier, later in pairwise(rows))
    return rows if in_order else []  # numbers that start again count grades or pages, not work items


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


def find_rows(text: str, start: int, end: int) -> list[Row]:
    """The numbered rows of a flattened table between ``start`` and ``end``, or nothing if no header with 序号 stands there."""
    head = _HEAD.search(text, start, end)
    if head is None:
        return []
    lines = read_lines(text, head.start(), end)
    for rows in (_tabbed(text, lines), _by_lines(text, lines, end)):
        if len(rows) >= 2:
            return rows
    longest = max((line.end - line.start for line in lines), default=0)
    return _glued(text, head.end(), end) if longest > 60 else []
