"""Hints fit the surface: endpoints for clients of the interface, commands on the command line, also through a server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from service.api import create_app
from service.presence import announce, withdraw
from service.surface import for_command_line, for_http
from service.workspace import Workspace
from tests.service.conftest import Command


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/api/documents/none", "List them with: GET /api/documents"),
        ("/api/documents/none/original", "List them with: GET /api/documents"),
        ("/api/show/none", "List documents with: GET /api/documents"),
        ("/api/compare?a=none&b=none", "List them with: GET /api/documents"),
        ("/api/nothing", "See /docs for the endpoints"),
    ],
)
def test_a_client_is_told_an_endpoint(client: TestClient, path: str, hint: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["hint"] == hint
    assert "yaodian" not in answer.json()["detail"]


def test_the_others_that_are_not_there(client: TestClient) -> None:
    for method, path, hint in (
        ("DELETE", "/api/documents/none", "List them with: GET /api/documents"),
        ("DELETE", "/api/watch/saved/none", "List them with: GET /api/watch/saved"),
        ("PUT", "/api/watch/saved/x?q=%20", "Give both: PUT /api/watch/saved/NAME?q=TEXT"),
    ):
        assert client.request(method, path).json()["error"]["hint"] == hint


@pytest.mark.parametrize("command", ["yaodian list", "yaodian judgements list", "yaodian watch", "--save NAME --query TEXT"])
def test_there_and_back(command: str) -> None:
    said = for_http(f"Do: {command}")
    assert said is not None
    assert "yaodian" not in said
    assert for_command_line(said) == f"Do: {command}"
    assert for_http(None) is for_command_line(None) is None


@pytest.fixture
def served(shelf: Workspace) -> Iterator[Path]:
    """The workspace of a real server in this process."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(shelf.settings, shelf), log_config=None, lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        thread.join(0.01)
    announce(shelf.settings.workspace, f"http://127.0.0.1:{listening.getsockname()[1]}")
    yield shelf.settings.workspace
    withdraw(shelf.settings.workspace)
    server.should_exit = True
    thread.join()
    listening.close()


def test_a_command_is_told_a_command_also_by_a_server(cli: Command, served: Path) -> None:
    ran = cli("show", "none", "--workspace", str(served))
    assert ran.status == 3
    said = "none: no document, point or entity has this id or whole name. List documents with: yaodian list"
    assert ran.err == f"yaodian: {said}\n"


def test_ids_in_a_list_are_whole_and_each_row_is_a_line(cli: Command, folder: Path) -> None:
    assert cli("ingest", str(folder)).status == 0
    documents = cli("list", "--json").json()["documents"]
    lines = cli("list").out.splitlines()
    assert isinstance(documents, list)
    for document in documents:
        (line,) = [line for line in lines if document["id"] in line]
        assert document["title"] in line
        assert line.endswith(document["source_name"])
