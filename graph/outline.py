"""Which nodes of a record's outline stand in the graph, and under which label.

Letterhead, signature, table rows and plain paragraphs have no node of their own: what is said there belongs to the
smallest part or point around them, or to the document.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontology.records import Node, NodeKind, Path, Record

LABELS = {
    NodeKind.PREAMBLE: "Part",
    NodeKind.PART: "Part",
    NodeKind.SECTION: "Part",
    NodeKind.POINT: "Point",
    NodeKind.GOAL: "Goal",
    NodeKind.MEASURE: "Measure",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the graph that something of the record belongs to."""

    id: str
    type: str


def path_text(path: Path | None) -> str | None:
    """A path as text: ``2.4``.

    >>> path_text((2, 4))
    '2.4'
    """
    return None if path is None else ".".join(map(str, path))


class Outline:
    """The outline of one record as the graph sees it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._nodes = {node.id: node for node in record.nodes}
        self._document = Place(record.id, "Document")

    def __contains__(self, node: str) -> bool:
        """Whether the record has a node with this id."""
        return node in self._nodes

    def place(self, node_id: str | None) -> Place:
        """The smallest node of the graph around a node of the record; the document where there is none."""
        node = self._nodes.get(node_id) if node_id else None
        while node is not None:
            if node.kind in LABELS:
                return Place(node.id, LABELS[node.kind])
            node = self._nodes.get(node.parent) if node.parent else None
        return self._document

    def subject(self, node_id: str | None) -> Place:
        """The part or point around a node: a goal or measure speaks for its point."""
        place = self.place(node_id)
        while place.type in ("Goal", "Measure"):
            place = self.place(self._nodes[place.id].parent)
        return place

    def shown(self) -> list[Node]:
        """Nodes that stand in the graph, in the order of the text."""
        return [node for node in self.record.nodes if node.kind in LABELS]

    def own_text(self, node: Node) -> str:
        """The words of a node; of a part only those before its first child, since the children have theirs."""
        end = node.end
        if LABELS[node.kind] == "Part":
            children = [child.start for child in self.record.nodes if child.parent == node.id and child.kind in LABELS]
            end = min(children, default=end)
        return self.record.text[node.start : end].strip()
