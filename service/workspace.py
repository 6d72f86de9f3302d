"""The one place that joins the rooms: documents go in, the library keeps them, graph and index follow, questions are answered.

Order of truth: the library is written first, then the projections; what a crash leaves behind is healed at the next use.
One process writes to a workspace at a time, and within it one thread; readers keep the state that they began with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import Self

from ontology.errors import LibraryError, NotFound, YaodianError
from ontology.records import Record
from service import intake, rooms
from service.extraction import answer_writer, extractor_version
from service.files import Found
from service.holdings import Holdings
from service.problems import from_os_error
from service.projections import Notice, Projections, Report, Snapshot, State, silent
from service.reading import Reading
from service.saved import SavedSearches
from service.settings import Settings
from service.suggest import PastTerms
from service.taking_back import take_back
from service.turn import WritersTurn
from service.wire.documents import Deleted, IngestResult

_TRIES = 5  # readings of the library when another process writes meanwhile


class Workspace:
    """A library with its graph and index. Use as a context manager, or call ``close``."""

    def __init__(self, settings: Settings, notice: Notice, report: Report = silent) -> None:
        self.settings = settings
        self.notice = notice
        self._report = report
        self.library = rooms.make_library(settings)
        self.holdings = Holdings(self.library, self._mend)
        self.judgements = rooms.make_judgements(settings)
        self.projections = Projections(settings)
        self._take = partial(intake.take, self.holdings, settings=settings, tell=notice, soon=self.projections.get_ready)
        self.saved = SavedSearches(settings.workspace)
        self.past = PastTerms()
        self._turn = WritersTurn(settings.workspace, self.holdings)
        self._reading: Reading | None = None

    @classmethod
    def open(
        cls, settings: Settings, notice: Notice = lambda line: None, report: Report = silent, *, write: bool = True
    ) -> Self:
        """Open the workspace, or make it.

        Args:
            settings: Where it is and what it is made with.
            notice: Told in one line what the workspace does by itself.
            report: Told how far that is.
            write: Whether to make sure that this process may write, and with the embedded store, that no other may until
                ``close``. Without it, the lock is only taken to heal a projection, and no folder is made.

        Returns:
            The workspace. Store and index are opened when first needed.

        Raises:
            WorkspaceLocked: Another process writes to it.
            InputError: The folder cannot be used.
        """
        rooms.prepare_folder(settings.workspace, make=write)
        workspace = cls(settings, notice, report)
        if write:
            workspace._turn.keep()
            if settings.store == "neo4j":  # any number of servers share it, so the lock is only held while writing
                workspace._turn.give_back()
        return workspace

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of store, index and lock."""
        self._reading = None  # and with it the process that answers SPARQL
        self.projections.close()
        self._turn.give_back()

    def ingest(
        self, found: Iterable[Found], report: Report = silent, read: intake.ReadFile | None = None
    ) -> list[IngestResult]:
        """Take files in, each for itself; then bring graph and index up to date once.

        Args:
            found: The files.
            report: Told how far it is.
            read: Gives what ``read_by_rules`` gives, where that may be known already.

        Returns:
            One result for each file, in order; a file that cannot be used is ``failed`` and changes nothing.

        Raises:
            YaodianError: Graph or index cannot follow; the library is as it was.
        """
        with self.projections.ahead() as embed, self._batch(report):

            def take(item: Found, taken: dict[str, str]) -> IngestResult:
                take_bytes = partial(self._take, added=embed, read=partial(read, item.path) if read else None)
                return intake.take_path(item, self.settings.upload_limit, taken, take_bytes)

            return intake.take_files(found, take, "read", report)

    def ingest_bytes(self, data: bytes, name: str) -> IngestResult:
        """Take one document in.

        Args:
            data: The bytes.
            name: Its name.

        Returns:
            What became of it.

        Raises:
            InputError: It cannot be read.
            YaodianError: Library, graph or index cannot take it. In either case nothing has changed.
        """
        with self.projections.ahead() as embed, self._batch():
            return self._take(data, name, added=embed)

    def delete(self, reference: str) -> Deleted:
        """Remove a document and all that it alone contributed.

        Args:
            reference: An id, a beginning of one, or a file name.

        Returns:
            What was removed.

        Raises:
            NotFound: There is no such document.
        """
        with self._batch():
            identifier = self.holdings.identify(reference)
            record, damage = self.holdings.records.get(identifier), self.holdings.damaged.get(identifier)
            name = record.source_name if record else damage.source_name if damage else None
            self.holdings.delete(identifier)
        return Deleted(id=identifier, title=record.meta.title if record else "", source_name=name or "")

    def rebuild(self, report: Report = silent, *, take_over: bool = False) -> dict[str, int]:
        """Read every original again, and build graph and index from nothing.

        Args:
            report: Told how far it is.
            take_over: Whether to empty a database that holds another workspace's graph.

        Returns:
            How many documents there are, how many gave another record, and how many could not be read again; the last are
            told, and their records stay.
        """
        with self._turn.take():
            try:
                counts = intake.read_again(self.holdings, self.settings, report, self.notice)
                self.projections.clear(take_over)
                self._follow(report)
            except BaseException:
                self.holdings.forget()
                self._reading = None  # some documents may be read anew and others not; the next use heals
                raise
        return counts

    @contextmanager
    def changing_judgements(self) -> Iterator[None]:
        """Change the judgements inside; the graph and the index follow."""
        with self._batch():
            yield

    def reading(self) -> Reading:
        """All that answers over the present state of the library; graph and index are healed when they are first used."""
        reading = self._reading
        if reading is None or self._moved(reading):
            with self._turn.threads:
                reading = self._reading
                if reading is None or self._moved(reading):
                    self._reading = reading = self._read()
        return reading

    def warm(self) -> None:
        """Open, heal and load all that the first answer would wait for."""
        self.projections.get_ready()  # while the records are read
        reading = self.reading()
        _ = (reading.store, reading.answerer)
        reading.engine.warm()
        if outdated := self.outdated():
            self.notice(
                f"{len(outdated)} documents were read by other rules than the present ones; read them again: yaodian rebuild"
            )

    def added(self, identifier: str) -> str | None:
        """When a document came in, UTC; nothing if it has just been removed, or if that can no longer be read."""
        try:
            return self.library.added(identifier)
        except (NotFound, LibraryError):
            return None

    def outdated(self) -> list[str]:
        """Ids of documents whose record other rules, another lexicon or another LLM made."""
        version = extractor_version(self.settings)
        return [record.id for record in self.holdings.records.values() if record.extractor != version]

    def revision(self) -> str:
        """A digest of all records and judgements: equal for equal libraries, however they came about."""
        return self.library.revision()

    def present_revision(self) -> str:
        """The revision that readers see; unlike ``revision`` it does not meet a change half way."""
        reading = self._reading
        if self._turn.kept and reading is not None:
            return reading.snapshot.revision
        with self._turn.threads:
            return self.revision()

    def document(self, reference: str) -> Record:
        """A document by its id, a beginning of it that is unique, or its file name; see ``Holdings.find``."""
        return self.holdings.find(reference)

    @contextmanager
    def _batch(self, report: Report = silent) -> Iterator[None]:
        """Changes to the library that are taken back as a whole when graph or index cannot follow."""
        with self._turn.take():
            self._check_projections()
            self.holdings.begin()
            _ = self.holdings.records  # what is damaged is mended before, not as a part of the changes
            before, decided = self.revision(), self.judgements.all()
            if self._reading is not None and self._reading.snapshot.revision != before:
                self._reading = None  # another process wrote since it was made
            try:
                yield
                if self.revision() != before or self._reading is None:
                    self._follow(report)
                self.holdings.settle()
            except BaseException as error:
                self._reading = None  # what the projections hold now is not known
                take_back(self.notice, self.holdings.undo, partial(self.judgements.put_back, decided))
                if isinstance(error, OSError):
                    raise from_os_error(error) from error
                raise

    def _mend(self, damaged: Iterable[str]) -> dict[str, YaodianError]:
        """Make damaged documents whole and say so; why that is not possible is given back."""
        try:
            with self._turn.take():
                return intake.mend(self.library, damaged, self.settings, self.notice)
        except LibraryError as error:  # another process writes, or the disk cannot be written
            return dict.fromkeys(damaged, error)

    def _check_projections(self) -> None:
        """Fail before anything is written where the store or the index cannot be used."""
        self.projections.graph_state("")
        self.projections.index_state("")

    def _follow(self, report: Report = silent) -> None:
        reading = self._read()
        report("graph", 0, 0)
        revision = reading.snapshot.revision
        if self.projections.graph_state(revision).state != "current":
            self.projections.sync_graph(reading.snapshot)
        if self.projections.index_state(revision).state != "current":
            self.projections.sync_index(reading.snapshot, report)
        self._reading = reading

    def _read(self) -> Reading:
        from ingest.resolve import resolve

        for _ in range(_TRIES):
            revision, records, judgements = self.revision(), self.holdings.records, self.judgements.all()
            if self._turn.kept or revision == self.revision():
                break  # else another process wrote in between, and the records would bear another state's revision
        snapshot = Snapshot(revision, records, resolve(records.values(), judgements))
        return Reading(snapshot, self.projections, self.past, self._heal, answer_writer(self.settings))

    def _heal(self, state: State, snapshot: Snapshot, sync: Callable[[Report], object]) -> None:
        """Bring to date what a crash, another version or other settings left behind, and say so."""
        if state.state == "current":
            return
        with self._turn.take():
            if snapshot.revision != self.revision():  # written since: an older reading must not bring back what is gone
                self._follow(self._report)
                return
            if self.holdings.records or state.built_with:
                self.notice(f"the {state.name} is brought up to date: {state.problem or 'it is not there'}")
            sync(self._report)

    def _moved(self, reading: Reading) -> bool:
        """Whether another process changed the library since; impossible while this one holds the lock."""
        return not self._turn.kept and reading.snapshot.revision != self.revision()
