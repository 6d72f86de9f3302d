"""The one entry of the formats: bytes and a name to a Source."""

from __future__ import annotations

import hashlib

from ingest.formats.source import Source
from ontology.errors import UnreadableDocument


def read_source(data: bytes, name: str) -> Source:
    """Decode a file.

    Raises:
        UnreadableDocument: The bytes are not text that can be read.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument("the text is not UTF-8", where=name) from error
    return Source(name, hashlib.sha256(data).hexdigest(), "text/plain", "utf-8", text)
