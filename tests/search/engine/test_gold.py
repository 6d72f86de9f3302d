"""The open gold over the real corpus: what the default must reach, and that Neo4j's indexes answer alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.pipeline import extract
from ingest.resolve import resolve
from search.embedded_index import EmbeddedIndex
from search.engine import SearchEngine
from search.index import SearchIndex
from search.neo4j_index import Neo4jIndex
from search.passages import passages
from service.evaluation.search import Judged, judge, table
from tests.search.texts import embedder, tokenizer

pytestmark = pytest.mark.corpus


def gold(shared: Path) -> list[dict]:
    lines = (shared / "eval" / "retrieval.jsonl").read_text(encoding="utf-8").splitlines()
    return [line for line in map(json.loads, lines) if line["relevant"]]


@pytest.fixture(scope="module")
def library(shared):
    records = [extract(path.read_bytes(), path.name) for path in sorted((shared / "corpus").glob("*.txt"))]
    return records, resolve(records)


def engine(index: SearchIndex, library) -> SearchEngine:
    records, resolution = library
    index.sync([passage for record in records for passage in passages(record, resolution)], "gold")
    return SearchEngine(index, tokenizer(), embedder(), records, resolution)


@pytest.fixture(scope="module")
def embedded(library, tmp_path_factory) -> SearchEngine:
    return engine(EmbeddedIndex(tmp_path_factory.mktemp("index"), tokenizer(), embedder()), library)


def run(searcher: SearchEngine, queries: list[dict]) -> list[Judged]:
    judged = []
    for line in queries:
        hits = searcher.search(line["query"], limit=20).hits
        found = [{"id": h.id, "text": h.text, "document": {"source_name": h.document.source_name}} for h in hits]
        judged.append(judge(line, found))
    return judged


def test_the_default_reaches_its_bars(shared, embedded):
    rows = table(run(embedded, gold(shared)))
    assert rows["all"]["ndcg@10"] >= 0.72
    assert rows["all"]["recall@10"] >= 0.77
    assert rows["paraphrase"]["ndcg@10"] >= 0.40
    for kind in ("alias", "entity", "filter", "typo"):
        assert rows[kind]["ndcg@10"] >= 0.80, kind


@pytest.mark.neo4j
def test_neo4j_answers_alike(shared, embedded, library, request):
    server = request.getfixturevalue("neo4j")
    index = Neo4jIndex(server.uri, server.user, server.password, None, tokenizer(), embedder())
    try:
        other, queries = engine(index, library), gold(shared)
        mine, theirs = (table(run(searcher, queries))["all"]["ndcg@10"] for searcher in (embedded, other))
        assert theirs == pytest.approx(mine, abs=0.02)
        pairs = [
            (
                [h.id for h in embedded.search(q["query"], limit=10).hits],
                [h.id for h in other.search(q["query"], limit=10).hits],
            )
            for q in queries[::7][:20]
        ]
        assert sum(a[:1] == b[:1] for a, b in pairs) >= 19
        assert all(len(set(a) & set(b)) >= min(8, len(a)) for a, b in pairs)
    finally:
        index.clear()
        index.close()
