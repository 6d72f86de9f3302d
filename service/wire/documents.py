"""Documents: what was taken, the list, and one document whole."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from service.wire.common import DamagedOut, DocumentRef, SpanOut, Wire

IngestStatus = Literal["added", "unchanged", "replaced", "failed"]


class IngestResult(Wire):
    """What became of one file."""

    file: str = Field(description="The file as it was named.", examples=["anquan-2022.txt"])
    status: IngestStatus
    id: str | None = Field(default=None, description="The document's id.", examples=["doc-0f3a…"])
    title: str | None = Field(default=None, examples=["云溪市2022年安全生产工作要点"])
    points: int = Field(default=0, examples=[23])
    statements: int = Field(default=0, examples=[260])
    notes: list[str] = Field(default_factory=list, description="What the reader noticed, such as a repaired encoding.")
    error: str | None = Field(default=None, description="Why it failed: what, where, and what to do.")


class DocumentRow(DocumentRef):
    """A document in the list."""

    kind: str | None = Field(default=None, examples=["工作要点"])
    doc_number: str | None = Field(default=None, examples=["云安办〔2022〕6号"])
    date: str | None = Field(default=None, examples=["2022-03-04"])
    region: str | None = Field(default=None, examples=["云溪市"])
    points: int = Field(examples=[23])
    statements: int = Field(examples=[260])
    characters: int = Field(examples=[11250])
    added: str | None = Field(default=None, description="When it came in, UTC.", examples=["2026-01-05T08:00:00+00:00"])


class DocumentsResponse(Wire):
    """Documents, sorted by year and title."""

    documents: list[DocumentRow]
    total: int = Field(examples=[42])
    damaged: list[DamagedOut] = Field(default_factory=list, description="Documents of which something cannot be used.")


class NodeOut(Wire):
    """A node of the outline."""

    id: str
    kind: str = Field(examples=["point"])
    path: list[int] = Field(examples=[[2, 3]])
    label: str = Field(description="The number as printed.", examples=["3."])
    title: str
    start: int
    end: int
    title_start: int
    title_end: int
    parent: str | None = None


class EntityOut(Wire):
    """A thing in the world that the document names. ``id`` is the library-wide one."""

    id: str
    type: str = Field(examples=["Program"])
    name: str = Field(examples=["现代学徒制"])
    aliases: list[str] = Field(default_factory=list)


class MentionOut(SpanOut):
    """Where an entity is named."""

    entity: str
    path: list[int]


class StatementOut(SpanOut):
    """A fact and the words that say it. The subject is a node, an entity or the document."""

    id: str
    subject: str
    path: list[int] | None = None
    predicate: str = Field(examples=["implements"])
    object: str
    confidence: float
    rule: str
    modality: str = Field(examples=["planned"])
    origin: str = Field(examples=["rules"])


class TargetOut(SpanOut):
    """A number that is promised or demanded."""

    path: list[int]
    value: float = Field(examples=[2000000])
    unit: str = Field(examples=["人"])
    comparator: str = Field(examples=["="])
    upper: float | None = None
    years: list[int] = Field(default_factory=list)
    deadline: str | None = None
    baseline: str | None = None
    subject: str = ""


class UnreadOut(SpanOut):
    """Text that was not understood."""

    why: str


class DocumentDetail(DocumentRow):
    """One document whole. Every ``start`` and ``end`` counts code points of ``text``."""

    text: str
    extractor: str
    recipients: list[str] = Field(default_factory=list)
    nodes: list[NodeOut]
    entities: list[EntityOut]
    mentions: list[MentionOut]
    facts: list[StatementOut]
    targets: list[TargetOut]
    unread: list[UnreadOut]
    notes: list[str] = Field(default_factory=list)


class Deleted(Wire):
    """What was removed."""

    id: str
    title: str
    source_name: str
