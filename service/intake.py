"""Files into the library: a known file is left alone, a changed one replaced; each failure is that file's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import InputError, LibraryError, YaodianError
from ontology.records import NodeKind, Record
from service.extraction import extract_bytes, extractor_version
from service.files import Found, placed, read_file
from service.holdings import Holdings
from service.projections import Notice, Report
from service.settings import Settings
from service.wire.documents import IngestResult, IngestStatus

if TYPE_CHECKING:
    from ingest.library import Library


Take = Callable[[bytes, str], IngestResult]
"""Takes the bytes of a document under its name."""
Read = Callable[[bytes, str], Record]
ReadFile = Callable[[Path, bytes, str], Record]
"""Reads the bytes of a document, which come from a file, under its name."""


def _nothing() -> None:
    """Nothing has to get ready."""


def take_files(
    found: Iterable[Found], take: Callable[[Found, dict[str, str]], IngestResult], doing: str, report: Report
) -> list[IngestResult]:
    """Take files, each for itself.

    Args:
        found: The files.
        take: Takes one, as ``take_path`` does; it is given the names taken before as well.
        doing: What is done with them, in one word, for the report.
        report: Told how far it is.

    Returns:
        What became of each.
    """
    files, taken = list(found), dict[str, str]()
    results = []
    for number, item in enumerate(files):
        report(f"{doing} {item.path.name}", number, len(files))
        results.append(take(item, taken))
    report(doing, len(files), len(files))
    return results


def take_path(found: Found, limit: int, taken: dict[str, str], take: Take) -> IngestResult:
    """Take one file; what goes wrong with it is its result and not an exception.

    Args:
        found: The file.
        limit: Most bytes that are read.
        taken: Hash by name of the files that came in with it, so that two of one name do not replace each other.
        take: Takes it.

    Returns:
        What became of it.
    """
    name = found.path.name
    try:
        if found.problem is not None:
            raise found.problem
        data = read_file(found.path, limit)
        digest = sha256(data).hexdigest()
        if taken.get(name, digest) != digest:
            hint = "Rename one of them; a document is replaced by a later one of its name"
            raise InputError("another file of this name came in with it", where=str(found.path), hint=hint)
        result = take(data, name)
        taken[name] = digest
    except YaodianError as error:
        return IngestResult(file=str(found.path), status="failed", error=str(placed(error, found.path)))
    return result.model_copy(update={"file": str(found.path)})


def take(
    holdings: Holdings,
    data: bytes,
    name: str,
    settings: Settings,
    tell: Notice,
    soon: Callable[[], None] = _nothing,
    added: Callable[[Record], None] | None = None,
    read: Read | None = None,
) -> IngestResult:
    """Take one document.

    Args:
        holdings: The records of the library.
        data: The bytes.
        name: Its name.
        settings: The settings.
        tell: Told in one line what the LLM did.
        soon: Called before a document is read that is not known yet: what it will need afterwards can get ready meanwhile.
        added: Called with the record of a document that is new.
        read: As for ``extract_bytes``.

    Returns:
        What became of it.

    Raises:
        InputError: It cannot be read; nothing has changed.
        LibraryError: It cannot be written; nothing has changed.
    """
    digest = sha256(data).hexdigest()
    same = next((r for r in holdings.records.values() if r.source_sha256 == digest), None)
    if same is not None and same.extractor == extractor_version(settings):
        if not _whole(holdings, same):
            holdings.put(same, data)
            return _result(same, name, "replaced", ("what was damaged of it in the library is whole again",))
        note = () if same.source_name == name else (f"the same file is in the library as {same.source_name}",)
        return _result(same, name, "unchanged", note)
    soon()
    record = extract_bytes(data, name, settings, tell, read)
    older = holdings.named(record.source_name)
    known = older or same is not None or record.id in holdings.damaged
    with holdings.together():
        holdings.put(record, data)
        for identifier in older:
            if identifier != record.id:
                holdings.delete(identifier)
    if not known and added is not None:
        added(record)
    return _result(record, name, "replaced" if known else "added")


def _whole(holdings: Holdings, record: Record) -> bool:
    """Whether nothing of a document is damaged, its original included."""
    try:
        holdings.library.original(record.id)
    except LibraryError:
        return False
    return record.id not in holdings.damaged


def read_again(holdings: Holdings, settings: Settings, report: Report, tell: Notice) -> dict[str, int]:
    """Read every original again with the present extractor. A document for which that fails keeps its record.

    Args:
        holdings: The records of the library.
        settings: The settings.
        report: Told how far it is.
        tell: Told in one line about each that fails.

    Returns:
        Numbers of ``documents``, of records that are ``changed``, and of documents for which it ``failed``.
    """
    from ingest.library.damage import name_of

    library = holdings.library
    identifiers = sorted(library.ids())
    counts = {"documents": len(identifiers), "changed": 0, "failed": 0}
    for number, identifier in enumerate(identifiers):
        name = name_of(library, identifier) or identifier
        report(f"read {name}", number, len(identifiers))
        try:
            original = library.original(identifier)
            record = extract_bytes(original, name, settings)
            if not library.holds(record):
                library.put(record, original)
                counts["changed"] += 1
        except YaodianError as error:
            tell(f"{name}: {error}" if name not in str(error) else str(error))
            counts["failed"] += 1
    holdings.forget()
    report("read", len(identifiers), len(identifiers))
    return counts


def mend(library: Library, identifiers: Iterable[str], settings: Settings, tell: Notice) -> dict[str, YaodianError]:
    """Make damaged documents whole from their originals.

    Args:
        library: The library, whose one writer this process is.
        identifiers: Their ids.
        settings: The settings.
        tell: Told in one line about each that was mended.

    Returns:
        Why the others could not be mended.
    """
    from ingest.library import damage

    reasons: dict[str, YaodianError] = {}
    for identifier in identifiers:
        try:
            if done := damage.mend(library, identifier, lambda data, name: extract_bytes(data, name, settings, tell)):
                tell(f"{identifier}: {done}")
        except YaodianError as error:
            reasons[identifier] = error
    return reasons


def _result(record: Record, name: str, status: IngestStatus, notes: tuple[str, ...] = ()) -> IngestResult:
    return IngestResult(
        file=name,
        status=status,
        id=record.id,
        title=record.meta.title,
        points=sum(node.kind is NodeKind.POINT for node in record.nodes),
        statements=len(record.statements),
        notes=[*record.notes, *notes],
    )
