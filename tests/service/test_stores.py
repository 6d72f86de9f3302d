"""The same service over both stores, the real Neo4j included."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ontology.errors import StoreError
from service.api import create_app
from service.projections import Projections
from service.settings import Settings
from service.workspace import Workspace
from tests.fixtures_graph import Neo4jServer
from tests.service.conftest import FIRST, SECOND, THIRD, Command

QUERIES = ("数字校园", "培训教师", "老年大学", "河道清淤", "公交站点", "2023年 技能大赛", "认定办法")
QUESTIONS = ("2024年要培训多少教师？", "双师型教师认定办法由谁制定？", "明天北京天气怎么样")


def neo4j_settings(server: Neo4jServer, workspace: Path) -> Settings:
    return Settings.model_validate(
        {
            "workspace": workspace,
            "store": "neo4j",
            "neo4j_uri": server.uri,
            "neo4j_user": server.user,
            "neo4j_password": server.password,
        }
    )


@pytest.fixture(params=["ladybug", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    if request.param == "ladybug":
        return Settings(workspace=tmp_path / "workspace")
    return emptied(neo4j_settings(request.getfixturevalue("neo4j"), tmp_path / "workspace"))


def emptied(settings: Settings) -> Settings:
    """The settings, when the database that they name has been emptied."""
    projections = Projections(settings)
    projections.clear()
    projections.close()
    return settings


@pytest.fixture
def service(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


def take(client: TestClient, text: str, name: str) -> Any:
    return client.post("/api/documents", files={"file": (name, text.encode())}).json()


def test_documents_go_in_and_leave_without_a_trace(service: TestClient) -> None:
    assert take(service, FIRST, "a.txt")["status"] == "added"
    alone = service.get("/api/export").json()["text"]
    assert take(service, FIRST, "a.txt")["status"] == "unchanged"
    added = take(service, SECOND, "b.txt")
    hits = service.get("/api/search", params={"q": "老年大学"}).json()["hits"]
    assert hits[0]["document"]["source_name"] == "b.txt"
    assert service.get("/api/export").json()["text"] != alone
    service.delete(f"/api/documents/{added['id']}")
    assert service.get("/api/export").json()["text"] == alone
    assert all(
        hit["document"]["source_name"] == "a.txt" for hit in service.get("/api/search", params={"q": "教育"}).json()["hits"]
    )


def test_a_second_opening_finds_everything_current(settings: Settings) -> None:
    lines: list[str] = []
    with Workspace.open(settings, lines.append) as workspace:
        workspace.ingest_bytes(FIRST.encode(), "a.txt")
    with Workspace.open(settings, lines.append) as workspace:
        workspace.warm()
        assert {state.state for state in workspace.projections.states(workspace.revision())} == {"current"}
        assert workspace.reading().engine.search("数字校园").hits
    assert lines == []


@pytest.mark.neo4j
def test_both_stores_give_the_same_answers(neo4j: Neo4jServer, tmp_path: Path) -> None:
    first, second = Settings(workspace=tmp_path / "one"), emptied(neo4j_settings(neo4j, tmp_path / "two"))
    given = []
    for settings in (first, second):
        with TestClient(create_app(settings)) as client:
            for text, name in ((FIRST, "a.txt"), (SECOND, "b.txt"), (THIRD, "c.txt")):
                take(client, text, name)
            searches = [client.get("/api/search", params={"q": query}).json()["hits"] for query in QUERIES]
            answers = [client.post("/api/ask", json={"question": question}).json() for question in QUESTIONS]
            entity = client.get("/api/entities", params={"q": "数字校园行动计划"}).json()["entities"][0]
            given.append(
                {
                    "graph": client.get("/api/export").json()["text"],
                    "first hits": [hits[0]["id"] for hits in searches],
                    "answers": [(answer["answer"], answer["citations"]) for answer in answers],
                    "entity": client.get(f"/api/entities/{entity['id']}").json(),
                    "neighbours": client.get(f"/api/entities/{entity['id']}/neighbours").json(),
                }
            )
    assert given[0] == given[1]


@pytest.mark.neo4j
def test_two_servers_on_one_neo4j_see_what_either_takes(neo4j: Neo4jServer, tmp_path: Path) -> None:
    settings = emptied(neo4j_settings(neo4j, tmp_path / "workspace"))
    with TestClient(create_app(settings)) as one, TestClient(create_app(settings)) as two:
        assert take(one, FIRST, "a.txt")["status"] == "added"
        assert two.get("/api/documents").json()["total"] == 1
        assert take(two, SECOND, "b.txt")["status"] == "added"
        assert one.get("/api/search", params={"q": "老年大学"}).json()["hits"][0]["document"]["source_name"] == "b.txt"


@pytest.mark.neo4j
def test_a_wrong_password_is_one_clear_line(
    neo4j: Neo4jServer, cli: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"STORE": "neo4j", "NEO4J_URI": neo4j.uri, "NEO4J_PASSWORD": "certainly-wrong"}.items():
        monkeypatch.setenv(f"YAODIAN_{name}", value)
    ran = cli("ingest", str(folder))
    assert ran.status == 6
    assert len(ran.err.strip().splitlines()) == 1
    assert neo4j.uri in ran.err
    assert "certainly-wrong" not in ran.err
    assert ran.out == ""


@pytest.fixture
def gone() -> dict[str, str]:
    """Settings of a Neo4j that is down: its port is bound, and nobody listens on it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        uri = f"bolt://127.0.0.1:{free.getsockname()[1]}"
    return {"YAODIAN_STORE": "neo4j", "YAODIAN_NEO4J_URI": uri, "YAODIAN_NEO4J_PASSWORD": "x"}


