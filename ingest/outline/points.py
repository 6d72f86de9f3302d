"""Which items are parts, sections and points, and the path of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.outline.tables import Row
from ingest.outline.tree import Item
from ontology.records import NodeKind, Path

_PART_KINDS = ("volume", "chapter", "section", "heading", "han", "plain")
_ARTICLES = ("article", "inner_article")


@dataclass(slots=True)
class Plan:
    """A node to be: what it is, its span, its title's span, its label's span, and what lies below it."""

    kind: NodeKind
    path: Path
    start: int
    end: int
    title: tuple[int, int]
    label: tuple[int, int]
    headed: bool
    children: list[Plan] = field(default_factory=list)

    def points(self) -> Iterator[Plan]:
        """The plans below this one that have none below themselves, in order."""
        for child in self.children:
            if child.children:
                yield from child.points()
            else:
                yield child


def _points_below(item: Item) -> list[Item]:
    """The children that are nodes of their own: articles always (and nothing below them), others where they have headings."""
    if item.kind in _ARTICLES:
        return []
    if any(child.kind in _ARTICLES for child in item.children):
        return [child for child in item.children if child.kind in (*_ARTICLES, "section")]
    return item.children if any(child.headed and child.kind != "ordinal" for child in item.children) else []


def _distinct(items: Sequence[Item]) -> list[Item]:
    """Items whose numbers differ: of two kinds below one item the outer one counts, and a number that comes back is no item."""
    ordinals = [item for item in items if item.kind == "ordinal"]
    if ordinals and (len(ordinals) < len(items) or len(ordinals) == 1):
        items = [item for item in items if item.kind != "ordinal"]
    numbers = [item.number for item in items]
    if len(set(numbers)) == len(numbers):
        return list(items)
    outer = min(item.rank for item in items)
    seen: set[int] = set()
    kept = []
    for item in items:
        if item.rank == outer and item.number not in seen:
            seen.add(item.number)
            kept.append(item)
    return kept


def _plan(item: Item, path: Path, children: Sequence[Item]) -> Plan:
    own = (*path, item.number)
    plan = Plan(NodeKind.POINT, own, item.start, item.end, item.title, (item.start, item.label_end), item.headed)
    for child in _distinct(children):
        plan.children.append(_plan(child, own, _points_below(child)))
    if plan.children:
        plan.kind = NodeKind.SECTION
    return plan


def _digits_of(item: Item) -> list[list[Item]]:
    """The Arabic items below each （一） heading of a part."""
    below = [
        [child for child in heading.children if child.kind == "digit"]
        for heading in item.children
        if heading.kind == "han_bracket"
    ]
    return [digits for digits in below if digits]


def _digits_run_on(items: Sequence[Item]) -> bool:
    """Whether Arabic numbers run on through （一）（二） so that they, not the headings between, are the level below a part.

    They do where they go on from one part into the next, where other parts have them straight below themselves, and where no
    （一） is an item of its own anywhere in the document.
    """
    parts = [groups for groups in map(_digits_of, items) if groups]
    if not parts:
        return False
    onward = any(groups[0][0].number > 1 for groups in parts[1:])
    through = any(right[0].number == left[-1].number + 1 for groups in parts for left, right in pairwise(groups))
    below = [child for item in items for child in item.children]
    direct = any(child.kind == "digit" for child in below)
    itself = any(child.kind == "han_bracket" and not _points_below(child) for child in below)
    return onward or (through and (direct or not itself))


def _flatten(item: Item) -> list[Item]:
    """The Arabic items below an item, without the headings between."""
    return [below for below in item.walk() if below.kind == "digit" and below is not item]


def _skips_headings(item: Item) -> bool:
    """Whether a part's Arabic numbers are the level below it although （一） headings stand between."""
    numbers = [below.number for below in _flatten(item)]
    return bool(numbers) and len(set(numbers)) == len(numbers) and any(child.kind == "han_bracket" for child in item.children)


def _group(item: Item, path: Path) -> Plan:
    """A heading that the numbers skip: it keeps its place in the outline but shares the path of its part."""
    if item.kind == "digit":
        return _plan(item, path, _points_below(item))
    plan = Plan(NodeKind.SECTION, path, item.start, item.end, item.title, (item.start, item.label_end), item.headed)
    plan.children = [_group(child, path) for child in item.children if child.kind == "digit" or _flatten(child)]
    return plan


def plan_items(items: Sequence[Item], base: Path = ()) -> list[Plan]:
    """Plan the nodes of a document's own body (``base`` empty) or of an attachment (``base`` is its part's path)."""
    run_on = _digits_run_on(items)
    if base and run_on and all(digits for digits in map(_flatten, items)):
        flat = [below for item in items for below in _flatten(item)]
        if [below.number for below in flat] == sorted({below.number for below in flat}):
            return [_group(item, base) for item in items]
    plans = []
    kept = _distinct(items)
    for item, following in pairwise(kept):
        item.end = following.start  # the words of an item left out belong to the one before it
    for item in kept:
        plan = _plan(item, base, _points_below(item) if base or item.kind in _ARTICLES else item.children)
        if run_on and _skips_headings(item):
            plan.kind = NodeKind.SECTION
            plan.children = [_group(child, plan.path) for child in item.children]
        if not base and item.kind not in _ARTICLES:
            plan.kind = NodeKind.PART
        plans.append(plan)
    if not base and not any(plan.children for plan in plans) and plans and items[0].kind not in _PART_KINDS:
        for plan in plans:
            plan.kind = NodeKind.POINT
    return plans


def plan_rows(rows: Sequence[Row], base: Path) -> list[Plan]:
    """Plan a point for each row of a table of work items."""
    return [
        Plan(NodeKind.POINT, (*base, row.number), row.start, row.end, row.title, (row.start, row.label_end), headed=True)
        for row in rows
    ]
