"""Put the outline together: regions, numbers, items, tables, leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.outline.contents import find_contents
from ingest.outline.lines import read_lines
from ingest.outline.marks import Mark, find_marks
from ingest.outline.navigation import find_navigation
from ingest.outline.points import Plan, plan_items, plan_rows
from ingest.outline.regions import Region, split_regions
from ingest.outline.restarts import drop_inner_lists, is_issued_text, restart_boundary
from ingest.outline.sequence import accept, place_articles, place_decimals, without_boxes
from ingest.outline.tables import find_rows, has_header, rows_of_section
from ingest.outline.tree import build_items
from ingest.outline.unnumbered import Styled, restart_marks, styled_marks
from ingest.outline.writer import Writer
from ontology.records import Node, NodeKind, Path, Unread


@dataclass(frozen=True, slots=True)
class Outline:
    """Nodes in document order, and what was not understood."""

    nodes: tuple[Node, ...]
    unread: tuple[Unread, ...] = ()


class _Planner:
    """Plans the regions of one document; ``skip`` are spans in which no item begins."""

    def __init__(self, text: str, skip: Sequence[tuple[int, int]], headings: Sequence[Styled]) -> None:
        self._text = text
        self._skip = sorted(skip)
        self._headings = headings

    def _end(self, region: Region) -> int:
        """Where the region's signature, list of attachments or page footer begins, if nothing but such follows."""
        end = region.end
        for first, last in reversed(self._skip):
            if region.start < first < end and not self._text[last:end].strip():
                end = first
        return end

    def _marks(self, region: Region) -> list[Mark]:
        """The numbers of items in a region, with headings that print none."""
        text, end = self._text, self._end(region)
        found = [mark for mark in find_marks(text, region.start, end) if not self._skipped(mark.start)]
        found = place_decimals(place_articles(without_boxes(text, found)))
        inside = [heading for heading in self._headings if region.start <= heading.start < end]
        extra = styled_marks(text, inside, found)
        if not extra:
            extra = restart_marks(text, read_lines(text, region.start, end, self._skip), found)
        return accept(text, sorted([*found, *extra], key=lambda mark: (mark.start, mark.rank)))

    def _skipped(self, position: int) -> bool:
        return any(first <= position < last for first, last in self._skip)

    def pieces(self, region: Region) -> Iterator[tuple[Region, list[Mark]]]:
        """The region, cut where its outermost numbers start again below a title: a text that follows without the word 附件."""
        marks = self._marks(region)
        while (boundary := restart_boundary(self._text, region.start, marks)) is not None:
            start, title = boundary
            before = [mark for mark in marks if mark.start < start]
            if is_issued_text(self._text[region.start : start], self._text[slice(*title)]):
                before = []  # the notice's own numbers are not the document's
            yield replace(region, end=start), drop_inner_lists(before)
            marks = [mark for mark in marks if mark.start >= start]
            region = Region(region.number, start, region.end, title)
        yield region, drop_inner_lists(marks)

    def plan(self, region: Region, marks: Sequence[Mark], base: Path) -> list[Plan]:
        """Plan the nodes of a region; ``base`` is the path of its part where it is an attachment."""
        text, end = self._text, self._end(region)
        rows = find_rows(text, region.start, end) if base else []
        if rows:
            return plan_rows(rows, base)
        plans = plan_items(build_items(text, marks, end), base)
        if not base and not plans:
            return plan_rows(find_rows(text, region.start, end), ())
        table = bool(plans) and has_header(text, region.start, plans[0].start)
        for plan in plans:
            if not plan.children and plan.kind is NodeKind.PART:
                rows = find_rows(text, plan.title[1], plan.end)
                rows = rows or (rows_of_section(text, plan.title[1], plan.end) if table else [])
                plan.children = plan_rows(rows, plan.path)
        return plans


def _set_apart(text: str) -> list[Unread]:
    """Spans that belong to no item: what a web page puts around the document, tables of contents."""
    apart = [Unread(*span, "words of the web page around the document") for span in find_navigation(text)]
    for start, end in find_contents(text):
        if not any(span.start < end and start < span.end for span in apart):
            apart.append(Unread(start, end, "a table of contents, which repeats the headings"))
    return sorted(apart, key=lambda span: span.start)


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
    apart = _set_apart(text)
    spans = [(span.start, span.end) for span in apart]
    regions = split_regions(text, spans)
    planner = _Planner(text, [*regions.back, *spans], headings)
    writer = Writer(text, document_id, apart)
    parts = 0
    for region in regions.regions:
        for piece, marks in planner.pieces(region):
            base: Path = (parts + 1,) if parts else ()
            plans = planner.plan(piece, marks, base)
            seen = parts > 0
            if base and plans:
                here = (piece.start, piece.start)
                title = piece.title if piece.title[1] > piece.start else here
                whole = Plan(NodeKind.PART, base, piece.start, piece.end, title, here, headed=True)
                whole.children = plans
                plans = [whole]
            parts = max([parts, *(plan.path[0] for plan in plans)])
            writer.region(piece, plans, front_end, seen_parts=seen)
    return Outline(tuple(writer.nodes), tuple(writer.unread))
