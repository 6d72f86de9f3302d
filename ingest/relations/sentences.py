"""The text in sentences, each with the node that it speaks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.relations.shape import Shape, fold
from ingest.relations.vocabulary import Words
from ontology.records import Mention, Node, NodeKind, Record

ADDRESSABLE = frozenset({NodeKind.FRONT, NodeKind.PREAMBLE, NodeKind.PART, NodeKind.SECTION, NodeKind.POINT, NodeKind.BACK})
"""Kinds of nodes that a statement can be about. Front and back matter speak for the document, never for a point."""

LONGEST = 1_000
"""Characters after which a sentence is also cut at a comma: no author writes longer ones, but scans run on for ever."""
_END = re.compile("[。；！？!?;\n]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text without a full stop inside. ``title`` says that it is (part of) the node's heading."""

    start: int
    end: int
    node: Node
    title: bool
    shape: Shape


def owners(record: Record) -> list[tuple[int, int, Node]]:
    """Cut the text into stretches by the innermost addressable node, in document order."""
    nodes = [node for node in record.nodes if node.kind in ADDRESSABLE and node.end > node.start]
    nodes.sort(key=lambda node: (node.start, -node.end, node.order))
    cuts = sorted({edge for node in nodes for edge in (node.start, node.end)})
    stretches: list[tuple[int, int, Node]] = []
    stack: list[Node] = []
    upcoming = iter(nodes)
    following = next(upcoming, None)
    for left, right in pairwise(cuts):
        while following is not None and following.start <= left:
            stack.append(following)
            following = next(upcoming, None)
        stack = [node for node in stack if node.end > left]
        if stack:
            stretches.append((left, right, stack[-1]))
    return stretches


def past_nodes(record: Record, words: Words) -> frozenset[str]:
    """Return the ids of nodes that look back, and of all that lies inside them."""
    past: set[str] = set()
    for node in record.nodes:
        if (node.parent in past) or (node.title and words.past_title.search(node.title)):
            past.add(node.id)
    return frozenset(past)


def _edges(record: Record) -> set[int]:
    """Where nodes and headings begin and end, but not where a heading was cut from the sentence that it opens."""
    begins = {edge for node in record.nodes for edge in (node.start, node.title_start) if edge}
    begins = {edge for edge in begins if record.text[edge : edge + 1] not in ("，", "、")}
    return begins | {n.title_end for n in record.nodes if n.title_end and not _mid_sentence(record.text, n.title_end)}


def _mid_sentence(text: str, edge: int) -> bool:
    """Whether a heading was cut from the sentence that it opens."""
    return text[edge - 1] in "，、" or text[edge : edge + 1] in ("，", "、")


def bounded(text: str, left: int, stops: Iterable[int], ordered: Sequence[Mention] = ()) -> Iterator[int]:
    """Yield the stops, and commas outside of names where they are further apart than a sentence is long."""
    for stop in stops:
        while stop - left > LONGEST:
            cut = text.find("，", left + LONGEST // 2, stop) + 1
            while cut and _inside(cut, ordered):
                cut = text.find("，", cut, stop) + 1
            if not cut:
                break
            yield cut
            left = cut
        yield stop
        left = stop


def _inside(place: int, ordered: Sequence[Mention]) -> bool:
    """Whether a mention holds the place; names are short, so only the mentions that begin just before can."""
    last = bisect_left(ordered, place, key=lambda mention: mention.start)
    return any(mention.end > place for mention in ordered[max(0, last - 8) : last])


def sentences(record: Record) -> Iterator[Sentence]:
    """Yield the sentences that hold a mention, in document order."""
    edges = sorted(_edges(record))
    ordered = sorted(record.mentions, key=lambda mention: (mention.start, -mention.end))
    types = {entity.id: entity.type for entity in record.entities}
    first = 0
    for left, right, node in owners(record):
        inside = [edge for edge in edges[bisect_left(edges, left) : bisect_left(edges, right)] if left < edge < right]
        stops = sorted({*inside, *(match.end() for match in _END.finditer(record.text, left, right)), right})
        start = left
        for stop in bounded(record.text, left, stops, ordered):
            while first < len(ordered) and ordered[first].start < start:
                first += 1
            last = first
            while last < len(ordered) and ordered[last].start < stop:
                last += 1
            held = [mention for mention in ordered[first:last] if mention.end <= stop]
            if held:
                shape = fold(record.text, start, stop, held, types)
                yield Sentence(start, stop, node, node.title_start <= start < node.title_end, shape)
            start = stop
