"""The library as the service sees it: every record once in memory, lookups by name, and changes that can be taken back.

The writer is alone, so what is in memory stays equal to what is on disk; ``forget`` drops it where another process may have
written.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ontology.errors import NotFound
from ontology.records import Record

if TYPE_CHECKING:
    from ingest.library import Library

SHORTEST_PREFIX = 8
"""Characters of an id, after its kind, that are enough to name a document."""


class Holdings:
    """Records of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._changes: list[tuple[str, Record | None, bytes]] = []

    @cached_property
    def records(self) -> dict[str, Record]:
        """All records by id, in the order of their ids.

        Raises:
            RecordFormatError: A record is damaged or of another version.
        """
        return {identifier: self.library.get(identifier) for identifier in sorted(self.library.ids())}

    def forget(self) -> None:
        """Read the records anew when they are next asked for."""
        self.__dict__.pop("records", None)

    def named(self, source_name: str) -> Record | None:
        """The document that came in under a file name."""
        return next((record for record in self.records.values() if record.source_name == source_name), None)

    def find(self, reference: str) -> Record:
        """A document by its id, by a beginning of its id that is unique, or by its file name.

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
        self._set(record)

    def delete(self, identifier: str) -> None:
        """Remove a document."""
        self._note(identifier)
        self.library.delete(identifier)
        self.records.pop(identifier, None)

    def begin(self) -> None:
        """Start a batch of changes that ``undo`` takes back."""
        self._changes.clear()

    def undo(self) -> None:
        """Put the library back to how it was at ``begin``."""
        while self._changes:
            identifier, before, original = self._changes.pop()
            if before is None:
                self.library.delete(identifier)
                self.records.pop(identifier, None)
            else:
                self.library.put(before, original)
                self._set(before)

    def _note(self, identifier: str) -> None:
        before = self.records.get(identifier)
        self._changes.append((identifier, before, self.library.original(identifier) if before else b""))

    def _set(self, record: Record) -> None:
        records = {**self.records, record.id: record}
        self.__dict__["records"] = dict(sorted(records.items()))
