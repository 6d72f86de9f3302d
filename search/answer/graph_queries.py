"""The Cypher that answers questions, as pure functions.

Values are always parameters; labels and types come from the ontology.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.cypher import alternatives, name
from graph.schema import relationship

# start and end are words of Cypher and stand in back quotes
_IN_ORDER = "r.document, r.`start`, x.name, x.id"
"""As read; names and ids only decide between equal places, so that both stores answer in one order."""
_ROW = "x.id AS id, x.name AS name, r.document AS document, r.path AS path, r.`start` AS `start`, r.`end` AS `end`"


def _types(predicates: Sequence[str]) -> str:
    return alternatives(relationship(predicate) for predicate in predicates)


def objects_of(predicates: Sequence[str], label: str | None) -> str:
    """What a document's points say of anything by some predicates, in reading order. ``$document``: its id."""
    end = f"x:{name(label)}" if label else "x"
    return f"MATCH (p)-[r:{_types(predicates)}]->({end}) WHERE r.document = $document RETURN {_ROW} ORDER BY {_IN_ORDER}"


def subjects_of(predicates: Sequence[str], label: str) -> str:
    """Points of all documents that say something of one entity by some predicates. ``$entity``: its id."""
    return (
        f"MATCH (x:Point|Part)-[r:{_types(predicates)}]->(e:{name(label)} {{id: $entity}}) RETURN {_ROW} ORDER BY {_IN_ORDER}"
    )


def responsible_for() -> str:
    """Bodies that answer for a point or part, in reading order. ``$node``: its id."""
    return (
        f"MATCH (p:Point|Part {{id: $node}})-[r:{_types(['responsible'])}]->(x:Institution) RETURN {_ROW} ORDER BY {_IN_ORDER}"
    )


def linked_to(predicate: str, label: str) -> str:
    """Entities that stand in a relation to one (members of a body, what a body issued). ``$entity``: its id."""
    return f"MATCH (x)-[r:{_types([predicate])}]->(e:{name(label)} {{id: $entity}}) RETURN {_ROW} ORDER BY {_IN_ORDER}"


def linked_from(predicate: str, label: str) -> str:
    """Entities to which one stands in a relation (who issued it, who runs it). ``$entity``: its id."""
    return f"MATCH (e:{name(label)} {{id: $entity}})-[r:{_types([predicate])}]->(x) RETURN {_ROW} ORDER BY {_IN_ORDER}"


def parts_of() -> str:
    """Parts of a document in reading order. ``$document``: its id."""
    return (
        "MATCH (p:Part) WHERE p.document = $document AND p.kind = 'part' "
        "RETURN p.id AS id, p.title AS title ORDER BY p.`start`, p.id"
    )


def points_of() -> str:
    """Points of a document in reading order. ``$document``: its id."""
    return (
        "MATCH (p:Point) WHERE p.document = $document "
        "RETURN p.id AS id, p.title AS title, p.path AS path ORDER BY p.`start`, p.id"
    )


def points_under() -> str:
    """Points under a part. ``$part``: its id."""
    return "MATCH (a:Part {id: $part})-[:HAS_PART*1..3]->(p:Point) RETURN p.id AS id, p.title AS title ORDER BY p.`start`, p.id"


def particulars_of() -> str:
    """A document's own particulars. ``$document``: its id."""
    return (
        "MATCH (d:Document {id: $document}) RETURN d.title AS title, d.doc_number AS doc_number, d.issuers AS issuers, "
        "d.date AS date, d.effective AS effective, d.recipients AS recipients"
    )
