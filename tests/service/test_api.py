"""The HTTP surface: the shapes that clients rely on, filters, pages, keys, errors and metrics."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.api import create_app
from service.settings import Settings
from service.workspace import Workspace
from tests.service.conftest import FIRST, SECOND

DOCUMENT = {"id", "title", "year", "issuer", "source_name"}
HIT = {"id", "text", "score", "path", "title", "kind", "start", "end", "document"}


def only_entity(client: TestClient, name: str) -> str:
    found = client.get("/api/entities", params={"q": name}).json()["entities"]
    return str(next(entity["id"] for entity in found if entity["name"] == name))


def test_search_gives_hits_that_stand_in_their_documents(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "数字校园", "limit": 5}).json()
    assert answer["hits"]
    for hit in answer["hits"]:
        assert HIT <= hit.keys()
        assert hit["document"].keys() >= DOCUMENT
        text = client.get(f"/api/documents/{hit['document']['id']}").json()["text"]
        assert text[hit["start"] : hit["end"]] == hit["text"]
        for span in hit["highlights"]:
            assert hit["start"] <= span["start"] < span["end"] <= hit["end"]
    assert "数字校园" in answer["hits"][0]["text"]


def test_filters_and_facets(client: TestClient) -> None:
    both = client.get("/api/search", params={"q": "工作措施"}).json()
    years = {value["value"] for value in both["facets"]["year"]}
    assert years == {"2023", "2024"}
    one = client.get("/api/search", params={"q": "数字校园", "year": 2024}).json()
    assert {hit["document"]["year"] for hit in one["hits"]} == {2024}
    named = client.get("/api/search", params={"q": "数字校园", "document": "yunxi-2023.txt"}).json()
    assert {hit["document"]["source_name"] for hit in named["hits"]} == {"yunxi-2023.txt"}


def test_filters_in_words_are_shown_and_can_be_undone(client: TestClient) -> None:
    understood = client.get("/api/search", params={"q": "2024年 数字校园"}).json()
    assert {"field": "year", "value": "2024", "words": "2024年"} in understood["understood"]
    assert {hit["document"]["year"] for hit in understood["hits"][:1]} == {2024}
    assert client.get("/api/search", params={"q": "2024年 数字校园", "literal": True}).json()["understood"] == []


def test_pages_do_not_overlap(client: TestClient) -> None:
    def page(limit: int, offset: int) -> dict[str, Any]:
        answer: dict[str, Any] = client.get("/api/search", params={"q": "工作要点", "limit": limit, "offset": offset}).json()
        return answer

    whole = page(100, 0)
    assert whole["total"] == len(whole["hits"]) >= 2
    pages = [page(1, offset)["hits"] for offset in range(whole["total"] + 1)]
    assert [hit["id"] for hits in pages for hit in hits] == [hit["id"] for hit in whole["hits"]]


def test_an_answer_cites_what_stands_in_the_text(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "2024年要培训多少教师？"}).json()
    assert answer["answerable"]
    assert "300" in answer["answer"]
    for citation in answer["citations"]:
        text = client.get(f"/api/documents/{citation['document']['id']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert answer["how"]["summary"]


def test_an_unrelated_question_is_declined(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "明天北京天气怎么样"}).json()
    assert answer["answerable"] is False
    assert answer["answer"]


def test_a_document_comes_back_whole(client: TestClient) -> None:
    rows = client.get("/api/documents").json()
    assert rows["total"] == 3
    detail = client.get("/api/documents/yunxi-2023.txt").json()
    assert "云溪市教育局2023年工作要点" in detail["text"]
    assert {"nodes", "entities", "mentions", "facts", "targets", "unread", "added"} <= detail.keys()
    known = {entity["id"] for entity in detail["entities"]}
    assert known
    assert {mention["entity"] for mention in detail["mentions"]} <= known
    original = client.get(f"/api/documents/{detail['id']}/original")
    assert original.content == FIRST.encode()


def test_entities_facts_neighbours_and_paths(client: TestClient) -> None:
    identifier = only_entity(client, "云溪市数字校园行动计划")
    entity = client.get(f"/api/entities/{identifier}").json()
    assert entity["type"] == "Policy"
    assert len(entity["facts"]) >= 2
    for fact in entity["facts"]:
        text = client.get(f"/api/documents/{fact['document']['id']}").json()["text"]
        assert text[fact["start"] : fact["end"]] == fact["quote"]
    neighbours = client.get(f"/api/entities/{identifier}/neighbours").json()["neighbours"]
    assert any(neighbour["predicate"] == "implements" for neighbour in neighbours)
    other = only_entity(client, "云溪市教育局")
    paths = client.get("/api/paths", params={"from": identifier, "to": other}).json()["paths"]
    assert paths
    assert all(path[0]["source"]["id"] == identifier and path[-1]["target"]["id"] == other for path in paths)


def test_a_point_and_its_relations(client: TestClient) -> None:
    hit = client.get("/api/search", params={"q": "建设数字校园", "year": 2023}).json()["hits"][0]
    point = client.get(f"/api/points/{hit['node']}").json()
    assert point["node"]["title"] == "建设数字校园"
    related = client.get(f"/api/points/{hit['node']}/related").json()["related"]
    assert related[0]["document"]["year"] == 2024
    assert hit["node"] not in [item["node"] for item in related]


def test_comparison_of_two_years(client: TestClient) -> None:
    answer = client.get("/api/compare", params={"a": "yunxi-2023.txt", "b": "yunxi-2024.txt"}).json()
    status = {(pair["before"] or pair["after"])["title"]: pair["status"] for pair in answer["pairs"]}
    assert status["建设数字校园"] in ("continued", "changed")
    assert status["办好技能大赛"] == "dropped"
    assert status["发展老年教育"] == "new"


def test_suggestions(client: TestClient) -> None:
    texts = [item["text"] for item in client.get("/api/suggest", params={"q": "云溪市数字"}).json()["suggestions"]]
    assert "云溪市数字校园行动计划" in texts


def test_cypher_and_sparql(client: TestClient) -> None:
    query = "MATCH (d:Document) WHERE d.year = $year RETURN d.title AS title"
    table = client.post("/api/cypher", json={"query": query, "params": {"year": 2023}}).json()
    assert table == {"columns": ["title"], "rows": [["云溪市教育局2023年工作要点"]], "truncated": False}
    cut = client.post("/api/cypher", json={"query": "MATCH (n) RETURN n.id", "limit": 1}).json()
    assert len(cut["rows"]) == 1
    assert cut["truncated"] is True
    select = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    counted = client.get("/api/sparql", params={"query": select}).json()
    assert counted["columns"] == ["n"]
    assert counted["rows"][0][0] > 50
    posted = client.post("/api/sparql", content=select, headers={"Content-Type": "application/sparql-query"}).json()
    assert posted == counted
    assert client.post("/api/sparql", data={"query": select}).json() == counted


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <a:b> <a:b> <a:b> }", "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"]
)
def test_sparql_neither_writes_nor_calls_out(client: TestClient, update: str) -> None:
    assert client.get("/api/sparql", params={"query": update}).status_code in (400, 403)


@pytest.mark.parametrize("format", ["graph-json", "turtle", "nquads", "jsonld"])
def test_exports(client: TestClient, format: str) -> None:
    first, second = (client.get("/api/export", params={"format": format}).json() for _ in range(2))
    assert "云溪市数字校园行动计划" in first["text"] or "\\u4E91" in first["text"]
    assert first == second


def test_an_unknown_export_format_is_named(client: TestClient) -> None:
    answer = client.get("/api/export", params={"format": "docx"})
    assert answer.status_code == 400
    assert "graph-json" in answer.json()["detail"]


def test_a_document_goes_in_changes_and_leaves_without_a_trace(own: TestClient) -> None:
    def upload(text: str, name: str) -> tuple[int, str]:
        answer = own.post("/api/documents", files={"file": (name, text.encode())})
        return answer.status_code, answer.json()["status"]

    assert upload(FIRST, "a.txt") == (201, "added")
    alone = own.get("/api/export").json()["text"]
    assert upload(FIRST, "a.txt") == (200, "unchanged")
    assert upload(SECOND, "b.txt") == (201, "added")
    assert own.get("/api/search", params={"q": "老年大学"}).json()["hits"][0]["document"]["source_name"] == "b.txt"
    assert upload(SECOND.replace("35所", "36所"), "b.txt") == (200, "replaced")
    rows = own.get("/api/documents").json()["documents"]
    assert [row["source_name"] for row in rows] == ["a.txt", "b.txt"]
    assert own.delete(f"/api/documents/{rows[1]['id']}").json()["source_name"] == "b.txt"
    assert own.get("/api/export").json()["text"] == alone
    assert own.get(f"/api/documents/{rows[1]['id']}").status_code == 404


def test_an_upload_above_the_limit_is_refused_with_or_without_a_length(own: TestClient) -> None:
    big = FIRST.encode() * 2_000
    assert own.post("/api/documents", files={"file": ("big.txt", big)}).status_code == 413

    def pieces() -> object:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="big.txt"\r\n\r\n'
        yield from (big[start : start + 65536] for start in range(0, len(big), 65536))
        yield b"\r\n--x--\r\n"

    answer = own.post("/api/documents", content=pieces(), headers={"Content-Type": "multipart/form-data; boundary=x"})  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert answer.json()["error"]["hint"]


def test_watching_for_news(own: TestClient) -> None:
    own.post("/api/documents", files={"file": ("a.txt", FIRST.encode())})
    news = own.get("/api/watch", params={"since": "2020-01-01"}).json()["points"]
    assert [point["title"] for point in news] == ["建设数字校园", "办好技能大赛", "培养双师型教师"]
    assert own.get("/api/watch", params={"since": "2999-01-01"}).json()["points"] == []
    found = own.get("/api/watch", params={"since": "2020-01-01", "q": "技能大赛"}).json()["points"]
    assert found[0]["title"] == "办好技能大赛"
    assert own.put("/api/watch/saved/大赛", params={"q": "技能大赛"}).json()["searches"][0]["query"] == "技能大赛"
    assert own.delete("/api/watch/saved/大赛").json()["searches"] == []
    assert own.get("/api/watch", params={"since": "someday"}).status_code == 400


def test_keys(shelf: Workspace) -> None:
    guarded = Settings.model_validate({"workspace": shelf.settings.workspace, "api_keys": "one,two"})
    with TestClient(create_app(guarded, shelf)) as client:
        assert client.get("/health").status_code == 200
        for path in ("/api/documents", "/metrics", "/api/status"):
            refused = client.get(path)
            assert refused.status_code == 401
            assert refused.json()["error"]["code"] == "Unauthorized"
            assert client.get(path, headers={"X-API-Key": "three"}).status_code == 401
            assert client.get(path, headers={"X-API-Key": "two"}).status_code == 200


def test_every_answer_bears_a_request_id(client: TestClient) -> None:
    assert client.get("/health", headers={"X-Request-ID": "abc-1"}).headers["X-Request-ID"] == "abc-1"
    made = client.get("/health", headers={"X-Request-ID": "x" * 65}).headers["X-Request-ID"]
    assert made != "x" * 65
    missing = client.get("/api/documents/none")
    assert missing.status_code == 404
    assert missing.json()["error"]["request_id"] == missing.headers["X-Request-ID"]


def test_metrics_count_requests_by_route(client: TestClient) -> None:
    client.get("/api/documents/none")
    text = client.get("/metrics").text
    assert 'yaodian_requests_total{method="GET",route="/api/documents/{id}",status="404"}' in text
    assert "yaodian_request_seconds_bucket" in text


def test_status_masks_secrets(shelf: Workspace) -> None:
    guarded = Settings.model_validate({"workspace": shelf.settings.workspace, "api_keys": "tell-nobody"})
    with TestClient(create_app(guarded, shelf)) as client:
        answer = client.get("/api/status", headers={"X-API-Key": "tell-nobody"})
        assert "tell-nobody" not in answer.text
        status = answer.json()
    assert status["documents"] == 3
    assert {p["name"]: p["state"] for p in status["projections"]} == {"graph": "current", "index": "current"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/nothing", 404),
        ("PUT", "/api/search", 405),
        ("GET", "/api/search", 422),
        ("GET", "/api/search?q=%20", 400),
        ("GET", "/api/search?q=x&limit=0", 422),
        ("GET", "/api/search?q=x&colour=red", 422),
        ("GET", "/api/entities/none", 404),
        ("GET", "/api/entities/none/neighbours", 404),
        ("GET", "/api/points/none", 404),
        ("GET", "/api/points/none/related", 404),
        ("GET", "/api/paths?from=none&to=nothing", 404),
        ("GET", "/api/compare?a=none&b=none", 404),
        ("GET", "/api/show/none", 404),
        ("DELETE", "/api/documents/none", 404),
        ("POST", "/api/documents", 422),
        ("POST", "/api/sparql", 400),
    ],
)
def test_errors_have_one_shape(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status, answer.text
    assert answer.json().keys() == {"detail", "error"}
    assert answer.json()["error"].keys() == {"code", "what", "where", "hint", "request_id"}


def test_every_route_is_described(client: TestClient) -> None:
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        for method, operation in operations.items():
            assert operation["description"], (method, path)
            for parameter in operation.get("parameters", []):
                assert parameter["name"]


def test_the_page_or_how_to_build_it(client: TestClient) -> None:
    answer = client.get("/")
    built = Path(create_app.__code__.co_filename).parent.joinpath("web/dist/index.html").is_file()
    assert answer.status_code == (200 if built else 503)
    assert ("<html" in answer.text) if built else ("make web" in answer.text)
