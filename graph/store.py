"""What a graph store can do. ``graph.ladybug_store`` and ``graph.neo4j_store`` do it; one suite of tests runs over both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from graph.model import Changes, Projection, Table

ROW_LIMIT = 1_000
TIME_LIMIT = 10.0


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds of one group: its fingerprint, empty while it is being written, and its sizes."""

    fingerprint: str
    nodes: int = 0
    edges: int = 0
    entities: bool = False  # a bucket of entities, not a document


@dataclass(frozen=True, slots=True)
class Meta:
    """The bookkeeping of a store. ``complete`` is false between the beginning and the end of a sync."""

    complete: bool
    schema: str
    revision: str
    fingerprint: str
    owner: str
    groups: Mapping[str, Held] = field(default_factory=dict)

    @property
    def nodes(self) -> int:
        """How many nodes the store should hold."""
        return sum(group.nodes for group in self.groups.values())

    @property
    def edges(self) -> int:
        """How many edges the store should hold."""
        return sum(group.edges for group in self.groups.values())


class GraphStore(Protocol):
    """A store of one graph. All methods may be called from several threads; only one process may write at a time.

    Raises, from every method, only ``ontology.errors.StoreError`` and its kin, ``WorkspaceLocked``, and ``LibraryError`` where
    this user may not write the store's files.
    """

    @property
    def name(self) -> str:
        """``ladybug`` or ``neo4j``."""

    def sync(self, projection: Projection, revision: str = "") -> Changes:
        """Make the store hold exactly this graph, writing only what differs. ``revision`` is kept in ``meta``."""

    def read(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int = ROW_LIMIT, timeout: float = TIME_LIMIT
    ) -> Table:
        """Run a query of this project's own in a read-only transaction.

        Args:
            query: Trusted query text. What users write goes through ``graph.guard.run``.
            parameters: Values of its parameters.
            limit: At most this many rows come back.
            timeout: Seconds after which the store gives up.

        Returns:
            Columns and rows of plain values. Nodes and relationships are dictionaries of their properties.
        """

    def meta(self) -> Meta | None:
        """The bookkeeping; nothing if the store has never been written."""

    def rest(self) -> None:
        """Give back the memory that is only held for speed, if nobody is reading now."""

    def clear(self) -> None:
        """Remove the whole graph, bookkeeping included."""

    def close(self) -> None:
        """Let go of files and connections. Harmless when called twice."""
