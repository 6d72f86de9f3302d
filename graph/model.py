"""What a graph is made of, whichever store holds it: nodes, edges, and the projection that groups them.

A projection is a set of *groups*, one for each document and one for each bucket of entities. A group knows its fingerprint
before its nodes and edges are made, so that a store which already holds the same fingerprint need not look at them at all:
adding one document to a large graph costs one document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson

Value = str | int | float | bool | list[str] | list[int]
Properties = Mapping[str, Value]


def fingerprint(*parts: Any) -> str:  # noqa: ANN401  anything that JSON can say
    """128 bits of the canonical JSON of the parts, as 32 hexadecimal digits."""
    return hashlib.blake2b(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Node:
    """A node. ``type`` is its only label. A property that is not known is absent, never null."""

    id: str
    type: str
    properties: Properties

    def fingerprint(self) -> str:
        """Changes when anything about the node changes."""
        return fingerprint(self.type, dict(self.properties))


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship from ``source`` to ``target``, with the evidence for it among its properties."""

    id: str
    predicate: str
    source: str
    source_type: str
    target: str
    target_type: str
    properties: Properties

    def fingerprint(self) -> str:
        """Changes when anything about the edge changes, its ends included."""
        ends = (self.source, self.source_type, self.target, self.target_type)
        return fingerprint(self.predicate, ends, dict(self.properties))


@dataclass(frozen=True, slots=True)
class Contribution:
    """The nodes and edges of one group."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True)
class Group:
    """One part of the graph that changes as a whole.

    ``name`` is a document's id, or the beginning of the ids of a bucket of entities (then ``entities`` is true). Every
    node of a document's group and every edge has the property ``document``; no object belongs to two groups.
    """

    name: str
    fingerprint: str
    entities: bool
    build: Callable[[], Contribution] = field(compare=False, repr=False)

    @cached_property
    def content(self) -> Contribution:
        """Its nodes and edges, made when first asked for."""
        return self.build()

    def forget(self) -> None:
        """Drop what ``content`` made; it is made again when it is asked for again."""
        self.__dict__.pop("content", None)


@dataclass(frozen=True)
class Projection:
    """A whole graph. Two projections with equal fingerprints are the same graph."""

    groups: tuple[Group, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """Changes when any group changes."""
        return fingerprint([(group.name, group.fingerprint) for group in self.groups])

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, sorted by id."""
        return tuple(sorted((node for group in self.groups for node in group.content.nodes), key=lambda node: node.id))

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All edges, sorted by id."""
        return tuple(sorted((edge for group in self.groups for edge in group.content.edges), key=lambda edge: edge.id))

    @classmethod
    def of(cls, groups: Iterable[Group]) -> Projection:
        """The projection of these groups, whatever their order."""
        return cls(tuple(sorted(groups, key=lambda group: (group.entities, group.name))))


@dataclass(frozen=True, slots=True)
class Changes:
    """What a sync wrote: numbers of nodes and edges, and whether the store had to be emptied and rebuilt first."""

    nodes_written: int = 0
    nodes_deleted: int = 0
    edges_written: int = 0
    edges_deleted: int = 0
    rebuilt: str | None = None  # why, if it was

    def __bool__(self) -> bool:
        """Whether anything was written."""
        return any((self.nodes_written, self.nodes_deleted, self.edges_written, self.edges_deleted, self.rebuilt))


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query. ``truncated`` says that there were more rows than the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False

    def records(self) -> list[dict[str, Any]]:
        """One dictionary for each row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]
