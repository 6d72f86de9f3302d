"""Plans and leaves to nodes, so that the leaves and the headings together cover the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.outline.body import Leaf, read_paragraphs, read_point
from ingest.outline.closing import closing_start
from ingest.outline.points import Plan
from ingest.outline.regions import Region
from ontology.identity import make_id
from ontology.records import Node, NodeKind, Path, Unread

_AFTER_TITLE = re.compile(r"[ \t\n]*[。；：:;.】\]]*[ \t\n]*")


class Writer:
    """Collects the nodes of one document in reading order."""

    def __init__(self, text: str, document_id: str, apart: Sequence[Unread] = ()) -> None:
        self._text = text
        self._skip = [(span.start, span.end) for span in apart]
        self._document = document_id
        self.nodes: list[Node] = []
        self.unread: list[Unread] = list(apart)
        self._root = self._add(NodeKind.DOCUMENT, (), (0, len(text)), (0, 0), None)

    def _add(
        self, kind: NodeKind, path: Path, span: tuple[int, int], title: tuple[int, int], parent: str | None, label: str = ""
    ) -> str:
        node_id = make_id("node", self._document, kind.value, span[0], span[1], ".".join(map(str, path)))
        self.nodes.append(Node(node_id, kind, path, self._text[slice(*title)], *span, *title, parent, len(self.nodes), label))
        return node_id

    def _paragraphs(self, start: int, end: int) -> list[Leaf]:
        """Paragraphs between two offsets, without the spans that are no part of the document."""
        leaves: list[Leaf] = []
        position = start
        for first, last in self._skip:
            if position < last and first < end:
                leaves.extend(read_paragraphs(self._text, position, max(position, first)))
                position = max(position, last)
        return leaves + read_paragraphs(self._text, position, end)

    def _leaves(self, leaves: Sequence[Leaf], path: Path, parent: str) -> None:
        for leaf in leaves:
            self._add(leaf.kind, path, (leaf.start, leaf.end), (leaf.start, leaf.start), parent, leaf.label)

    def _plan(self, plan: Plan, parent: str) -> None:
        label = self._text[slice(*plan.label)].strip()
        end = plan.end
        while end > plan.start and self._text[end - 1].isspace():
            end -= 1
        node = self._add(plan.kind, plan.path, (plan.start, end), plan.title, parent, label)
        after = _AFTER_TITLE.match(self._text, plan.title[1])
        body = after.end() if plan.headed and after else plan.label[1]
        if plan.kind is NodeKind.POINT and "。" in self._text[plan.title[1] : body] and body >= end:
            body = plan.label[1]  # the heading is all there is: it is what is to be done
        if plan.kind is NodeKind.POINT:
            self._leaves(read_point(self._text, body, end), plan.path, node)
            return
        closers = self._close(plan, end)
        first = plan.children[0].start if plan.children else end
        self._leaves(self._paragraphs(body, first), plan.path, node)
        for index, child in enumerate(plan.children):
            self._plan(child, node)
            follow = plan.children[index + 1].start if index + 1 < len(plan.children) else closers
            self._leaves(self._paragraphs(child.end, follow), plan.path, node)
        if plan.children:
            self._leaves(self._paragraphs(closers, end), plan.path, node)

    def _close(self, plan: Plan, end: int) -> int:
        """Cut the last point below a part at the part's closing paragraphs; returns where they begin."""
        if plan.kind is not NodeKind.PART or not plan.children:
            return end
        chain = [plan]
        while chain[-1].children:
            chain.append(chain[-1].children[-1])
        siblings = list(plan.points())
        if self._text[slice(*siblings[-1].label)].endswith("条"):  # articles of a law have as many paragraphs as they need
            return end
        spans = [(child.start, min(child.end, end)) for child in siblings]
        cut = closing_start(self._text, spans)
        for below in chain[1:]:
            below.end = min(below.end, cut)
        return cut

    def _lead(self, region: Region, first: int, front_end: Callable[[str], int], *, seen_parts: bool, empty: bool) -> None:
        """Write what stands before a region's first item: covering matter and preamble, or an attachment's words."""
        spans = [(NodeKind.BACK if seen_parts and empty else NodeKind.PREAMBLE, region.start, first)]
        if not seen_parts and empty and region.end < len(self._text):
            spans = [(NodeKind.FRONT, region.start, first)]  # a covering notice before the text that it issues
        elif not seen_parts and region.start == 0:
            cut = front_end(self._text[:first])
            spans = [(NodeKind.FRONT, region.start, cut), (NodeKind.PREAMBLE, cut, first)]
        for kind, start, end in spans:
            leaves = self._paragraphs(start, end)
            if leaves:
                node = self._add(kind, (0,), (leaves[0].start, leaves[-1].end), (start, start), self._root)
                self._leaves(leaves, (0,), node)

    def region(self, region: Region, plans: Sequence[Plan], front_end: Callable[[str], int], *, seen_parts: bool) -> None:
        """Write a region: what stands before its first item, its items, and its closing matter."""
        first = plans[0].start if plans else region.end
        last = min(plans[-1].end, region.end) if plans else region.end
        self._lead(region, first, front_end, seen_parts=seen_parts, empty=not plans)
        for plan in plans:
            self._plan(plan, self._root)
        leaves = self._paragraphs(last, region.end) if plans else []
        if leaves:
            node = self._add(NodeKind.BACK, (0,), (leaves[0].start, leaves[-1].end), (last, last), self._root)
            self._leaves(leaves, (0,), node)
