"""What a hit is: a readable stretch of a document, cut along its outline, with the sentences that decide whether it fits.

A passage is the largest node of the outline that is short enough, or neighbouring short siblings together: an article of two
lines says little without its neighbours, and a reader wants the point, not a fragment. It is always one contiguous slice of
``Record.text``. What a hit points to is the node around its best sentence, so nothing is lost by showing the surroundings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ontology.identity import make_id
from ontology.records import CanonicalEntity, Node, NodeKind, Path, Record, Resolution

MAX_CHARACTERS = 1_400
"""Longest passage; readers (and the evaluation) take nothing longer than 1,500 characters for an answer."""
MIN_CHARACTERS = 600
"""Shorter siblings are joined until this length is reached."""
MAX_SENTENCE = 160
"""A longer sentence is cut at commas, so that its vector still means one thing."""

_SENTENCE = re.compile(r"[^。；！？\n]+(?:[。；！？]+[”’」』）)]*)?")
_CLAUSE = re.compile(r"[^，、：,\s]+[，、：,\s]*")
_ADDRESSABLE = frozenset({NodeKind.POINT, NodeKind.PART, NodeKind.SECTION, NodeKind.PREAMBLE, NodeKind.FRONT, NodeKind.BACK})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the document's text, half open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """An addressable node inside a passage. ``outline`` holds the titles above it, from the top."""

    node: str
    kind: str
    path: Path
    title: str
    outline: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PassageEntity:
    """An entity that the passage names, with every name the library knows for it."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageDocument:
    """What a passage's document says of itself."""

    id: str
    title: str
    source_name: str
    issuer: str | None = None
    issuers: tuple[str, ...] = ()
    year: int | None = None
    date: str | None = None
    region: str | None = None
    kind: str | None = None
    doc_number: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of a document that can be found. ``text`` is ``Record.text[start:end]``.

    ``places`` are in order and cover the passage; ``facts`` are (predicate, entity id) that are said in it.
    """

    id: str
    document: PassageDocument
    text: str
    start: int
    end: int
    places: tuple[Place, ...]
    sentences: tuple[Span, ...]
    entities: tuple[PassageEntity, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    def sentence(self, number: int) -> str:
        """The words of a sentence."""
        span = self.sentences[number]
        return self.text[span.start - self.start : span.end - self.start]

    def place_at(self, offset: int) -> Place:
        """The innermost place around an offset of the document."""
        around = [place for place in self.places if place.start <= offset < place.end]
        return min(around, key=lambda place: place.end - place.start) if around else self.places[0]


def passages(
    record: Record, resolution: Resolution, *, longest: int = MAX_CHARACTERS, shortest: int = MIN_CHARACTERS
) -> list[Passage]:
    """Cut a record into passages in the order of its text.

    Args:
        record: The document.
        resolution: Names the entities as the whole library knows them.
        longest: Most characters of a passage.
        shortest: Siblings are joined until this many characters.

    Returns:
        Passages that do not overlap and together hold all text but white space.
    """
    children = _children(record)
    roots = [node for node in record.nodes if node.parent is None]
    spans = [span for root in roots for span in _cut(record, root, children, longest, shortest)] if roots else []
    if not spans:
        spans = _split(record.text, Span(0, len(record.text)), longest)
    document = _document(record)
    places = _places(record)
    names = _Names(record, resolution)
    return [made for span in spans if (made := _passage(record, document, span, places, names)) is not None]


def _children(record: Record) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in sorted(record.nodes, key=lambda node: (node.start, node.order)):
        if node.parent is not None:
            found.setdefault(node.parent, []).append(node)
    return found


def _cut(record: Record, node: Node, children: dict[str, list[Node]], longest: int, shortest: int) -> list[Span]:
    """Spans of a node: itself when short, else its children's, small ones joined; together they cover it."""
    if node.end - node.start <= longest and node.kind is not NodeKind.DOCUMENT:
        return [Span(node.start, node.end)]
    below = children.get(node.id, [])
    if not below:
        return _split(record.text, Span(node.start, node.end), longest)
    pieces: list[Span] = []
    at = node.start
    for child in below:
        if child.start > at:
            pieces += _split(record.text, Span(at, child.start), longest)
        pieces += _cut(record, child, children, longest, shortest)
        at = max(at, child.end)
    if at < node.end:
        pieces += _split(record.text, Span(at, node.end), longest)
    return _join(pieces, longest, shortest)


def _join(pieces: Sequence[Span], longest: int, shortest: int) -> list[Span]:
    """Join a piece to the one before it while either is short and both fit in one passage."""
    joined: list[Span] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and min(last.end - last.start, piece.end - piece.start) < shortest and piece.end - last.start <= longest:
            joined[-1] = Span(last.start, piece.end)
        else:
            joined.append(piece)
    return joined


