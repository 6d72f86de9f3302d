"""What only the server store can suffer: nobody there, wrong passwords, strangers' nodes, other writers, writes cut short."""

from __future__ import annotations

import inspect
import socket
import time
from collections.abc import Iterator

import neo4j as driver
import pytest
from neo4j import exceptions

from graph.export import projection_json, store_json
from graph.neo4j_driver import open_driver, read
from graph.neo4j_errors import explain
from graph.neo4j_store import Neo4jStore
from graph.project import project
from ontology.errors import StoreAuthError, StoreError, StoreQueryError, StoreUnavailable
from tests.fixtures_graph import Neo4jServer
from tests.graph_samples import library, resolve

RECORDS = library(2)
WANTED = project(RECORDS, resolve(RECORDS))
CLASSES = sorted(
    (kind for _, kind in inspect.getmembers(exceptions, inspect.isclass) if issubclass(kind, exceptions.GqlError)),
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_exception_of_the_driver_is_explained(kind: type[Exception]):
    told = explain(_made(kind), "bolt://somewhere")
    assert isinstance(told, StoreError)
    assert told.where == "bolt://somewhere" and told.hint
    assert "\n" not in str(told)


def _made(kind: type[Exception]) -> Exception:
    try:
        return kind("line one\nline two")
    except TypeError:
        return kind(None, "line one\nline two")


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (exceptions.ServiceUnavailable("x"), StoreUnavailable),
        (exceptions.RoutingServiceUnavailable("x"), StoreUnavailable),
        (exceptions.SessionExpired("x"), StoreUnavailable),
        (exceptions.TransientError("x"), StoreUnavailable),
        (exceptions.AuthError("x"), StoreAuthError),
        (exceptions.TokenExpired("x"), StoreAuthError),
        (exceptions.CypherSyntaxError("x"), StoreQueryError),
        (exceptions.ConstraintError("x"), StoreQueryError),
        (exceptions.Forbidden("x"), StoreQueryError),
        (ConnectionRefusedError("x"), StoreUnavailable),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else type(value).__name__,
)
def test_what_the_common_ones_become(raised: Exception, told: type[StoreError]):
    assert type(explain(raised, "x")) is told


def test_nobody_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreUnavailable, match=r"YAODIAN_NEO4J_URI"):
        Neo4jStore(f"bolt://127.0.0.1:{port}", "neo4j", "x")


def test_a_refused_connection_is_not_tried_again_by_a_reader(monkeypatch: pytest.MonkeyPatch):
    def no_sleep(_seconds: float) -> None:
        raise AssertionError("it waits for a server that is not there")

    monkeypatch.setattr(time, "sleep", no_sleep)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open_driver(f"bolt://127.0.0.1:{port}", "neo4j", "x") as client, pytest.raises(exceptions.ServiceUnavailable):
        read(client, lambda transaction: transaction.run("RETURN 1").consume(), None)


@pytest.mark.parametrize("uri", ["nonsense", "http://127.0.0.1:1", "bolt://"])
def test_no_address_at_all(uri: str):
    with pytest.raises(StoreUnavailable):
        Neo4jStore(uri, "neo4j", "x")


