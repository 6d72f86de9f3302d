"""Every query of the SPARQL page gives rows over the bundled samples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.project import project
from graph.sparql import SparqlView
from ingest.pipeline import extract
from ingest.resolve import resolve

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs/sparql.md").read_text(encoding="utf-8")
QUERIES = [*re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL), *re.findall(r"--data-binary '(.*?)'", PAGE)]


@pytest.fixture(scope="module")
def view() -> Iterator[SparqlView]:
    files = sorted(path for path in (ROOT / "samples").iterdir() if path.is_file())
    records = [extract(path.read_bytes(), path.name) for path in files]
    made = SparqlView(project(records, resolve(records, ())))
    yield made
    made.close()


@pytest.mark.parametrize("query", QUERIES, ids=[f"query{index + 1}" for index in range(len(QUERIES))])
def test_a_query_of_the_page_gives_rows(view: SparqlView, query: str) -> None:
    rows = view.query(query).rows
    assert rows
    assert all(value not in (None, "") for row in rows for value in row)
