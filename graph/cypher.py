"""The text of all queries that keep the graph, as pure functions. Values are always parameters, names always escaped.

The queries that answer people are in ``graph.reading``. Both stores run the same text, but for one thing: the embedded store has typed
columns and cannot tell the type of a list of nulls, so it gets every value with a cast (``typed``).
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.schema import EDGE_COLUMNS, META_LABEL, labels, node_columns, pairs, predicates
from ontology.model import load_model

META_COLUMNS = {
    "id": "STRING",
    "type": "STRING",
    "state": "STRING",
    "schema": "STRING",
    "revision": "STRING",
    "fingerprint": "STRING",
    "owner": "STRING",
    "groups": "STRING",
}


def name(word: str) -> str:
    """A label, relationship type or property name, escaped.

    >>> name("a`b")
    '`a``b`'
    """
    return f"`{word.replace('`', '``')}`"


def alternatives(words: Iterable[str]) -> str:
    """Several labels or relationship types, any of which may match."""
    return "|".join(map(name, words))


def _value(column: str, kind: str, typed: bool) -> str:
    return f"CAST(row.{name(column)} AS {kind})" if typed else f"row.{name(column)}"


def _set(variable: str, columns: dict[str, str], typed: bool) -> str:
    return ", ".join(f"{variable}.{name(key)} = {_value(key, kind, typed)}" for key, kind in columns.items() if key != "id")


def merge_nodes(label: str, typed: bool) -> str:
    """Write nodes of one label. ``$rows``: one map for each node, with a key for every column of the label."""
    return f"UNWIND $rows AS row MERGE (n:{name(label)} {{id: row.id}}) SET {_set('n', node_columns(label), typed)}"


def merge_edges(relationship: str, source: str, target: str, typed: bool) -> str:
    """Write relationships of one type between nodes of two labels. ``$rows``: one map each, a key for every column."""
    return (
        f"UNWIND $rows AS row MATCH (a:{name(source)} {{id: row.source}}) MATCH (b:{name(target)} {{id: row.target}}) "
        f"MERGE (a)-[r:{name(relationship)} {{id: row.id}}]->(b) SET {_set('r', EDGE_COLUMNS, typed)}"
    )


def delete_nodes(label: str) -> str:
    """Delete nodes of one label and what hangs on them. ``$rows``: maps with an ``id``."""
    return f"UNWIND $rows AS row MATCH (n:{name(label)} {{id: row.id}}) DETACH DELETE n"


def delete_edges(relationship: str, source: str) -> str:
    """Delete relationships of one type that begin at one label. ``$rows``: maps with ``id`` and ``source``."""
    return (
        f"UNWIND $rows AS row MATCH (a:{name(source)} {{id: row.source}})-[r:{name(relationship)} {{id: row.id}}]->() DELETE r"
    )


def held_nodes(label: str, entities: bool) -> str:
    """Id and fingerprint of the nodes of one label in some groups. ``$names``: document ids, or beginnings of entity ids."""
    if entities:
        match = f"UNWIND $names AS beginning MATCH (n:{name(label)}) WHERE n.id STARTS WITH beginning"
    else:
        match = f"MATCH (n:{name(label)}) WHERE n.document IN $names"
    return f"{match} RETURN n.id AS id, n.fingerprint AS fingerprint"


def held_edges(relationship: str) -> str:
    """The relationships of one type that some documents gave. ``$names``: document ids."""
    return (
        f"MATCH (a)-[r:{name(relationship)}]->() WHERE r.document IN $names "
        "RETURN r.id AS id, r.fingerprint AS fingerprint, r.source AS source, a.type AS source_type"
    )


def count_nodes() -> str:
    """How many nodes there are with our labels, bookkeeping left out. One row for each label."""
    return " UNION ALL ".join(f"MATCH (n:{name(label)}) RETURN count(n) AS number" for label in labels())


def count_edges() -> str:
    """How many relationships there are of our types. One row for each type."""
    return " UNION ALL ".join(f"MATCH ()-[r:{name(kind)}]->() RETURN count(r) AS number" for kind in predicates())


def read_meta() -> str:
    """The bookkeeping, at most one row."""
    returned = ", ".join(f"m.{name(key)} AS {name(key)}" for key in META_COLUMNS)
    return f"MATCH (m:{name(META_LABEL)}) WHERE m.id = 'graph' RETURN {returned}"


def lock_meta() -> str:
    """Lock the bookkeeping until the transaction ends, and say who wrote it last; at most one row."""
    return f"MATCH (m:{name(META_LABEL)} {{id: 'graph'}}) SET m.state = m.state RETURN m.owner AS owner"


def write_meta(typed: bool) -> str:
    """Write the bookkeeping. ``$rows``: one map with a key for every column."""
    return f"UNWIND $rows AS row MERGE (m:{name(META_LABEL)} {{id: row.id}}) SET {_set('m', META_COLUMNS, typed)}"


def clear_some(label: str) -> str:
    """Delete up to ``$limit`` nodes of one label and count them."""
    return f"MATCH (n:{name(label)}) WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS number"


def tables() -> list[str]:
    """The statements that lay out an empty embedded store."""
    made = [_node_table(META_LABEL, META_COLUMNS), *(_node_table(label, node_columns(label)) for label in labels())]
    columns = ", ".join(f"{name(key)} {kind}" for key, kind in EDGE_COLUMNS.items())
    for definition in load_model().predicates.values():
        ends = ", ".join(f"FROM {name(source)} TO {name(target)}" for source, target in pairs(definition))
        made.append(f"CREATE REL TABLE {name(definition.cypher)}({ends}, {columns})")
    return made


def _node_table(label: str, columns: dict[str, str]) -> str:
    listed = ", ".join(f"{name(key)} {kind}" + (" PRIMARY KEY" if key == "id" else "") for key, kind in columns.items())
    return f"CREATE NODE TABLE {name(label)}({listed})"


def add_pair(relationship: str, source: str, target: str) -> str:
    """Let a relationship type of the embedded store link two more labels."""
    return f"ALTER TABLE {name(relationship)} ADD FROM {name(source)} TO {name(target)}"


def constraints() -> list[str]:
    """Constraints and indexes of a Neo4j database, each harmless when it is there already."""
    made = [
        f"CREATE CONSTRAINT {name(f'yaodian_{label}_id')} IF NOT EXISTS FOR (n:{name(label)}) REQUIRE n.id IS UNIQUE"
        for label in (META_LABEL, *labels())
    ]
    made += [
        f"CREATE INDEX {name(f'yaodian_{label}_document')} IF NOT EXISTS FOR (n:{name(label)}) ON (n.document)"
        for label in labels()
        if "document" in node_columns(label)
    ]
    made += [
        f"CREATE INDEX {name(f'yaodian_{kind}_document')} IF NOT EXISTS FOR ()-[r:{name(kind)}]-() ON (r.document)"
        for kind in predicates()
    ]
    return made
