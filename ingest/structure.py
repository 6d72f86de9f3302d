"""A source to a record with text, offsets, metadata and outline, but no facts yet."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.formats import Source
from ingest.metadata import front_end, read_meta
from ingest.normalise import CleanText, normalise
from ingest.outline import Styled, read_outline
from ingest.version import extractor_version
from ontology.errors import UnreadableDocument
from ontology.identity import fold_name, make_id
from ontology.records import Record

_LONGEST_HEAD = 20_000


def _hinted(source: Source, clean: CleanText, kind: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and level in the clean text of what the file's format knew, white space around it left out."""
    for hint in source.hints:
        if hint.kind != kind:
            continue
        start, end = clean.to_clean(hint.start), clean.to_clean(hint.end)
        while start < end and clean.text[start].isspace():
            start += 1
        while end > start and clean.text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end, hint.level


def read_structure(source: Source) -> Record:
    """Read what a document looks like. Facts are added by the later steps.

    Args:
        source: The decoded original.

    Returns:
        A record with text, offsets, metadata and nodes.

    Raises:
        UnreadableDocument: Nothing but marks and page numbers is left of the text.
    """
    clean = normalise(source.text)
    if not clean.text.strip():
        raise UnreadableDocument("the file holds no text", where=source.name, hint="Check that it is the right file")
    document_id = make_id("doc", source.sha256)
    headings = [Styled(*heading) for heading in _hinted(source, clean, "heading")]
    titles = [(start, end) for start, end, _ in _hinted(source, clean, "title")]
    outline = read_outline(clean.text, document_id, front_end, headings)
    meta = read_meta(clean.text, outline.nodes, titles[0] if titles else None)
    printed = fold_name(meta.title) in fold_name(clean.text[:_LONGEST_HEAD])
    untitled = () if printed else ("no title is printed; this one is put together from what the document says of itself",)
    return Record(
        id=document_id,
        source_name=source.name,
        source_sha256=source.sha256,
        media_type=source.media_type,
        encoding=source.encoding,
        extractor=extractor_version(),
        text=clean.text,
        offsets=clean.offsets,
        meta=meta,
        nodes=outline.nodes,
        unread=outline.unread,
        notes=(*source.notes, *clean.notes, *untitled),
    )
