"""The one entry of the formats: bytes and a name to a Source."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from ingest.formats.detect import detect
from ingest.formats.endings import DOCX, HTML, MARKDOWN, PDF
from ingest.formats.markdown import read_markdown
from ingest.formats.mojibake import check_decoding
from ingest.formats.source import Extracted, Source
from ingest.formats.text import decode
from ontology.errors import UnreadableDocument

LONGEST_FILE = 32 * 1024 * 1024
"""Bytes of a file that are read at most."""
LONGEST_TEXT = 3_000_000
"""Characters of a document that are read at most; the longest plans have some 100,000."""


def safe_name(name: str) -> str:
    """The last component of a name, so that ``../../x.txt`` is ``x.txt``; control characters dropped."""
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join(character for character in last if character.isprintable()).strip()
    return kept if kept.strip(".") else "document"


def _extract(data: bytes, name: str, media_type: str) -> tuple[Extracted, str | None]:
    # Each format's library is loaded with its first file: most files are text, and a command should start at once.
    if media_type == PDF:
        from ingest.formats.pdf import read_pdf

        return read_pdf(data, name), None
    if media_type == DOCX:
        from ingest.formats.docx import read_docx

        return read_docx(data, name), None
    if media_type == HTML:
        from ingest.formats.html import read_html

        return read_html(data, name)
    text, encoding = decode(data, name)
    return (read_markdown(text) if media_type == MARKDOWN else Extracted(text)), encoding


def read_source(data: bytes, name: str) -> Source:
    """Read a file of any kind that is read here.

    Args:
        data: The file's bytes.
        name: Its name; only its last component is kept.

    Returns:
        The decoded original with what the format knew of headings and tables.

    Raises:
        UnreadableDocument: Empty, too long, damaged, encrypted, without text, or decoded wrongly before it was saved.
        UnsupportedFormat: A kind of file that is not read here.
    """
    name = safe_name(name)
    if len(data) > LONGEST_FILE:
        size, limit = len(data) / 2**20, LONGEST_FILE // 2**20
        raise UnreadableDocument(
            f"the file has {size:.0f} MB; at most {limit} MB are read", where=name, hint="Split it into documents"
        )
    media_type, notes = detect(data, name)
    extracted, encoding = _extract(data, name, media_type)
    text = extracted.text
    if len(text) > LONGEST_TEXT:
        reason = f"the text has {len(text):,} characters; at most {LONGEST_TEXT:,} are read"
        raise UnreadableDocument(reason, where=name, hint="Split it into documents")
    if not text.strip():
        raise UnreadableDocument("the file holds no text", where=name, hint="Check that it is the right file")
    check_decoding(text, name)
    return Source(
        name, hashlib.sha256(data).hexdigest(), media_type, encoding, text, extracted.hints, (*notes, *extracted.notes)
    )
