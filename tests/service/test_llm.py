"""The optional LLM, wired through settings: against a fake endpoint on this machine, which also misbehaves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import orjson
import pytest

from service.settings import Settings
from service.workspace import Workspace
from tests.service.conftest import FIRST, Command

SAID = "支持中职学校试办社区学院"


@dataclass
class Endpoint:
    """What the fake endpoint says, and what it was asked."""

    url: str = ""
    content: str = "{}"
    status: int = 200
    asked: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    said = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said.asked.append(orjson.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            message = {"message": {"role": "assistant", "content": said.content}}
            body = orjson.dumps({"choices": [message], "usage": {"prompt_tokens": 100, "completion_tokens": 20}})
            self.send_response(said.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    said.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    yield said
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def llm(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, cli: Command, folder: Path) -> Command:
    for name, value in {"LLM_URL": endpoint.url, "LLM_MODEL": "fake", "LLM_EXTRACT": "true"}.items():
        monkeypatch.setenv(f"YAODIAN_{name}", value)
    return cli


def test_extraction_asks_the_endpoint_and_says_what_it_used(llm: Command, endpoint: Endpoint, folder: Path) -> None:
    ran = llm("extract", str(folder / "yunxi-2023.txt"), "--json")
    assert ran.status == 0
    assert endpoint.asked
    assert endpoint.asked[0]["model"] == "fake"
    assert "tokens" in ran.err
    assert str(ran.json()["extractor"]).endswith("+llm:fake")


def test_what_the_endpoint_invents_is_not_kept(
    llm: Command, endpoint: Endpoint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint.content = orjson.dumps(
        {"facts": [{"predicate": "builds", "object": "月球基地", "type": "Program", "quote": "建设月球基地"}]}
    ).decode()
    with_llm = llm("extract", str(folder / "yunxi-2023.txt"), "--json").json()
    monkeypatch.setenv("YAODIAN_LLM_EXTRACT", "false")
    without = llm("extract", str(folder / "yunxi-2023.txt"), "--json").json()
    assert with_llm["statements"] == without["statements"]


def test_an_endpoint_that_fails_costs_nothing_but_a_note(llm: Command, endpoint: Endpoint, folder: Path) -> None:
    endpoint.status = 401
    ran = llm("extract", str(folder / "yunxi-2023.txt"), "--json")
    assert ran.status == 0
    assert "key" in ran.err
    assert ran.json()["statements"]


def test_switching_the_llm_on_reads_documents_again(llm: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAODIAN_LLM_EXTRACT", "false")
    assert llm("ingest", str(folder)).status == 0
    monkeypatch.setenv("YAODIAN_LLM_EXTRACT", "true")
    assert llm("ingest", str(folder), "--json").json()["counts"]["replaced"] == 2  # type: ignore[index]


def test_answers_are_worded_anew_only_from_their_citations(endpoint: Endpoint, tmp_path: Path) -> None:
    settings = Settings.model_validate(
        {"workspace": tmp_path, "llm_url": endpoint.url, "llm_model": "fake", "llm_answers": True}
    )
    invented = {"text": "将在月球试办社区学院。", "citation": 1, "quote": "在月球试办"}
    held = {"text": "支持中职学校试办社区学院。", "citation": 1, "quote": SAID}
    endpoint.content = orjson.dumps({"sentences": [invented, held]}).decode()
    with Workspace.open(settings) as workspace:
        workspace.ingest_bytes(FIRST.encode(), "a.txt")
        found = workspace.reading().answerer.ask("谁试办社区学院？")
    assert endpoint.asked
    assert "月球" not in found.answer
    assert all(citation.quote in FIRST for citation in found.citations)