@pytest.mark.neo4j
class TestServer:
    @pytest.fixture
    def store(self, neo4j: Neo4jServer) -> Iterator[Neo4jStore]:
        store = neo4j.store()
        yield store
        store.clear()
        store.close()

    @pytest.fixture
    def session(self, neo4j: Neo4jServer) -> Iterator[driver.Session]:
        with driver.GraphDatabase.driver(neo4j.uri, auth=(neo4j.user, neo4j.password)) as client, client.session() as session:
            yield session

    def test_a_wrong_password(self, neo4j: Neo4jServer):
        with pytest.raises(StoreAuthError, match="YAODIAN_NEO4J_PASSWORD"):
            Neo4jStore(neo4j.uri, neo4j.user, "wrong")

    def test_a_read_that_failed_for_a_moment_is_read_again(self, neo4j: Neo4jServer):
        asked = []

        def work(transaction: driver.Transaction) -> object:
            asked.append(1)
            if len(asked) == 1:
                raise exceptions.SessionExpired("the line was cut")
            return transaction.run("RETURN 1 AS one").single(strict=True)["one"]

        with open_driver(neo4j.uri, neo4j.user, neo4j.password) as client:
            assert read(client, work, None) == 1

    def test_a_database_that_is_not_there(self, neo4j: Neo4jServer):
        with pytest.raises(StoreUnavailable, match="no such database"):
            Neo4jStore(neo4j.uri, neo4j.user, neo4j.password, "elsewhere")

    def test_nodes_of_others_are_neither_written_over_nor_cleared(self, store: Neo4jStore, session: driver.Session):
        session.run("CREATE (:Document {id: 'theirs'})").consume()
        try:
            with pytest.raises(StoreError, match="did not write"):
                store.sync(WANTED)
            with pytest.raises(StoreError, match="did not write"):
                store.clear()
            assert session.run("MATCH (d:Document) RETURN d.id AS id").value() == ["theirs"]
        finally:
            session.run("MATCH (d:Document {id: 'theirs'}) DELETE d").consume()

    def test_labels_of_others_stay(self, store: Neo4jStore, session: driver.Session):
        session.run("CREATE (:Elsewhere {id: 'theirs'})").consume()
        store.sync(WANTED)
        store.clear()
        assert session.run("MATCH (x:Elsewhere) DELETE x RETURN count(*) AS n").single(strict=True)["n"] == 1

    def test_ids_are_constrained_and_documents_indexed(self, store: Neo4jStore, session: driver.Session):
        store.sync(WANTED)
        unique = {tuple(row["labelsOrTypes"]) for row in session.run("SHOW CONSTRAINTS") if row["properties"] == ["id"]}
        assert {("Policy",), ("Point",), ("Document",), ("GraphMeta",)} <= unique
        indexed = {
            tuple(row["labelsOrTypes"] or ()) for row in session.run("SHOW INDEXES") if row["properties"] == ["document"]
        }
        assert {("Point",), ("IMPLEMENTS",), ("MENTIONS",)} <= indexed

    def test_what_was_changed_behind_our_back_is_rebuilt(self, store: Neo4jStore, session: driver.Session):
        store.sync(WANTED)
        session.run("MATCH (p:Point) WITH p LIMIT 1 DETACH DELETE p").consume()
        assert store.sync(WANTED).rebuilt == "the store had lost or gained nodes or edges"
        assert store_json(store) == projection_json(WANTED)

    def test_another_layout_is_rebuilt(self, store: Neo4jStore, session: driver.Session):
        store.sync(WANTED)
        session.run("MATCH (m:GraphMeta) SET m.schema = 'older'").consume()
        assert store.sync(WANTED).rebuilt == "the graph was laid out by another version"
        assert store_json(store) == projection_json(WANTED)

    def test_a_write_that_is_cut_short_is_seen_and_finished(self, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(Neo4jStore, "transaction", 40)
        monkeypatch.setattr(Neo4jStore, "batch", 20)
        write, sent = Neo4jStore._write, []

        def cut_short(self: Neo4jStore, *args: object) -> None:
            sent.append(1)
            if len(sent) > 2:
                raise StoreUnavailable("the line was cut")
            write(self, *args)  # type: ignore[arg-type]

        with monkeypatch.context() as broken, pytest.raises(StoreUnavailable):
            broken.setattr(Neo4jStore, "_write", cut_short)
            store.sync(WANTED)
        meta = store.meta()
        assert meta is not None and not meta.complete
        store.sync(WANTED)
        assert store_json(store) == projection_json(WANTED)
        meta = store.meta()
        assert meta is not None and meta.complete

    def test_two_writers_do_not_mix(self, store: Neo4jStore, neo4j: Neo4jServer, monkeypatch: pytest.MonkeyPatch):
        store.sync(WANTED)
        other = Neo4jStore(neo4j.uri, neo4j.user, neo4j.password)
        write = Neo4jStore._write

        def after_the_other(self: Neo4jStore, *args: object) -> None:
            monkeypatch.setattr(Neo4jStore, "_write", write)
            other.sync(project(RECORDS[:1], resolve(RECORDS[:1])))
            write(self, *args)  # type: ignore[arg-type]

        more = library(3)
        monkeypatch.setattr(Neo4jStore, "_write", after_the_other)
        with pytest.raises(StoreError, match="another process changed the graph"):
            store.sync(project(more, resolve(more)))
        store.sync(project(more, resolve(more)))
        assert store_json(store) == projection_json(project(more, resolve(more)))
        other.close()
