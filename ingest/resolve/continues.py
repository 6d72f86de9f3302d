"""``continues``: the same work in the next document of a series, by shared words of the titles and shared entities.

A series is what one issuer writes year after year (工作要点 of 2021 and of 2023), or documents whose titles differ by the
year alone. No model is used: points are compared by the pairs of characters of their titles and by their entities.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ontology.identity import fold_name
from ontology.records import DocumentLink, Node, NodeKind, Record

THRESHOLD = 0.4  # measured: see docs/decisions/023
_TITLE_WEIGHT = 0.7
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:19|20)?[0-9]{2})?年?(?:度)?|\([^()]*\)")
_PLAIN = re.compile(  # words of every title
    "推进|加强|做好|深化|实施|建设|工作|全面|深入|加快|推动|落实|持续|进一步|完善|提高|提升|开展|组织|强化|健全|促进"
    "|[和与的及、，。]"
)


def continues(records: Sequence[Record], canonical: Mapping[str, str]) -> list[DocumentLink]:
    """Link each point to the point of the preceding document of its series that it continues."""
    links = []
    for older, newer in _pairs(records):
        links += _between(older, newer, canonical)
    return sorted(links, key=lambda link: (link.source, link.target))


def _pairs(records: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    series: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.meta.year is None or record.meta.kind in {"法律", "法", "条例"}:
            continue
        issuer = fold_name(record.meta.issuer or "")
        title = _YEAR.sub("", fold_name(record.meta.title))
        key = (issuer, record.meta.kind or "") if issuer and record.meta.kind == "工作要点" else ("", title)
        series[key].append(record)
    for group in series.values():
        ordered = sorted(group, key=lambda record: (record.meta.year or 0, record.id))
        years = sorted({record.meta.year or 0 for record in ordered})
        for before, after in pairwise(years):
            for older in (r for r in ordered if r.meta.year == before):
                for newer in (r for r in ordered if r.meta.year == after):
                    yield older, newer


def _between(older: Record, newer: Record, canonical: Mapping[str, str]) -> list[DocumentLink]:
    old = _points(older, canonical)
    links = []
    for node, words, things in _points(newer, canonical):
        scored = [(_score(words, things, w, t), other.order, other) for other, w, t in old]
        best = max(scored, key=lambda item: (item[0], -item[1]), default=None)
        if best and best[0] >= THRESHOLD:
            links.append(DocumentLink("continues", node.id, best[2].id, round(best[0], 3), _why(node, best[2]), newer.id))
    return links


def _points(record: Record, canonical: Mapping[str, str]) -> list[tuple[Node, frozenset[str], frozenset[str]]]:
    things: dict[str, set[str]] = defaultdict(set)
    for mention in record.mentions:
        if mention.entity in canonical:
            things[mention.node].add(canonical[mention.entity])
    return [
        (node, _words(node.title), frozenset(things[node.id]))
        for node in record.nodes
        if node.kind is NodeKind.POINT and node.title
    ]


def _words(title: str) -> frozenset[str]:
    text = _PLAIN.sub(" ", _YEAR.sub("", fold_name(title)))
    return frozenset(part[i : i + 2] for part in text.split() for i in range(len(part) - 1))


def _score(words: frozenset[str], things: frozenset[str], other: frozenset[str], others: frozenset[str]) -> float:
    title = _dice(words, other)
    shared = _dice(things, others)
    mixed = _TITLE_WEIGHT * title + (1 - _TITLE_WEIGHT) * shared + 0.15 * (shared > 0 and title > 0)
    return min(1.0, max(title, mixed))


def _dice(one: frozenset[str], two: frozenset[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def _why(newer: Node, older: Node) -> str:
    return "same title" if fold_name(newer.title) == fold_name(older.title) else "shared words and entities"
