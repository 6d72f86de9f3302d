"""The embedded store: Ladybug, an openCypher database in one file, no server.

Traps of this engine, so that nobody steps into them again: one process may have the file open for writing; a call may hold
several statements and runs them all; a column's type cannot be told from a list of nulls; every pair of labels that a
relationship type links is a table of its own, and the first write into a table costs 8 MB of memory; one huge transaction
overflows the buffer pool; a damaged file can crash the process. Its extensions are downloads and are never used here.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graph import cypher, ladybug_bulk, syncing
from graph.diff import Step
from graph.ladybug_dialect import translate
from graph.ladybug_file import GraphFile
from graph.ladybug_values import taken
from graph.model import Changes, Projection, Table
from graph.schema import EDGES, NODES
from graph.store import ROW_LIMIT, TIME_LIMIT, Meta
from graph.values import plain
from ontology.errors import StoreQueryError


class LadybugStore:
    """A graph in a folder.

    Args:
        folder: Where the graph's file lives; made when missing.
        threads: Threads for one query.

    Attributes:
        name: ``ladybug``.
        embedded: All nodes are in one table and all relationships in another, with typed columns.
        batch: At most how many rows one query writes.
        transaction: About how many rows one transaction writes.

    Raises:
        WorkspaceLocked: Another process, or another store of this one, has it open.
        StoreUnavailable: The folder cannot be read or written.
    """

    name = "ladybug"
    embedded = True
    batch = 20_000
    transaction = 4_000

    def __init__(self, folder: Path | str, threads: int = 2) -> None:
        self._writing = threading.RLock()
        self._file = GraphFile(Path(folder), threads)

    def sync(self, projection: Projection, revision: str = "") -> Changes:
        """See ``GraphStore``. A file that turns out to be damaged is made anew."""
        with self._writing:
            try:
                changes = syncing.sync(self, projection, revision, self._file.recovered)
            except StoreQueryError as error:
                self._file.start_over(f"the graph's files were damaged ({error.what[:120]})")
                changes = syncing.sync(self, projection, revision, self._file.recovered)
            self._file.recovered = None
            if changes:
                self._file.rest()
            return changes

    def read(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int = ROW_LIMIT, timeout: float = TIME_LIMIT
    ) -> Table:
        """See ``GraphStore``."""
        values, literals = taken(parameters or {})
        with self._file.connected() as connection:
            connection.set_query_timeout(max(1, int(timeout * 1000)))
            connection.execute("BEGIN TRANSACTION READ ONLY")
            result = connection.execute(translate(query, literals), values)
            if isinstance(result, list):
                raise StoreQueryError("one statement at a time", hint="Send the statements one by one")
            return _table(result, limit)

    def meta(self) -> Meta | None:
        """See ``GraphStore``."""
        return syncing.read_meta(self)

    def rest(self) -> None:
        """See ``GraphStore``."""
        self._file.rest()

    def clear(self) -> None:
        """See ``GraphStore``. Not where there is no room to fill it again."""
        with self._writing:
            self._file.check_room(0)
            self.empty()

    def close(self) -> None:
        """See ``GraphStore``."""
        with self._writing:
            self._file.close()

    # What syncing needs of a backend.

    def rows(self, query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """See ``Backend``."""
        with self._file.connected() as connection:
            result = connection.execute(query, dict(parameters))
            names = result.get_column_names()
            return [dict(zip(names, row, strict=True)) for row in result.get_all()]

    def write(self, bundles: Sequence[Sequence[Step]], expected: frozenset[str]) -> None:
        """See ``Backend``. The folder's lock already keeps other writers out, so the owner need not be checked."""
        rows = sum(len(step.rows) for steps in bundles for step in steps)
        with self._file.writing(rows) as connection:
            for steps in bundles:
                connection.execute("BEGIN TRANSACTION")
                for step in steps:
                    ladybug_bulk.write(connection, step, self._file.folder / "graph.rows.csv")
                ladybug_bulk.commit(connection, checkpoint=len(bundles) > 1)  # else it stays in the buffer pool

    def counts(self) -> tuple[int, int]:
        """See ``Backend``."""
        nodes = sum(row["number"] for row in self.rows(cypher.count_nodes([NODES]), {}))
        return nodes, sum(row["number"] for row in self.rows(cypher.count_edges([EDGES]), {}))

    def prepare(self) -> None:
        """See ``Backend``: nothing to do, since a file is laid out when it is made."""

    def empty(self) -> None:
        """See ``Backend``: the file is made anew, which also takes up a new layout."""
        recovered = self._file.recovered
        self._file.start_over("")
        self._file.recovered = recovered


def _table(result: Any, limit: int) -> Table:  # noqa: ANN401  the engine is untyped
    rows: list[tuple[Any, ...]] = []
    while len(rows) < limit and result.has_next():
        rows.append(tuple(map(plain, result.get_next())))
    return Table(tuple(result.get_column_names()), tuple(rows), truncated=result.has_next())
