"""Reading, guarding, exploring and paths, over every store. One filled store serves all, since none of them may write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph import explore, guard, paths
from graph.export import projection_json, store_json
from graph.ladybug_store import LadybugStore
from graph.project import project
from graph.store import GraphStore
from ontology.errors import ForbiddenQuery, InvalidQuery, NotFound, StoreError, StoreQueryError
from ontology.records import NodeKind
from tests.fixtures_graph import Neo4jServer
from tests.graph_samples import CONTEST, LAW, MINISTRY, PLAN, SCHOOLS, WEST, library, resolve

RECORDS = library(3)
WANTED = project(RECORDS, resolve(RECORDS))
LAST = RECORDS[-1]
POINT = next(node for node in LAST.nodes if node.kind is NodeKind.POINT and node.path == (1, 2))


@pytest.fixture(scope="module", params=["ladybug", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    store: GraphStore
    if request.param == "ladybug":
        store = LadybugStore(tmp_path_factory.mktemp("graph"))
    else:
        server: Neo4jServer = request.getfixturevalue("neo4j")
        store = server.store()
    store.sync(WANTED)
    yield store
    assert store_json(store) == projection_json(WANTED), "a test that only reads has written"
    store.clear()
    store.close()


# Reading


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


WRITES = [
    "CREATE (:Policy {id: 'x'})",
    "MERGE (:Policy {id: 'x'})",
    "SET n.name = 'x'",
    "REMOVE n.name",
    "DELETE n",
    "DETACH DELETE n",
    "DROP TABLE Policy",
    "ALTER TABLE Policy ADD x STRING",
    "COPY Policy FROM 'x.csv'",
    "LOAD FROM 'x.csv' RETURN *",
    "LOAD CSV FROM 'file:///x.csv' AS row RETURN row",
    "CALL dbms.components()",
    "CALL show_tables() RETURN *",
    "CALL { CREATE (:Policy {id: 'x'}) }",
    "FOREACH (x IN [1] | CREATE (:Policy {id: 'x'}))",
    "INSTALL httpfs",
    "ATTACH 'x' AS y (dbtype duckdb)",
    "EXPORT DATABASE 'x'",
    "IMPORT DATABASE 'x'",
    "BEGIN TRANSACTION",
    "COMMIT",
    "CHECKPOINT",
    "INSERT (:Policy {id: 'x'})",
    "CREATE INDEX FOR (n:Policy) ON (n.name)",
    "SHOW USERS",
    "TERMINATE TRANSACTIONS 'x'",
    "USE system",
]
FRAMES = [
    "{}",
    "MATCH (n) {}",
    "MATCH (n) WITH n {} RETURN n",
    "MATCH (n) WITH * {}",
    "RETURN 1; {}",
    "RETURN 1 UNION {}",
    "MATCH (n) WHERE EXISTS {{ MATCH (n) {} }} RETURN n",
    "MATCH (n) RETURN 'a\\\\' {} //'",
    "MATCH (n) RETURN '\\u0027 {} //'",
    "MATCH (n) \\u0053ET n.x = 1 {}",
    "MATCH (n) RETURN n /* */ {} /* */",
    "MATCH (n) RETURN n // x\n{}",
    "MATCH (n) RETURN n // x\u2028{}",
    "MATCH (n) RETURN `n` {}",
    'MATCH (n:Policy) WHERE n.name = "\'" {} RETURN "\'"',
    "EXPLAIN {}",
    "PROFILE MATCH (n) {}",
    "WITH 1 AS n ORDER BY n {}",
    "UNWIND [1] AS n {}",
    "MATCH (n) RETURN n.name AS {}",
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("write", WRITES)
def test_no_writing_clause_passes(frame: str, write: str):
    with pytest.raises((ForbiddenQuery, InvalidQuery)):
        guard.check_read_only(frame.format(write))


PIECES = st.sampled_from(
    [
        *WRITES,
        "MATCH (n)",
        "WITH n",
        "WITH *",
        "RETURN n",
        "RETURN *",
        "UNWIND [1] AS n",
        "WHERE n.name = 'x'",
        ";",
        "'",
        '"',
        "`",
        "\\",
        "//",
        "/*",
        "*/",
        "\n",
        "\u2028",
        "\u3000",
        "{",
        "}",
        "(",
        ")",
        "ſET n.x = 1",
        "S\xadET n.x=1",
        "\\u0043REATE (n)",
        "$x",
        ":",
        ".",
        "CALL",
        "IN TRANSACTIONS",
        "SET",
        "n",
        "n.name",
        "=",
        "1",
        "'x'",
        "|",
        "[",
        "]",
        "DELETE",
        "LIMIT 1",
        "ORDER BY n.name",
        "UNION",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=8), st.sampled_from([" ", "", "\n", "/**/"]))
@example(["MATCH (n)", "SET n.name = 'x'"], " ")
@example(["WITH *", "CREATE (:Policy {id: 'x'})"], "/**/")
def test_whatever_passes_the_guard_writes_nothing(filled: GraphStore, pieces: list[str], glue: str):
    before = filled.read("MATCH (n) RETURN count(n)").rows
    try:
        guard.run(filled, glue.join(pieces), {"x": 1}, limit=5, timeout=5)
    except (ForbiddenQuery, InvalidQuery, StoreError):
        pass
    assert filled.read("MATCH (n) RETURN count(n)").rows == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
@example("\\' }) DETACH DELETE n //")
@example("\\u0027")
@example("'\"`\\\n")
def test_a_text_is_found_by_any_of_its_own_spellings(filled: GraphStore, text: str):
    for mark in "'\"":
        written = mark + text.replace("\\", "\\\\").replace(mark, f"\\{mark}") + mark
        try:
            rows = guard.run(filled, f"MATCH (p:Policy) RETURN {written} = $same AS same", {"same": text}).rows
        except StoreError:
            assert "\0" in text  # a character that the embedded store cannot hold
        else:
            assert rows == ((True,),)


# Exploring


def test_entities_are_ranked_by_how_well_the_name_fits(filled: GraphStore):
    page = explore.entities(filled, "技能")
    assert page.total == 3
    assert [item.name for item in page.items] == ["技能促进部", "技能标准中心", "校园技能赛"]
    assert [item.name for item in explore.entities(filled, "“匠心”").items] == ["匠心计划"]
    assert explore.entities(filled, "无此名").total == 0


def test_all_entities_come_with_how_often_they_are_named(filled: GraphStore):
    page = explore.entities(filled, limit=2)
    assert page.total == 7 and len(page.items) == 2
    assert [(item.mentions, item.documents) for item in page.items] == [(9, 3), (6, 3)]
    rest = explore.entities(filled, limit=10, offset=2)
    assert len(rest.items) == 5 and not set(rest.items) & set(page.items)
    assert [item.name for item in explore.entities(filled, types=["Region"]).items] == [WEST.name]


def test_an_unknown_type_or_page_is_refused(filled: GraphStore):
    with pytest.raises(InvalidQuery, match="no such entity type: Planet"):
        explore.entities(filled, types=["Planet"])
    with pytest.raises(InvalidQuery, match="no such page"):
        explore.entities(filled, limit=0)


def test_facts_carry_their_evidence(filled: GraphStore):
    view = explore.entity(filled, PLAN.id)
    assert view.facts.counts == {"evaluates": 3, "implements": 3, "mentions": 6}
    assert view.facts.total == 12
    first = view.facts.items[0]
    assert (first.predicate, first.direction, first.document.year, first.other.type) == ("implements", "in", 2022, "Point")
    assert LAST.text[first.start : first.end] == first.quote == "实施匠心计划，"
    assert [fact.predicate == "mentions" for fact in view.facts.items] == [False] * 6 + [True] * 6
    only = explore.entity(filled, PLAN.id, predicate="evaluates", limit=1, offset=2)
    assert len(only.facts.items) == 1 and only.facts.total == 3 and only.facts.items[0].document.year == 2020


def test_what_is_not_there_is_not_found(filled: GraphStore):
    for ask in (explore.entity, explore.point, explore.neighbours):
        with pytest.raises(NotFound):
            ask(filled, "ent-none")
    with pytest.raises(NotFound):
        explore.entity(filled, POINT.id)
    with pytest.raises(InvalidQuery, match="no such predicate"):
        explore.entity(filled, PLAN.id, predicate="likes")


def test_neighbours_are_grouped_and_expand(filled: GraphStore):
    found = explore.neighbours(filled, MINISTRY.id, limit=1)
    groups = {(group.predicate, group.direction, group.type): group for group in found.groups}
    assert groups[("part_of", "in", "Institution")].items[0].ref.name == "技能标准中心"
    assert groups[("cooperates_with", "in", "Point")].total == 3
    seen = [
        explore.neighbours(filled, MINISTRY.id, predicate="cooperates_with", limit=1, offset=step).groups[0].items[0].ref.id
        for step in range(3)
    ]
    assert len(set(seen)) == 3
    assert groups[("part_of", "in", "Institution")].items[0].count == 3


def test_a_point_shows_its_place_and_content(filled: GraphStore):
    point = explore.point(filled, POINT.id)
    assert point.document.title == LAST.meta.title
    assert [parent.type for parent in point.parents] == ["Document", "Part"]
    assert [child["type"] for child in point.children] == ["Measure"]
    assert [target["value"] for target in point.targets] == [3000.0]
    assert {fact.other.id for fact in point.facts.items} >= {PLAN.id, CONTEST.id, MINISTRY.id, WEST.id}
    assert point.facts.counts["continues"] == 1


def test_documents_are_listed_and_filtered(filled: GraphStore):
    page = explore.documents(filled)
    assert [item.year for item in page.items] == [2022, 2021, 2020] and page.total == 3
    assert {item.points for item in page.items} == {2}
    assert [item.year for item in explore.documents(filled, year=2021, kind="工作要点").items] == [2021]
    assert explore.documents(filled, kind="意见").total == 0


# Paths


def test_paths_are_shortest_first_and_enter_no_node_twice(filled: GraphStore):
    found = paths.paths(filled, PLAN.id, CONTEST.id, longest=4, limit=50)
    lengths = [len(path.steps) for path in found.items]
    assert found.complete and lengths == sorted(lengths) and lengths[:3] == [2, 2, 2] and max(lengths) == 4
    rows = [(path.steps[0].source.id, *(step.target.id for step in path.steps)) for path in found.items]
    assert len(set(rows)) == len(rows)
    for row in rows:
        assert row[0] == PLAN.id and row[-1] == CONTEST.id and len(set(row)) == len(row)
    assert all(step.facts and step.facts[0].predicate for path in found.items for step in path.steps)


def test_a_path_starts_with_statements_before_mentions(filled: GraphStore):
    step = paths.paths(filled, PLAN.id, CONTEST.id, limit=1).items[0].steps[0]
    assert step.facts[0].predicate == "implements" and step.facts[0].quote == "实施匠心计划，"


def test_path_limits_are_kept(filled: GraphStore):
    assert len(paths.paths(filled, PLAN.id, CONTEST.id, limit=2).items) == 2
    assert paths.paths(filled, PLAN.id, SCHOOLS.id, longest=1).items == ()
    with pytest.raises(InvalidQuery):
        paths.paths(filled, PLAN.id, PLAN.id)
    with pytest.raises(NotFound):
        paths.paths(filled, PLAN.id, "ent-none")
