"""A source to a record with text, offsets, metadata and outline, but no facts yet."""

from __future__ import annotations

from ingest.formats import Source
from ingest.metadata import front_end, read_meta
from ingest.normalise import normalise
from ingest.outline import read_outline
from ingest.version import extractor_version
from ontology.identity import make_id
from ontology.records import Record


def read_structure(source: Source) -> Record:
    """Read what a document looks like. Facts are added by the later steps."""
    clean = normalise(source.text)
    document_id = make_id("doc", source.sha256)
    outline = read_outline(clean.text, document_id, front_end)
    return Record(
        id=document_id,
        source_name=source.name,
        source_sha256=source.sha256,
        media_type=source.media_type,
        encoding=source.encoding,
        extractor=extractor_version(),
        text=clean.text,
        offsets=clean.offsets,
        meta=read_meta(clean.text, outline.nodes),
        nodes=outline.nodes,
        unread=outline.unread,
        notes=(*source.notes, *clean.notes),
    )
