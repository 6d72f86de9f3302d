"""Put the outline together: regions, numbers, items, tables, leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.outline.lines import read_lines
from ingest.outline.marks import Mark, find_marks
from ingest.outline.navigation import find_navigation
from ingest.outline.points import Plan, plan_items, plan_rows
from ingest.outline.regions import Region, Regions, split_regions
from ingest.outline.sequence import accept
from ingest.outline.tables import find_rows
from ingest.outline.tree import build_items
from ingest.outline.unnumbered import Styled, restart_marks, styled_marks
from ingest.outline.writer import Writer
from ontology.records import Node, NodeKind, Path, Unread


@dataclass(frozen=True, slots=True)
class Outline:
    """Nodes in document order, and what was not understood."""

    nodes: tuple[Node, ...]
    unread: tuple[Unread, ...] = ()


def _marks(text: str, start: int, end: int, skip: Sequence[tuple[int, int]], headings: Sequence[Styled]) -> list[Mark]:
    """The numbers of items between two offsets, with headings that print none."""
    found = [mark for mark in find_marks(text, start, end) if not any(first <= mark.start < last for first, last in skip)]
    inside = [heading for heading in headings if start <= heading.start < end]
    extra = styled_marks(text, inside, found) or restart_marks(text, read_lines(text, start, end, skip), found)
    return accept(text, sorted([*found, *extra], key=lambda mark: (mark.start, mark.rank)))


def _plan_region(
    text: str,
    region: Region,
    regions: Regions,
    skip: Sequence[tuple[int, int]],
    base: Path,
    headings: Sequence[Styled],
) -> list[Plan]:
    tail = [(first, last) for first, last in regions.back if region.start <= first < region.end]
    end = region.end
    for first, last in reversed(sorted([*tail, *skip])):
        if region.start < first < end and not text[last:end].strip():
            end = first
    rows = find_rows(text, region.start, end) if base else []
    if rows:
        return plan_rows(rows, base)
    marks = _marks(text, region.start, end, [*regions.back, *skip], headings)
    plans = plan_items(build_items(text, marks, end), base)
    if not base and not plans:
        return plan_rows(find_rows(text, region.start, end), ())
    for plan in plans:
        if not plan.children and plan.kind is NodeKind.PART:
            plan.children = plan_rows(find_rows(text, plan.title[1], plan.end), plan.path)
    return plans


def read_outline(
    text: str, document_id: str, front_end: Callable[[str], int] = len, headings: Sequence[Styled] = ()
) -> Outline:
    """Read the outline of a clean text.

    Args:
        text: The clean text.
        document_id: Id of the document; node ids depend on it.
        front_end: Says of the text before the first item where the covering matter ends and the body's own preamble begins.
        headings: Lines that the file styles as headings.

    Returns:
        The nodes in reading order, and the spans that were not understood.
    """
    navigation = find_navigation(text)
    regions = split_regions(text, navigation)
    writer = Writer(text, document_id, navigation)
    planned: list[tuple[Region, list[Plan]]] = []
    parts = 0
    for region in regions.regions:
        base: Path = (parts + 1,) if parts else ()
        plans = _plan_region(text, region, regions, navigation, base, headings)
        if not parts and region.number and not plans:
            plans = plan_rows(find_rows(text, region.start, region.end), (1,))
        if base and plans:
            plans = [
                Plan(NodeKind.PART, base, region.start, region.end, region.title, (region.start, region.start), True, plans)
            ]
            parts += 1
        elif plans:
            parts = max(plan.path[0] for plan in plans)
        planned.append((region, plans))
    for region, plans in planned:
        seen = any(done for other, done in planned if other.number < region.number)
        writer.region(region, plans, front_end, seen_parts=seen)
    return Outline(tuple(writer.nodes), tuple(writer.unread))
