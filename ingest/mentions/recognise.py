"""All recognisers over one record."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import lru_cache

from ingest.lexicon import Lexicon
from ingest.mentions.assemble import Assembly
from ingest.mentions.found import Found
from ingest.mentions.front import front
from ingest.mentions.grammar import KnownEdges
from ingest.mentions.judge import Judge
from ingest.mentions.known import KnownNames
from ingest.mentions.memory import again, defined, learned
from ingest.mentions.offices import Offices, abbreviated, governments
from ingest.mentions.patterns import patterns
from ingest.mentions.responsible import Responsible
from ingest.mentions.select import choose
from ingest.mentions.titles import title_issuers, titles
from ingest.mentions.words import Cutter, Line
from ontology.records import Record


_ACTORS = frozenset({"Institution", "Region", "Group"})


class Recognisers:
    """The recognisers compiled from a lexicon for the documents of one region (``None``: of a central body)."""

    def __init__(self, lexicon: Lexicon, region: str | None) -> None:
        self.lexicon = lexicon
        self.cutter = Cutter(lexicon.words)
        self.known = KnownNames(lexicon, central=region is None)
        self.offices = Offices(lexicon, region)
        self.responsible = Responsible(lexicon, self.offices, dict(lexicon.forms))
        self.judge = Judge(lexicon, self.cutter.knows)

    def find(self, line: Line) -> Iterator[Found]:
        """All spans that any recogniser finds in one line."""
        named = list(titles(line))
        yield from named
        bodies = [*self.known.find(line), *self.offices.find(line)]
        yield from bodies
        places = {(span.start, span.end): span for span in bodies if span.type == "Institution"}
        for span in title_issuers(line):
            parts = [b for key, b in sorted(places.items()) if span.start <= key[0] and key[1] <= span.end]
            if (span.start, span.end) in places:
                parts = [places[span.start, span.end]]
            elif sum(part.length for part in parts) < 0.8 * span.length:
                parts = [span]
            yield from (dataclasses.replace(part, nested=True) for part in parts)
        yield from patterns(line)
        yield from governments(line)
        yield from abbreviated(line, self.lexicon)
        yield from self.responsible.find(line)
        edges = KnownEdges(
            frozenset(b.start - line.start for b in bodies),
            frozenset(b.end - line.start for b in bodies if b.type in _ACTORS and b.length > 2),
            frozenset(b.end - line.start for b in bodies if b.type == "Institution"),
        )
        yield from self.judge.find(line, edges)


@lru_cache(maxsize=8)
def _compiled(version: str, region: str | None, holder: _Holder) -> Recognisers:
    return Recognisers(holder.lexicon, region)


@dataclasses.dataclass(frozen=True)
class _Holder:
    """Lets a lexicon be a cache key by its version."""

    version: str
    lexicon: Lexicon = dataclasses.field(compare=False)


def recognisers(lexicon: Lexicon, region: str | None) -> Recognisers:
    """The recognisers for a lexicon and a region, compiled once."""
    return _compiled(lexicon.version, region, _Holder(lexicon.version, lexicon))


def find_mentions(record: Record, lexicon: Lexicon) -> Record:
    """Find the entities that a document names.

    Args:
        record: A record with text, metadata and nodes.
        lexicon: The lexicon to use.

    Returns:
        The record with ``entities`` (sorted by type and name) and ``mentions`` (in order of the text).
    """
    compiled = recognisers(lexicon, record.meta.region)
    cut = compiled.cutter.lines(record.text)
    found = [span for line in cut for span in compiled.find(line)]
    found += front(record, lexicon)
    chosen = [_named(span, record.text) for span in choose(found)]
    chosen = _other_forms(chosen)
    shorts = defined(cut, chosen)
    more = list(again(cut, learned(chosen, shorts)))
    if more:
        chosen = _other_forms([_named(span, record.text) for span in choose([*found, *more])])
    return Assembly(record, lexicon).build(chosen)


def _named(span: Found, text: str) -> Found:
    printed = text[span.start : span.end]
    return dataclasses.replace(span, printed=printed, name=span.name or printed)


def _other_forms(chosen: list[Found]) -> list[Found]:
    """Keep a known name inside a longer one only where it is the sole place of a form of something named elsewhere."""
    outside = {(span.type, span.name): span.printed for span in chosen if not span.nested}
    printed = {span.printed for span in chosen if not span.nested}
    return [
        span
        for span in chosen
        if not span.nested or span.rule != "lexicon" or ((span.type, span.name) in outside and span.printed not in printed)
    ]
