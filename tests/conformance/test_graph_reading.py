"""Reading, and the queries that users may write, over every store."""

from __future__ import annotations

import pytest

from graph import guard
from graph.store import GraphStore
from ontology.errors import InvalidQuery, StoreQueryError
from tests.graph_samples import LAW, library

RECORDS = library(3)


def test_a_row_limit_is_kept_and_said(filled: GraphStore):
    table = filled.read("MATCH (n) RETURN n.id ORDER BY n.id", limit=3)
    assert len(table.rows) == 3 and table.truncated
    assert not filled.read("MATCH (d:Document) RETURN d.id", limit=3).truncated


def test_a_time_limit_is_kept_and_said(filled: GraphStore):
    ranges = " ".join(f"UNWIND range(1, 3000) AS {letter}" for letter in "abc")
    endless = f"{ranges} WITH a, b, c WHERE a + b + c < 0 RETURN a"
    with pytest.raises(StoreQueryError, match="longer than allowed"):
        filled.read(endless, timeout=0.2)


def test_the_store_itself_refuses_to_write_while_reading(filled: GraphStore):
    with pytest.raises(StoreQueryError):
        filled.read("MATCH (d:Document) SET d.title = 'x' RETURN d")


def test_nodes_come_back_as_their_properties(filled: GraphStore):
    row = filled.read("MATCH (e:Policy) RETURN e").rows[0][0]
    assert row == {"id": LAW.id, "type": "Policy", "name": LAW.name, "aliases": ["职教条例"]}


def test_every_quote_is_what_the_text_says(filled: GraphStore):
    texts = {record.id: record.text for record in RECORDS}
    rows = filled.read(
        "MATCH (a)-[r]->(b) WHERE r.quote IS NOT NULL RETURN r.document, r.start, r.`end`, r.quote", limit=10_000
    ).rows
    assert len(rows) > 50
    for document, start, end, quote in rows:
        assert texts[document][start:end] == quote


# User queries


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("MATCH (p:Point)-[:IMPLEMENTS]->(x) RETURN DISTINCT x.name", [("匠心计划",)]),
        ("MATCH (p:Part)-[r:EVALUATES]->(x:Program) RETURN p.title, r.quote AS 依据 LIMIT 1", [("二、保障", "评估匠心计划")]),
        ("MATCH (p:Part {kind: 'preamble'})-[:CITES]->(x) RETURN p.path, x.name LIMIT 1", [("0", "职业教育条例")]),
        ("MATCH (d:Document)-[:HAS_PART*1..3]->(m:Measure) WHERE d.year = 2021 RETURN count(m)", [(2,)]),
        (
            "MATCH (p:Point)-[:HAS_TARGET]->(t:Target) WHERE p.year = 2020 RETURN t.value, t.unit, t.years",
            [(3000.0, "人", [2020])],
        ),
        ("MATCH (a:Institution)-[r]->(b:Institution) RETURN DISTINCT type(r), labels(a)", [("PART_OF", ["Institution"])]),
        ("MATCH (p:Point)-[r:CONTINUES]->(q:Point) RETURN count(*) AS n, min(r.confidence) AS least", [(4, 0.8)]),
        (
            "MATCH (p)-[r {modality: 'conditional'}]->(x) RETURN DISTINCT x.name, r.predicate",
            [("技能促进部", "cooperates_with")],
        ),
        ("MATCH (d:Document) RETURN size(collect(d.year)[0..2]) AS some, size(collect(d.year)) AS n", [(2, 3)]),
        ("MATCH (a:Point)-[r]-(b)-[s]-(c:Point) WHERE r.predicate = 'implements' RETURN count(*)", [(15,)]),
        ("MATCH (a:Point)-[:IMPLEMENTS]-(b)-[:IMPLEMENTS|EVALUATES]-(c), (b)-[:CITES]-() RETURN count(*)", [(0,)]),
        ("MATCH (x:Policy|Program) WHERE x.name CONTAINS $part RETURN x.name", [("匠心计划",)]),
        ("UNWIND [1, 2] AS n RETURN n, CASE WHEN n > 1 THEN 'b' ELSE \"a\" END AS c", [(1, "a"), (2, "b")]),
        ("OPTIONAL MATCH (x:Region {name: 'it\\'s // no /* comment'}) RETURN x // nothing", [(None,)]),
        ("MATCH (d:Document) WHERE NOT EXISTS { MATCH (d)-[:TEXT_OF]->(:Policy) } RETURN count(d)", [(2,)]),
    ],
)
def test_documented_queries_answer_alike(filled: GraphStore, query: str, expected: list[tuple[object, ...]]):
    table = guard.run(filled, query, {"part": "匠心"} if "$part" in query else {})
    assert list(table.rows) == expected


def test_columns_are_named_as_written(filled: GraphStore):
    table = guard.run(filled, "MATCH (d:Document) RETURN d.title, count(*), d.year AS 年份 ORDER BY d.year")
    assert table.columns == ("d.title", "count(*)", "年份")


def test_a_missing_parameter_is_named(filled: GraphStore):
    with pytest.raises(InvalidQuery, match=r"\$name"):
        guard.run(filled, "MATCH (x {name: $name}) RETURN x")


def test_a_store_that_rests_answers_as_before(filled: GraphStore):
    before = filled.read("MATCH (n) RETURN n.id ORDER BY n.id").rows
    filled.rest()
    filled.rest()
    assert filled.read("MATCH (n) RETURN n.id ORDER BY n.id").rows == before
    assert filled.meta() is not None


def test_numbers_that_json_lacks_come_as_texts(filled: GraphStore):
    assert guard.run(filled, "RETURN 1.0/0 AS i, -1.0/0 AS m, 0.0/0 AS n, 0.5 AS h").rows == (
        ("Infinity", "-Infinity", "NaN", 0.5),
    )


@pytest.mark.parametrize("value", [[], [None, None], [1, 2.5], ["甲"], {"a": 1}, {}, None, True, 2**63 - 1, -(2**63)])
def test_values_come_back_as_they_were_given(filled: GraphStore, value: object):
    assert guard.run(filled, "RETURN $x AS x", {"x": value}).rows == ((value,),)


def test_an_empty_list_holds_nothing(filled: GraphStore):
    query = "MATCH (d:Document) WHERE d.id IN $ids RETURN count(d) AS n"
    assert guard.run(filled, query, {"ids": []}).rows == ((0,),)
    assert guard.run(filled, query, {"ids": [record.id for record in RECORDS]}).rows == ((3,),)


@pytest.mark.parametrize("value", [2**63, [-(2**70)], {"a": [2**64]}])
def test_a_number_that_no_store_can_hold_is_refused(filled: GraphStore, value: object):
    with pytest.raises(InvalidQuery, match=r"\$x: a number is beyond 64 bits"):
        guard.run(filled, "RETURN $x AS x", {"x": value})
