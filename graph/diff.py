"""From the graph that should be and what a store holds to the few writes between them. Knows no store.

Groups with equal fingerprints are left alone. Of the others the store is asked for ids and fingerprints, and only
objects that differ are written. A big plan is cut into transactions; the bookkeeping marks the groups concerned before
the first and names them after the last, so that a sync which was cut short is seen and finished by the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from graph import cypher
from graph.model import Changes, Contribution, Edge, Group, Node, Projection
from graph.schema import EDGE_COLUMNS, all_columns, node_columns, relationship
from graph.store import Held

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HeldNode:
    """A node as the store knows it."""

    id: str
    type: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class HeldEdge:
    """A relationship as the store knows it."""

    id: str
    predicate: str
    fingerprint: str
    source: str
    source_type: str


@dataclass(frozen=True, slots=True)
class Step:
    """One query over many rows."""

    query: str
    rows: Sequence[Row]
    fresh: bool = False  # the store holds none of them


@dataclass(frozen=True, slots=True)
class Difference:
    """Groups that must be written and groups that must go, against what the store says it holds."""

    changed: tuple[Group, ...]
    gone: tuple[str, ...]
    documents: tuple[str, ...]  # names of the document groups among them of which the store may hold something
    entities: tuple[str, ...]  # the same of buckets of entities

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.changed or self.gone)


def compare(projection: Projection, held: Mapping[str, Held]) -> Difference:
    """Which groups differ."""
    nothing = Held("")
    changed = tuple(group for group in projection.groups if held.get(group.name, nothing).fingerprint != group.fingerprint)
    names = {group.name for group in projection.groups}
    gone = tuple(name for name in held if name not in names)
    suspect = [*(group.name for group in changed if group.name in held), *gone]
    documents = tuple(name for name in suspect if not held[name].entities)
    return Difference(changed, gone, documents, tuple(name for name in suspect if held[name].entities))


@dataclass(slots=True)
class Plan:
    """The writes, in an order that never leaves an edge without its ends."""

    delete_edges: list[HeldEdge] = field(default_factory=list)
    delete_nodes: list[HeldNode] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)  # ids among the nodes and edges that the store holds in another form

    def changes(self, rebuilt: str | None = None) -> Changes:
        """How much the plan writes and deletes."""
        return Changes(len(self.nodes), len(self.delete_nodes), len(self.edges), len(self.delete_edges), rebuilt)

    def steps(self, embedded: bool, batch: int) -> Iterator[Step]:
        """The queries of the plan, each over at most ``batch`` rows: by labels, or for the embedded store's two tables."""
        for ends, held in _by(self.delete_edges, lambda edge: (relationship(edge.predicate), edge.source_type), embedded):
            yield from _batches(cypher.delete_edges(ends), [{"id": edge.id, "source": edge.source} for edge in held], batch)
        for label, old in _by(self.delete_nodes, lambda node: node.type, embedded):
            yield from _batches(cypher.delete_nodes(label), [{"id": node.id} for node in old], batch)
        for label, new in _by(self.nodes, lambda node: node.type, embedded):
            yield from self._merges(cypher.merge_nodes(label), [_node_row(node, embedded) for node in new], batch)
        for ends, edges in _by(self.edges, _ends, embedded):
            yield from self._merges(cypher.merge_edges(ends), [_edge_row(edge) for edge in edges], batch)

    def _merges(self, query: str, rows: list[Row], batch: int) -> Iterator[Step]:
        yield from _batches(query, [row for row in rows if row["id"] in self.changed], batch)
        yield from _batches(query, [row for row in rows if row["id"] not in self.changed], batch, fresh=True)


def make_plan(groups: Iterable[Group], nodes: Iterable[HeldNode], edges: Iterable[HeldEdge]) -> Plan:
    """The writes that turn what the store holds of some groups into what these groups say."""
    contents: list[Contribution] = [group.content for group in groups]
    plan = Plan()
    held_nodes = {node.id: node for node in nodes}
    held_edges = {edge.id: edge for edge in edges}
    for node in (node for content in contents for node in content.nodes):
        held = held_nodes.pop(node.id, None)
        if held is not None and held.type != node.type:
            plan.delete_nodes.append(held)
        elif held is not None:
            plan.changed.add(node.id)
        if held is None or held.fingerprint != node.fingerprint():
            plan.nodes.append(node)
    for edge in (edge for content in contents for edge in content.edges):
        old = held_edges.pop(edge.id, None)
        if old is not None:
            plan.changed.add(edge.id)
        if old is None or old.fingerprint != edge.fingerprint():
            plan.edges.append(edge)
    plan.delete_nodes.extend(held_nodes.values())
    plan.delete_edges.extend(held_edges.values())
    return plan


def transactions(steps: Iterable[Step], most: int) -> Iterator[list[Step]]:
    """Steps in bundles of about ``most`` rows; at least one bundle."""
    bundle: list[Step] = []
    size = 0
    for step in steps:
        if size and size + len(step.rows) > most:
            yield bundle
            bundle, size = [], 0
        bundle.append(step)
        size += len(step.rows)
    yield bundle


def held_after(projection: Projection, held: Mapping[str, Held]) -> dict[str, Held]:
    """What the bookkeeping says of the groups once the projection is in the store."""
    after = {}
    for group in projection.groups:
        before = held.get(group.name)
        if before is not None and before.fingerprint == group.fingerprint:
            after[group.name] = before
        else:
            after[group.name] = Held(group.fingerprint, len(group.content.nodes), len(group.content.edges), group.entities)
    return after


def held_during(difference: Difference, held: Mapping[str, Held]) -> dict[str, Held]:
    """What it says while they are being written: the groups concerned have no fingerprint."""
    changed = {group.name: Held("", entities=group.entities) for group in difference.changed}
    gone = {name: Held("", entities=held[name].entities) for name in difference.gone}
    return {**held, **changed, **gone}


def _ends(edge: Edge) -> tuple[str, str, str]:
    return relationship(edge.predicate), edge.source_type, edge.target_type


def _by(items: list[Any], key: Callable[[Any], Any], embedded: bool) -> list[tuple[Any, list[Any]]]:
    """Items by their key, sorted; all under no key for the embedded store."""
    if embedded:
        return [(None, items)] if items else []
    found: dict[Any, list[Any]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return sorted(found.items())


def _batches(query: str, rows: list[Row], most: int, *, fresh: bool = False) -> Iterator[Step]:
    waiting = iter(rows)
    while batch := list(islice(waiting, most)):
        yield Step(query, batch, fresh)


def _node_row(node: Node, embedded: bool) -> Row:
    row = dict.fromkeys(all_columns() if embedded else node_columns(node.type)) | dict(node.properties)
    return row | {"id": node.id, "type": node.type, "fingerprint": node.fingerprint()}


def _edge_row(edge: Edge) -> Row:
    return dict.fromkeys(EDGE_COLUMNS) | dict(edge.properties) | {"id": edge.id, "fingerprint": edge.fingerprint()}
