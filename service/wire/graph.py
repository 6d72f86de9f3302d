"""Entities, their facts and neighbours, paths, points, and tables of query results."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from service.wire.common import DocumentRef, SpanOut, Wire
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


class FactDocument(Wire):
    """The document that says a fact."""

    id: str
    title: str
    year: int | None = None


class Fact(SpanOut):
    """One fact about an entity with the words that say it."""

    predicate: str = Field(examples=["implements"])
    direction: str = Field(description="`out` when the entity is the subject, else `in`.", examples=["in"])
    other: EntityRef
    document: FactDocument
    quote: str
    path: str = Field(description="Path of the node that says so.", examples=["2.3"])
    rule: str
    confidence: float = 1.0


class EntityDetail(EntityRow):
    """An entity with its facts, and why several names were judged to be one thing."""

    facts: list[Fact]
    reasons: list[str] = Field(default_factory=list)
    total: int = Field(default=0, description="Number of facts over all pages.")


class Neighbour(Wire):
    """A node that is one step away."""

    entity: EntityRef
    predicate: str
    direction: str
    count: int = Field(description="How many facts say so.", examples=[3])


class NeighboursResponse(Wire):
    """Nodes one step away, those with most facts first."""

    neighbours: list[Neighbour]


class PathStep(Wire):
    """One step of a path, with a quote that supports it."""

    source: EntityRef
    predicate: str
    target: EntityRef
    quote: str | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None


class PathsResponse(Wire):
    """Shortest ways from one node to another, each a list of steps."""

    paths: list[list[PathStep]]


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
