"""The sentences of a record that may hold targets, with the node that each speaks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.relations.sentences import bounded, owners, past_nodes
from ingest.relations.vocabulary import load_words
from ontology.records import Node, NodeKind, Record

_END = re.compile("[。；！？;\n]")
_SPEAKING = frozenset({NodeKind.PREAMBLE, NodeKind.PART, NodeKind.SECTION, NodeKind.POINT})


class SentenceSpan(NamedTuple):
    """A sentence. Sentences of one ``paragraph`` share the year that opens it."""

    start: int
    end: int
    node: Node
    paragraph: str


def sentence_spans(record: Record) -> Iterator[SentenceSpan]:
    """Yield the sentences of points, parts and the preamble that hold a digit or a Chinese numeral."""
    past = past_nodes(record, load_words())
    for left, right, node in owners(record):
        if node.kind not in _SPEAKING or node.id in past:
            continue
        start, paragraph = left, left
        stops = (*(match.end() for match in _END.finditer(record.text, left, right)), right)
        for stop in bounded(record.text, left, stops):
            if stop > start:
                yield SentenceSpan(start, stop, node, f"{node.id}:{paragraph}")
            if record.text[stop - 1] == "\n":
                paragraph = stop
            start = stop
