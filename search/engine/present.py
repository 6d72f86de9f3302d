"""From scored passages to what a reader sees: the node, the best sentence, highlights, reasons, duplicates, facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest

from ontology.model import load_model
from search.engine.coverage import Coverage
from search.engine.fuse import Signals
from search.engine.model import FacetCount, Filters, Hit, SimilarPassage, Sort
from search.engine.shelf import Shelf
from search.passages import Passage, Place, Span
from search.understand import Query

DUPLICATE = 0.6
"""Resemblance from which two passages of different documents say the same."""
_COMPARED = 20  # hits among which duplicates are looked for
_MOST_VALUES = 30
_WORDS_DECIDE = 0.5  # share of the query that a passage holds
_CLEARLY_MORE = 0.25  # share of the query
_SURE = 0.45  # similarity from which meaning is worth naming as a reason


def hit(shelf: Shelf, query: Query, coverage: Coverage, signals: Signals, duplicates: Sequence[str] = ()) -> Hit:
    """A passage as a hit."""
    passage = shelf.passages[signals.passage]
    forms = [[form for form in forms if coverage.may_hold(passage.id, form)] for forms in query.forms.values()]
    spans = highlights(shelf, passage, forms)
    best = _best_sentence(shelf, passage, signals, coverage)
    place = passage.place_at(best.start)
    return Hit(
        _identifier(passage, place),
        place.node,
        passage.text,
        round(signals.score, 6),
        place.path,
        place.title or (place.outline[-1] if place.outline else passage.document.title),
        place.kind,
        passage.start,
        passage.end,
        passage.document,
        place.outline,
        tuple(spans),
        best,
        Span(max(place.start, passage.start), min(place.end, passage.end)),
        _reasons(shelf, passage, query, forms, signals),
        tuple(_similar(shelf.passages[other]) for other in duplicates),
    )


def _identifier(passage: Passage, place: Place) -> str:
    whole = passage.start <= place.start and place.end <= passage.end + 2
    return place.node if whole else passage.id


def _best_sentence(shelf: Shelf, passage: Passage, signals: Signals, coverage: Coverage) -> Span:
    """The nearest sentence by meaning, unless another holds clearly more of what the query says."""
    if not passage.sentences:
        return Span(passage.start, passage.end)
    nearest = signals.sentence
    if nearest >= 0 and signals.coverage <= _WORDS_DECIDE:
        return passage.sentences[nearest]
    held = [coverage.of_text(sentence) for sentence in shelf.sentences(passage.id)]
    most = max(range(len(held)), key=lambda number: (held[number], -number))
    if nearest < 0 or held[most] >= held[nearest] + _CLEARLY_MORE:
        return passage.sentences[most]
    return passage.sentences[nearest]


def highlights(shelf: Shelf, passage: Passage, words: Iterable[Iterable[str]]) -> list[Span]:
    """Places in the passage of the forms of the query's words and names, longest first, not overlapping, in order."""
    folded = shelf.mapped(passage.id)
    wanted = {form for forms in words for form in forms if form}
    marked: list[tuple[int, int]] = []
    taken = bytearray(len(folded.text))
    for form in sorted(wanted, key=lambda form: (-len(form), form)):
        at = folded.text.find(form)
        while at >= 0:
            if taken.find(1, at, at + len(form)) < 0:
                taken[at : at + len(form)] = b"\x01" * len(form)
                marked.append((at, at + len(form)))
            at = folded.text.find(form, at + len(form))
    return [Span(passage.start + start, passage.start + end) for start, end in folded.original_spans(sorted(marked))]


