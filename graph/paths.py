"""Ways from one node to another: shortest first, no node and so no relationship twice, found level by level from both ends.

Neither store's own path search is used: one lacks it, and both would count parallel relationships (a point that carries
a plan out also names it) as different paths. A path here is a row of nodes; what lies between two of them is evidence
of one step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from time import monotonic

from graph import cypher, explore
from graph.schema import predicates
from graph.store import GraphStore
from graph.views import Fact, Path, Paths, PathStep, Ref
from ontology.errors import InvalidQuery, StoreQueryError

MAX_STEPS = 6
MAX_ROWS = 20_000
MAX_FACTS = 5
CHUNK = 500


def paths(store: GraphStore, source: str, target: str, *, longest: int = 4, limit: int = 10, timeout: float = 5.0) -> Paths:
    """Ways between two nodes.

    Args:
        store: Where to look.
        source: Id of the first node.
        target: Id of the last node.
        longest: At most so many steps.
        limit: At most so many paths.
        timeout: Seconds after which the search gives back what it has.

    Returns:
        The paths, shortest first; among equals, at each step, statements before bare mentions.

    Raises:
        NotFound: One of the ends is not in the graph.
        InvalidQuery: The ends are the same, or a limit is out of bounds.
    """
    if source == target:
        raise InvalidQuery("a path needs two different ends", where=source)
    if not 1 <= longest <= MAX_STEPS or limit < 1:
        hint = f"Ask for 1 to {MAX_STEPS} steps and at least one path"
        raise InvalidQuery("there are no such paths", where=f"longest {longest}, limit {limit}", hint=hint)
    ends = explore.find(store, source), explore.find(store, target)
    search = _Search(store, *ends, monotonic() + timeout)
    found = search.run(longest, limit)
    return Paths(*ends, tuple(search.path(nodes) for nodes in found), search.complete)


class _Search:
    def __init__(self, store: GraphStore, source: Ref, target: Ref, deadline: float) -> None:
        self.store = store
        self.source, self.target = source, target
        self.deadline = deadline
        self.complete = True
        self.refs = {ref.id: ref for ref in (source, target)}
        self.beside: dict[str, dict[str, int]] = defaultdict(dict)  # neighbour → 1 where it is only mentioned
        self.asked: set[str] = set()
        self.predicates = sorted(predicates().values())

    def run(self, longest: int, limit: int) -> list[list[str]]:
        """Rows of node ids, shortest first."""
        left, right = {self.source.id: 0}, {self.target.id: 0}
        for step in range(longest):
            near = left if step % 2 == 0 else right
            depth = step // 2
            if not self._spread(near, depth):
                self.complete = False
                break
        found: list[list[str]] = []
        distances = self._distances(longest)
        for length in range(1, longest + 1):
            for nodes in self._rows(length, distances):
                if len(found) == limit:
                    return found
                found.append(nodes)
        return found

    def _spread(self, reached: dict[str, int], depth: int) -> bool:
        """Go one level further from one end; false when limits of size or time forbid it."""
        edge = sorted(node for node, far in reached.items() if far == depth)
        by_label: dict[str, list[str]] = defaultdict(list)
        for node in edge:
            if node not in self.asked:
                by_label[self.refs[node].type].append(node)
        self.asked.update(edge)
        whole = all(self._ask(label, nodes) for label, nodes in sorted(by_label.items()))
        for node in edge:
            for other in self.beside[node]:
                reached.setdefault(other, depth + 1)
        return whole

    def _ask(self, label: str, nodes: list[str]) -> bool:
        for first in range(0, len(nodes), CHUNK):
            left = self.deadline - monotonic()
            if left <= 0:
                return False
            values = {"ids": nodes[first : first + CHUNK], "limit": MAX_ROWS + 1}
            try:
                table = self.store.read(cypher.adjacent(label), values, limit=MAX_ROWS, timeout=max(left, 0.1))
            except StoreQueryError:  # out of time or memory
                return False
            for row in table.records():
                self._join(row.pop("origin"), row.pop("bare"), Ref(**row))
            if table.truncated:
                return False
        return True

    def _join(self, origin: str, bare: int, ref: Ref) -> None:
        self.refs[ref.id] = ref
        bare = min(bare, self.beside[origin].get(ref.id, bare))
        self.beside[origin][ref.id] = self.beside[ref.id][origin] = bare

    def _distances(self, longest: int) -> dict[str, int]:
        """Steps from each known node to the target over the known steps."""
        distances = {self.target.id: 0}
        edge = [self.target.id]
        for step in range(1, longest + 1):
            edge = sorted({other for node in edge for other in self.beside[node] if other not in distances})
            distances.update(dict.fromkeys(edge, step))
        return distances

    def _rows(self, length: int, distances: dict[str, int]) -> Iterator[list[str]]:
        def grow(row: list[str]) -> Iterator[list[str]]:
            left = length - (len(row) - 1)
            if row[-1] == self.target.id:
                if left == 0:
                    yield list(row)
                return
            if monotonic() > self.deadline:
                self.complete = False
                return
            beside = self.beside[row[-1]]
            for other in sorted(beside, key=lambda node: (beside[node], node)):
                if distances.get(other, left) < left and other not in row:
                    yield from grow([*row, other])

        yield from grow([self.source.id])

    def path(self, nodes: list[str]) -> Path:
        """A row of nodes with the evidence of each step."""
        return Path(tuple(self._step(self.refs[a], self.refs[b]) for a, b in pairwise(nodes)))

    def _step(self, source: Ref, target: Ref) -> PathStep:
        values = {"source": source.id, "target": target.id, "predicates": self.predicates}
        rows = self.store.read(cypher.between(source.type, target.type), values, limit=MAX_FACTS).records()
        documents = explore.document_refs(self.store, (row["document"] for row in rows))
        other = {"other_id": target.id, "other_type": target.type, "other_name": target.name}
        facts: tuple[Fact, ...] = tuple(explore.fact({**row, **other}, source.id, documents) for row in rows)
        return PathStep(source, target, facts)
