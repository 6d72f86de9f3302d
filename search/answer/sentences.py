"""Sentences of a record, with the headings that stand over each."""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass

from ontology.records import Node, NodeKind, Path, Record

_ADDRESSABLE = frozenset({NodeKind.PREAMBLE, NodeKind.PART, NodeKind.SECTION, NodeKind.POINT, NodeKind.ROW})
_END = re.compile(r"[。！？!?；;][”’」』》）)]*|\n")
_MIN = 2
_MAX = 400


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its span in ``Record.text``, the path it stands under and the titles over it, nearest first.

    ``node`` is the id of the smallest addressable node around it.
    """

    start: int
    end: int
    path: Path
    node: str
    headings: tuple[str, ...]
    heading: bool = False


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    position = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        spans.extend(_trim(text, position, stop))
        position = stop
    spans.extend(_trim(text, position, end))
    return spans


def _trim(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and text[start] in " \n\t\r　*#|":
        start += 1
    while end > start and text[end - 1] in " \n\t\r　*|":
        end -= 1
    if end - start < _MIN:
        return []
    if end - start <= _MAX:
        return [(start, end)]
    cut = max(text.rfind(mark, start + _MAX // 2, start + _MAX) for mark in "，、,） )")
    cut = cut + 1 if cut > 0 else start + _MAX
    return [(start, cut), *_trim(text, cut, end)]


def _titles(node: Node, by_id: dict[str, Node]) -> tuple[str, ...]:
    titles: list[str] = []
    current: Node | None = node
    while current is not None and current.kind is not NodeKind.DOCUMENT:
        if current.title:
            titles.append(current.title)
        current = by_id.get(current.parent) if current.parent else None
    return tuple(titles)


def split_sentences(record: Record) -> list[Sentence]:
    """Cut the whole text into sentences in reading order; headings are sentences of their own.

    A sentence ends at 。！？； or a line's end, and wherever a node of the outline begins or ends. One of more than 400
    characters is cut at a comma.
    """
    by_id = {node.id: node for node in record.nodes}
    places = sorted((n for n in record.nodes if n.kind in _ADDRESSABLE), key=lambda n: (n.start, -(n.end - n.start)))
    edges = {0, len(record.text)}
    for node in record.nodes:
        edges.update((node.start, node.end))
        if node.title_end > node.title_start:
            edges.add(node.start)
            edges.update(_heading_edge(record.text, node))
    text = record.text
    bounds = sorted(edge for edge in edges if 0 <= edge <= len(text) and text[edge : edge + 1] not in ("，", "、", ","))
    head_ends = {n.title_end for n in record.nodes if n.title_end > n.title_start}
    starts = [node.start for node in places]
    sentences = []
    for left, right in itertools.pairwise(bounds):
        for start, end in _spans(record.text, left, right):
            owner = _owner(places, starts, start, end)
            titles = _titles(owner, by_id) if owner else ()
            is_head = owner is not None and bool({end, end - 1} & head_ends) and start <= owner.title_start + 8
            sentences.append(
                Sentence(start, end, owner.path if owner else (0,), owner.id if owner else record.id, titles, is_head)
            )
    return sentences


def _heading_edge(text: str, node: Node) -> tuple[int, ...]:
    """Where a heading ends, when it stands alone: a title that runs on in its sentence is no heading."""
    after = text[node.title_end : node.title_end + 1]
    if after in ("。", "：", ":", "；"):
        return (node.title_end + 1,)
    return (node.title_end,) if not after or after.isspace() else ()


def _owner(places: list[Node], starts: list[int], start: int, end: int) -> Node | None:
    """The smallest addressable node around the span."""
    index = bisect.bisect_right(starts, start) - 1
    while index >= 0:
        node = places[index]
        if node.start <= start and end <= node.end:
            return node
        index -= 1
    return None
