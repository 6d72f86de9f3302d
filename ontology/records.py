"""The record: all that is known of one document. It is what ingest writes and what every projection reads.

Offsets are code-point offsets into ``Record.text`` (the clean text), half open. ``Record.text[start:end]`` is the evidence.
All classes are frozen; a record is made whole and never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

Path = tuple[int, ...]
"""Ordinals from the top as printed: part 2, point 4 is ``(2, 4)``; the text before the first part is ``(0,)``."""


class NodeKind(StrEnum):
    """What a node of the outline is."""

    DOCUMENT = "document"
    FRONT = "front"  # letterhead, number, title, recipients, covering notice
    PREAMBLE = "preamble"  # text before the first part, path (0,)
    PART = "part"
    SECTION = "section"  # a heading level between part and point
    POINT = "point"
    GOAL = "goal"  # 目标任务
    MEASURE = "measure"  # one sentence of 工作措施, or of a point's body
    PARAGRAPH = "paragraph"
    ROW = "row"  # a row of a table that was flattened
    BACK = "back"  # signature, date, attachments list, copies


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the outline. Children lie inside their parent's span; the leaves cover the text without loss."""

    id: str
    kind: NodeKind
    path: Path
    title: str
    start: int
    end: int
    title_start: int
    title_end: int
    parent: str | None
    order: int
    label: str = ""  # the number as printed: 一、 （三） 12. 第四条


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    """What the document says of itself. A field that it does not give is ``None`` or empty."""

    title: str
    doc_number: str | None = None
    issuer: str | None = None
    issuers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: str | None = None  # YYYY-MM-DD
    year: int | None = None
    kind: str | None = None  # 工作要点, 通知, 意见, 实施方案, 法律 …
    region: str | None = None  # name of the issuer's region, None for central bodies
    based_on: tuple[str, ...] = ()
    effective: str | None = None  # YYYY-MM-DD, when it enters into force


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world as this document knows it.

    ``id`` depends on type, canonical name and scope alone, so that the same thing has the same id in every document.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    scope: str = ""  # region that tells local offices apart (教育厅 of which province), else ""
    lexicon: str | None = None  # id of the lexicon entry that named it


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity's printed form at a place. ``node`` is the smallest addressable node (point, part or preamble) around it."""

    entity: str
    start: int
    end: int
    node: str
    path: Path
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Says: in this document, subject predicate object, and the words from start to end say so.

    ``subject`` is a node id (then ``path`` is that node's path), an entity id, or the document id. ``object`` is an entity id.
    """

    id: str
    subject: str
    predicate: str
    object: str
    start: int
    end: int
    rule: str
    confidence: float
    path: Path | None = None
    modality: str = "planned"  # planned | done | conditional
    origin: str = "rules"  # rules | llm


@dataclass(frozen=True, slots=True)
class Target:
    """A number that is promised or demanded."""

    id: str
    node: str
    path: Path
    value: float
    unit: str
    start: int
    end: int
    rule: str
    comparator: str = "="  # = >= > <= < ~ + (increase by) - (decrease by) x (times)
    upper: float | None = None  # upper end of a range such as 3—5种
    years: tuple[int, ...] = ()
    deadline: str | None = None  # YYYY, YYYY-MM or YYYY-MM-DD
    baseline: str | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Text that was not understood, and why."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class OffsetRun:
    """``length`` characters of the clean text from ``clean`` that stand one to one from ``source`` in the decoded original.

    Characters of the clean text in no run were inserted.
    """

    clean: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Record:
    """One document, read."""

    id: str
    source_name: str
    source_sha256: str
    media_type: str
    encoding: str | None
    extractor: str  # version of the rules and lexicon, e.g. "yaodian-rules/0.1.0+9f2c…"
    text: str
    offsets: tuple[OffsetRun, ...]
    meta: DocumentMeta
    nodes: tuple[Node, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    targets: tuple[Target, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def quote(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end``."""
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class CanonicalEntity:
    """Several documents' entities judged to be one thing."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]  # entity ids of records
    scope: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A link that only holds between documents or points of the library.

    ``text_of``: a document of the library is the text of a Policy (source = document id, target = entity id).
    ``continues``: the same work in another document (source and target = node ids, ``score`` in 0..1).
    ``implements`` / ``based_on`` / ``supersedes``: document → document.
    """

    predicate: str
    source: str
    target: str
    score: float = 1.0
    reason: str = ""
    document: str | None = None  # the document whose text says so
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)  # without slots: its maps are kept once they are made
class Resolution:
    """What is known only when all records are seen together. A pure function of the set of records and the judgements."""

    entities: tuple[CanonicalEntity, ...]
    links: tuple[DocumentLink, ...] = ()

    @cached_property
    def canonical_ids(self) -> Mapping[str, str]:
        """The canonical id of every record-level entity id."""
        return {member: entity.id for entity in self.entities for member in entity.members}

    @cached_property
    def by_id(self) -> Mapping[str, CanonicalEntity]:
        """The entities by their canonical ids."""
        return {entity.id: entity for entity in self.entities}
