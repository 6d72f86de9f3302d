"""A file to a whole record: formats, structure, mentions, statements, targets."""

from __future__ import annotations

import dataclasses

from ingest.formats import read_source
from ingest.lexicon import Lexicon, load_lexicon
from ingest.mentions import find_mentions
from ingest.relations import find_statements
from ingest.structure import read_structure
from ingest.targets import find_targets
from ingest.version import extractor_version
from ontology.records import Record


def extract(data: bytes, name: str, lexicon: Lexicon | None = None) -> Record:
    """Read one file.

    The same bytes, name and lexicon always give the same record.

    Args:
        data: The file's bytes.
        name: The file's name, for messages and the record.
        lexicon: The lexicon to use; the bundled one if ``None``.

    Returns:
        The whole record.

    Raises:
        InputError: The file cannot be read; the message names it and the way out.
    """
    lexicon = lexicon or load_lexicon()
    record = read_structure(read_source(data, name))
    record = find_mentions(record, lexicon)
    record = find_statements(record, lexicon)
    record = find_targets(record)
    return dataclasses.replace(record, extractor=extractor_version(lexicon.version))
