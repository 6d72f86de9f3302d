"""Entities, their facts and neighbours, paths, points, and tables of query results."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from service.wire.common import DocumentRef, Wire
from service.wire.documents import NodeOut, StatementOut, TargetOut
from service.wire.search import MAX_TEXT


class EntityRef(Wire):
    """A node that a fact leads to."""

    id: str = Field(examples=["ent-77aa…"])
    type: str = Field(examples=["Institution"])
    name: str = Field(examples=["教育部"])


class EntityRow(EntityRef):
    """An entity in a list."""

    aliases: list[str] = Field(default_factory=list)
    mentions: int = Field(default=0, description="How often documents name it.", examples=[31])
    documents: int = Field(default=0, description="How many documents name it.", examples=[9])


class EntitiesResponse(Wire):
    """Entities, best match first."""

    entities: list[EntityRow]
    total: int = Field(description="Number of entities over all pages.")


class FactDocument(Wire):
    """The document that says a fact."""

    id: str
    title: str
    year: int | None = None


class Fact(Wire):
    """One fact about an entity with the words that say it; where the library says it and no words do, ``reason`` tells why."""

    id: str
    predicate: str = Field(examples=["implements"])
    direction: str = Field(description="`out` when the entity is the subject, else `in`.", examples=["in"])
    other: EntityRef
    document: FactDocument
    quote: str | None = Field(default=None, description="`document.text[start:end]`.")
    start: int | None = None
    end: int | None = None
    path: str = Field(description="Path of the node that says so.", examples=["2.3"])
    rule: str
    confidence: float = 1.0
    modality: str = Field(default="planned", description="`planned`, `done` or `conditional`.")
    reason: str = ""


class EntityDetail(EntityRow):
    """An entity with its facts, and why several names were judged to be one thing."""

    facts: list[Fact]
    reasons: list[str] = Field(default_factory=list)
    total: int = Field(default=0, description="Number of facts over all pages.")
    counts: dict[str, int] = Field(default_factory=dict, description="Number of facts by predicate.")


class Neighbour(Wire):
    """A node that is one step away."""

    entity: EntityRef
    predicate: str
    direction: str
    count: int = Field(description="How many facts say so.", examples=[3])


class NeighboursResponse(Wire):
    """Nodes one step away, those with most facts first."""

    center: EntityRef
    neighbours: list[Neighbour]
    total: int = Field(description="Number of neighbours by all predicates.")


class PathStep(Wire):
    """One step of a path: its strongest predicate, and the facts that support it."""

    source: EntityRef
    predicate: str
    direction: str = Field(description="`out` when ``source`` is the subject.")
    target: EntityRef
    facts: list[Fact]


class PathsResponse(Wire):
    """Shortest ways from one node to another, each a list of steps."""

    paths: list[list[PathStep]]
    complete: bool = Field(description="Whether all ways were seen before limits of size and time.")


class PointDetail(Wire):
    """One point with its text and all that it says."""

    id: str
    node: NodeOut
    text: str
    document: DocumentRef
    outline: list[str]
    children: list[NodeOut]
    facts: list[StatementOut]
    targets: list[TargetOut]
    entities: list[EntityRef]


class QueryRequest(Wire):
    """A read-only query."""

    query: str = Field(max_length=MAX_TEXT, examples=["MATCH (d:Document) RETURN d.title, d.year ORDER BY d.year LIMIT 5"])
    params: dict[str, Any] = Field(default_factory=dict)
    limit: int | None = Field(default=None, ge=1, description="Most rows; the setting query_limit bounds it.")


class TableResponse(Wire):
    """Rows of a query."""

    columns: list[str] = Field(examples=[["d.title", "d.year"]])
    rows: list[list[Any]]
    truncated: bool = Field(default=False, description="Whether there were more rows than the limit.")
