"""The embedded store: Ladybug, an openCypher database in one file, no server.

Traps of this engine, so that nobody steps into them again: one process may have the file open for writing; a call may
hold several statements and runs them all; a column's type cannot be told from a list of nulls; a relationship table
links only declared pairs of labels; one huge transaction overflows the buffer pool. Its extensions are downloads and
are never used here.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ladybug

from graph import cypher, syncing
from graph.diff import Step
from graph.model import Changes, Projection, Table
from graph.schema import META_LABEL, pairs
from graph.store import ROW_LIMIT, TIME_LIMIT, Meta
from graph.values import plain
from ontology.errors import StoreError, StoreQueryError, StoreUnavailable, WorkspaceLocked
from ontology.model import load_model

BUFFER_BYTES = 128 * 1024 * 1024
ADDRESS_SPACE_BYTES = 64 * 1024**3
_LOCKED = ("could not set lock", "lock is held")
_DENIED = ("permission denied", "read-only file system", "no space left", "is a directory", "not a directory")


class LadybugStore:
    """A graph in a folder.

    Args:
        folder: Where the graph's file lives; made when missing.
        threads: Threads for one query; 0 takes the engine's default.

    Raises:
        WorkspaceLocked: Another process has it open.
        StoreUnavailable: The folder cannot be read or written.
    """

    name = "ladybug"
    typed = True

    def __init__(self, folder: Path | str, threads: int = 2) -> None:
        self._folder = Path(folder)
        self._file = self._folder / "graph.lbug"
        self._threads = threads
        self._writing = threading.RLock()
        self._recovered: str | None = None
        self._pairs: set[tuple[str, str, str]] = set()
        self._database: Any = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(f"the graph's folder cannot be made: {error.strerror}", where=str(folder)) from error
        self._open()

    def _open(self) -> None:
        try:
            self._database = self._connect()
        except _Damaged as damage:
            self._start_over(f"the graph's files were damaged ({damage})" if str(damage) else "")

    def _connect(self) -> Any:  # noqa: ANN401  the engine is untyped
        try:
            database = ladybug.Database(
                str(self._file),
                buffer_pool_size=BUFFER_BYTES,
                max_num_threads=self._threads,
                max_db_size=ADDRESS_SPACE_BYTES,
            )
            with _connection(database) as connection:
                if META_LABEL not in {row[1] for row in _all(connection.execute("CALL show_tables() RETURN *"))}:
                    _lay_out(connection)
                elif not _all(connection.execute(cypher.read_meta())):
                    raise _Damaged("")  # never written, so its layout may be another version's
        except (RuntimeError, OSError) as error:
            raise self._opening_error(error) from error
        return database

    def _opening_error(self, error: Exception) -> Exception:
        text = " ".join(str(error).split())
        lower = text.lower()
        if any(sign in lower for sign in _LOCKED):
            return WorkspaceLocked(
                "another process has the graph open", where=str(self._folder), hint="Stop it, or use another workspace"
            )
        if any(sign in lower for sign in _DENIED):
            return StoreUnavailable(f"the graph's file cannot be opened: {text}", where=str(self._file))
        return _Damaged(text[:120])

    def _start_over(self, why: str) -> None:
        self._close_database()
        for path in self._folder.glob(f"{self._file.name}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self._recovered = why or None
        self._pairs.clear()
        self._database = self._connect()

    def sync(self, projection: Projection, revision: str = "") -> Changes:
        """See ``GraphStore``. A file that turns out to be damaged is made anew."""
        with self._writing:
            try:
                changes = syncing.sync(self, projection, revision, self._recovered)
            except StoreQueryError as error:
                self._start_over(f"the graph's files were damaged ({error.what[:120]})")
                changes = syncing.sync(self, projection, revision, self._recovered)
            self._recovered = None
            return changes

    def read(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int = ROW_LIMIT, timeout: float = TIME_LIMIT
    ) -> Table:
        """See ``GraphStore``."""
        with self._connected() as connection:
            connection.set_query_timeout(max(1, int(timeout * 1000)))
            try:
                connection.execute("BEGIN TRANSACTION READ ONLY")
                result = connection.execute(query, dict(parameters or {}))
                if isinstance(result, list):
                    raise StoreQueryError("one statement at a time", hint="Send the statements one by one")
                return _table(result, limit)
            except RuntimeError as error:
                raise _query_error(error, timeout) from error

    def meta(self) -> Meta | None:
        """See ``GraphStore``."""
        return syncing.read_meta(self)

    def clear(self) -> None:
        """See ``GraphStore``."""
        with self._writing:
            self.empty()

    def close(self) -> None:
        """See ``GraphStore``."""
        with self._writing:
            self._close_database()

    def _close_database(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        if self._database is None:
            raise StoreUnavailable("the graph is closed", where=str(self._folder))
        with _connection(self._database) as connection:
            yield connection

    # What syncing needs of a backend.

    def rows(self, query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """See ``Backend``."""
        with self._connected() as connection:
            try:
                result = connection.execute(query, dict(parameters))
                names = result.get_column_names()
                return [dict(zip(names, row, strict=True)) for row in _all(result)]
            except RuntimeError as error:
                raise _query_error(error, TIME_LIMIT) from error

    def write(self, steps: Sequence[Step], expected: frozenset[str]) -> None:
        """See ``Backend``. The file's lock already keeps other writers out, so the owner need not be checked."""
        with self._connected() as connection:
            self._declare_pairs(connection, steps)
            try:
                connection.execute("BEGIN TRANSACTION")
                for step in steps:
                    connection.execute(step.query, {"rows": list(step.rows)})
                connection.execute("COMMIT")
            except RuntimeError as error:
                raise _query_error(error, TIME_LIMIT) from error

    def counts(self) -> tuple[int, int]:
        """See ``Backend``."""
        nodes = sum(row["number"] for row in self.rows(cypher.count_nodes(), {}))
        return nodes, sum(row["number"] for row in self.rows(cypher.count_edges(), {}))

    def prepare(self) -> None:
        """See ``Backend``: nothing to do, since a file is laid out when it is made."""

    def empty(self) -> None:
        """See ``Backend``: the file is made anew, which also takes up a new layout."""
        recovered = self._recovered
        self._start_over("")
        self._recovered = recovered

    def _declare_pairs(self, connection: Any, steps: Sequence[Step]) -> None:  # noqa: ANN401  the engine is untyped
        if not self._pairs:
            usual = load_model().predicates.values()
            self._pairs = {(definition.cypher, *pair) for definition in usual for pair in pairs(definition)}
        for pair in {step.pair for step in steps if step.pair} - self._pairs:
            try:
                connection.execute(cypher.add_pair(*pair))
            except RuntimeError as error:
                if "already exists" not in str(error):
                    raise _query_error(error, TIME_LIMIT) from error
            self._pairs.add(pair)


