"""The library as the service sees it: every record once in memory, lookups by name, and changes that can be taken back.

While this process holds the writer's lock it is ``alone``: what is in memory stays equal to what is on disk. Otherwise another
process may write, and the library's revision is asked before each use. A document that is damaged is kept apart with its reason
and stands in nobody's way.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import NotFound, RecordFormatError, YaodianError
from ontology.records import Record

if TYPE_CHECKING:
    from ingest.library import Damage, Library

SHORTEST_PREFIX = 8
"""Characters of an id, after its kind, that are enough to name a document."""
Mend = Callable[[Iterable[str]], dict[str, YaodianError]]
"""Given ids of damaged documents, mends what can be mended; gives why the others cannot."""
Seen = tuple[dict[str, Record], "dict[str, Damage]"]


def leave(_identifiers: Iterable[str]) -> dict[str, YaodianError]:
    """Mends nothing."""
    return {}


class Holdings:
    """Records of one library.

    Args:
        library: The library.
        mend: Asked once for what is damaged whenever the records are read.
    """

    def __init__(self, library: Library, mend: Mend = leave) -> None:
        self.library = library
        self.alone = False
        self._mend = mend
        self._seen: Seen | None = None
        self._revision = ""
        self._changes: list[tuple[str, Record | None, Path | None]] = []

    @property
    def records(self) -> dict[str, Record]:
        """All whole records by id, in the order of their ids. The dictionary is never changed."""
        return self._present()[0]

    @property
    def damaged(self) -> dict[str, Damage]:
        """What is damaged, by the id of its document. The dictionary is never changed."""
        return self._present()[1]

    def _present(self) -> Seen:
        seen = self._seen
        if seen is None or (not self.alone and self._revision != self.library.revision()):
            self._seen = seen = self._load()
        return seen

    def _load(self) -> Seen:
        self._revision = self.library.revision()
        records, damaged = self._read()
        if not damaged:
            return records, damaged
        reasons = self._mend(damaged)
        self._revision = self.library.revision()  # mending may have changed it, and so may another process meanwhile
        records, damaged = self._read()
        return records, {identifier: _with_reason(found, reasons.get(identifier)) for identifier, found in damaged.items()}

    def _read(self) -> Seen:
        from ingest.library.damage import look

        records: dict[str, Record] = {}
        damaged: dict[str, Damage] = {}
        for identifier in self.library.ids():
            try:
                record, damage = look(self.library, identifier)
            except NotFound:  # another process removed it meanwhile
                continue
            if damage is not None and identifier in self.library.ids():
                damaged[identifier] = damage
            if record is not None:
                records[identifier] = record
        return records, damaged

    def forget(self) -> None:
        """Read the records anew when they are next asked for."""
        self._seen = None

    def named(self, source_name: str) -> list[str]:
        """Ids of the documents, whole or damaged, that came in under a file name."""
        return [identifier for identifier, name in self._names().items() if name == source_name]

    def _names(self) -> dict[str, str | None]:
        records, damaged = self._present()
        names = {identifier: damage.source_name for identifier, damage in damaged.items()}
        return names | {identifier: record.source_name for identifier, record in records.items()}

    def find(self, reference: str) -> Record:
        """A document by its id, by a beginning of its id that is unique, or by its file name.

        Args:
            reference: An id, a beginning of one, or a file name.

        Returns:
            The record.

        Raises:
            NotFound: There is none, or several begin so.
            RecordFormatError: It is damaged.
        """
        identifier = self.identify(reference)
        if identifier not in self.records:
            damage = self.damaged[identifier]
            raise RecordFormatError(damage.what, where=identifier, hint=damage.hint)
        return self.records[identifier]

    def identify(self, reference: str) -> str:
        """The id of a document, damaged or not, that is named as for ``find``.

        Args:
            reference: An id, a beginning of one, or a file name.

        Returns:
            The id.

        Raises:
            NotFound: There is none, or several begin so.
        """
        names = self._names()
        if reference in names:
            return reference
        by_name = [identifier for identifier, name in names.items() if name == reference]
        digits = reference.removeprefix("doc-")
        long_enough = len(digits) >= SHORTEST_PREFIX
        found = by_name or [identifier for identifier in names if long_enough and identifier.startswith(f"doc-{digits}")]
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
        """Start a batch of changes that ``undo`` takes back and ``settle`` makes final."""
        self.settle()

    def settle(self) -> None:
        """Make the changes since ``begin`` final."""
        for _, _, kept in self._changes:
            self.library.drop(kept)
        self._changes.clear()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All changes inside, or when one fails, none of them."""
        mark = len(self._changes)
        try:
            yield
        except BaseException:
            self.undo(mark)
            raise

    def undo(self, since: int = 0) -> None:
        """Put the library back to how it was at ``begin``, or before the change of that number.

        What came in goes first: on a full disk that makes the room.
        """
        first: dict[str, tuple[Record | None, Path | None]] = {}
        for identifier, before, kept in self._changes[since:]:
            if identifier in first:
                self.library.drop(kept)
            else:
                first[identifier] = before, kept
        del self._changes[since:]
        failures: list[YaodianError] = []
        for identifier, (before, kept) in sorted(first.items(), key=lambda item: item[1][1] is not None):
            try:
                self.library.restore(identifier, kept)
                self._set(identifier, before)
            except YaodianError as error:  # the others are taken back all the same
                failures.append(error)
        if failures or any(before is None and kept is not None for before, kept in first.values()):
            self.forget()  # in the second case a damaged document is there again
        if failures:
            raise failures[0]

    def _note(self, identifier: str) -> None:
        self._changes.append((identifier, self.records.get(identifier), self.library.keep(identifier)))

    def _set(self, identifier: str, record: Record | None) -> None:
        records, damaged = self._seen or ({}, {})
        others = {other: kept for other, kept in records.items() if other != identifier}
        whole = {other: damage for other, damage in damaged.items() if other != identifier}
        self._seen = dict(sorted((others | ({identifier: record} if record else {})).items())), whole
        self._revision = "" if self.alone else self.library.revision()


def _with_reason(damage: Damage, reason: YaodianError | None) -> Damage:
    """Damage with why it could not be mended."""
    if reason is None:
        return damage
    what = damage.what if reason.what in damage.what else f"{damage.what}; {reason.what}"
    return dataclasses.replace(damage, what=what, hint=reason.hint or damage.hint)
