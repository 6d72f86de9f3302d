"""The text of all queries that this project asks itself, as pure functions. Values are always parameters, names always escaped.

Both stores read the same text. They are written in different ways: the embedded store keeps all nodes in one table and all
relationships in another (``graph.ladybug_dialect`` says why), and since it cannot tell the type of a list of nulls, it gets
every value with a cast.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.schema import EDGE_COLUMNS, EDGES, META_LABEL, NODES, all_columns, labels, node_columns, predicates

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


def _set(variable: str, columns: Mapping[str, str], embedded: bool) -> str:
    """Replace all properties by those of the row. A null in a row means that there is no such property."""
    if not embedded:
        return f"{variable} = row"
    casts = (f"{variable}.{name(key)} = CAST(row.{name(key)} AS {kind})" for key, kind in columns.items() if key != "id")
    return ", ".join(casts)


def merge_nodes(label: str | None) -> str:
    """Write nodes of one label, or any nodes of the embedded store. ``$rows``: one map each, a key for every column."""
    columns = node_columns(label) if label else all_columns()
    return f"UNWIND $rows AS row MERGE (n:{name(label or NODES)} {{id: row.id}}) SET {_set('n', columns, label is None)}"


def merge_edges(ends: tuple[str, str, str] | None) -> str:
    """Write relationships of one type between two labels, or any of the embedded store. ``$rows`` as for nodes."""
    kind, source, target = ends or (EDGES, NODES, NODES)
    return (
        f"UNWIND $rows AS row MATCH (a:{name(source)} {{id: row.source}}) MATCH (b:{name(target)} {{id: row.target}}) "
        f"MERGE (a)-[r:{name(kind)} {{id: row.id}}]->(b) SET {_set('r', EDGE_COLUMNS, ends is None)}"
    )


def delete_nodes(label: str | None) -> str:
    """Delete nodes and what hangs on them. ``$rows``: maps with an ``id``."""
    return f"UNWIND $rows AS row MATCH (n:{name(label or NODES)} {{id: row.id}}) DETACH DELETE n"


def delete_edges(ends: tuple[str, str] | None) -> str:
    """Delete relationships of one type that begin at one label. ``$rows``: maps with ``id`` and ``source``."""
    kind, source = ends or (EDGES, NODES)
    return f"UNWIND $rows AS row MATCH (a:{name(source)} {{id: row.source}})-[r:{name(kind)} {{id: row.id}}]->() DELETE r"


def held_nodes(label: str | None, entities: bool) -> str:
    """Id, type and fingerprint of nodes in some groups. ``$names``: document ids, or beginnings of entity ids."""
    kind = name(label or NODES)
    if entities:
        match = f"UNWIND $names AS beginning MATCH (n:{kind}) WHERE n.id STARTS WITH beginning"
    else:
        match = f"MATCH (n:{kind}) WHERE n.document IN $names"
    return f"{match} RETURN n.id AS id, n.type AS type, n.fingerprint AS fingerprint"


def held_edges(kind: str | None) -> str:
    """The relationships that some documents gave. ``$names``: document ids."""
    return (
        f"MATCH (a)-[r:{name(kind or EDGES)}]->() WHERE r.document IN $names RETURN r.id AS id, "
        "r.predicate AS predicate, r.fingerprint AS fingerprint, r.source AS source, a.type AS source_type"
    )


def count_nodes(kinds: Iterable[str]) -> str:
    """How many nodes there are with these labels. One row for each."""
    return " UNION ALL ".join(f"MATCH (n:{name(kind)}) RETURN count(n) AS number" for kind in kinds)


def count_edges(kinds: Iterable[str]) -> str:
    """How many relationships there are of these types. One row for each."""
    return " UNION ALL ".join(f"MATCH ()-[r:{name(kind)}]->() RETURN count(r) AS number" for kind in kinds)


def read_meta() -> str:
    """The bookkeeping, at most one row."""
    returned = ", ".join(f"m.{name(key)} AS {name(key)}" for key in META_COLUMNS)
    return f"MATCH (m:{name(META_LABEL)}) WHERE m.id = 'graph' RETURN {returned}"


def write_meta(embedded: bool) -> str:
    """Write the bookkeeping. ``$rows``: one map with a key for every column."""
    return f"UNWIND $rows AS row MERGE (m:{name(META_LABEL)} {{id: row.id}}) SET {_set('m', META_COLUMNS, embedded)}"


def clear_some(label: str) -> str:
    """Delete up to ``$limit`` nodes of one label and count them."""
    return f"MATCH (n:{name(label)}) WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS number"


def tables() -> list[str]:
    """The statements that lay out an empty embedded store: one table for all nodes, one for all relationships."""
    edges = ", ".join(f"{name(key)} {kind}" for key, kind in EDGE_COLUMNS.items())
    return [
        _node_table(META_LABEL, META_COLUMNS),
        _node_table(NODES, all_columns()),
        f"CREATE REL TABLE {name(EDGES)}(FROM {name(NODES)} TO {name(NODES)}, {edges})",
    ]


def _node_table(label: str, columns: Mapping[str, str]) -> str:
    listed = ", ".join(f"{name(key)} {kind}" + (" PRIMARY KEY" if key == "id" else "") for key, kind in columns.items())
    return f"CREATE NODE TABLE {name(label)}({listed})"


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
    """What lies beside the nodes ``$ids`` of one label, at most ``$limit`` rows; ``bare`` is 1 for a mere mention."""
    return (
        f"UNWIND $ids AS one MATCH (a:{name(label)}) WHERE a.id = one WITH a MATCH (a)-[r]-(b) WHERE {_NO_LOOP} "
        f"RETURN a.id AS origin, {_REF.format('b', '')}, {_BARE} AS bare LIMIT $limit"
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
