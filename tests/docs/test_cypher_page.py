"""Every query of the Cypher page runs on both stores over the bundled samples and gives the same rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.project import project
from graph.store import GraphStore
from ingest.pipeline import extract
from ingest.resolve import resolve
from ontology.records import Record, Resolution

ROOT = Path(__file__).parent.parent.parent
QUERIES = re.findall(r"```cypher\n(.*?)```", (ROOT / "docs/cypher.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def library() -> tuple[list[Record], Resolution]:
    files = sorted(path for path in (ROOT / "samples").iterdir() if path.is_file())
    records = [extract(path.read_bytes(), path.name) for path in files]
    return records, resolve(records, ())


_rows: dict[str, list[object]] = {}


@pytest.mark.parametrize("query", QUERIES, ids=[f"query{index + 1}" for index in range(len(QUERIES))])
def test_a_query_of_the_page_gives_rows_and_the_same_on_both_stores(
    store: GraphStore, library: tuple[list[Record], Resolution], query: str
) -> None:
    store.sync(project(*library))
    rows = [list(row) for row in store.read(query).rows]
    assert rows
    assert _rows.setdefault(query, rows) == rows