def _reasons(
    shelf: Shelf, passage: Passage, query: Query, forms_of_words: Iterable[Iterable[str]], signals: Signals
) -> tuple[str, ...]:
    reasons = []
    text = shelf.folded[passage.id]
    found = (next((form for form in forms if form in text), None) for forms in forms_of_words)
    words = [word for word in found if word is not None]
    if words:
        shown = [word for word in dict.fromkeys(words) if not any(word != other and word in other for other in words)]
        reasons.append("含" + "、".join(f"“{word}”" for word in shown[:6]))
    held = {entity.id for entity in passage.entities}
    for thing in query.named:
        if thing.entity in held:
            reasons.append(f"提到“{thing.label}”" if thing.words == thing.label else f"提到“{thing.label}”（{thing.words}）")
    for act, label in shelf.stated(passage.id, query):
        reasons.append(f"写明{load_model().predicates[act].label.zh}“{label}”")
    if signals.similarity is not None and signals.similarity >= _SURE:
        reasons.append(f"意思相近 {signals.similarity:.2f}")
    return tuple(dict.fromkeys(reasons)) or ("意思最接近的段落之一",)


def _similar(passage: Passage) -> SimilarPassage:
    place = passage.places[0]
    return SimilarPassage(
        _identifier(passage, place), place.title or passage.document.title, passage.document, passage.start, passage.end
    )


def group(shelf: Shelf, ranked: Sequence[Signals]) -> tuple[list[Signals], dict[str, list[str]]]:
    """Put passages of other documents that say the same under the better one."""
    kept: list[Signals] = []
    under: dict[str, list[str]] = {}
    for number, signals in enumerate(ranked):
        twin = _twin(shelf, signals.passage, kept) if number < _COMPARED else None
        if twin is None:
            kept.append(signals)
        else:
            under.setdefault(twin, []).append(signals.passage)
    return kept, under


def _twin(shelf: Shelf, passage: str, kept: Iterable[Signals]) -> str | None:
    document = shelf.passages[passage].document.id
    for better in kept:
        if shelf.passages[better.passage].document.id != document and shelf.resemblance(passage, better.passage) >= DUPLICATE:
            return better.passage
    return None


def ordered(shelf: Shelf, ranked: Sequence[Signals], sort: Sort) -> list[Signals]:
    """In the wanted order; equal ones keep the order of relevance."""
    if sort == "year":
        return sorted(ranked, key=lambda signals: -(shelf.passages[signals.passage].document.year or 0))
    if sort == "document":

        def place(signals: Signals) -> tuple[str, str, int]:
            passage = shelf.passages[signals.passage]
            return passage.document.title, passage.document.id, passage.start

        return sorted(ranked, key=place)
    return list(ranked)


def facets(shelf: Shelf, ranked: Sequence[Signals], filters: Filters) -> dict[str, tuple[FacetCount, ...]]:
    """Values of the hits' fields with counts, frequent first; the values that are filtered by stay listed."""
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("year", "issuer", "region", "kind", "document", "entity", "predicate")
    }
    documents: Counter[str] = Counter()
    for signals in ranked:
        passage = shelf.passages[signals.passage]
        documents[passage.document.id] += 1
        counts["entity"].update({entity.name for entity in passage.entities})
        counts["predicate"].update({predicate for predicate, _ in passage.facts})
    for identifier, count in documents.items():
        document = shelf.passages[shelf.by_document[identifier][0]].document
        for name, value in (("year", document.year), ("region", document.region), ("kind", document.kind)):
            if value:
                counts[name][str(value)] += count
        counts["document"][document.source_name] += count
        for issuer in dict.fromkeys(document.issuers):
            counts["issuer"][issuer] += count
    return {name: _values(counter, [str(v) for v in getattr(filters, name)]) for name, counter in counts.items()}


def _values(counter: Mapping[str, int], chosen: Sequence[str]) -> tuple[FacetCount, ...]:
    least = min(nlargest(_MOST_VALUES, counter.values()), default=0)  # hundreds of rare values need no order
    kept = [pair for pair in counter.items() if pair[1] >= least or pair[0] in chosen]
    frequent = sorted(kept, key=lambda pair: (-pair[1], pair[0]))
    shown = frequent[:_MOST_VALUES] + [pair for pair in frequent[_MOST_VALUES:] if pair[0] in chosen]
    return tuple(FacetCount(value, count) for value, count in shown)
