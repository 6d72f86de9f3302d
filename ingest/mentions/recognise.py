"""All recognisers over one record."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.lexicon import Lexicon
from ingest.mentions.assemble import Assembly
from ingest.mentions.counties import counties
from ingest.mentions.found import Found
from ingest.mentions.front import front
from ingest.mentions.judge import Judge
from ingest.mentions.known import KnownNames
from ingest.mentions.memory import again, defined, learned, shortened, tails
from ingest.mentions.offices import OfficeIndex, Offices, governments
from ingest.mentions.patterns import patterns
from ingest.mentions.phrase import KnownEdges
from ingest.mentions.responsible import Responsible
from ingest.mentions.select import choose
from ingest.mentions.titles import title_issuers, titles
from ingest.mentions.words import Cutter, Line
from ingest.mentions.yearly import with_tails, yearly
from ontology.records import Record

_DATELINE = re.compile(r"\s*(?:新华社|新华网|中新社|本报)[^。：]{1,16}[电讯]\s*")  # 新华社北京2月13日电
_LEADS = frozenset({"支撑", "带动", "引领", "辐射", "对接", "赋能"})
_MOST = 0.8  # share of a title's head that known bodies must cover to be taken for it
_ACTORS = frozenset({"Institution", "Region", "Group"})


class Shared:
    """What is compiled once from a lexicon, for documents of every region."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.cutter = Cutter(lexicon.words)
        self.judge = Judge(lexicon, self.cutter.knows)
        self.index = OfficeIndex(lexicon)
        self._known: dict[bool, KnownNames] = {}

    def known(self, central: bool) -> KnownNames:
        """The names for documents of central bodies or of local ones, compiled with the first of them."""
        if central not in self._known:
            self._known[central] = KnownNames(self.lexicon, central)
        return self._known[central]


class Recognisers:
    """The recognisers for the documents of one region (``None``: of a central body)."""

    def __init__(self, shared: Shared, region: str | None) -> None:
        self.cutter = shared.cutter
        self.judge = shared.judge
        self.index = shared.index
        self.known = shared.known(region is None)
        self.principles = shared.lexicon.words["principles"]
        self.offices = Offices(shared.index, region)
        self.responsible = Responsible(shared.lexicon.forms, self.offices)

    def find(self, line: Line) -> Iterator[Found]:
        """All spans that any recogniser finds in one line."""
        yield from titles(line)
        offices = (_of_the_party(line, body) for body in self.offices.find(line))
        bodies = [*self.known.find(line), *offices, *self.index.abbreviated(line)]
        yield from bodies
        yield from _issuers(line, bodies)
        yield from (span for span in patterns(line) if not self._principle(line, span))
        yield from (_with_place(span, bodies) for span in yearly(line) if not self._principle(line, span))
        yield from counties(line)
        yield from governments(line)
        yield from self.responsible.find(line)
        edges = KnownEdges(
            frozenset(b.start - line.start for b in bodies),
            frozenset(b.end - line.start for b in bodies if b.type in _ACTORS and b.length != 2),
            frozenset(b.end - line.start for b in bodies if b.type == "Institution"),
        )
        for span in self.judge.find(line, edges):
            if not _side_by_side(line, span, bodies) and not _joined(line, span, bodies):
                yield with_tails(line, span)

    def _principle(self, line: Line, span: Found) -> bool:
        """Whether quotation marks hold a principle or a slogan, which is no programme: “四个最严”."""
        if not span.rule.startswith("pattern.quoted"):
            return False
        return line.text[span.start - line.start : span.end - line.start].strip("“”") in self.principles


def _with_place(span: Found, bodies: list[Found]) -> Found:
    """青海省第十四次党代会: the place belongs to the name of its congress."""
    if span.rule != "pattern.congress":
        return span
    starts = [body.start for body in bodies if body.type == "Region" and body.start < span.start and body.end in _next_to(span)]
    return span._replace(start=min(starts)) if starts else span


def _next_to(span: Found) -> range:
    return range(span.start, span.start + 2)


def _of_the_party(line: Line, body: Found) -> Found:
    """中共河南省委办公厅: 中共 belongs to the name of a party committee."""
    at = body.start - line.start
    if body.type == "Institution" and line.text.endswith("中共", 0, at) and "委" in line.text[at : body.end - line.start]:
        return body._replace(start=body.start - 2)
    return body


