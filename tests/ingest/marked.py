"""Records from marked text: ``指导[地方|Group]建设[示范学校|Group]。`` gives the text without marks, with both mentions.

A line that starts with ``# `` opens a point and is its title; ``## `` opens a part. Text before the first is the preamble.
"""

from __future__ import annotations

import re

from ontology.identity import make_id
from ontology.records import DocumentMeta, Entity, Mention, Node, NodeKind, Record

_MARK = re.compile(r"\[(?P<text>[^\[\]|]+)\|(?P<type>[A-Z][a-z]+)(?:=(?P<name>[^\[\]|]+))?\]")


def record_of(marked: str, *, meta: DocumentMeta | None = None) -> Record:
    """Build the record; mentions with one name and type are one entity."""
    pieces: list[str] = []
    length = 0
    entities: dict[str, Entity] = {}
    spans: list[tuple[str, int, int]] = []
    heads: list[tuple[int, int, str]] = []
    for line in marked.strip().splitlines():
        level = len(line) - len(line.lstrip("#"))
        line = line.lstrip("# ")
        start, position = length, 0
        for match in _MARK.finditer(line):
            pieces.append(line[position : match.start()])
            length += len(pieces[-1])
            name = match["name"] or match["text"].strip("《》“”")
            entity = Entity(make_id("ent", match["type"], name), match["type"], name)
            entities[entity.id] = entity
            spans.append((entity.id, length, length + len(match["text"])))
            pieces.append(match["text"])
            length += len(match["text"])
            position = match.end()
        pieces.append(line[position:] + "\n")
        length += len(pieces[-1])
        if level:
            heads.append((level, start, "".join(pieces)[start : length - 1]))
    text = "".join(pieces)
    nodes = _nodes(text, heads)
    mentions = tuple(
        Mention(entity, start, end, _around(nodes, start).id, _around(nodes, start).path, "test")
        for entity, start, end in spans
    )
    return Record(
        "doc-1",
        "test.txt",
        "0" * 64,
        "text/plain",
        "utf-8",
        "test",
        text,
        (),
        meta or DocumentMeta("测试文件"),
        nodes,
        tuple(entities.values()),
        mentions,
    )


def _nodes(text: str, heads: list[tuple[int, int, str]]) -> tuple[Node, ...]:
    root = Node("n-root", NodeKind.DOCUMENT, (), "", 0, len(text), 0, 0, None, 0)
    first = heads[0][1] if heads else len(text)
    nodes = [root, Node("n-0", NodeKind.PREAMBLE, (0,), "", 0, first, 0, 0, root.id, 1)] if first else [root]
    part, points = 0, 0
    for place, (level, start, title) in enumerate(heads):
        following = [s for other, s, _ in heads[place + 1 :] if level == 1 or other == 2]
        end = following[0] if following else len(text)
        if level == 2:
            part, points = part + 1, 0
            path: tuple[int, ...] = (part,)
        else:
            points += 1
            path = (max(part, 1), points)
        parent = f"n-{part}" if level == 1 and part else root.id
        kind = NodeKind.PART if level == 2 else NodeKind.POINT
        nodes.append(
            Node("n-" + ".".join(map(str, path)), kind, path, title, start, end, start, start + len(title), parent, len(nodes))
        )
    return tuple(nodes)


def _around(nodes: tuple[Node, ...], offset: int) -> Node:
    return [node for node in nodes if node.start <= offset < node.end][-1]


def said(record: Record) -> set[tuple[str, str, str]]:
    """Statements as (path or entity name, predicate, object name)."""
    names = {entity.id: entity.name for entity in record.entities} | {record.id: "document"}
    return {
        (".".join(map(str, s.path)) if s.path is not None else names[s.subject], s.predicate, names[s.object])
        for s in record.statements
    }
