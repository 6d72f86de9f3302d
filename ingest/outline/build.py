"""Put the outline together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.identity import make_id
from ontology.records import Node, NodeKind, Path, Unread

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_PART = re.compile(r"(?:(?<=^)|(?<=\n))[ \t]*(?P<label>(?P<n>[一二三四五六七八九十]+)、)(?P<title>[^\n。]{1,60})")
_POINT = re.compile(r"(?:(?<=^)|(?<=\n))[ \t]*(?P<label>[（(]?(?P<n>\d+|[一二三四五六七八九十]+)[.．、）)]) ?(?P<title>[^\n。]{1,60})")


@dataclass(frozen=True, slots=True)
class Outline:
    """Nodes in document order, and what was not understood."""

    nodes: tuple[Node, ...]
    unread: tuple[Unread, ...] = ()


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" in text:
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return _DIGITS[text]


def read_outline(text: str, document_id: str) -> Outline:
    """Read the outline of a clean text."""
    nodes: list[Node] = []

    def add(kind: NodeKind, path: Path, span: tuple[int, int], title: tuple[int, int], parent: str | None, label: str = "") -> str:
        node_id = make_id("node", document_id, kind.value, span[0], span[1], ".".join(map(str, path)))
        nodes.append(
            Node(node_id, kind, path, text[slice(*title)], span[0], span[1], title[0], title[1], parent, len(nodes), label)
        )
        return node_id

    root = add(NodeKind.DOCUMENT, (), (0, len(text)), (0, 0), None)
    parts = list(_PART.finditer(text))
    end = parts[0].start("label") if parts else len(text)
    add(NodeKind.PREAMBLE, (0,), (0, end), (0, 0), root)
    for i, part in enumerate(parts):
        start, stop = part.start("label"), parts[i + 1].start("label") if i + 1 < len(parts) else len(text)
        number = _number(part["n"])
        part_id = add(NodeKind.PART, (number,), (start, stop), part.span("title"), root, part["label"])
        points = [m for m in _POINT.finditer(text, part.end(), stop) if not re.match(r"[一二三]", m["label"])]
        for j, point in enumerate(points):
            last = points[j + 1].start("label") if j + 1 < len(points) else stop
            path = (number, _number(point["n"]))
            add(NodeKind.POINT, path, (point.start("label"), last), point.span("title"), part_id, point["label"])
    return Outline(tuple(nodes))
