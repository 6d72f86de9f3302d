"""What changed between two points that are the same work: promised numbers, bodies, wording."""

from __future__ import annotations

import difflib
import re

from ontology.records import Node, Record
from search.compare.model import Change, DiffPiece
from search.question.fold import fold
from search.question.names import plain

_TOKEN = re.compile(r"\d+(?:\.\d+)?%?|[a-zA-Z]+|.", re.DOTALL)
_SAME = 0.97
"""Likeness of the wording from which two points count as unchanged: marks and numbering do not matter."""


def body_of(record: Record, node: Node) -> str:
    """The point's words without its printed number."""
    text = record.text[node.start : node.end].strip()
    return text[len(node.label) :].lstrip(" 　.．、") if node.label and text.startswith(node.label) else text


def changes_between(before: Record, a: Node, after: Record, b: Node) -> tuple[tuple[Change, ...], tuple[DiffPiece, ...]]:
    """Changes of targets, bodies and wording, and the wording as runs of same, removed and added characters."""
    changes = [
        Change(field, "；".join(sorted(old - new)), "；".join(sorted(new - old)))
        for field, old, new in (
            ("targets", _targets(before, a), _targets(after, b)),
            ("bodies", _bodies(before, a), _bodies(after, b)),
        )
        if old != new
    ]
    old_text, new_text = body_of(before, a), body_of(after, b)
    pieces = diff(old_text, new_text)
    if difflib.SequenceMatcher(None, plain(old_text), plain(new_text), autojunk=False).ratio() < _SAME:
        removed = " ".join(piece.text.strip() for piece in pieces if piece.kind == "removed" and piece.text.strip())
        added = " ".join(piece.text.strip() for piece in pieces if piece.kind == "added" and piece.text.strip())
        changes.append(Change("wording", removed, added))
    return tuple(changes), pieces


def diff(before: str, after: str) -> tuple[DiffPiece, ...]:
    """Both texts as runs; numbers and Latin words stay whole. The runs of one side joined give that side again."""
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = difflib.SequenceMatcher(None, [fold(t) for t in left], [fold(t) for t in right], autojunk=False)
    pieces = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(DiffPiece("same", "".join(right[k:m])))
            continue
        if j > i:
            pieces.append(DiffPiece("removed", "".join(left[i:j])))
        if m > k:
            pieces.append(DiffPiece("added", "".join(right[k:m])))
    return tuple(pieces)


def _targets(record: Record, node: Node) -> set[str]:
    return {record.text[t.start : t.end].strip() for t in record.targets if node.start <= t.start and t.end <= node.end}


def _bodies(record: Record, node: Node) -> set[str]:
    names = {entity.id: entity.name for entity in record.entities}
    said = (s for s in record.statements if s.predicate in ("responsible", "cooperates_with"))
    return {names[s.object] for s in said if s.object in names and node.start <= s.start < node.end}