def test_status_of_a_neo4j_that_is_down_says_so_and_fails(process: Command, gone: dict[str, str]) -> None:
    ran = process("status", "--json", env=gone)
    assert (ran.status, ran.err) == (6, "")
    rooms = ran.json()["projections"]
    assert isinstance(rooms, list)
    assert [room["state"] for room in rooms] == ["unreachable", "unreachable"]
    assert all("cannot be reached" in room["problem"] for room in rooms)


def test_search_in_a_neo4j_that_is_down_is_one_line(process: Command, gone: dict[str, str], folder: Path) -> None:
    assert process("ingest", str(folder)).status == 0
    ran = process("search", "教育", env=gone)
    assert ran.status == 6
    assert len(ran.err.strip().splitlines()) == 1, ran.err
    assert "YAODIAN_NEO4J_URI" in ran.err


@pytest.mark.neo4j
def test_a_database_is_one_workspaces_until_another_takes_over(neo4j: Neo4jServer, tmp_path: Path) -> None:
    first, second = emptied(neo4j_settings(neo4j, tmp_path / "one")), neo4j_settings(neo4j, tmp_path / "two")
    with Workspace.open(first) as one, Workspace.open(second) as two:
        one.ingest_bytes(FIRST.encode(), "a.txt")
        with pytest.raises(StoreError, match=r"another workspace.*rebuild --take-over"):
            two.ingest_bytes(SECOND.encode(), "b.txt")
        assert two.library.ids() == ()
        for ask in (lambda: two.reading().store, lambda: two.reading().engine):
            with pytest.raises(StoreError, match="another workspace"):
                ask()
        assert all("another workspace" in (state.problem or "") for state in two.projections.states(two.revision()))
        assert {state.state for state in one.projections.states(one.revision())} == {"current"}
        assert one.reading().engine.search("数字校园").hits
        with pytest.raises(StoreError, match="another workspace"):
            two.rebuild()
        assert one.reading().engine.search("数字校园").hits
        two.rebuild(take_over=True)
        assert two.ingest_bytes(SECOND.encode(), "b.txt").status == "added"
        assert {state.state for state in two.projections.states(two.revision())} == {"current"}
        with pytest.raises(StoreError, match="another workspace"):
            one.ingest_bytes(THIRD.encode(), "c.txt")
