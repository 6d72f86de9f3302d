"""Outermost numbers that start again: a text that follows below its own title, or a list inside an item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.outline.lines import is_title_like, read_lines
from ingest.outline.marks import Mark
from ontology.identity import fold_name

_FARTHEST = 14
"""Lines between a title and the first number of its text at most."""
_ISSUED = re.compile(
    r"(?:印发|下发|发布|公布|转发|制定|执行)[^《》。]{0,12}《([^《》]{4,60})》|《([^《》]{4,60})》[^。《》]{0,40}(?:印发|下发|发布|公布)"
)


def _restart(marks: Sequence[Mark]) -> int | None:
    """Index of the first mark at which the outermost series starts again, if it had at least two items."""
    if not marks:
        return None
    outermost = min(mark.rank for mark in marks)
    previous = 0
    for index, mark in enumerate(marks):
        if mark.rank == outermost:
            if mark.number == 1 and previous >= 2:
                return index
            previous = mark.number
    return None


def restart_boundary(text: str, start: int, marks: Sequence[Mark]) -> tuple[int, tuple[int, int]] | None:
    """Where a second text begins, and its title's span: at the title-like line before numbers that start again.

    Args:
        text: The clean text.
        start: Where the region begins.
        marks: The region's accepted marks.

    Returns:
        ``None`` where nothing starts again, or no title stands before it.
    """
    index = _restart(marks)
    if index is None:
        return None
    floor = marks[index - 1].end if index else start
    lines = read_lines(text, floor, marks[index].start)
    for line in reversed(lines[-_FARTHEST:]):
        content = text[line.start : line.end]
        at_line_start = line.start == 0 or text[line.start - 1] == "\n"
        if at_line_start and is_title_like(content) and not re.search(r"(?:如下|以下)", content):
            return line.start, (line.start, line.end)
    return None


def drop_inner_lists(marks: Sequence[Mark]) -> list[Mark]:
    """The marks without outermost series that start again inside an item: they are lists of that item."""
    index = _restart(marks)
    if index is None:
        return list(marks)
    outermost = marks[index].rank
    wanted = max(mark.number for mark in marks[:index] if mark.rank == outermost) + 1
    rest = [mark for mark in marks[index:] if mark.rank != outermost or mark.number >= wanted]
    resumed = next((mark.start for mark in rest if mark.rank == outermost), None)
    kept = [mark for mark in rest if resumed is not None and mark.start >= resumed]
    return [*marks[:index], *kept]


def is_issued_text(notice: str, title: str) -> bool:
    """Whether a notice issues the text of this title, so that the text and not the notice is the document."""
    names = [first or second for first, second in _ISSUED.findall(notice)]
    return any(fold_name(name) == fold_name(title) for name in names)
