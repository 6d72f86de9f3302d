"""The server store: Neo4j 5 through its driver, for teams and for scale. No plug-in of the server is needed.

Constraints and indexes come before the first write; writes are batches in managed transactions, which the driver
repeats after transient errors; all of them can be repeated without harm. Reads run in read access mode, which the
server enforces; they are not repeated where nobody answers.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString

import neo4j
from neo4j import graph as objects

from graph import cypher, neo4j_driver, neo4j_meta, syncing
from graph.diff import Step
from graph.model import Changes, Projection, Table
from graph.neo4j_driver import open_driver
from graph.neo4j_errors import explained
from graph.schema import META_LABEL, labels, predicates
from graph.store import ROW_LIMIT, TIME_LIMIT, Meta
from graph.values import plain, plain_properties
from ontology.errors import StoreError, StoreUnavailable

CLEAR_BATCH = 10_000


class Neo4jStore:
    """A graph in a Neo4j database.

    Args:
        uri: Such as ``bolt://localhost:7687`` or ``neo4j://…`` for a cluster.
        user: The user's name.
        password: The user's password.
        database: The database; none means the user's home database.
        library: Gives the name of the library whose graph this is; another library's graph is then neither read nor written.
            Without it, whose graph it is does not matter.

    Attributes:
        name: ``neo4j``.
        embedded: Not so: each label and each relationship type is for itself.
        batch: At most how many rows one query writes.
        transaction: About how many rows one transaction writes.

    Raises:
        StoreUnavailable: Nobody answers there.
        StoreAuthError: The user or password is wrong.
    """

    name = "neo4j"
    embedded = False
    batch = 2_000
    transaction = 20_000

    def __init__(
        self, uri: str, user: str, password: str, database: str | None = None, library: Callable[[], str] | None = None
    ) -> None:
        self._where = uri
        self._library = library
        self._database = database or None
        self._writing = threading.RLock()
        self._prepared = False
        if not re.match(r"(bolt|neo4j)(\+s|\+ssc)?://.", uri):
            raise StoreUnavailable("not an address of Neo4j", where=uri, hint="Write it like bolt://localhost:7687")
        with explained(uri):
            self._driver = open_driver(uri, user, password)
        try:
            with self._session(neo4j.READ_ACCESS) as session:  # outside a managed transaction, so that it fails at once
                session.run("RETURN 1").consume()
        except StoreError:
            self._driver.close()
            raise

    def sync(self, projection: Projection, revision: str = "") -> Changes:
        """See ``GraphStore``."""
        with self._writing:
            self._check_library()
            return syncing.sync(self, projection, revision)

    def read(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int = ROW_LIMIT, timeout: float = TIME_LIMIT
    ) -> Table:
        """See ``GraphStore``."""

        def work(transaction: neo4j.Transaction) -> Table:
            result = transaction.run(_text(query), dict(parameters or {}))
            names = tuple(result.keys())
            found = result.fetch(limit + 1)
            rows = tuple(tuple(map(_plain, record.values())) for record in found[:limit])
            return Table(names, rows, truncated=len(found) > limit)

        with explained(self._where):
            return neo4j_driver.read(self._driver, work, self._database, timeout=timeout, fetch_size=min(limit + 1, 1000))

    def meta(self) -> Meta | None:
        """See ``GraphStore``."""
        self._check_library()
        return syncing.read_meta(self)

    def rest(self) -> None:
        """See ``GraphStore``: the memory is the server's."""

    def clear(self) -> None:
        """See ``GraphStore``. Nodes with other labels are left alone; another library's graph is not."""
        with self._writing:
            if syncing.read_meta(self) is None:
                syncing.refuse_strangers(self)
            self.empty()

    def close(self) -> None:
        """See ``GraphStore``."""
        self._driver.close()

    @contextmanager
    def _session(self, mode: str) -> Iterator[neo4j.Session]:
        with (
            explained(self._where),
            self._driver.session(database=self._database, default_access_mode=mode) as session,
        ):
            yield session

    # What syncing needs of a backend.

    def rows(self, query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """See ``Backend``."""

        def work(transaction: neo4j.Transaction) -> list[dict[str, Any]]:
            return [record.data() for record in transaction.run(_text(query), dict(parameters))]

        with explained(self._where):
            return neo4j_driver.read(self._driver, work, self._database)

    def _check_library(self) -> None:
        if self._library is not None:
            held = self.rows(neo4j_meta.library_of(), {})
            self._refuse_another(held[0]["library"] if held else None)

    def _refuse_another(self, held: str | None) -> None:
        """A graph without a library's name is of an earlier version, or was written without one."""
        if self._library is not None and held is not None and held != self._library():
            raise StoreError(
                "this database holds the graph of another workspace",
                where=self._where,
                hint="Give each workspace its own database, or put this one's graph in its place: yaodian rebuild --take-over",
            )

    def write(self, bundles: Sequence[Sequence[Step]], expected: frozenset[str]) -> None:
        """See ``Backend``."""
        with self._session(neo4j.WRITE_ACCESS) as session:
            for steps in bundles:
                session.execute_write(self._write, steps, expected)

    def _write(self, transaction: neo4j.ManagedTransaction, steps: Sequence[Step], expected: frozenset[str]) -> None:
        held = transaction.run(_text(neo4j_meta.lock_meta())).single()
        self._refuse_another(held["library"] if held else None)
        if held is not None and held["owner"] not in expected:
            raise StoreError("another process changed the graph meanwhile", where=self._where, hint="Try again")
        for step in steps:
            transaction.run(_text(step.query), rows=list(step.rows)).consume()
        if self._library is not None:
            transaction.run(_text(neo4j_meta.claim()), library=self._library()).consume()

    def counts(self) -> tuple[int, int]:
        """See ``Backend``: from the server's own count store, whatever the size."""
        nodes = sum(row["number"] for row in self.rows(cypher.count_nodes(labels()), {}))
        return nodes, sum(row["number"] for row in self.rows(cypher.count_edges(predicates()), {}))

    def prepare(self) -> None:
        """See ``Backend``."""
        if self._prepared:
            return
        with self._session(neo4j.WRITE_ACCESS) as session:
            for statement in cypher.constraints():
                session.run(_text(statement)).consume()
            session.run("CALL db.awaitIndexes(60)").consume()
        self._prepared = True

    def empty(self) -> None:
        """See ``Backend``: in batches, the bookkeeping last, so that a clear which was cut short is seen."""
        with self._session(neo4j.WRITE_ACCESS) as session:
            for label in (*labels(), META_LABEL):
                while session.execute_write(_clear_some, label) == CLEAR_BATCH:
                    pass


def _clear_some(transaction: neo4j.ManagedTransaction, label: str) -> int:
    record = transaction.run(_text(cypher.clear_some(label)), limit=CLEAR_BATCH).single()
    return int(record["number"]) if record else 0


def _text(query: str) -> LiteralString:
    """Query text for the driver, which wants it literal: ours is made of escaped names, a user's has passed the guard."""
    return query


def _plain(value: Any) -> Any:  # noqa: ANN401  whatever the server returns
    """Values of the server as plain ones; points of a path in order."""
    if isinstance(value, (objects.Node, objects.Relationship)):
        return plain_properties(value)
    if isinstance(value, objects.Path):
        return {
            "nodes": [_plain(node) for node in value.nodes],
            "relationships": [_plain(edge) for edge in value.relationships],
        }
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return plain(value)
