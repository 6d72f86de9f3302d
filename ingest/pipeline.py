"""A file to a whole record: formats, structure, mentions, statements, targets."""

from __future__ import annotations

import dataclasses
import importlib
from typing import Any

from ingest.formats import read_source
from ingest.structure import read_structure
from ingest.version import extractor_version
from ontology.records import Record


def _step(module: str, function: str) -> Any | None:  # noqa: ANN401
    try:
        return getattr(importlib.import_module(f"ingest.{module}"), function)
    except (ModuleNotFoundError, AttributeError):
        return None  # that room is being built; removed once it stands


def extract(data: bytes, name: str, lexicon: Any | None = None) -> Record:  # noqa: ANN401
    """Read one file.

    Args:
        data: The file's bytes.
        name: The file's name, for messages and the record.
        lexicon: The lexicon to use; the bundled one if ``None``.

    Returns:
        The whole record.
    """
    record = read_structure(read_source(data, name))
    load, mentions = _step("lexicon", "load_lexicon"), _step("mentions", "find_mentions")
    relations, targets = _step("relations", "find_statements"), _step("targets", "find_targets")
    if lexicon is None and load:
        lexicon = load()
    if mentions and lexicon is not None:
        record = mentions(record, lexicon)
    if relations and lexicon is not None:
        record = relations(record, lexicon)
    if targets:
        record = targets(record)
    return dataclasses.replace(record, extractor=extractor_version(lexicon.version if lexicon else ""))
