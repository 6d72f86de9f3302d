"""No query of a user writes, whatever it looks like. Fuzzed against every store."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph import guard
from graph.store import GraphStore
from ontology.errors import ForbiddenQuery, InvalidQuery, StoreError

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


@pytest.mark.parametrize("write", WRITES)
def test_a_refusal_names_the_first_word(write: str):
    with pytest.raises(ForbiddenQuery, match=rf"{write.split()[0].split(';')[0]} is not reading.*MATCH"):
        guard.check_read_only(write)


def test_a_query_that_begins_with_no_clause_is_told_so():
    with pytest.raises(ForbiddenQuery, match=r"cannot begin with 'SELECT'.*MATCH"):
        guard.check_read_only("SELECT 1")


@pytest.mark.parametrize("value", ["\ud800", ["a", "\udfff"], {"a": {"b": "\udc00"}}, {"\ud800": 1}])
def test_half_of_a_surrogate_pair_reaches_no_store(filled: GraphStore, value: object):
    with pytest.raises(InvalidQuery, match=r"\$x: .*surrogate"):
        guard.run(filled, "RETURN $x AS a", {"x": value})


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
