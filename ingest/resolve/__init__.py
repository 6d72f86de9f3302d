"""What is known only when all records are seen together: canonical entities and links between documents."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.judgements import Judgement
from ingest.resolve.continues import continues
from ingest.resolve.links import between, texts
from ingest.resolve.merge import merge
from ontology.records import Record, Resolution

__all__ = ["resolve"]


def resolve(records: Iterable[Record], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Resolve names and links over a set of records.

    A pure function of the set: neither the order of the records nor that of the judgements changes anything.

    Args:
        records: All records of the library.
        judgements: Decisions of people; they outrank every rule.

    Returns:
        Canonical entities (sorted by id) with their members and reasons, and the links between documents.
    """
    ordered = sorted(records, key=lambda record: record.id)
    entities = merge(ordered, judgements)
    canonical = {member: entity.id for entity in entities for member in entity.members}
    text_of = texts(ordered, entities)
    links = (*text_of, *between(ordered, text_of, canonical), *continues(ordered, canonical))
    return Resolution(entities, links)
