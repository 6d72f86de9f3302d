"""Query text, compared with what it should literally be: the portable language, and what the embedded store reads."""

from __future__ import annotations

import pytest

from graph import cypher, dialect, guard
from graph.ladybug_dialect import translate
from graph.tokens import Kind, tokenize
from ontology.errors import ForbiddenQuery, InvalidQuery


def test_names_are_escaped():
    assert cypher.name("a`b") == "`a``b`"
    assert cypher.alternatives(["Policy", "Group"]) == "`Policy`|`Group`"


def test_writing_queries():
    assert cypher.delete_nodes("Point") == "UNWIND $rows AS row MATCH (n:`Point` {id: row.id}) DETACH DELETE n"
    assert cypher.delete_edges(("CITES", "Point")) == (
        "UNWIND $rows AS row MATCH (a:`Point` {id: row.source})-[r:`CITES` {id: row.id}]->() DELETE r"
    )
    merge = cypher.merge_edges(("CITES", "Point", "Policy"))
    assert merge == (
        "UNWIND $rows AS row MATCH (a:`Point` {id: row.source}) MATCH (b:`Policy` {id: row.target}) "
        "MERGE (a)-[r:`CITES` {id: row.id}]->(b) SET r = row"
    )
    assert "MERGE (n:`Node` {id: row.id}) SET n.`type` = CAST(row.`type` AS STRING), " in cypher.merge_nodes(None)


def test_strings_and_comments_become_tokens():
    tokens = tokenize("RETURN 'it\\'s' /* ; */ AS `a``b` // x\n, 1.5, $p")
    assert [(token.kind, token.value) for token in tokens] == [
        (Kind.WORD, "RETURN"),
        (Kind.STRING, "it's"),
        (Kind.WORD, "AS"),
        (Kind.QUOTED, "a`b"),
        (Kind.MARK, ","),
        (Kind.NUMBER, "1.5"),
        (Kind.MARK, ","),
        (Kind.PARAMETER, "p"),
    ]


@pytest.mark.parametrize(
    "text", ["'open", '"open', "`open", "/* open", "\\u0041", "'\\u0041'", "a # b", "a && b", "1x", "a ! b"]
)
def test_what_cannot_be_read_is_refused(text: str):
    with pytest.raises(InvalidQuery):
        tokenize(text)


def test_a_portable_query_hides_strings_and_quotes_names():
    tokens = guard.check_read_only("match (p:Point {title: 'x'}) where p.end > 1 return p.`order` as 次序;")
    assert dialect.portable(tokens) == (
        "MATCH (`p`:`Point` {`title`: $_string0}) WHERE `p`.`end` > 1 RETURN `p`.`order` AS `次序`",
        {"_string0": "x"},
    )


@pytest.mark.parametrize(
    ("query", "allowed"),
    [
        ("MATCH (n) RETURN n.set, n.delete", True),
        ("MATCH (n:Create)-[:MERGE|SET]->(m {delete: 1}) RETURN n", True),
        ("RETURN {call: 1, set: $set} AS `delete`", True),
        ("MATCH (n) RETURN count(n), size([1, 2]), toUpper('a')", True),
        ("MATCH (n)-[r*1..3]->(m) RETURN r", True),
        ("MATCH (n)-[r*]->(m) RETURN r", False),
        ("MATCH (n)-[r*2..]->(m) RETURN r", False),
        ("MATCH (n)-[r*1..99]->(m) RETURN r", False),
        ("RETURN nextval('x')", False),
        ("RETURN apoc.load.json('x')", False),
        ("RETURN `nextval`('x')", False),
        ("RETURN `apoc`.`load`.`json`('x')", False),
        ("MATCH (n) RETURN n.count(1)", False),
        ("MATCH (set) RETURN set", False),
        ("MATCH (n) WITH n RETURN n LIMIT 1", True),
    ],
)
def test_what_may_be_asked(query: str, allowed: bool):
    if allowed:
        guard.check_read_only(query)
    else:
        with pytest.raises(ForbiddenQuery):
            guard.check_read_only(query)


@pytest.mark.parametrize(
    "query", ["", "  ", ";", "RETURN (1", "RETURN 1)", "RETURN [1)", "RETURN 1" + " + 1" * 10_000, "(" * 100]
)
def test_what_is_no_query(query: str):
    with pytest.raises((InvalidQuery, ForbiddenQuery)):
        guard.check_read_only(query)


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("MATCH (p:Point) RETURN p", "MATCH (`p`:`Node` {`type`: 'Point'}) RETURN `p`"),
        ("MATCH (:Point {path: $x}) RETURN 1", "MATCH (:`Node` {`type`: 'Point', `path`: $x}) RETURN 1"),
        ("MATCH (a)-[:CITES]->(b) RETURN b", "MATCH (`a`)-[:`FACT` {`predicate`: 'cites'}]->(`b`) RETURN `b`"),
        ("MATCH (a)-[r]-(b) RETURN type(r)", "MATCH (`a`)-[`r`:`FACT`]-(`b`) RETURN upper(`r`.predicate)"),
        (
            "MATCH (x:Policy|Group) WHERE x.name = $n OR x.name STARTS WITH $n RETURN labels(x)",
            "MATCH (`x`:`Node`) WHERE `x`.`type` IN ['Policy', 'Group'] AND ( `x`.`name` = $n OR `x`.`name` STARTS WITH $n) "
            "RETURN [`x`.type]",
        ),
        (
            "MATCH (a)-[:CITES|REVISES]->(b) RETURN b",
            "MATCH (`a`)-[`_1`:`FACT`]->(`b`) WHERE `_1`.`predicate` IN ['cites', 'revises'] RETURN `b`",
        ),
        (
            "MATCH (d)-[:HAS_PART*1..2]->(p) RETURN p",
            "MATCH (`d`)-[:`FACT`* TRAIL 1..2 (_e, _n | WHERE _e.predicate IN ['has_part'])]->(`p`) RETURN `p`",
        ),
        ("MATCH (x:Nowhere) RETURN x", "MATCH (`x`:`Node` {`type`: ''}) RETURN `x`"),
        ("RETURN [1, 2][0], [1, 2][0..1], [1, 2][-1]", "RETURN [1, 2][1], [1, 2][1..1], [1, 2][-1]"),
        ("RETURN split(toString(1), $s)", "RETURN string_split(string(1), $s)"),
    ],
)
def test_what_the_embedded_store_reads(query: str, read: str):
    assert " ".join(translate(query).split()) == read


@pytest.mark.parametrize(
    "query", ["RETURN $a[$i]", "MATCH (p) WHERE NOT (p)-[:CITES|REVISES]->() RETURN p", "RETURN type(head($x))"]
)
def test_what_the_embedded_store_cannot_say(query: str):
    with pytest.raises(InvalidQuery):
        translate(query)
