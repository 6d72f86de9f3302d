"""The library of originals and records.

Layout: ``documents/<id>/`` holds ``original`` (the file's bytes), ``about.json`` (its name, hash and when it came in) and
``record.json``. A document's folder appears by one rename and vanishes by one; a record is replaced by one rename. File names
of users never become paths. What is damaged of one document is that document's own affair (``ingest.library.damage``).
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.audit import audit
from ingest.formats.reader import safe_name
from ingest.library.files import in_words, place_folder, put_back, remove_folder, replace_file, set_aside, sweep
from ingest.library.lock import WriterLock
from ontology.codec import dumps, loads
from ontology.errors import LibraryError, NotFound, RecordFormatError
from ontology.identity import make_id
from ontology.records import Record

_ID = re.compile(r"doc-[0-9a-f]{32}")
RECORD, ORIGINAL, ABOUT = "record.json", "original", "about.json"


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an original apart from its record."""

    source_name: str
    sha256: str
    added: str  # when it came in, UTC, ISO 8601


def document_id(original: bytes) -> str:
    """The id that a file's bytes give its document."""
    return _id_of(hashlib.sha256(original).hexdigest())


def _id_of(sha256: str) -> str:
    return make_id("doc", sha256)


class Library:
    """A folder of documents.

    Args:
        root: The folder; made when the first document comes in.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._documents = root / "documents"
        self._lock = WriterLock(root / "lock")
        self._digests: dict[str, tuple[tuple[int, int, int], str]] = {}

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Be the one writer; what an interrupted writer left is tidied first.

        Raises:
            WorkspaceLocked: Another process is.
            LibraryError: The folder cannot be made or written.
        """
        with in_words(self.root):
            self._documents.mkdir(parents=True, exist_ok=True)
        with self._lock.hold() as first:
            if first:
                with in_words(self.root):
                    sweep(self._documents)
            yield

    def ids(self) -> tuple[str, ...]:
        """Ids of all documents, sorted."""
        with in_words(self._documents):
            if not self._documents.is_dir():
                return ()
            return tuple(sorted(path.name for path in self._documents.iterdir() if _ID.fullmatch(path.name)))

    def folder(self, identifier: str) -> Path:
        """The folder of a document that is there; ``NotFound`` where there is none."""
        folder = self._documents / identifier
        if not _ID.fullmatch(identifier) or not folder.is_dir():
            raise NotFound("no such document", where=identifier[:80], hint="List them with: yaodian list")
        return folder

    def read(self, identifier: str, name: str) -> bytes:
        """The bytes of ``RECORD``, ``ORIGINAL`` or ``ABOUT`` of a document, whatever they hold."""
        path = self.folder(identifier) / name
        with in_words(path):
            return path.read_bytes()

    def get(self, identifier: str) -> Record:
        """A document's record.

        Args:
            identifier: The document's id.

        Returns:
            The record.

        Raises:
            NotFound: There is no such document.
            RecordFormatError: The record is damaged, another document's, or of another version.
            LibraryError: It cannot be read.
        """
        data = self.read(identifier, RECORD)
        try:
            record = loads(Record, data)
            audit(record)
        except RecordFormatError as error:
            raise RecordFormatError(
                error.what, where=f"{identifier}/{RECORD}", hint="Rebuild it with: yaodian rebuild"
            ) from error
        if record.id != identifier or _id_of(record.source_sha256) != identifier:
            raise RecordFormatError("the record is another document's", where=f"{identifier}/{RECORD}", hint=_AGAIN)
        return record

    def original(self, identifier: str) -> bytes:
        """The bytes of the file that came in.

        Args:
            identifier: The document's id.

        Returns:
            The bytes.

        Raises:
            NotFound: There is no such document.
            LibraryError: It cannot be read, or is not the file that came in.
        """
        data = self.read(identifier, ORIGINAL)
        if document_id(data) != identifier:
            raise LibraryError("the original is damaged", where=f"{identifier}/{ORIGINAL}", hint=_AGAIN)
        return data

    def about(self, identifier: str) -> About:
        """Name, hash and arrival of an original.

        Args:
            identifier: The document's id.

        Returns:
            The note.

        Raises:
            NotFound: There is no such document.
            RecordFormatError: The note is damaged.
            LibraryError: It cannot be read.
        """
        try:
            return loads(About, self.read(identifier, ABOUT))
        except RecordFormatError as error:
            raise RecordFormatError(error.what, where=f"{identifier}/{ABOUT}", hint=_AGAIN) from error

    def source_name(self, identifier: str) -> str:
        """The file name that the document came in under."""
        return self.about(identifier).source_name

    def added(self, identifier: str) -> str:
        """When the document came in, UTC, ISO 8601."""
        return self.about(identifier).added

    def holds(self, record: Record) -> bool:
        """Whether exactly this record is in the library."""
        return self._is(self._documents / record.id / RECORD, dumps(record))

    def _is(self, path: Path, data: bytes) -> bool:
        try:
            return path.read_bytes() == data
        except OSError:
            return False

    def put(self, record: Record, original: bytes) -> None:
        """Store a record with its original, or a new record of a document that is there; what is damaged of it is made whole.

        Args:
            record: The record.
            original: The bytes that it was read from.

        Raises:
            RecordFormatError: The record does not hold together, or is not of this original; nothing is stored.
            WorkspaceLocked: Another process writes.
            LibraryError: The disk is full or read-only; everything is as it was.
        """
        audit(record)
        if record.id != document_id(original):
            raise RecordFormatError("the record is not of this original", where=record.source_name, hint="Nothing was stored")
        with self.lock(), in_words(self._documents / record.id):
            folder = self._documents / record.id
            about = About(safe_name(record.source_name), record.source_sha256, self._arrival(record.id))
            files = {ORIGINAL: original, ABOUT: dumps(about), RECORD: dumps(record)}
            if not folder.is_dir():
                place_folder(folder, files)
                return
            for name, data in files.items():
                if not self._is(folder / name, data):
                    replace_file(folder / name, data)

    def describe(self, record: Record) -> None:
        """Write anew what ``about`` gives, from a document's record; when it came in is then the time of its files."""
        about = About(safe_name(record.source_name), record.source_sha256, self._arrival(record.id))
        path = self.folder(record.id) / ABOUT
        with self.lock(), in_words(path):
            replace_file(path, dumps(about))

    def _arrival(self, identifier: str) -> str:
        """When a document came in: as noted, else by the time of its files, else now."""
        moment = datetime.datetime.now(datetime.UTC)
        try:
            return self.about(identifier).added
        except NotFound:
            pass
        except LibraryError:
            times = [path.stat().st_mtime for path in self.folder(identifier).glob("[!.]*")]
            moment = datetime.datetime.fromtimestamp(min(times), datetime.UTC) if times else moment
        return moment.isoformat(timespec="seconds")

    def delete(self, identifier: str) -> None:
        """Remove a document, its original too.

        Args:
            identifier: The document's id.

        Raises:
            NotFound: There is no such document.
            WorkspaceLocked: Another process writes.
            LibraryError: It cannot be removed.
        """
        with self.lock():
            folder = self.folder(identifier)
            with in_words(folder):
                remove_folder(folder)
            self._digests.pop(identifier, None)

    def keep(self, identifier: str) -> Path | None:
        """Keep a document as it is for ``restore``; nothing where there is none. For the one writer."""
        folder = self._documents / identifier
        with in_words(folder):
            return set_aside(folder) if folder.is_dir() else None

    def restore(self, identifier: str, kept: Path | None) -> None:
        """Make a document what it was at ``keep``, its arrival too."""
        folder = self._documents / identifier
        if kept is not None:
            with in_words(folder):
                put_back(folder, kept)
        elif folder.is_dir():
            self.delete(identifier)

    def drop(self, kept: Path | None) -> None:
        """Forget what ``keep`` kept."""
        if kept is not None:
            shutil.rmtree(kept, ignore_errors=True)

    def revision(self) -> str:
        """A digest of all records and judgements: equal for equal libraries, in whatever order they were filled."""
        from ingest.judgements import Judgements  # it uses files of this package, so not at the top

        digest = hashlib.sha256()
        for identifier in self.ids():
            if known := self._digest(identifier):
                digest.update(f"{identifier}:{known}\n".encode())
        digest.update(Judgements(self.root).revision().encode())
        return digest.hexdigest()[:32]

    def _digest(self, identifier: str) -> str | None:
        """Hash of a record file, read again only when the file's time, size or inode changed; nothing if it has left."""
        path = self._documents / identifier / RECORD
        try:
            stat = path.stat()
            key = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            known = self._digests.get(identifier)
            if known is None or known[0] != key:
                known = (key, hashlib.sha256(path.read_bytes()).hexdigest())
                self._digests[identifier] = known
            return known[1]
        except OSError as error:
            return f"unreadable {error.errno}" if path.parent.is_dir() else None


_AGAIN = "Ingest the file again"
