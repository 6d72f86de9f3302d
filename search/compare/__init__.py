"""Two documents side by side: which points continue, change, are new or are dropped."""

from __future__ import annotations

from ontology.records import Node, Record
from search.compare.alignment import THRESHOLD, align, units_of
from search.compare.changes import changes_between
from search.compare.model import Change, Comparison, DiffPiece, Pair, Side

__all__ = ["Change", "Comparison", "DiffPiece", "Pair", "Side", "compare"]


def compare(before: Record, after: Record, threshold: float = THRESHOLD) -> Comparison:
    """Align the points of two documents.

    Args:
        before: The earlier document, or the first.
        after: The later document, or the second.
        threshold: Least likeness of two points that count as the same work.

    Returns:
        Every point of both documents, in a pair, or alone as new or dropped. A point into which several merged, or
        that was split into several, is in several pairs.
    """
    matched: dict[str, list[tuple[Node, float]]] = {}
    kept = set()
    for a, b, score in align(before, after, threshold):
        matched.setdefault(b.node.id, []).append((a.node, score))
        kept.add(a.node.id)
    pairs = []
    for unit in units_of(after):
        for node, score in matched.get(unit.node.id, []):
            pairs.append(_pair(before, after, node, unit.node, score))
        if unit.node.id not in matched:
            pairs.append(Pair("new", 0.0, None, _side(after, unit.node)))
    pairs += [Pair("dropped", 0.0, _side(before, u.node), None) for u in units_of(before) if u.node.id not in kept]
    return Comparison(before.id, after.id, tuple(pairs))


def _pair(before: Record, after: Record, a: Node, b: Node, score: float) -> Pair:
    changes, pieces = changes_between(before, a, after, b)
    status = "changed" if changes else "continued"
    return Pair(status, round(score, 4), _side(before, a), _side(after, b), changes, pieces)


def _side(record: Record, node: Node) -> Side:
    return Side(node.id, node.path, node.title, record.text[node.start : node.end].strip(), node.start, node.end)
