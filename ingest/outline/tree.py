"""Accepted numbers to a tree of items, each with its heading and its span."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.outline.headings import Opening, read_opening, series_has_headings, title_span
from ingest.outline.marks import RANKS, Mark

_FEWEST = 3


@dataclass(slots=True)
class Item:
    """A numbered item. ``text[start:end]`` is all of it; ``title`` is a span; ``headed``: its series has headings."""

    kind: str
    number: int
    start: int
    label_end: int
    end: int
    opening: Opening
    children: list[Item] = field(default_factory=list)
    headed: bool = False
    title: tuple[int, int] = (0, 0)

    @property
    def rank(self) -> float:
        """Position among the levels, outer first."""
        return RANKS[self.kind]

    def walk(self) -> Iterator[Item]:
        """This item and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def _nest(text: str, marks: Sequence[Mark], end: int) -> list[Item]:
    top: list[Item] = []
    stack: list[Item] = []
    for index, mark in enumerate(marks):
        limit = marks[index + 1].start if index + 1 < len(marks) else end
        item = Item(mark.kind, mark.number, mark.start, mark.end, end, read_opening(text, mark.end, limit))
        while stack and stack[-1].rank >= item.rank:
            stack.pop().end = item.start
        (stack[-1].children if stack else top).append(item)
        stack.append(item)
    return top


def _own_text_follows(text: str, item: Item) -> bool:
    """Whether the item has words of its own below the line that it opens with."""
    stop = item.children[0].start if item.children else item.end
    return bool(text[item.opening.end : stop].strip(" \n\t。：:；;"))


def _decide(text: str, items: Sequence[Item]) -> bool:
    openings = [item.opening for item in items]
    continued = [bool(item.children) or (not item.opening.follows and _own_text_follows(text, item)) for item in items]
    return series_has_headings(text, openings, continued)


def build_items(text: str, marks: Sequence[Mark], end: int) -> list[Item]:
    """Nest the marks by level and decide for each series whether its items have headings.

    A series is the items of one kind below one item. A short one (fewer than three), or one whose numbers run on through the
    document, is judged with all others of its kind.
    """
    top = _nest(text, marks, end)
    by_kind: dict[str, list[Item]] = defaultdict(list)
    series: list[list[Item]] = []

    def collect(items: list[Item]) -> None:
        groups: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            groups[item.kind].append(item)
            by_kind[item.kind].append(item)
            collect(item.children)
        series.extend(groups.values())

    collect(top)
    for group in series:
        runs_on = group[0].kind in ("article", "inner_article") or any(
            other[0].kind == group[0].kind and other[0].number > 1 for other in series
        )
        judged = by_kind[group[0].kind] if runs_on or len(group) < _FEWEST else group
        headed = _decide(text, judged)
        for item in group:
            item.headed = headed or bool(len(group) < _FEWEST and not runs_on and _decide(text, group))
            item.title = title_span(text, item.opening, item.headed)
    return top
