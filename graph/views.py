"""What the graph answers, as plain values: no store's objects, nothing that depends on which store answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Ref:
    """A node, named."""

    id: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document, named."""

    id: str
    title: str
    year: int | None = None
    issuer: str | None = None
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class EntityHit:
    """An entity and how often documents name it."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    scope: str = ""
    reasons: tuple[str, ...] = ()
    mentions: int = 0
    documents: int = 0

    @property
    def ref(self) -> Ref:
        """The entity as a named node."""
        return Ref(self.id, self.type, self.name)


@dataclass(frozen=True, slots=True)
class EntityPage:
    """Some of the entities that were found. ``total`` counts all of them."""

    items: tuple[EntityHit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A relationship of a node with the words that say it. ``direction`` is ``out`` when the node is the subject.

    ``start`` and ``end`` are code-point offsets into the document's text; absent where no words say it but the library does.
    """

    id: str
    predicate: str
    direction: str
    other: Ref
    document: DocumentRef
    path: str = ""
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    rule: str = ""
    confidence: float = 1.0
    modality: str = "planned"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Some of a node's facts. ``total`` counts all of them, ``counts`` those of each predicate."""

    items: tuple[Fact, ...]
    total: int
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity with its facts."""

    entity: EntityHit
    facts: Facts


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A node one step away. ``count`` says by how many relationships of the group."""

    ref: Ref
    count: int


@dataclass(frozen=True, slots=True)
class NeighbourGroup:
    """Neighbours by one predicate, in one direction, of one type. ``total`` counts all; more come with an offset."""

    predicate: str
    direction: str
    type: str
    total: int
    items: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """All that is one step away from a node."""

    center: Ref
    groups: tuple[NeighbourGroup, ...]


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """A document in a list."""

    id: str
    title: str
    doc_number: str | None
    issuer: str | None
    date: str | None
    year: int | None
    kind: str | None
    region: str | None
    source_name: str
    points: int


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Some documents. ``total`` counts all that fit."""

    items: tuple[DocumentItem, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PointView:
    """A point or part: its place, text, children, targets and facts. ``parents`` run from the document down."""

    ref: Ref
    document: DocumentRef
    properties: Mapping[str, Any]
    parents: tuple[Ref, ...]
    children: tuple[Mapping[str, Any], ...]
    targets: tuple[Mapping[str, Any], ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path: two nodes and the relationships between them, the strongest first."""

    source: Ref
    target: Ref
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one node to another that enters no node twice."""

    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """Ways between two nodes, shortest first. ``complete`` is false when the search had to stop before it had seen all."""

    source: Ref
    target: Ref
    items: tuple[Path, ...]
    complete: bool = True
