"""One file to one record with the settings' lexicon and, if asked for, the LLM. No workspace is needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology.records import Record
from service.files import read_file
from service.settings import Settings

if TYPE_CHECKING:
    from ingest.lexicon import Lexicon


@cache
def lexicon_of(extra: Path | None) -> Lexicon:
    """The shipped lexicon with the user's own file, loaded once in a process."""
    from ingest.lexicon import load_lexicon

    return load_lexicon(extra)


def extract_bytes(data: bytes, name: str, settings: Settings) -> Record:
    """Read one document.

    Raises:
        InputError: It cannot be read; the message names the file and the way out.
    """
    from ingest.pipeline import extract

    return extract(data, name, lexicon_of(settings.lexicon))


def extract_file(path: Path, settings: Settings) -> Record:
    """Read one document from a path.

    Raises:
        InputError: The file cannot be opened, or not be read as a document.
    """
    return extract_bytes(read_file(path, settings.upload_limit), path.name, settings)


def extract_as_json(path: Path, settings: Settings) -> dict[str, Any]:
    """Read one document into the JSON of ``yaodian extract --json``."""
    from ingest.wire import extract_json

    return extract_json(extract_file(path, settings))


def extractor_version(settings: Settings) -> str:
    """The version of rules and lexicon that a record made now would bear."""
    from ingest.version import extractor_version as named

    return named(lexicon_of(settings.lexicon).version)
