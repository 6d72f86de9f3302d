"""A table of contents: it repeats the headings, so none of its lines may open an item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.outline.lines import Line, read_lines

_HEAD = re.compile(r"目\s*录|目\s*次|CONTENTS", re.I)
_PAGE = re.compile(r"[\s.．…·—\-\t]*\d{0,3}[\s.．…·]*$")
_PAGED = re.compile(r"[\s.．…·—\-\d]")  # what the last character must be for a page number to stand there
_LEADER = re.compile(r"(?:[.．·]{3,}|…{1,})\s*\d{1,3}$|\t\d{1,3}$")
_NUMBERED = re.compile(r"[第一二三四五六七八九十（(1-9]")
_MOST = 200
_FEWEST_LEADERS, _FEWEST_ENTRIES, _LONGEST_ENTRY = 2, 4, 40


def _core(content: str) -> str:
    return "".join((_PAGE.sub("", content) if _PAGED.match(content[-1:]) else content).split())


def _has_leader(content: str) -> bool:
    return content[-1:].isdecimal() and _LEADER.search(content) is not None


def _after_head(text: str, lines: Sequence[Line], index: int) -> int:
    """Index of the line after the last entry of the contents whose head is at ``index``."""
    entries: list[str] = []
    for position in range(index + 1, min(len(lines), index + _MOST)):
        content = text[lines[position].start : lines[position].end]
        core = _core(content)
        if entries and core == entries[0]:
            return position
        if len(content) > 60 or re.search(r"[。；]", content):
            return index  # prose before any entry came back: no contents
        entries.append(core)
    return index


def _repeated(cores: Sequence[str], last_seen: dict[str, int], index: int) -> int:
    """Index after a run of short lines that all come back below it in the same order; else ``index``."""
    again = last_seen[cores[index]]
    if not _FEWEST_ENTRIES <= again - index <= _MOST or not _NUMBERED.match(cores[index]):
        return index
    previous = again - 1
    for position in range(index, again):
        later = last_seen[cores[position]]
        if len(cores[position]) > _LONGEST_ENTRY or later < again or later <= previous:
            return index
        previous = later
    return again


def find_contents(text: str) -> list[tuple[int, int]]:
    """Spans of tables of contents: from 目录 on, lines with leaders and pages, or runs of lines that all come back."""
    lines = read_lines(text)
    cores = [_core(text[line.start : line.end]) for line in lines]
    last_seen = {core: index for index, core in enumerate(cores)}
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        content = text[lines[index].start : lines[index].end]
        last = _after_head(text, lines, index) if _HEAD.fullmatch(content) else index
        first = index
        if last == index:
            while last < len(lines) and _has_leader(text[lines[last].start : lines[last].end]):
                last += 1
            if last - first < _FEWEST_LEADERS:
                last = _repeated(cores, last_seen, index)
            if last == index:
                index += 1
                continue
        spans.append((lines[first].start, lines[last - 1].end))
        index = last
    return spans
