"""The comparison of two documents."""

from __future__ import annotations

from pydantic import Field

from service.wire.common import DocumentRef, SpanOut, Wire


class ComparedPoint(SpanOut):
    """A point of one of the two documents."""

    id: str
    path: list[int]
    title: str
    text: str


class DiffPiece(Wire):
    """A run of characters that both share, or that only one has."""

    kind: str = Field(description="`same`, `removed` or `added`.")
    text: str


class Change(Wire):
    """What differs in one respect."""

    field: str = Field(description="`targets`, `bodies` or `wording`.", examples=["targets"])
    before: str
    after: str


class ComparedPair(Wire):
    """Two points that are the same work, or a point without a counterpart."""

    status: str = Field(description="`continued`, `changed`, `new` or `dropped`.", examples=["changed"])
    score: float = Field(examples=[0.82])
    before: ComparedPoint | None = None
    after: ComparedPoint | None = None
    changes: list[Change] = Field(default_factory=list)
    diff: list[DiffPiece] = Field(default_factory=list)


class CompareResponse(Wire):
    """Points of two documents aligned."""

    before: DocumentRef
    after: DocumentRef
    counts: dict[str, int] = Field(examples=[{"continued": 4, "changed": 9, "new": 7, "dropped": 5}])
    pairs: list[ComparedPair]
