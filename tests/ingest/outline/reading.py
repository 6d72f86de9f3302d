"""Short ways to read an outline in the tests."""

from __future__ import annotations

from ingest.audit import find_problems
from ingest.formats import read_source
from ingest.structure import read_structure
from ontology.records import NodeKind, Record

SHOWN = (NodeKind.PART, NodeKind.SECTION, NodeKind.POINT)


def read(text: str, name: str = "plan.txt") -> Record:
    """Read a text and check that the record holds together: nothing lost, spans nested, ids unique."""
    record = read_structure(read_source(text.encode(), name))
    assert find_problems(record) == []
    return record


def items(text: str | Record) -> list[tuple[str, tuple[int, ...], str]]:
    """Kind, path and title of parts, sections and points."""
    record = read(text) if isinstance(text, str) else text
    return [(node.kind.value, node.path, node.title) for node in record.nodes if node.kind in SHOWN]


def points(text: str | Record) -> dict[tuple[int, ...], str]:
    """Titles of points by path."""
    return {path: title for kind, path, title in items(text) if kind == "point"}


def parts(text: str | Record) -> dict[int, str]:
    """Titles of parts by number."""
    return {path[0]: title for kind, path, title in items(text) if kind == "part"}


def leaves(record: Record, path: tuple[int, ...], kind: NodeKind) -> list[str]:
    """Words of the leaves of one kind below a path."""
    return [record.text[node.start : node.end] for node in record.nodes if node.path == path and node.kind is kind]
