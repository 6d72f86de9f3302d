"""Labels, relationship types and properties of the graph, the same in every store, read from the ontology.

Each node has one label, its ``type``. Documents, parts and points have a ``title``, goals, measures and targets a
``text``, entities a ``name``; every node has ``name`` as well, so that ``x.name`` shows anything. The text before the
first part is a Part of kind ``preamble`` and path ``0``; a heading level between part and point is a Part of kind
``section``.
"""

from __future__ import annotations

from functools import cache

from ontology.model import Model, load_model

TEXT, WHOLE, REAL, TEXTS, WHOLES = "STRING", "INT64", "DOUBLE", "STRING[]", "INT64[]"

META_LABEL = "GraphMeta"
"""The label of the one node that is bookkeeping and not graph."""

NODES, EDGES = "Node", "FACT"
"""The two tables of the embedded store."""

_NODE = {"id": TEXT, "type": TEXT, "name": TEXT, "fingerprint": TEXT}
_ENTITY = {"aliases": TEXTS, "scope": TEXT, "reasons": TEXTS, "search": TEXT}
_PLACED = {"document": TEXT, "path": TEXT, "order": WHOLE, "start": WHOLE, "end": WHOLE, "year": WHOLE, "text": TEXT}
_HEADED = {**_PLACED, "kind": TEXT, "number": WHOLE, "label": TEXT, "title": TEXT}
_DOCUMENT = {
    "document": TEXT,
    "title": TEXT,
    "doc_number": TEXT,
    "issuer": TEXT,
    "issuers": TEXTS,
    "recipients": TEXTS,
    "date": TEXT,
    "effective": TEXT,
    "year": WHOLE,
    "kind": TEXT,
    "region": TEXT,
    "based_on": TEXTS,
    "source_name": TEXT,
    "sha256": TEXT,
    "media_type": TEXT,
    "extractor": TEXT,
}
_TARGET = {
    **_PLACED,
    "value": REAL,
    "upper": REAL,
    "unit": TEXT,
    "comparator": TEXT,
    "years": WHOLES,
    "deadline": TEXT,
    "baseline": TEXT,
    "subject": TEXT,
    "rule": TEXT,
}
_COLUMNS = {
    "Document": _DOCUMENT,
    "Part": _HEADED,
    "Point": _HEADED,
    "Goal": _PLACED,
    "Measure": _PLACED,
    "Target": _TARGET,
}

EDGE_COLUMNS = {
    "id": TEXT,
    "predicate": TEXT,
    "source": TEXT,
    "target": TEXT,
    "document": TEXT,
    "path": TEXT,
    "year": WHOLE,
    "start": WHOLE,
    "end": WHOLE,
    "quote": TEXT,
    "rule": TEXT,
    "confidence": REAL,
    "modality": TEXT,
    "origin": TEXT,
    "reason": TEXT,
    "fingerprint": TEXT,
}
"""Properties of every relationship, with their column types. ``start`` and ``end`` count the document's code points."""


def node_columns(label: str) -> dict[str, str]:
    """Properties that nodes with this label may have, with their column types."""
    return {**_NODE, **_COLUMNS.get(label, _ENTITY)}


@cache
def all_columns() -> dict[str, str]:
    """Properties that any node may have. A property has the same column type wherever it occurs."""
    return {key: kind for label in labels() for key, kind in node_columns(label).items()}


def labels(model: Model | None = None) -> tuple[str, ...]:
    """All labels, sorted."""
    return tuple(sorted((model or load_model()).types))


def entity_labels() -> tuple[str, ...]:
    """Labels of the things in the world, sorted."""
    return tuple(sorted(load_model().entity_types()))


@cache
def relationship(predicate: str) -> str:
    """The relationship type of a predicate."""
    return load_model().predicates[predicate].cypher


@cache
def predicates() -> dict[str, str]:
    """Predicate names by relationship type."""
    return {definition.cypher: name for name, definition in load_model().predicates.items()}
