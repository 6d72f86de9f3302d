"""The text of all queries that this project asks itself, as pure functions. Values are always parameters, names always escaped.

Both stores run the same text, but for one thing: the embedded store has typed
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


def all_nodes(label: str) -> str:
    """Every node of a label, sorted by id."""
    return f"MATCH (n:{name(label)}) RETURN n ORDER BY n.id"


def all_edges(relationship: str) -> str:
    """Every relationship of a type, sorted by id."""
    return f"MATCH ()-[r:{name(relationship)}]->() RETURN r ORDER BY r.id"


# What people ask. One text for both stores.

_EDGE = (
    "r.id AS edge, r.predicate AS predicate, r.source AS source, r.document AS document, r.path AS path, "
    "r.`start` AS start_at, r.`end` AS end_at, r.quote AS quote, r.rule AS rule, r.confidence AS confidence, "
    "r.modality AS modality, r.reason AS reason"
)
_REF = "{0}.id AS {1}id, {0}.type AS {1}type, {0}.name AS {1}name"
_BARE = "CASE WHEN r.predicate = 'mentions' THEN 1 ELSE 0 END"
_NO_LOOP = "r.source <> r.target"


def find_node() -> str:
    """Id, type and name of the node ``$id``, whatever its label; at most one row."""
    return " UNION ALL ".join(f"MATCH (n:{name(label)} {{id: $id}}) RETURN {_REF.format('n', '')}" for label in labels())


def node(label: str) -> str:
    """All that is known of the node ``$id`` of a label."""
    return f"MATCH (n:{name(label)} {{id: $id}}) RETURN n"


def entities(kinds: Iterable[str], matching: bool) -> str:
    """Entities whose folded names hold ``$needle``: whole names first, then beginnings, then those that are named most.

    ``$exact`` and ``$beginning`` are the needle between the marks that part the names; ``$skip`` and ``$limit`` page.
    """
    where = "WHERE e.search CONTAINS $needle " if matching else ""
    rank = "CASE WHEN e.search CONTAINS $exact THEN 0 WHEN e.search CONTAINS $beginning THEN 1 ELSE 2 END" if matching else "0"
    return (
        f"MATCH (e:{alternatives(kinds)}) {where}OPTIONAL MATCH (e)<-[r:{name('MENTIONS')}]-() "
        f"WITH e, count(r) AS mentions, count(DISTINCT r.document) AS documents, {rank} AS rank "
        f"RETURN {_REF.format('e', '')}, e.aliases AS aliases, e.scope AS scope, e.reasons AS reasons, mentions, documents "
        "ORDER BY rank, mentions DESC, size(e.name), e.id SKIP $skip LIMIT $limit"
    )


def count_entities(kinds: Iterable[str], matching: bool) -> str:
    """How many entities ``entities`` would find without a limit."""
    where = "WHERE e.search CONTAINS $needle " if matching else ""
    return f"MATCH (e:{alternatives(kinds)}) {where}RETURN count(e) AS number"


def entity(label: str) -> str:
    """The entity ``$id`` with how often it is named."""
    return (
        f"MATCH (e:{name(label)} {{id: $id}}) OPTIONAL MATCH (e)<-[r:{name('MENTIONS')}]-() "
        "WITH e, count(r) AS mentions, count(DISTINCT r.document) AS documents "
        f"RETURN {_REF.format('e', '')}, e.aliases AS aliases, e.scope AS scope, e.reasons AS reasons, mentions, documents"
    )


def facts(label: str) -> str:
    """The relationships of the node ``$id`` whose predicate is in ``$predicates``, bare mentions last, newest first."""
    return (
        f"MATCH (e:{name(label)} {{id: $id}})-[r]-(o) WHERE {_NO_LOOP} AND r.predicate IN $predicates "
        f"RETURN {_EDGE}, {_REF.format('o', 'other_')}, {_BARE} AS bare, r.year AS year "
        "ORDER BY bare, year DESC, document, start_at, edge SKIP $skip LIMIT $limit"
    )


def fact_counts(label: str) -> str:
    """How many relationships of each predicate, direction and kind of neighbour the node ``$id`` has."""
    return (
        f"MATCH (e:{name(label)} {{id: $id}})-[r]-(o) WHERE {_NO_LOOP} "
        "RETURN r.predicate AS predicate, r.source = $id AS outward, o.type AS type, count(r) AS facts, "
        "count(DISTINCT o.id) AS nodes"
    )


def neighbours(label: str, relationship: str, outward: bool, other: str) -> str:
    """Nodes of one label at the end of one type of relationship of the node ``$id``, the most linked first."""
    left, right = ("-", "->") if outward else ("<-", "-")
    return (
        f"MATCH (e:{name(label)} {{id: $id}}){left}[r:{name(relationship)}]{right}(o:{name(other)}) WHERE {_NO_LOOP} "
        f"RETURN {_REF.format('o', '')}, count(r) AS facts ORDER BY facts DESC, id SKIP $skip LIMIT $limit"
    )


def adjacent(label: str) -> str:
    """The nodes beside each of the nodes ``$ids`` of one label; ``bare`` is 1 where they are only mentioned."""
    return (
        f"UNWIND $ids AS one MATCH (a:{name(label)} {{id: one}})-[r]-(b) WHERE {_NO_LOOP} AND r.predicate IN $predicates "
        f"RETURN a.id AS origin, {_REF.format('b', '')}, min({_BARE}) AS bare"
    )


def between(source: str, target: str) -> str:
    """The relationships between the nodes ``$source`` and ``$target``, bare mentions last."""
    return (
        f"MATCH (a:{name(source)} {{id: $source}})-[r]-(b:{name(target)} {{id: $target}}) WHERE r.predicate IN $predicates "
        f"RETURN DISTINCT {_EDGE}, {_BARE} AS bare ORDER BY bare, document, start_at, edge"
    )


def document_refs() -> str:
    """What is needed to name the documents ``$ids``."""
    return (
        "MATCH (d:`Document`) WHERE d.id IN $ids "
        "RETURN d.id AS id, d.title AS title, d.year AS year, d.issuer AS issuer, d.source_name AS source_name"
    )


def documents(year: int | None, kind: str | None) -> str:
    """Documents, newest first, of the year ``$year`` and the kind ``$kind`` where these are given."""
    return f"{_documents(year, kind)} RETURN d AS document ORDER BY d.year DESC, d.title, d.id SKIP $skip LIMIT $limit"


def count_documents(year: int | None, kind: str | None) -> str:
    """How many documents ``documents`` would find without a limit."""
    return f"{_documents(year, kind)} RETURN count(d) AS number"


def _documents(year: int | None, kind: str | None) -> str:
    asked = [f"d.{key} = ${key}" for key, value in (("year", year), ("kind", kind)) if value is not None]
    return "MATCH (d:`Document`)" + (f" WHERE {' AND '.join(asked)}" if asked else "")


def points_by_document() -> str:
    """How many points each of the documents ``$ids`` has."""
    return "MATCH (p:`Point`) WHERE p.document IN $ids RETURN p.document AS id, count(p) AS number"


def children(label: str, relationship: str) -> str:
    """What the part or point ``$id`` holds, in the order of the text."""
    return (
        f"MATCH (p:{name(label)} {{id: $id}})-[:{name(relationship)}]->(c) "
        "RETURN c AS node, c.`start` AS start_at, c.id AS id ORDER BY start_at, id"
    )


def parent(label: str) -> str:
    """What holds the node ``$id``; at most one row."""
    return f"MATCH (p:{name(label)} {{id: $id}})<-[:{name('HAS_PART')}]-(c) RETURN {_REF.format('c', '')}"
