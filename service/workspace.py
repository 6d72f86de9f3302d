"""The one place that joins the rooms: documents go in, the library keeps them, graph and indexes follow, questions are answered.

Order of truth: the library is written first, then the projections. One process writes to a workspace at a time; within it, one thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from ontology.errors import InvalidQuery, NotFound, YaodianError
from ontology.records import Record
from service import rooms
from service.files import Found
from service.intake import Intake
from service.projections import Notice, Projections, Report, Snapshot, silent
from service.reading import Reading
from service.saved import SavedSearches
from service.settings import Settings
from service.suggest import PastTerms
from service.wire.documents import Deleted, IngestResult
from service.wire.system import JudgementOut


class Workspace:
    """A library with its graph and indexes. Use as a context manager, or call ``close``."""

    def __init__(self, settings: Settings, notice: Notice) -> None:
        self.settings = settings
        self.notice = notice
        self.library = rooms.make_library(settings)
        self.projections = Projections(settings)
        self.saved = SavedSearches(settings.workspace)
        self.past = PastTerms()
        self._intake = Intake(self.library, settings)
        self._writing = threading.RLock()
        self._held = ExitStack()
        self._reading: Reading | None = None

    @classmethod
    def open(cls, settings: Settings, notice: Notice = lambda line: None, *, write: bool = True) -> Self:
        """Open or make the workspace.

        Args:
            settings: Where it is and what it is made with.
            notice: Told in one line what the workspace does by itself.
            write: Whether to keep the writer's lock until ``close``. Without it, it is only taken where a projection must be healed.

        Returns:
            The workspace. Store and index are opened when first needed.

        Raises:
            WorkspaceLocked: Another process writes to it.
            InputError: The folder cannot be used.
        """
        rooms.make_folder(settings.workspace)
        workspace = cls(settings, notice)
        if write:
            workspace._held.enter_context(workspace.library.lock())
        return workspace

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of store, index and lock."""
        self.projections.close()
        self._held.close()

    def ingest(self, found: Iterable[Found], report: Report = silent) -> list[IngestResult]:
        """Take files in, each for itself; then bring graph and index up to date once.

        Returns:
            One result for each file, in order; a file that cannot be used is ``failed`` and changes nothing.
        """
        files = list(found)
        results = []
        with self._writing:
            for number, item in enumerate(files):
                report(f"read {item.path.name}", number, len(files))
                results.append(self._intake.take_path(item))
            report("read", len(files), len(files))
            self._follow(report)
        return results

    def ingest_bytes(self, data: bytes, name: str) -> IngestResult:
        """Take one document in.

        Raises:
            InputError: It cannot be read; nothing has changed.
        """
        with self._writing:
            result = self._intake.take(data, name)
            self._follow()
        return result

    def delete(self, reference: str) -> Deleted:
        """Remove a document and all that it alone contributed.

        Raises:
            NotFound: There is no such document.
        """
        with self._writing:
            record = self.document(reference)
            self.library.delete(record.id)
            self._follow()
        return Deleted(id=record.id, title=record.meta.title, source_name=record.source_name)

    def rebuild(self, report: Report = silent) -> dict[str, int]:
        """Read every original again, and build graph and index from nothing.

        Returns:
            How many documents were read again, and how many of them gave another record.
        """
        with self._writing:
            counts = self._intake.read_again(report)
            self.projections.clear()
            self._follow(report)
        return counts

    def judge(self, kind: str, entities: list[str], reason: str) -> JudgementOut:
        """Keep a decision about entities and let the graph follow.

        Raises:
            NotFound: There is no such entity.
            InvalidQuery: The decision contradicts itself or another one.
        """
        from service import experts

        with self._writing:
            judgement = experts.judge(self, kind, entities, reason)
            self._follow()
        return judgement

    def undo(self, identifier: str) -> JudgementOut:
        """Take a decision back and let the graph follow.

        Raises:
            NotFound: There is no such decision.
        """
        from service import experts

        with self._writing:
            judgement = experts.undo(self, identifier)
            self._follow()
        return judgement

    def reading(self) -> Reading:
        """All that answers questions over the present state of the library."""
        revision = self.library.revision()
        with self._writing:
            if self._reading is None or self._reading.revision != revision:
                self._reading = Reading(self, revision)
            return self._reading

    def warm(self) -> None:
        """Open and load all that the first answer would wait for."""
        reading = self.reading()
        _ = (reading.engine, reading.answerer)

    def snapshot(self) -> Snapshot:
        """All records and their resolution."""
        return self.reading().snapshot

    def document(self, reference: str) -> Record:
        """A document by its id, a beginning of it (8 characters or more) that is unique, or its file name.

        Raises:
            NotFound: There is none, or several begin so.
        """
        found = self._intake.find(reference)
        if len(found) == 1:
            return self.library.get(found[0])
        what = "no such document" if not found else f"{len(found)} documents match"
        raise NotFound(what, where=reference[:80], hint="List them with: yaodian list")

    def original(self, identifier: str) -> bytes:
        """The original file of a document."""
        return self.library.original(identifier)

    def heal(self, what: str, state: str, action: Callable[[], object]) -> None:
        """Bring a projection up to date, holding the writer's lock, and say so."""
