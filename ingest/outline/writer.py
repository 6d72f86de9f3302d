"""Plans and leaves to nodes, so that the leaves and the headings together cover the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.outline.body import Leaf, read_paragraphs, read_point
from ingest.outline.closing import closing_start
from ingest.outline.points import Plan
from ingest.outline.regions import Region
from ontology.identity import make_id
from ontology.records import Node, NodeKind, Path, Unread

_AFTER_TITLE = re.compile(r"[ \t\n]*[。；：:;.】\]]*[ \t\n]*")


class Writer:
    """Collects the nodes of one document in reading order."""

    def __init__(self, text: str, document_id: str) -> None:
        self._text = text
        self._document = document_id
        self.nodes: list[Node] = []
        self.unread: list[Unread] = []
        self._root = self._add(NodeKind.DOCUMENT, (), (0, len(text)), (0, 0), None)

    def _add(
        self, kind: NodeKind, path: Path, span: tuple[int, int], title: tuple[int, int], parent: str | None, label: str = ""
    ) -> str:
        node_id = make_id("node", self._document, kind.value, span[0], span[1], ".".join(map(str, path)))
        self.nodes.append(Node(node_id, kind, path, self._text[slice(*title)], *span, *title, parent, len(self.nodes), label))
        return node_id

    def _leaves(self, leaves: Sequence[Leaf], path: Path, parent: str) -> None:
        for leaf in leaves:
            self._add(leaf.kind, path, (leaf.start, leaf.end), (leaf.start, leaf.start), parent)

    def _plan(self, plan: Plan, parent: str) -> None:
        label = self._text[slice(*plan.label)].strip()
        end = plan.end
        while end > plan.start and self._text[end - 1].isspace():
            end -= 1
        node = self._add(plan.kind, plan.path, (plan.start, end), plan.title, parent, label)
        after = _AFTER_TITLE.match(self._text, plan.title[1])
        body = after.end() if plan.headed and after else plan.label[1]
        if not plan.headed and plan.title[0] < plan.label[1]:
            body = plan.title[1]
        if plan.kind is NodeKind.POINT:
            self._leaves(read_point(self._text, body, end), plan.path, node)
            return
        closers = self._close(plan, end)
        first = plan.children[0].start if plan.children else end
        self._leaves(read_paragraphs(self._text, body, first), plan.path, node)
        for index, child in enumerate(plan.children):
            self._plan(child, node)
            follow = plan.children[index + 1].start if index + 1 < len(plan.children) else closers
            self._leaves(read_paragraphs(self._text, child.end, follow), plan.path, node)
        if plan.children:
            self._leaves(read_paragraphs(self._text, closers, end), plan.path, node)

    def _close(self, plan: Plan, end: int) -> int:
        """Cut the last point below a part at the part's closing paragraphs; returns where they begin."""
        if plan.kind is not NodeKind.PART or not plan.children:
            return end
        chain = [plan]
        while chain[-1].children:
            chain.append(chain[-1].children[-1])
        siblings = chain[-2].children
        spans = [(child.start, min(child.end, end)) for child in siblings]
        cut = closing_start(self._text, spans)
        for below in chain[1:]:
            below.end = min(below.end, cut)
        return cut

    def region(self, region: Region, plans: Sequence[Plan], back: Sequence[tuple[int, int]], *, seen_parts: bool) -> None:
        """Write a region: what stands before its first item, its items, and its closing matter."""
        first = plans[0].start if plans else region.end
        last = min(plans[-1].end, region.end) if plans else region.end
        kind = NodeKind.BACK if seen_parts and not plans else NodeKind.PREAMBLE
        if first > region.start and self._text[region.start : first].strip():
            node = self._add(kind, (0,), (region.start, first), (region.start, region.start), self._root)
            self._leaves(read_paragraphs(self._text, region.start, first), (0,), node)
        for plan in plans:
            self._plan(plan, self._root)
        if plans and self._text[last : region.end].strip():
            node = self._add(NodeKind.BACK, (0,), (last, region.end), (last, last), self._root)
            self._leaves(read_paragraphs(self._text, last, region.end), (0,), node)
