"""The library of originals and records.

Layout: ``documents/<id>/`` holds ``original`` (the file's bytes), ``about.json`` (its name, hash and when it came in) and
``record.json``. A document's folder appears by one rename and vanishes by one; a record is replaced by one rename. File names
of users never become paths.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.audit import audit
from ingest.formats.reader import safe_name
from ingest.library.files import in_words, place_folder, remove_folder, replace_file, sweep
from ingest.library.lock import WriterLock
from ontology.codec import dumps, loads
from ontology.errors import LibraryError, NotFound, RecordFormatError
from ontology.identity import make_id
from ontology.records import Record

_ID = re.compile(r"doc-[0-9a-f]{32}")
_RECORD, _ORIGINAL, _ABOUT = "record.json", "original", "about.json"


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an original apart from its record."""

    source_name: str
    sha256: str
    added: str  # when it came in, UTC, ISO 8601


def document_id(original: bytes) -> str:
    """The id that a file's bytes give its document."""
    return make_id("doc", hashlib.sha256(original).hexdigest())


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
        with self._lock.hold():
            with in_words(self.root):
                sweep(self._documents)
            yield

    def ids(self) -> tuple[str, ...]:
        """Ids of all documents, sorted."""
        with in_words(self._documents):
            if not self._documents.is_dir():
                return ()
            return tuple(sorted(path.name for path in self._documents.iterdir() if _ID.fullmatch(path.name)))

    def _folder(self, identifier: str) -> Path:
        folder = self._documents / identifier
        if not _ID.fullmatch(identifier) or not folder.is_dir():
            raise NotFound("no such document", where=identifier[:80], hint="List them with: yaodian list")
        return folder

    def _read(self, identifier: str, name: str) -> bytes:
        path = self._folder(identifier) / name
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
            RecordFormatError: The record is damaged or of another version.
            LibraryError: It cannot be read.
        """
        try:
            return loads(Record, self._read(identifier, _RECORD))
        except RecordFormatError as error:
            raise RecordFormatError(error.what, where=f"{identifier}/{_RECORD}", hint=error.hint) from error

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
        data = self._read(identifier, _ORIGINAL)
        if document_id(data) != identifier:
            raise LibraryError("the original is damaged", where=identifier, hint="Ingest the file again")
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
        """
        return loads(About, self._read(identifier, _ABOUT))

    def source_name(self, identifier: str) -> str:
        """The file name that the document came in under."""
        return self.about(identifier).source_name

    def added(self, identifier: str) -> str:
        """When the document came in, UTC, ISO 8601."""
        return self.about(identifier).added

    def holds(self, record: Record) -> bool:
        """Whether exactly this record is in the library."""
        path = self._documents / record.id / _RECORD
        with in_words(path):
            return path.is_file() and path.read_bytes() == dumps(record)

    def outdated(self, version: str) -> tuple[str, ...]:
        """Ids of documents whose record is damaged or was made by another extractor; read them anew from the original."""
        stale = []
        for identifier in self.ids():
            try:
                if self.get(identifier).extractor != version:
                    stale.append(identifier)
            except RecordFormatError:
                stale.append(identifier)
        return tuple(stale)

    def put(self, record: Record, original: bytes) -> None:
        """Store a record with its original, or a new record of a document that is there.

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
        data = dumps(record)
        with self.lock(), in_words(self._documents / record.id):
            folder = self._documents / record.id
            if folder.is_dir():
                if safe_name(record.source_name) != self.about(record.id).source_name:
                    replace_file(folder / _ABOUT, dumps(self._about(record, self.added(record.id))))
                if not self.holds(record):
                    replace_file(folder / _RECORD, data)
            else:
                moment = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
                place_folder(folder, {_ORIGINAL: original, _ABOUT: dumps(self._about(record, moment)), _RECORD: data})

    def replace(self, record: Record, original: bytes) -> str | None:
        """Store a document and remove the one that came in under the same name with other content.

        Args:
            record: The record.
            original: The bytes that it was read from.

        Returns:
            The id of the document that was replaced, or ``None``.

        Raises:
            LibraryError: As for ``put``.
        """
        with self.lock():
            older = self.named(record.source_name)
            self.put(record, original)
            if older is None or older == record.id:
                return None
            self.delete(older)
            return older

    def _about(self, record: Record, added: str) -> About:
        return About(safe_name(record.source_name), record.source_sha256, added)

    def named(self, source_name: str) -> str | None:
        """Id of the document that came in under a file name, or ``None``."""
        wanted = safe_name(source_name)
        return next((identifier for identifier in self.ids() if self.source_name(identifier) == wanted), None)

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
            folder = self._folder(identifier)
            with in_words(folder):
                remove_folder(folder)
            self._digests.pop(identifier, None)

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
        try:
            return self._digest_of(identifier)
        except LibraryError:
            if (self._documents / identifier).is_dir():
                raise
            return None  # removed by another process after its id was listed

    def _digest_of(self, identifier: str) -> str:
        path = self._documents / identifier / _RECORD
        with in_words(path):
            stat = path.stat()
            key = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            known = self._digests.get(identifier)
            if known is None or known[0] != key:
                known = (key, hashlib.sha256(path.read_bytes()).hexdigest())
                self._digests[identifier] = known
        return known[1]
