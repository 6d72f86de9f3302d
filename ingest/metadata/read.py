"""Put the metadata together."""

from __future__ import annotations

from ontology.records import DocumentMeta


def read_meta(text: str) -> DocumentMeta:
    """Read the metadata of a clean text."""
    title = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return DocumentMeta(title=title)
