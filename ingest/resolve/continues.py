"""``continues``: the same work in the next document of a series, by shared words of the titles and shared entities.

A series is what one issuer writes year after year (工作要点 of 2021 and of 2023), or documents whose titles differ by the
year alone. No model is used: points are compared by the pairs of characters of their titles and by their entities.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ontology.identity import fold_name
from ontology.records import DocumentLink, Node, NodeKind, Record

THRESHOLD = 0.4  # measured: see docs/decisions/023
_TITLE_WEIGHT = 0.7
_BOTH = 0.15  # when words and entities agree, whatever their share
_NO_SERIES = frozenset(  # a later law or rule supersedes; it does not continue work
    {"法律", "法", "条例", "办法", "管理办法", "暂行办法", "规定", "细则", "实施细则", "章程", "制度", "决定", None}
)
_YEAR = re.compile(
    r"(?:19|20)[0-9]{2}年?(?:-(?:19|20)?[0-9]{2})?年?(?:度)?|\([^()]*\)"
    r"|第?十[一二三四五六](?:个五年|五)(?:时期|期间)?|第[一二三四五六七八九十]+轮|新一轮"
)
_WORK_POINTS = "工作要点"
_PLAIN = re.compile(  # words of every title
    "推进|加强|做好|深化|实施|建设|工作|全面|深入|加快|推动|落实|持续|进一步|完善|提高|提升|开展|组织|强化|健全|促进|宣传|贯彻|召开|举办|办好|规范|创新"
    "|[和与的及、，。]"
)


def continues(records: Sequence[Record], canonical: Mapping[str, str]) -> list[DocumentLink]:
    """Link each point to the point of the preceding document of its series that it continues."""
    links = []
    for older, newer in _pairs(records):
        links += _between(older, newer, canonical)
    return sorted(links, key=lambda link: (link.source, link.target))


def _pairs(records: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Documents of consecutive years of a series, older first; each pair once."""
    series: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in records:
        meta = record.meta
        if meta.year is None or not meta.title or meta.kind in _NO_SERIES:
            continue
        series["title", _YEAR.sub("", fold_name(meta.title))].append(record)
        if meta.issuer and meta.kind == _WORK_POINTS:
            series["issuer", fold_name(meta.issuer), _field(meta.title, meta.issuer)].append(record)
    pairs: dict[tuple[str, str], tuple[Record, Record]] = {}
    for group in series.values():
        by_year: dict[int, list[Record]] = defaultdict(list)
        for record in group:
            by_year[record.meta.year or 0].append(record)
        for before, after in pairwise(sorted(by_year)):
            pairs.update({(o.id, n.id): (o, n) for o in by_year[before] for n in by_year[after]})
    return [pairs[key] for key in sorted(pairs)]


def _field(title: str, issuer: str) -> str:
    """What work points are of, if not of all that the body does: 安全生产 in the title of a county's points on safety."""
    bare = _YEAR.sub("", fold_name(title)).replace(fold_name(issuer), "").replace(_WORK_POINTS, "")
    bare = re.sub("^(?:关于)?(?:印发|发布)|的通知$|全[省市县区]", "", bare)
    return "" if bare in fold_name(issuer) else bare  # the office of a ministry, without the ministry


def _between(older: Record, newer: Record, canonical: Mapping[str, str]) -> list[DocumentLink]:
    old, new = _points(older, canonical), _points(newer, canonical)
    weights = _weights(words for _, words, _ in (*old, *new))
    links = []
    for node, words, things in new:
        scored = [(_score(weights, (words, things), (w, t)), -other.order, other) for other, w, t in old]
        best = max(scored, key=lambda item: item[:2], default=None)
        if best and best[0] >= THRESHOLD:
            score = round(best[0], 3)
            links.append(DocumentLink("continues", node.id, best[2].id, score, _why(node, best[2]), newer.id))
    return links


def _weights(titles: Iterable[frozenset[str]]) -> dict[str, float]:
    """A pair of characters that many titles share (职业, 教育) says little: weight 1 / number of titles."""
    counts = Counter(word for words in titles for word in words)
    return {word: 1 / count for word, count in counts.items()}


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
    text = _YEAR.sub("", fold_name(title))
    pairs = frozenset(part[i : i + 2] for part in _PLAIN.sub(" ", text).split() for i in range(len(part) - 1))
    return pairs or frozenset({text})


Point = tuple[frozenset[str], frozenset[str]]


def _score(weights: Mapping[str, float], one: Point, two: Point) -> float:
    """Likeness of two points in 0..1: that of their titles, or of titles and entities together, whichever is more."""
    title = _dice(one[0], two[0], weights)
    shared = _dice(one[1], two[1], {})
    both = _BOTH if shared and title else 0.0
    return min(1.0, max(title, _TITLE_WEIGHT * title + (1 - _TITLE_WEIGHT) * shared + both))


def _dice(one: frozenset[str], two: frozenset[str], weights: Mapping[str, float]) -> float:
    """Weighted Dice coefficient; a word without a weight weighs 1."""

    def weigh(words: frozenset[str]) -> float:
        return sum(weights.get(word, 1.0) for word in sorted(words))

    total = weigh(one) + weigh(two)
    return 2 * weigh(one & two) / total if total else 0.0


def _why(newer: Node, older: Node) -> str:
    return "same title" if fold_name(newer.title) == fold_name(older.title) else "shared words and entities"
