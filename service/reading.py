"""All that answers over one state of the library, each part made when first needed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from service.projections import Projections, Report, Snapshot, State
from service.suggest import PastTerms, Suggester

if TYPE_CHECKING:
    from graph.sparql import SparqlView
    from graph.store import GraphStore
    from search.answer.answerer import Answerer, Writer
    from search.engine import SearchEngine

Heal = Callable[[State, Snapshot, Callable[[Report], object]], None]


class Reading:
    """Store, search engine, answerer and suggester over one snapshot. Safe to use from several threads.

    Args:
        snapshot: The state of the library.
        projections: Graph and index.
        past: Queries that found something.
        heal: Given a projection's state, the snapshot and what brings the one to the other, does so where that is needed.
        writer: Words answers anew; ``None`` leaves them as the rules word them.
    """

    def __init__(
        self, snapshot: Snapshot, projections: Projections, past: PastTerms, heal: Heal, writer: Writer | None = None
    ) -> None:
        self.snapshot = snapshot
        self._projections = projections
        self._past = past
        self._heal = heal
        self._writer = writer
        self._lock = threading.RLock()

    @property
    def store(self) -> GraphStore:
        """The graph, which says what the snapshot says."""
        with self._lock:
            return self._store

    @property
    def engine(self) -> SearchEngine:
        """Finds passages."""
        with self._lock:
            return self._engine

    @property
    def answerer(self) -> Answerer:
        """Answers questions."""
        with self._lock:
            return self._answerer

    @property
    def suggester(self) -> Suggester:
        """Completes what is typed."""
        with self._lock:
            return self._suggester

    @property
    def sparql(self) -> SparqlView:
        """The RDF view, in memory."""
        with self._lock:
            return self._sparql

    @cached_property
    def _sparql(self) -> SparqlView:
        from graph.sparql import SparqlView

        return SparqlView(self.snapshot.projection)

    @cached_property
    def _store(self) -> GraphStore:
        state = self._projections.graph_state(self.snapshot.revision)
        self._heal(state, self.snapshot, lambda _report: self._projections.sync_graph(self.snapshot))
        return self._projections.store

    @cached_property
    def _engine(self) -> SearchEngine:
        from search.engine import SearchEngine

        parts = self._projections
        state = parts.index_state(self.snapshot.revision)
        self._heal(state, self.snapshot, lambda report: parts.sync_index(self.snapshot, report))
        return SearchEngine(
            parts.index,
            parts.tokenizer,
            parts.embedder,
            self.snapshot.records.values(),
            self.snapshot.resolution,
            reranker=parts.reranker,
        )

    @cached_property
    def _answerer(self) -> Answerer:
        from search.answer.answerer import Answerer

        return Answerer(self.snapshot.records.values(), self._store, self.snapshot.resolution, writer=self._writer)

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(self.snapshot.records.values(), self.snapshot.resolution, self._past)
