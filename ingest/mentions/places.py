"""Which addressable node (point, section, part, preamble) an offset belongs to."""

from __future__ import annotations

from bisect import bisect_right

from ontology.records import Node, NodeKind, Record

_ADDRESSABLE = frozenset(
    {
        NodeKind.DOCUMENT,
        NodeKind.FRONT,
        NodeKind.PREAMBLE,
        NodeKind.PART,
        NodeKind.SECTION,
        NodeKind.POINT,
        NodeKind.BACK,
    }
)


class Places:
    """The innermost addressable node at every offset of a record."""

    def __init__(self, record: Record) -> None:
        nodes = sorted((n for n in record.nodes if n.kind in _ADDRESSABLE), key=lambda n: (n.start, -n.end, n.order))
        self._starts: list[int] = []
        self._nodes: list[Node | None] = []
        stack: list[Node] = []
        for node in nodes:
            while stack and stack[-1].end <= node.start:
                self._close(stack)
            stack.append(node)
            self._open(node.start, node)
        while stack:
            self._close(stack)

    def _close(self, stack: list[Node]) -> None:
        ended = stack.pop()
        self._open(ended.end, stack[-1] if stack else None)

    def _open(self, offset: int, node: Node | None) -> None:
        self._starts.append(offset)
        self._nodes.append(node)

    def at(self, offset: int) -> Node | None:
        """The innermost node, or ``None`` outside all of them."""
        index = bisect_right(self._starts, offset) - 1
        return self._nodes[index] if index >= 0 else None
