"""Graph and search index beside the library: opened when first needed, brought up to date when they lag, and said so.

The library is written first, so a crash leaves a projection that is older than it, never newer; the next use finds and
heals that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ontology.errors import StoreAuthError, StoreUnavailable, YaodianError
from ontology.records import Record, Resolution
from service import rooms
from service.settings import Settings

if TYPE_CHECKING:
    from graph.model import Projection
    from graph.store import GraphStore
    from search.embed import AheadEmbedder
    from search.index import SearchIndex
    from search.rerank import Reranker
    from search.tokens import Tokenizer

T = TypeVar("T")
Notice = Callable[[str], None]
Report = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _total: int) -> None:
    """A report that goes nowhere."""


@dataclass(frozen=True)
class Snapshot:
    """One state of the library: all records by id, and what is known when they are seen together."""

    revision: str
    records: dict[str, Record]
    resolution: Resolution

    @cached_property
    def projection(self) -> Projection:
        """The graph that the records say; made twice at worst, when two threads ask at the same moment."""
        from graph.project import project

        return project(self.records.values(), self.resolution)


@dataclass(frozen=True, slots=True)
class State:
    """A projection beside the library: what it was built with, what it holds, and why it may not be used as it is."""

    name: str
    state: str  # current, stale, mismatched, empty or unreachable
    built_with: dict[str, str]
    counts: dict[str, int]
    problem: str | None = None


class Projections:
    """The graph store and the search index of one workspace. Safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.RLock()
        self._making = threading.RLock()  # of its own: who only reads does not wait for who writes
        self._made: dict[str, Any] = {}

    @property
    def store(self) -> GraphStore:
        """The graph store, opened."""
        return self._once("store", lambda: rooms.make_store(self._settings))

    @property
    def tokenizer(self) -> Tokenizer:
        """The word cutter of the text index."""
        return self._once("tokenizer", lambda: rooms.make_tokenizer(self._settings))

    @property
    def embedder(self) -> AheadEmbedder:
        """The embedder of the vectors."""
        return self._once("embedder", lambda: rooms.make_embedder(self._settings))

    @property
    def reranker(self) -> Reranker | None:
        """The cross-encoder for a second look at the first hits, if the settings name one."""
        return self._once("reranker", lambda: rooms.make_reranker(self._settings))

    @property
    def index(self) -> SearchIndex:
        """The search index, opened."""
        return self._once("index", lambda: rooms.make_index(self._settings, self.tokenizer, self.embedder))

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """A part, made when it is first asked for: a second store or index would find the first one's lock."""
        with self._making:
            if name not in self._made:
                self._made[name] = make()
            return cast(T, self._made[name])

    def graph_state(self, revision: str) -> State:
        """The graph beside a revision of the library.

        Args:
            revision: A revision of the library.

        Returns:
            Its state.

        Raises:
            StoreError: It cannot be reached.
        """
        with self._lock:
            meta = self.store.meta()
        if meta is None:
            return State("graph", "empty", {}, {})
        built = {"revision": meta.revision, "schema": meta.schema}
        counts = {"nodes": meta.nodes, "edges": meta.edges}
        if not meta.complete:
            return State("graph", "stale", built, counts, "the last writing was interrupted")
        if meta.revision != revision:
            return State("graph", "stale", built, counts, "older than the library")
        return State("graph", "current", built, counts)

    def index_state(self, revision: str) -> State:
        """The search index beside a revision of the library and the settings' embedder and tokenizer.

        Args:
            revision: A revision of the library.

        Returns:
            Its state.

        Raises:
            SearchIndexError: It cannot be opened.
            StoreError: It cannot be reached.
        """
        with self._lock:
            if self._settings.store == "neo4j":
                self.store.meta()  # one database holds both, and another workspace's index is not touched either
            meta = self.index.meta()
        if meta is None:
            return State("index", "empty", {}, {})
        built = {"revision": meta.revision, "embedder": meta.embedder, "tokenizer": meta.tokenizer}
        counts = {"passages": meta.passages}
        for part, wanted in (("embedder", self.embedder.name), ("tokenizer", self.tokenizer.name)):
            if built[part] != wanted:
                return State("index", "mismatched", built, counts, f"built with the {part} {built[part]}, not {wanted}")
        if meta.revision != revision:
            return State("index", "stale", built, counts, "older than the library")
        return State("index", "current", built, counts)

    def states(self, revision: str) -> list[State]:
        """Both, with failures worded instead of raised."""
        states: list[State] = []
        gone: YaodianError | None = None
        for name, ask in (("graph", self.graph_state), ("index", self.index_state)):
            try:
                if gone is not None:
                    raise gone
                states.append(ask(revision) if self._to_be_asked(name) else State(name, "empty", {}, {}))
            except YaodianError as error:
                states.append(State(name, "unreachable", {}, {}, str(error)))
                if self._settings.store == "neo4j" and isinstance(error, (StoreUnavailable, StoreAuthError)):
                    gone = error  # the index is on the same server, which need not be waited for again
        return states

    def _to_be_asked(self, name: str) -> bool:
        """Whether a projection is there; opening an embedded one that is not would make it."""
        return self._settings.store == "neo4j" or (self._settings.workspace / name).exists()

    def sync_graph(self, snapshot: Snapshot) -> bool:
        """Make the graph say what the snapshot says.

        Args:
            snapshot: The state of the library.

        Returns:
            Whether anything was written.
        """
        with self._lock:
            return bool(self.store.sync(snapshot.projection, snapshot.revision))

    def sync_index(self, snapshot: Snapshot, report: Report = silent) -> None:
        """Make the index hold the passages of the snapshot."""
        from search.passages import passages

        with self._lock:
            every = [passage for record in snapshot.records.values() for passage in passages(record, snapshot.resolution)]
            self.index.sync(every, snapshot.revision, lambda done, total: report("index", done, total))

    @contextmanager
    def ahead(self) -> Iterator[Callable[[Record], None]]:
        """Give a function that begins to embed a record's sentences; until the end of the context the index finds them made."""
        try:
            yield self._embed_ahead
        finally:
            if "embedder" in self._made:
                self.embedder.forget()

    def get_ready(self) -> None:
        """Begin to load the embedder in the background; where there is none, whoever needs it says so."""
        with suppress(YaodianError):
            self.embedder.get_ready()

    def _embed_ahead(self, record: Record) -> None:
        from search.passages import passages

        alone = passages(record, Resolution(()))
        self.embedder.ahead(passage.sentence(number) for passage in alone for number in range(len(passage.sentences)))

    def clear(self, take_over: bool = True) -> None:
        """Empty both, so that they are built from nothing.

        Args:
            take_over: Whether even where a database holds another workspace's.

        Raises:
            StoreError: It does, and shall not be emptied.
        """
        with self._lock:
            if not take_over:
                self.store.meta()
            self.store.clear()
            self.index.clear()

    def close(self) -> None:
        """Let go of what was opened."""
        with self._lock, self._making:
            for name in ("store", "index"):
                if name in self._made:
                    self._made.pop(name).close()
