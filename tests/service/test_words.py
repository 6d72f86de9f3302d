"""Refusals in plain words: bad values, names of kept searches, prefixes, half-given commands."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from fastapi.testclient import TestClient

from search.question.analysis import LONGEST
from service.cli.experts import _decided
from service.wire.search import MAX_QUESTION
from tests.service.conftest import FIRST, SECOND, Command


@pytest.mark.parametrize(
    ("method", "path", "sent", "said"),
    [
        ("GET", "/api/search?q=x&year=abc", None, "query.year: not a whole number"),
        ("GET", "/api/search?q=x&limit=0", None, "query.limit: must be at least 1"),
        ("GET", "/api/search?q=x&limit=101", None, "query.limit: must be at most 100"),
        ("GET", "/api/search?q=x&sort=size", None, "query.sort: none of 'relevance', 'year' or 'document'"),
        ("GET", "/api/search?q=x&literal=perhaps", None, "query.literal: neither true nor false"),
        ("GET", "/api/suggest?q=" + "x" * 201, None, "query.q: longer than 200 characters"),
        ("GET", "/api/suggest", None, "query.q: is missing"),
        ("POST", "/api/ask", b"{", "body: not valid JSON"),
        ("POST", "/api/ask", b"[]", "body: not an object"),
        ("POST", "/api/ask", b'{"question": 3}', "body.question: not text"),
        ("POST", "/api/ask", b'{"question": "x", "history": 3}', "body.history: not a list"),
    ],
)
def test_a_bad_value_is_named_in_plain_words(client: TestClient, method: str, path: str, sent: bytes | None, said: str) -> None:
    answer = client.request(method, path, content=sent, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["detail"] == f"{said}. See /docs for the parameters"


def test_a_bad_filter_and_a_bad_setting(cli: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("ingest", str(folder))
    assert cli("search", "x", "-f", "year=abc").err.startswith("yaodian: year: not a whole number. See ")
    monkeypatch.setenv("YAODIAN_PORT", "http")
    assert "port: not a whole number. Change port" in cli("list").err


@pytest.mark.parametrize(("name", "words"), [("%00", "control"), ("a%0Ab", "control"), ("x" * 101, "100 characters")])
def test_a_kept_search_has_a_short_and_printable_name(own: TestClient, name: str, words: str) -> None:
    answer = own.put(f"/api/watch/saved/{name}", params={"q": "校园"})
    assert answer.status_code == 400
    assert words in answer.json()["detail"]
    assert own.get("/api/watch/saved").json()["searches"] == []
    assert own.put("/api/watch/saved/" + "名" * 100, params={"q": "校园"}).status_code == 200


def test_an_unknown_prefix_is_named_with_those_that_are_known(client: TestClient) -> None:
    for query, name in (("SELECT * { ?s foo:bar ?o }", "foo:"), ("SELECT *\n{ ?s a\n  nobody:Thing }", "nobody:")):
        answer = client.get("/api/sparql", params={"query": query})
        assert answer.status_code == 400
        said = answer.json()["detail"]
        assert said.startswith(f"SPARQL: the prefix {name} is not known. Declare it with PREFIX; known are dct, ")
        assert ", pw, " in said
    described = client.get("/openapi.json").json()["paths"]["/api/sparql"]["get"]["description"]
    assert "`pw:` `<urn:yaodian:ns#>`" in described


def test_the_longest_question_is_described_as_it_is(client: TestClient) -> None:
    assert MAX_QUESTION == LONGEST
    schema = client.get("/openapi.json").json()["components"]["schemas"]["AskRequest"]
    assert schema["properties"]["question"]["maxLength"] == LONGEST
    assert client.post("/api/ask", json={"question": "办" * (LONGEST + 1)}).status_code == 400


def test_a_split_is_no_equation() -> None:
    assert _decided({"kind": "split", "names": ["甲", "乙"]}) == "甲 ≠ 乙"
    assert _decided({"kind": "merge", "names": ["甲", "乙"]}) == "甲 = 乙"


def test_an_export_to_a_file_tells_what_it_wrote_as_json(cli: Command, folder: object) -> None:
    cli("ingest", str(folder))
    ran = cli("export", "--json", "-o", "graph.json")
    size = len(cli("export").out.encode())
    assert orjson.loads(ran.out) == {"format": "graph-json", "output": "graph.json", "bytes": size}
    assert ran.err == ""


@pytest.mark.parametrize(
    "data", [bytes(4), bytes(9000), b"\xff\xfe" + bytes(200), FIRST.encode()[:60] + bytes(50) + SECOND.encode()]
)
def test_zero_bytes_are_no_text(own: TestClient, data: bytes) -> None:
    answer = own.post("/api/documents", files={"file": ("zero.txt", data)})
    assert answer.status_code in (415, 422)
    assert "zero bytes" in answer.json()["detail"] or "binary" in answer.json()["detail"]


@pytest.mark.parametrize("value", ['"\\ud800"', '["a", "x\\udfff"]', '{"a": ["\\udc00"]}', '{"\\ud800": 1}'])
def test_half_a_character_in_a_parameter_is_refused_by_name(client: TestClient, value: str) -> None:
    body = f'{{"query": "RETURN $name AS a", "params": {{"name": {value}}}}}'
    answer = client.post("/api/cypher", content=body.encode(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["where"] == "$name" and "surrogate" in answer.json()["error"]["what"]


@pytest.mark.parametrize("body", ['{"query": "RETURN 1", "params": {"\\ud800": 1}}', '{"query": "RETURN \'\\ud800\'"}'])
def test_half_a_character_elsewhere_is_refused(client: TestClient, body: str) -> None:
    answer = client.post("/api/cypher", content=body.encode(), headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422), answer.text
    assert "codec" not in answer.text
