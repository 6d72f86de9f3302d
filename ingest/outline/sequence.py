"""Tell the numbers of items from numbers in prose: an item's number continues its series or opens one below a new heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.outline.marks import RANKS, Mark, Place

_BOX = re.compile(r"(?<![^\n])专栏[ ]?[\d一二三四五六七八九十]{1,3}")
_SENTENCE = re.compile(r"[。；！？\n]")
_LONGEST_GAP = 2
"""How many numbers may be missing in a series (a point that was struck out, a page that was lost)."""
_LONGEST_HEADING = 60


@dataclass(slots=True)
class _State:
    """Where each series stands. ``index`` counts accepted marks."""

    last: dict[str, Mark] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)  # series that restarted without a heading above: lists inside an item
    accepted: list[Mark] = field(default_factory=list)

    def take(self, mark: Mark) -> None:
        self.accepted.append(mark)
        self.last[mark.kind] = mark
        self.order[mark.kind] = len(self.accepted)
        self.closed = {kind for kind in self.closed if RANKS[kind] <= mark.rank}

    def opened_since(self, mark: Mark) -> bool:
        """Whether a mark of an outer level came after the last one of this kind."""
        mine = self.order.get(mark.kind, 0)
        return any(order > mine for kind, order in self.order.items() if RANKS[kind] < mark.rank)


def _follows(mark: Mark, marks: Sequence[Mark], index: int, number: int) -> bool:
    """Whether ``number`` of the same kind comes later, before the series restarts or an outer one goes on."""
    for later in marks[index + 1 :]:
        if later.place is Place.WEAK:
            continue
        if later.rank < mark.rank and later.place is Place.LINE:
            return False
        if later.kind == mark.kind:
            if later.number == number:
                return True
            if later.number == 1:
                return False
    return False


def _only_heading_before(text: str, previous: Mark | None, mark: Mark) -> bool:
    """Whether nothing but the words of a heading lies between two numbers of different levels: ``二、压实责任（四）落实``."""
    if previous is None or previous.kind == mark.kind or not 2 <= mark.start - previous.end <= _LONGEST_HEADING:
        return False
    between = text[previous.end : mark.start]
    return not _SENTENCE.search(between) and between.count("（") == between.count("）")


def _fits(text: str, mark: Mark, marks: Sequence[Mark], index: int, state: _State) -> bool:
    previous = state.last.get(mark.kind)
    if mark.kind in ("heading", "subheading"):
        return True
    if mark.place is Place.WEAK:
        expected = (previous.number + 1 if previous else 1, 1 if state.opened_since(mark) else -1)
        before = state.accepted[-1] if state.accepted else None
        return mark.number in expected and _only_heading_before(text, before, mark)
    if previous is None:
        if mark.number == 1:
            return True
        return (
            mark.place is Place.LINE and mark.kind not in ("plain", "circle") and _follows(mark, marks, index, mark.number + 1)
        )
    if mark.number == previous.number + 1:
        return True
    if mark.number == 1:
        return state.opened_since(mark) or mark.place is Place.LINE
    gap = mark.number - previous.number - 1
    return 0 < gap <= _LONGEST_GAP and not _follows(mark, marks, index, previous.number + 1)


def without_boxes(text: str, candidates: Sequence[Mark]) -> list[Mark]:
    """The candidates outside the boxes (专栏) of a plan: a box's numbers are its own until an outer level moves on."""
    boxes = [match.start() for match in _BOX.finditer(text)]
    if not boxes:
        return list(candidates)
    kept, box = [], -1
    for mark in candidates:
        while box + 1 < len(boxes) and boxes[box + 1] < mark.start:
            box += 1
        if box >= 0 and mark.rank < RANKS["digit"] and mark.place is Place.LINE:
            boxes = boxes[box + 1 :]
            box = -1
        if box < 0:
            kept.append(mark)
    return kept


def place_decimals(candidates: Sequence[Mark]) -> list[Mark]:
    """The candidates with 1 and 1.1 as outer levels where a document counts so; without a 1.1, a bare 1 is no number."""
    plain = any(mark.kind == "plain" and mark.number == 1 for mark in candidates)
    if plain and any(mark.kind == "decimal2" and mark.number == 1 for mark in candidates):
        names = {"decimal2": "plain2", "decimal3": "plain3", "decimal4": "plain4"}
        return [replace(mark, kind=names.get(mark.kind, mark.kind)) for mark in candidates]
    return [mark for mark in candidates if mark.kind != "plain"]


def place_articles(candidates: Sequence[Mark]) -> list[Mark]:
    """The candidates with articles put below 一、二、 where those are the outer level (items counted as 第一条)."""
    first = next((index for index, mark in enumerate(candidates) if mark.kind == "article" and mark.place is Place.LINE), None)
    if first is None:
        return list(candidates)
    outer = [
        index for index, mark in enumerate(candidates) if mark.kind == "han" and mark.place is Place.LINE and mark.number <= 2
    ]
    if not any(index < first for index in outer) or not any(index > first for index in outer):
        return list(candidates)
    return [replace(mark, kind="inner_article") if mark.kind == "article" else mark for mark in candidates]


def accept(text: str, candidates: Sequence[Mark]) -> list[Mark]:
    """The candidates that are numbers of items, in reading order.

    A series that restarts although no outer level moved on is a list inside the item before it (notes below a table, steps) and
    is left out until an outer level moves on; what restarts at the outermost level is for ``regions`` to judge.
    """
    state = _State()
    outermost = min((mark.rank for mark in candidates if mark.place is Place.LINE), default=0.0)
    for index, mark in enumerate(candidates):
        if mark.kind in state.closed or not _fits(text, mark, candidates, index, state):
            continue
        previous = state.last.get(mark.kind)
        restarts = previous is not None and mark.number == 1 and not state.opened_since(mark)
        if restarts and mark.rank > outermost:
            state.closed.add(mark.kind)
            continue
        state.take(mark)
    return state.accepted
