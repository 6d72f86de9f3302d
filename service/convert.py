"""From the rooms' own types to wire models, and from query parameters to filters."""

from __future__ import annotations

from typing import Any

from ontology.records import Node, NodeKind, Record, Resolution
from service.wire.common import DocumentRef
from service.wire.documents import (
    DocumentDetail,
    DocumentRow,
    EntityOut,
    MentionOut,
    NodeOut,
    StatementOut,
    TargetOut,
    UnreadOut,
)


def document_ref(record: Record) -> DocumentRef:
    """How a document is named beside what stands in it."""
    meta = record.meta
    return DocumentRef(id=record.id, title=meta.title, year=meta.year, issuer=meta.issuer, source_name=record.source_name)


def document_row(record: Record, added: str | None) -> DocumentRow:
    """A document in a list."""
    meta = record.meta
    return DocumentRow(
        **document_ref(record).model_dump(),
        kind=meta.kind,
        doc_number=meta.doc_number,
        date=meta.date,
        region=meta.region,
        points=sum(node.kind is NodeKind.POINT for node in record.nodes),
        statements=len(record.statements),
        characters=len(record.text),
        added=added,
    )


def document(record: Record, resolution: Resolution, added: str | None) -> DocumentDetail:
    """A document whole; its entities bear the ids and names that hold across the library."""
    canonical = resolution.canonical_ids()
    mine = {canonical.get(entity.id, entity.id) for entity in record.entities}
    known = [EntityOut.model_validate(entity) for entity in resolution.entities if entity.id in mine]
    return DocumentDetail(
        **document_row(record, added).model_dump(),
        text=record.text,
        extractor=record.extractor,
        recipients=list(record.meta.recipients),
        nodes=[node_out(node) for node in record.nodes],
        entities=known,
        mentions=[
            MentionOut(entity=canonical[m.entity], start=m.start, end=m.end, path=list(m.path))
            for m in record.mentions
            if m.entity in canonical
        ],
        facts=statements(record, canonical),
        targets=[target_out(target) for target in record.targets],
        unread=[UnreadOut.model_validate(gap) for gap in record.unread],
        notes=list(record.notes),
    )


def statements(record: Record, canonical: dict[str, str]) -> list[StatementOut]:
    """The facts of a record; those about rejected entities are left out."""
    said = [StatementOut.model_validate(fact) for fact in record.statements if fact.object in canonical]
    return [
        fact.model_copy(update={"object": canonical[fact.object], "subject": canonical.get(fact.subject, fact.subject)})
        for fact in said
    ]


def node_out(node: Node) -> NodeOut:
    """A node of the outline."""
    return NodeOut.model_validate(node)


def target_out(target: Any) -> TargetOut:  # noqa: ANN401
    """A promised number."""
    return TargetOut.model_validate(target)
