"""Headings that print no number: those that the file styles as headings, and short lines before lists that start again at 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.outline.lines import Line, is_date, is_signature, is_title_like
from ingest.outline.marks import Mark, Place

_LONGEST = 40
_SHORT = 12
_SHORTEST_TITLE = 7
_PUNCTUATION = re.compile(r"[。；，！？：:\t]")
_OUTER = ("volume", "chapter", "section", "han", "han_bracket", "article")


@dataclass(frozen=True, slots=True)
class Styled:
    """A line that the file styles as a heading; level 1 is the outermost."""

    start: int
    end: int
    level: int


def _numbered(heading: Styled, candidates: Sequence[Mark]) -> bool:
    return any(mark.start == heading.start for mark in candidates)


def styled_marks(text: str, headings: Sequence[Styled], candidates: Sequence[Mark]) -> list[Mark]:
    """Marks for styled headings without a printed number: parts, or sections where numbered headings stand above them.

    A single heading of the outermost level that stands first is the title of the document and no part of it.
    """
    ordered = sorted(headings, key=lambda heading: heading.start)
    top = min((heading.level for heading in ordered), default=0)
    if ordered and sum(heading.level == top for heading in ordered) == 1 and ordered[0].level == top:
        ordered = ordered[1:]
    plain = [heading for heading in ordered if not _numbered(heading, candidates) and text[heading.start : heading.end].strip()]
    if not plain:
        return []
    outermost = min(heading.level for heading in plain)
    below_numbered = any(heading.level < outermost and _numbered(heading, candidates) for heading in ordered)
    marks, number, inner = [], 0, 0
    for heading in plain:
        if (
            is_title_like(text[heading.start : heading.end])
            and heading.start < 200
            and heading.level == outermost
            and len(plain) < 3
        ):
            continue
        if heading.level == outermost and not below_numbered:
            number, inner = number + 1, 0
            marks.append(Mark("heading", number, heading.start, heading.start, Place.LINE))
        elif heading.level in (outermost, outermost + 1):
            inner += 1
            marks.append(Mark("subheading", inner, heading.start, heading.start, Place.LINE))
    return marks


def _reads_as_heading(text: str, line: Line) -> bool:
    content = text[line.start : line.end]
    return (
        2 <= len(content) <= _LONGEST
        and not _PUNCTUATION.search(content)
        and not is_date(content)
        and not is_signature(content)
        and not content.isascii()
    )


def _stands_like_one(text: str, lines: Sequence[Line], index: int, taken: set[int]) -> bool:
    """Whether a short line without a number stands like a heading: after a title or a full sentence, before prose."""
    if index == 0 or index + 1 >= len(lines) or lines[index].start in taken or not _reads_as_heading(text, lines[index]):
        return False
    content, before = text[lines[index].start : lines[index].end], text[lines[index - 1].start : lines[index - 1].end]
    following = text[lines[index + 1].start : lines[index + 1].end]
    return (
        len(content) <= _SHORT
        and not (len(content) > _SHORTEST_TITLE and is_title_like(content))
        and (before[-1] in "。）" or is_title_like(before))
        and following.endswith("。")
    )


def restart_marks(text: str, lines: Sequence[Line], candidates: Sequence[Mark]) -> list[Mark]:
    """Marks for the short lines straight before lists 1. 2. 3. where nothing else numbers the parts.

    Only if every list but at most the first has such a line before it, and there are two at least.
    """
    if any(mark.kind in _OUTER and mark.place is Place.LINE for mark in candidates):
        return []
    starts = [mark.start for mark in candidates if mark.kind == "digit" and mark.number == 1 and mark.place is Place.LINE]
    if len(starts) < 2:
        return []
    by_start = {line.start: index for index, line in enumerate(lines)}
    found = []
    for start in starts:
        index = by_start.get(start)
        if index is None or index == 0 or not _reads_as_heading(text, lines[index - 1]):
            continue
        found.append(lines[index - 1])
    if len(found) < max(2, len(starts) - 1):
        return []
    taken = {mark.start for mark in candidates}
    found += [line for index, line in enumerate(lines) if line not in found and _stands_like_one(text, lines, index, taken)]
    found.sort(key=lambda line: line.start)
    return [Mark("heading", number, line.start, line.start, Place.LINE) for number, line in enumerate(found, start=1)]