class _Damaged(Exception):
    """The file is there but is no database that can be read."""


@contextmanager
def _connection(database: Any) -> Iterator[Any]:  # noqa: ANN401  the engine is untyped
    connection = ladybug.Connection(database)
    try:
        yield connection
    finally:
        connection.close()


def _lay_out(connection: Any) -> None:  # noqa: ANN401  the engine is untyped
    connection.execute("BEGIN TRANSACTION")
    for statement in cypher.tables():
        connection.execute(statement)
    connection.execute("COMMIT")


def _all(result: Any) -> list[list[Any]]:  # noqa: ANN401  the engine is untyped
    rows: list[list[Any]] = result.get_all()
    return rows


def _table(result: Any, limit: int) -> Table:  # noqa: ANN401  the engine is untyped
    rows: list[tuple[Any, ...]] = []
    while len(rows) < limit and result.has_next():
        rows.append(tuple(map(plain, result.get_next())))
    return Table(tuple(result.get_column_names()), tuple(rows), truncated=result.has_next())


def _query_error(error: RuntimeError, timeout: float) -> StoreError:
    text = " ".join(str(error).split()).rstrip(".")
    if "Interrupted" in text:
        return StoreQueryError(f"the query took longer than {timeout:g} seconds", hint="Ask for less, or raise the limit")
    if "read-only transaction" in text:
        return StoreQueryError("the query would write", hint="Only reading is possible here")
    return StoreQueryError(f"the graph refused the query: {text}", hint="Labels and properties are in the ontology's page")
