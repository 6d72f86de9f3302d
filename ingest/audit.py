"""Checks of a record before it is stored: offsets in range, spans nested, nothing of the text lost, ids unique and known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ontology.errors import RecordFormatError
from ontology.records import Node, NodeKind, Record

_HOLDERS = (
    NodeKind.DOCUMENT,
    NodeKind.FRONT,
    NodeKind.PREAMBLE,
    NodeKind.PART,
    NodeKind.SECTION,
    NodeKind.POINT,
    NodeKind.BACK,
)
_MOST = 20
"""Problems that are listed at most."""


def _duplicates(what: str, ids: Iterable[str]) -> Iterator[str]:
    for identifier, count in Counter(ids).items():
        if count > 1:
            yield f"{what} id {identifier} stands {count} times"


def _in_range(what: str, start: int, end: int, length: int) -> Iterator[str]:
    if not 0 <= start < end <= length:
        yield f"{what} has the span {start}–{end} in a text of {length} characters"


def _shares_path(node: Node, by_id: dict[str, Node]) -> bool:
    """Whether a section is only a heading between a part and its running numbers, and has its parent's path."""
    parent = by_id.get(node.parent or "")
    return node.kind is NodeKind.SECTION and parent is not None and parent.path == node.path


def _nodes(record: Record) -> Iterator[str]:
    length = len(record.text)
    by_id = {node.id: node for node in record.nodes}
    yield from _duplicates("node", (node.id for node in record.nodes))
    for node in record.nodes:
        yield from _in_range(f"{node.kind} {node.path}", node.start, node.end, length)
        if record.text[node.title_start : node.title_end] != node.title:
            yield f"{node.kind} {node.path}: the title is not the text at its span"
        if node.parent is None:
            if node.kind is not NodeKind.DOCUMENT:
                yield f"{node.kind} {node.path} has no parent"
            continue
        parent = by_id.get(node.parent)
        if parent is None:
            yield f"{node.kind} {node.path}: unknown parent {node.parent}"
        elif not (parent.start <= node.start and node.end <= parent.end):
            yield f"{node.kind} {node.path} ({node.start}–{node.end}) lies outside its parent ({parent.start}–{parent.end})"
    addressed = (NodeKind.PART, NodeKind.SECTION, NodeKind.POINT)
    own = [node for node in record.nodes if node.kind in addressed and not _shares_path(node, by_id)]
    yield from _duplicates("path", (str(node.path) for node in own))


def covered(record: Record) -> bytearray:
    """One byte for each character of the text: 1 where a leaf, a heading or an unread span holds it."""
    marks = bytearray(len(record.text))
    parents = {node.parent for node in record.nodes}
    first_child: dict[str, int] = {}
    for node in record.nodes:
        if node.parent is not None:
            first_child.setdefault(node.parent, node.start)
    for node in record.nodes:
        if node.id not in parents and node.kind is not NodeKind.DOCUMENT:
            start, end = node.start, node.end
            if node.label and record.text[max(0, start - 20) : start].rstrip().endswith(node.label):
                start = record.text.rindex(node.label, 0, start)
        elif node.kind in _HOLDERS and node.kind is not NodeKind.DOCUMENT:
            start, end = node.start, max(node.title_end, first_child.get(node.id, node.end))
        else:
            continue
        marks[start:end] = b"\x01" * (end - start)
    for span in record.unread:
        marks[span.start : span.end] = b"\x01" * (span.end - span.start)
    return marks


def _coverage(record: Record) -> Iterator[str]:
    marks = covered(record)
    lost = [index for index, mark in enumerate(marks) if not mark and not record.text[index].isspace()]
    if lost:
        around = record.text[lost[0] : lost[0] + 20]
        yield f"{len(lost)} characters belong to no leaf, the first at {lost[0]}: {around!r}"


def _offsets(record: Record) -> Iterator[str]:
    clean = source = 0
    for run in record.offsets:
        if run.clean < clean or run.source < source or run.length <= 0:
            yield f"the offset run at {run.clean} overlaps the one before it"
            return
        clean, source = run.clean + run.length, run.source + run.length
    if clean > len(record.text):
        yield f"the offset runs end at {clean} in a text of {len(record.text)} characters"


def _facts(record: Record) -> Iterator[str]:
    length = len(record.text)
    nodes: dict[str, Node] = {node.id: node for node in record.nodes}
    entities = {entity.id for entity in record.entities}
    yield from _duplicates("entity", (entity.id for entity in record.entities))
    yield from _duplicates("statement", (statement.id for statement in record.statements))
    yield from _duplicates("target", (target.id for target in record.targets))
    for mention in record.mentions:
        yield from _in_range(f"a mention of {mention.entity}", mention.start, mention.end, length)
        if mention.entity not in entities:
            yield f"a mention of the unknown entity {mention.entity}"
        if mention.node not in nodes:
            yield f"a mention in the unknown node {mention.node}"
    for statement in record.statements:
        yield from _in_range(f"statement {statement.id}", statement.start, statement.end, length)
        if statement.object not in entities:
            yield f"statement {statement.id} has the unknown object {statement.object}"
        if statement.subject not in nodes and statement.subject not in entities and statement.subject != record.id:
            yield f"statement {statement.id} has the unknown subject {statement.subject}"
        if not 0.0 <= statement.confidence <= 1.0:
            yield f"statement {statement.id} has the confidence {statement.confidence}"
    for target in record.targets:
        yield from _in_range(f"target {target.id}", target.start, target.end, length)
        if target.node not in nodes:
            yield f"target {target.id} in the unknown node {target.node}"


def find_problems(record: Record) -> list[str]:
    """All that is wrong with a record, the first twenty; empty for a sound one."""
    problems: list[str] = []
    for check in (_offsets, _nodes, _coverage, _facts):
        for problem in check(record):
            problems.append(problem)
            if len(problems) >= _MOST:
                return problems
    for span in record.unread:
        problems.extend(_in_range("an unread span", span.start, span.end, len(record.text)))
    return problems


def audit(record: Record) -> None:
    """Refuse a record that is not sound.

    Args:
        record: The record.

    Raises:
        RecordFormatError: With the first problem; the hint counts the others.
    """
    problems = find_problems(record)
    if problems:
        more = f"and {len(problems) - 1} more problems. " if len(problems) > 1 else ""
        raise RecordFormatError(
            f"the record does not hold together: {problems[0]}",
            where=record.source_name,
            hint=f"{more}Nothing was stored; report this with the file",
        )
