"""The library as the service sees it: every record once in memory, lookups by name, and changes that can be taken back.

While this process holds the writer's lock it is ``alone``: what is in memory stays equal to what is on disk. Otherwise another
process may write, and the library's revision is asked before each use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ontology.errors import LibraryError, NotFound
from ontology.records import Record

if TYPE_CHECKING:
    from ingest.library import Library

SHORTEST_PREFIX = 8
"""Characters of an id, after its kind, that are enough to name a document."""


class Holdings:
    """Records of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.alone = False
        self._records: dict[str, Record] | None = None
        self._revision = ""
        self._changes: list[tuple[str, Record | None, bytes]] = []

    @property
    def records(self) -> dict[str, Record]:
        """All records by id, in the order of their ids. The dictionary is never changed.

        Raises:
            RecordFormatError: A record is damaged or of another version.
        """
        records = self._records
        if records is None or (not self.alone and self._revision != self.library.revision()):
            self._revision = self.library.revision()
            self._records = records = dict(self._read())
        return records

    def _read(self) -> Iterator[tuple[str, Record]]:
        for identifier in self.library.ids():
            try:
                yield identifier, self.library.get(identifier)
            except (NotFound, LibraryError):
                if identifier in self.library.ids():  # not where another process removed it meanwhile
                    raise

    def forget(self) -> None:
        """Read the records anew when they are next asked for."""
        self._records = None

    def named(self, source_name: str) -> Record | None:
        """The document that came in under a file name."""
        return next((record for record in self.records.values() if record.source_name == source_name), None)

    def find(self, reference: str) -> Record:
        """A document by its id, by a beginning of its id that is unique, or by its file name.

        Args:
            reference: An id, a beginning of one, or a file name.

        Returns:
            The record.

        Raises:
            NotFound: There is none, or several begin so.
        """
        if reference in self.records:
            return self.records[reference]
        by_name = [record for record in self.records.values() if record.source_name == reference]
        digits = reference.removeprefix("doc-")
        by_prefix = (
            [r for r in self.records.values() if r.id.startswith(f"doc-{digits}")] if len(digits) >= SHORTEST_PREFIX else []
        )
        found = by_name or by_prefix
        if len(found) == 1:
            return found[0]
        what = f"{len(found)} documents match" if found else "no such document"
        raise NotFound(what, where=reference[:80], hint="List them with: yaodian list")

    def put(self, record: Record, original: bytes) -> None:
        """Keep a record with its original."""
        self._note(record.id)
        self.library.put(record, original)
        self._set(record.id, record)

    def delete(self, identifier: str) -> None:
        """Remove a document."""
        self._note(identifier)
        self.library.delete(identifier)
        self._set(identifier, None)

    def begin(self) -> None:
        """Start a batch of changes that ``undo`` takes back."""
        self._changes.clear()

    def undo(self) -> None:
        """Put the library back to how it was at ``begin``. What came in goes first: on a full disk that makes the room."""
        first: dict[str, tuple[Record | None, bytes]] = {}
        for identifier, before, original in self._changes:
            first.setdefault(identifier, (before, original))
        self._changes.clear()
        for identifier, (before, original) in sorted(first.items(), key=lambda item: item[1][0] is not None):
            if before is not None:
                self.library.put(before, original)
            elif identifier in self.library.ids():  # not where keeping it was what failed
                self.library.delete(identifier)
            self._set(identifier, before)

    def _note(self, identifier: str) -> None:
        before = self.records.get(identifier)
        self._changes.append((identifier, before, self.library.original(identifier) if before else b""))

    def _set(self, identifier: str, record: Record | None) -> None:
        others = {other: kept for other, kept in (self._records or {}).items() if other != identifier}
        self._records = dict(sorted((others | ({identifier: record} if record else {})).items()))
        self._revision = "" if self.alone else self.library.revision()
