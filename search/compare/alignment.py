"""Which point of one document is the same work as which point of another."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from ontology.records import Node, NodeKind, Record
from search.question.fold import bigrams, fold

THRESHOLD = 0.11
"""Least likeness of two points that are taken for the same work; chosen on the pairs in ``tests/search/compare``."""
JOIN, CLEAR = 0.15, 2.0
"""A point of the first document left over joins one already paired from this likeness on, when no other is half as like it."""
SPLIT = 0.3
"""A point of the second document left over came out of one already paired from this likeness on; below, it is rather new."""
_BRACKETS = re.compile(r"\([^()]*(?:牵头|负责|配合|责任单位|责任部门)[^()]*(?:\([^()]*\)[^()]*)*\)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A point made ready: its node, title pairs, and for each sentence its pairs."""

    node: Node
    title: frozenset[str]
    body: frozenset[str]
    sentences: tuple[frozenset[str], ...]
    entities: frozenset[str] = frozenset()


def units_of(record: Record) -> list[Unit]:
    """The points of a record that hold no other point; parts and sections without points stand for themselves."""
    parents = {n.parent for n in record.nodes if n.kind in (NodeKind.POINT, NodeKind.SECTION)}
    kinds = (NodeKind.POINT, NodeKind.PART, NodeKind.SECTION)
    return [_unit(record, node) for node in record.nodes if node.kind in kinds and node.id not in parents]


def _unit(record: Record, node: Node) -> Unit:
    text = _BRACKETS.sub("", fold(record.text[node.start : node.end]))
    sentences = tuple(frozenset(bigrams(part)) for part in re.split(r"[。;\n]", text) if len(part) > 5)
    entities = frozenset(m.entity for m in record.mentions if node.start <= m.start < node.end)
    return Unit(node, frozenset(bigrams(fold(node.title))), frozenset(bigrams(text)), sentences, entities)


class Likeness:
    """How alike two points are, with the weight of a pair of characters from its rarity in both documents.

    Weighed are the cosine of the whole texts, the best cosine of any two sentences (the same measure moved into another point
    keeps its sentence), the titles, how much of one title stands in the other's text, and the entities that both name.
    """

    def __init__(self, units: list[Unit]) -> None:
        counts = Counter(pair for unit in units for pair in unit.body)
        total = len(units) + 1
        self._idf = {pair: math.log(total / count) for pair, count in counts.items()}
        named = Counter(entity for unit in units for entity in unit.entities)
        self._idf |= {entity: math.log(total / count) for entity, count in named.items()}

    def _mass(self, pairs: frozenset[str]) -> float:
        return math.fsum(self._idf.get(pair, 0.0) ** 2 for pair in pairs)  # exact: sets come in any order

    def _cosine(self, a: frozenset[str], b: frozenset[str]) -> float:
        norm = math.sqrt(self._mass(a) * self._mass(b))
        return self._mass(a & b) / norm if norm else 0.0

    def between(self, a: Unit, b: Unit) -> float:
        """Likeness in 0..1."""
        whole = self._cosine(a.body, b.body)
        sentence = max((self._cosine(x, y) for x in a.sentences for y in b.sentences), default=0.0)
        title = self._cosine(a.title, b.title) if a.title and b.title else whole
        held = max(self._held(a.title, b.body), self._held(b.title, a.body))
        shared = self._cosine(a.entities, b.entities)
        return 0.4 * whole + 0.25 * sentence + 0.15 * title + 0.1 * held + 0.1 * shared

    def _held(self, title: frozenset[str], body: frozenset[str]) -> float:
        mass = self._mass(title)
        return self._mass(title & body) / mass if mass else 0.0


def align(before: Record, after: Record, threshold: float = THRESHOLD) -> list[tuple[Unit, Unit, float]]:
    """Pairs of points: first each point in one pair at most, by falling likeness, then those that merged or were split.

    Args:
        before: The earlier document, or the first.
        after: The later document, or the second.
        threshold: Least likeness of a pair.

    Returns:
        Pairs with their likeness.
    """
    left, right = units_of(before), units_of(after)
    likeness = Likeness([*left, *right])
    scored = [(likeness.between(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for score, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score < threshold:
            break
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((left[i], right[j], score))
    pairs += [(left[i], right[j], score) for i, j, score in _joined(scored, used_left, JOIN)]
    turned = [(score, j, i) for score, i, j in scored]
    pairs += [(left[i], right[j], score) for j, i, score in _joined(turned, used_right, SPLIT)]
    return pairs


def _joined(scored: list[tuple[float, int, int]], used: set[int], least: float) -> list[tuple[int, int, float]]:
    """Points of one document left over that went into, or came out of, a point already paired: two became one, or one two.

    That point must be clearly the best for the one left over.
    """
    rows: dict[int, list[tuple[float, int]]] = {}
    for score, i, j in scored:
        if i not in used:
            rows.setdefault(i, []).append((score, j))
    joined = []
    for i, found in rows.items():
        best, *others = sorted(found, reverse=True)[:2]
        if best[0] >= least and best[0] >= CLEAR * (others[0][0] if others else 0.0):
            joined.append((i, best[1], best[0]))
    return joined
