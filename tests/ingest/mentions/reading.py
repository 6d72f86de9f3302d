"""Mentions of a few lines of our own, read by the real rooms."""

from __future__ import annotations

from ingest.formats import read_source
from ingest.lexicon import load_lexicon
from ingest.mentions import find_mentions
from ingest.structure import read_structure
from ontology.records import Record


def read(text: str) -> Record:
    """A record with its entities and mentions."""
    return find_mentions(read_structure(read_source(text.encode(), "test.txt")), load_lexicon())


def named(text: str, kind: str | None = None) -> list[tuple[str, str]]:
    """Type and printed form of each mention, in order."""
    record = read(text)
    types = {entity.id: entity.type for entity in record.entities}
    found = [(types[m.entity], record.quote(m.start, m.end)) for m in record.mentions]
    return [pair for pair in found if kind is None or pair[0] == kind]