def _side_by_side(line: Line, span: Found, bodies: list[Found]) -> bool:
    """Whether a span is nothing but two known bodies: 市委办公室市政府办公室, or the first of them and half of the other."""
    if span.type not in {"Institution", "Group"}:
        return False
    ends = {body.end for body in bodies if body.start == span.start and body.type == "Institution"}
    whole = span.type == "Institution" or line.text.endswith("政府", 0, span.end - line.start)
    return whole and any(body.start in ends and body.end >= span.end and body.type == "Institution" for body in bodies)


def _joined(line: Line, span: Found, bodies: list[Found]) -> bool:
    """Whether a span is a known name of its type with a verb before it that the dictionary takes for a noun: 支撑X."""
    ends = (body.start - line.start for body in bodies if body.type == span.type and body.end == span.end)
    return any(line.text[span.start - line.start : end] in _LEADS for end in ends)


def _issuers(line: Line, bodies: list[Found]) -> Iterator[Found]:
    """The bodies that head a title: as the lexicon and the office grammar know them, else as printed."""
    known = sorted((b for b in bodies if b.type == "Institution"), key=lambda b: (b.start, b.end))
    for span in title_issuers(line):
        parts = [b for b in known if span.start <= b.start and b.end <= span.end]
        parts = [
            b for b in parts if not any(o.start <= b.start and b.end <= o.end and o.length > b.length for o in parts)
        ] or parts
        whole = [b for b in parts if b.length == span.length]
        if sum(part.length for part in parts) < _MOST * span.length:
            parts = [span]
        yield from (part._replace(nested=True, rule=span.rule) for part in whole or parts)


@dataclasses.dataclass(frozen=True)
class _Key:
    """A lexicon as a cache key: by its version."""

    version: str
    lexicon: Lexicon = dataclasses.field(compare=False)


@lru_cache(maxsize=4)
def _shared(key: _Key) -> Shared:
    return Shared(key.lexicon)


@lru_cache(maxsize=64)
def _compiled(key: _Key, region: str | None) -> Recognisers:
    return Recognisers(_shared(key), region)


def recognisers(lexicon: Lexicon, region: str | None) -> Recognisers:
    """The recognisers for a lexicon and a region, compiled once."""
    return _compiled(_Key(lexicon.version, lexicon), region)


def find_mentions(record: Record, lexicon: Lexicon) -> Record:
    """Find the entities that a document names.

    Args:
        record: A record with text, metadata and nodes.
        lexicon: The lexicon to use.

    Returns:
        The record with ``entities`` (sorted by type and name) and ``mentions`` (in order of the text).
    """
    compiled = recognisers(lexicon, record.meta.region)
    cut = [line for line in compiled.cutter.lines(record.text) if not _DATELINE.fullmatch(line.text)]
    found = [span for line in cut for span in compiled.find(line)]
    found += front(record, lexicon)
    chosen = [_named(span, record.text) for span in choose(found)]
    chosen = _other_forms(chosen)
    shorts = defined(cut, chosen)
    more = list(again(cut, learned(cut, chosen, shorts)))
    words = lexicon.words
    more += shortened(cut, tails(cut, chosen, words["generic"]), words["govern"] | words["initial"])
    if more:
        chosen = _other_forms([_named(span, record.text) for span in choose([*found, *more])])
    return Assembly(record, lexicon).build(chosen)


def _named(span: Found, text: str) -> Found:
    printed = text[span.start : span.end]
    head = (span.start, span.end, span.type, span.rule, span.name or printed)
    return Found(
        *head, span.entry, span.scope, span.rank, span.nested, span.aliases, printed
    )  # replace() takes four times as long


def _other_forms(chosen: list[Found]) -> list[Found]:
    """Keep a known name inside a longer one only where it is the sole place of a form of something named elsewhere."""
    outside = {(span.type, span.name): span.printed for span in chosen if not span.nested}
    printed = {span.printed for span in chosen if not span.nested}
    return [
        span
        for span in chosen
        if not span.nested
        or span.rule != "lexicon"
        or ((span.type, span.name) in outside and span.printed not in printed and not _within(span, chosen))
    ]


def _within(span: Found, chosen: list[Found]) -> bool:
    """Whether a form stands inside a longer form of the same name: “X+” inside “X+”行动."""
    return any(
        other.start <= span.start and span.end <= other.end and other.length > span.length
        for other in chosen
        if (other.type, other.name) == (span.type, span.name)
    )
