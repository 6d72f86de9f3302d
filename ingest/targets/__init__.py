"""Targets: numbers with a unit that a document promises or demands."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.targets.context import Clause, baseline, comparator, deadline, subject, years
from ingest.targets.numbers import read_number, read_share
from ingest.targets.screen import is_target
from ingest.targets.spans import SentenceSpan, sentence_spans
from ingest.targets.vocabulary import Words, load_words
from ontology.identity import make_id
from ontology.records import Record, Target

__all__ = ["find_targets"]

_PERIOD = re.compile("每(?:隔)?(?:(?:\\d+|[一二三四五六七八九十两半])个?)?(?:年度|年|月|季度|季|周|日|天|学期|学年|小时|半年)")

_STOP = re.compile("[，：。、；\t]|,(?!\\d{3}(?!\\d))")  # a page may print the comma narrow; 12,000 holds none


@dataclass(frozen=True, slots=True)
class _Value:
    value: float
    unit: str
    upper: float | None = None
    rule: str = "target/quantity"


def find_targets(record: Record) -> Record:
    """Return the record with its targets in document order.

    Args:
        record: A record with outline and mentions.

    Returns:
        The record with targets. The same record gives the same targets.
    """
    words = load_words()
    names = _names(record)
    found: list[Target] = []
    carried: tuple[str, tuple[int, ...]] = ("", ())
    for span in sentence_spans(record):
        text = record.text[span.start : span.end]
        stretch = years(text, carried[1] if carried[0] == span.paragraph else ())
        carried = (span.paragraph, stretch)
        found.extend(_in_sentence(record, span, text, stretch, words, names))
    return dataclasses.replace(record, targets=tuple(found))


def _names(record: Record) -> frozenset[int]:
    """Offsets inside names of documents, bodies and events: a count in a name is no target, one that opens it may be."""
    kinds = {entity.id: entity.type for entity in record.entities}
    held = [m for m in record.mentions if kinds.get(m.entity) in ("Policy", "Institution", "Event")]
    inside = {offset for mention in held for offset in range(mention.start + 1, mention.end)}
    campaigns = (m for m in record.mentions if kinds.get(m.entity) == "Program")
    for mention in campaigns:
        if record.text[mention.start : mention.end].endswith(("行动", "工程", "计划", "专项")):  # 万亩林地提质行动
            inside.update(range(mention.start, mention.end))
    return frozenset(inside)


def _in_sentence(
    record: Record, span: SentenceSpan, text: str, stretch: tuple[int, ...], words: Words, names: frozenset[int]
) -> Iterator[Target]:
    matches = list(words.quantity.finditer(text))
    if not matches:
        return
    common: tuple[str | None, str | None] | None = None  # the same for all targets of the sentence
    periods = {offset for match in _PERIOD.finditer(text) for offset in range(*match.span())}
    stops = [stop.span() for stop in _STOP.finditer(text)]
    for match in matches:
        read = _read(match)
        if read is None or match.start() in periods or span.start + match.start() in names:
            continue
        clause = _clause(text, match, stops)
        if not is_target(clause, match, read.unit, words):
            continue
        common = common or (deadline(text), baseline(text))
        start, end = span.start + match.start(), span.start + match.end()
        yield Target(
            id=make_id("tg", record.id, start, end),
            node=span.node.id,
            path=span.node.path,
            value=read.value,
            unit=read.unit,
            start=span.start + clause.start if match.start() - clause.start <= 30 else start,
            end=end,
            rule=read.rule,
            comparator="x" if read.rule == "target/doubling" else comparator(clause, words),
            upper=read.upper,
            years=stretch,
            deadline=common[0],
            baseline=common[1],
            subject=subject(clause, words),
        )


def _read(match: re.Match[str]) -> _Value | None:
    if match["doublings"]:
        times = read_number(match["doublings"])
        return _Value(2**times, "倍", rule="target/doubling") if times else None
    if match["denominator"]:
        share = read_share(match["denominator"], match["numerator"])
        return _Value(share[0], share[1], rule="target/share") if share else None
    value = read_number(match["number"], match["multiplier"] or (match["upper_multiplier"] if match["upper"] else "") or "")
    if value is None:
        return None
    upper = read_number(match["upper"], match["upper_multiplier"] or "") if match["upper"] else None
    unit = "%" if match["unit"] == "％" else match["unit"]
    return _Value(value, unit, upper, "target/range" if match["upper"] else "target/quantity")


def _clause(text: str, match: re.Match[str], stops: Sequence[tuple[int, int]]) -> Clause:
    """The clause around a number, between the stops of its sentence."""
    before = bisect_right(stops, match.start(), key=lambda stop: stop[1])
    after = bisect_left(stops, match.end(), key=lambda stop: stop[0])
    left, right = stops[before - 1][1] if before else 0, stops[after][0] if after < len(stops) else len(text)
    if text.endswith(",", 0, match.start()):
        left = match.start()  # a comma right before a number of three digits parts them all the same
    return Clause(text, left, match.start(), match.end(), right)
