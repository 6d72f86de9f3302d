"""One file to one record with the settings' lexicon and, if asked for, the LLM. No workspace is needed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.formats.endings import check_ending
from ontology.errors import YaodianError
from ontology.records import Record
from service.files import placed, read_file
from service.settings import Settings

if TYPE_CHECKING:
    from ingest.lexicon import Lexicon
    from ingest.llm import ChatClient
    from search.answer.model import Answer


def lexicon_of(extra: Path | None) -> Lexicon:
    """The shipped lexicon with the user's own file, which is read once in a process."""
    from ingest.lexicon import load_lexicon

    return load_lexicon(extra)


def load_rules(settings: Settings) -> None:
    """Load the rules and the lexicon, which the first document would wait for."""
    import ingest.pipeline

    _ = ingest.pipeline, lexicon_of(settings.lexicon)


def read_by_rules(data: bytes, name: str, settings: Settings) -> Record:
    """Read one document without an LLM.

    Args:
        data: The file's bytes.
        name: The file's name.
        settings: Lexicon.

    Returns:
        The record.

    Raises:
        InputError: It cannot be read; the message names the file and the way out.
    """
    from ingest.pipeline import extract

    return extract(data, name, lexicon_of(settings.lexicon))


def extract_bytes(
    data: bytes,
    name: str,
    settings: Settings,
    tell: Callable[[str], None] = lambda line: None,
    read: Callable[[bytes, str], Record] | None = None,
) -> Record:
    """Read one document.

    Args:
        data: The file's bytes.
        name: The file's name.
        settings: Lexicon and LLM.
        tell: Told in one line what the LLM did and used.
        read: Gives what ``read_by_rules`` gives, where that may be known already.

    Returns:
        The record.

    Raises:
        InputError: It cannot be read; the message names the file and the way out.
    """
    record = read(data, name) if read is not None else read_by_rules(data, name, settings)
    return _with_llm(record, settings, tell) if settings.llm_extract else record


def extract_file(path: Path, settings: Settings, tell: Callable[[str], None] = lambda line: None) -> Record:
    """Read one document from a path.

    Args:
        path: The file.
        settings: Lexicon and LLM.
        tell: As for ``extract_bytes``.

    Returns:
        The record.

    Raises:
        InputError: The file cannot be opened, or not be read as a document.
    """
    data = read_file(path, settings.upload_limit)
    check_ending(str(path))
    try:
        return extract_bytes(data, path.name, settings, tell)
    except YaodianError as error:
        placed(error, path)
        raise


def extract_as_json(path: Path, settings: Settings) -> dict[str, Any]:
    """Read one document into the JSON of ``yaodian extract --json``."""
    from ingest.wire import extract_json

    return extract_json(extract_file(path, settings))


def extractor_version(settings: Settings) -> str:
    """The version of rules, lexicon and LLM that a record made now would bear."""
    from ingest.version import extractor_version as of_rules

    version = of_rules(lexicon_of(settings.lexicon).version)
    return f"{version}+llm:{settings.llm_model}" if settings.llm_extract else version


def chat_client(settings: Settings) -> ChatClient:
    """The endpoint that the settings name; its budget is for everything asked through this object."""
    from ingest.llm import ChatClient

    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    return ChatClient(settings.llm_url or "", settings.llm_model or "", key, settings.llm_timeout, settings.llm_budget)


def answer_writer(settings: Settings) -> Callable[[str, Answer], Answer] | None:
    """What words answers anew, each with the whole budget; ``None`` where the settings do not ask for it."""
    if not settings.llm_answers:
        return None

    def write(question: str, answer: Answer) -> Answer:
        from search.llm_writer import make_writer

        return make_writer(chat_client(settings))(question, answer)

    return write


def _with_llm(record: Record, settings: Settings, tell: Callable[[str], None]) -> Record:
    from ingest.llm import add_llm_statements
    from ingest.llm.cache import ReplyCache

    cache = ReplyCache(settings.workspace / "library" / "llm")
    record, report = add_llm_statements(record, chat_client(settings), cache)
    used = report.usage
    tell(
        f"{record.source_name}: the LLM added {report.added} statements, {sum(report.refused.values())} refused; "
        f"{used.calls} calls, {used.cached} cached, {used.tokens} tokens" + "".join(f"; {line}" for line in report.problems)
    )
    return dataclasses.replace(record, extractor=extractor_version(settings))