def _split(text: str, span: Span, longest: int) -> list[Span]:
    """Cut a span without outline at sentences, so that no piece is too long."""
    found: list[Span] = []
    for sentence in _sentences(text, span.start, span.end, longest):
        if found and sentence.end - found[-1].start <= longest:
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.append(sentence)
    return found


def _sentences(text: str, start: int, end: int, longest: int = MAX_SENTENCE) -> list[Span]:
    """Sentences of a stretch without the white space around them; a fragment joins the sentence before it."""
    found: list[Span] = []
    for match in _SENTENCE.finditer(text, start, end):
        for span in _clauses(text, match.start(), match.end(), longest):
            trimmed = _trim(text, span)
            if trimmed.start >= trimmed.end:
                continue
            found.append(trimmed)
    return found


def _sentences_by_place(text: str, span: Span, places: Iterable[Place]) -> list[Span]:
    """Sentences of a passage that keep within their points, also where all stand on one line."""
    cuts = sorted({span.start, span.end, *(place.start for place in places if span.start < place.start < span.end)})
    return [sentence for start, end in pairwise(cuts) for sentence in _sentences(text, start, end)]


def _clauses(text: str, start: int, end: int, longest: int) -> Iterator[Span]:
    if end - start <= longest:
        yield Span(start, end)
        return
    begin = start
    for match in _CLAUSE.finditer(text, start, end):
        if match.end() - begin > longest and match.start() > begin:
            yield Span(begin, match.start())
            begin = match.start()
    while end - begin > longest:  # a run without any mark
        yield Span(begin, begin + longest)
        begin += longest
    yield Span(begin, end)


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _document(record: Record) -> PassageDocument:
    meta = record.meta
    issuers = meta.issuers or ((meta.issuer,) if meta.issuer else ())
    named = (record.id, meta.title, record.source_name, meta.issuer, issuers)
    return PassageDocument(*named, meta.year, meta.date, meta.region, meta.kind, meta.doc_number)


def _places(record: Record) -> list[Place]:
    by_id = {node.id: node for node in record.nodes}
    found = []
    for node in record.nodes:
        if node.kind not in _ADDRESSABLE:
            continue
        titles: list[str] = []
        above = by_id.get(node.parent or "")
        while above is not None:
            if above.title and above.kind is not NodeKind.DOCUMENT:
                titles.append(above.title)
            above = by_id.get(above.parent or "")
        found.append(Place(node.id, node.kind.value, node.path, node.title, tuple(reversed(titles)), node.start, node.end))
    return sorted(found, key=lambda place: (place.start, -place.end))


class _Names:
    """Entities and facts of a record by place, under the ids of the whole library."""

    def __init__(self, record: Record, resolution: Resolution) -> None:
        canonical = resolution.canonical_ids
        mine = {canonical.get(entity.id, entity.id) for entity in record.entities}
        known = {identifier: _from_library(entity) for identifier in mine if (entity := resolution.by_id.get(identifier))}
        own = {entity.id: PassageEntity(entity.id, entity.type, entity.name, entity.aliases) for entity in record.entities}
        judged = bool(resolution.entities)  # then an entity that is not in it was rejected
        self._entities = known if judged else own
        self._mentions = sorted((m.start, canonical.get(m.entity, m.entity)) for m in record.mentions)
        self._facts = sorted((s.start, s.predicate, canonical.get(s.object, s.object)) for s in record.statements)
        self._starts = [start for start, _ in self._mentions]
        self._fact_starts = [start for start, _, _ in self._facts]

    def entities(self, span: Span) -> tuple[PassageEntity, ...]:
        """Entities named between the offsets, in order of their first mention."""
        low, high = _range(self._starts, span)
        ids = dict.fromkeys(entity for _, entity in self._mentions[low:high])
        return tuple(self._entities[entity] for entity in ids if entity in self._entities)

    def facts(self, span: Span) -> tuple[tuple[str, str], ...]:
        """Facts whose words begin between the offsets."""
        low, high = _range(self._fact_starts, span)
        return tuple(dict.fromkeys((predicate, entity) for _, predicate, entity in self._facts[low:high]))


def _from_library(entity: CanonicalEntity) -> PassageEntity:
    return PassageEntity(entity.id, entity.type, entity.name, entity.aliases)


def _range(starts: Sequence[int], span: Span) -> tuple[int, int]:
    return bisect_right(starts, span.start - 1), bisect_right(starts, span.end - 1)


def _passage(record: Record, document: PassageDocument, span: Span, places: Iterable[Place], names: _Names) -> Passage | None:
    span = _trim(record.text, span)
    if span.start >= span.end:
        return None
    inside = tuple(place for place in places if place.start < span.end and place.end > span.start)
    return Passage(
        make_id("psg", record.id, span.start, span.end),
        document,
        record.text[span.start : span.end],
        span.start,
        span.end,
        inside or (Place(record.id, NodeKind.DOCUMENT.value, (), document.title, (), 0, len(record.text)),),
        tuple(_sentences_by_place(record.text, span, inside)),
        names.entities(span),
        names.facts(span),
    )
