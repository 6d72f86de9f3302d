"""What stands after a label in brackets (对接部门：…；联系人：…；联系电话：…), for the measure or the body asked about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from search.answer.model import Answer, How, Item, cite, compose
from search.answer.phrases import phrase
from search.answer.reading import credit
from search.answer.shelf import Book, Shelf
from search.question.question import Question
from search.question.terms import Term

_FIELDS = ("contact", "phone", "scope")
_BEFORE, _OVER, _NAME, _FACE, _LEAST, _LEAST_BODY = 0.85, 0.75, 0.6, 0.55, 0.55, 0.7
_BRACKETS = re.compile(r"\([^()]{4,400}\)")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class _Place:
    """Brackets with a label: where they and what they belong to stand, and the value after the label."""

    book: Book
    start: int
    end: int
    about: int
    value: tuple[int, int]


def answer_by_field(question: Question, shelf: Shelf) -> Answer | None:
    """The value of a labelled field, or ``None`` when no label is asked for or none stands with what is asked about."""
    label = next((name for name in _FIELDS if phrase(f"asks_{name}").search(question.folded)), None)
    if label is None:
        return None
    asks = phrase(f"asks_{label}").sub(" ", question.folded)
    asked = [t for t in question.terms if t.role in ("content", "name", "phrase") and t.text in asks]
    bodies = [t for t in asked if phrase("ends_like_a_body").search(t.text) and not t.place]
    places = [p for book in shelf.books.values() for p in _places(book, phrase(f"printed_{label}"))]
    scored = [(_share(asked, bodies, place), place) for place in places]
    if not asked or not scored:
        return None
    share, best = max(scored, key=lambda pair: (pair[0], -pair[1].start))
    return _answer(question, best) if share >= _LEAST else None


def _places(book: Book, label: re.Pattern[str]) -> Iterator[_Place]:
    if not label.search(book.folded):
        return
    behind = 0
    for match in _BRACKETS.finditer(book.folded):
        found = label.search(match.group())
        if found is None:
            continue
        begin = match.start() + found.end()
        stop = re.compile(r"[;)]").search(book.folded, begin, match.end())
        end = stop.start() if stop else match.end() - 1
        about = max(behind, book.folded.rfind("\n", 0, match.start()) + 1, match.start() - _LONGEST)
        yield _Place(book, match.start(), match.end(), about, (begin, end))
        behind = match.end()


def _share(asked: list[Term], bodies: list[Term], place: _Place) -> float:
    """Share of the weight asked about that stands in the brackets, before them or in the document's name.

    A body that is named must stand in the brackets themselves or have issued the document; a place must stand somewhere.
    """
    inside, before = place.book.folded[place.start : place.end], place.book.folded[place.about : place.start]
    name, face = place.book.name, place.book.face
    if any(max(credit(body, inside), credit(body, name), credit(body, face)) < _LEAST_BODY for body in bodies):
        return 0.0
    if any(not credit(term, f"{name}|{face}|{inside}|{before}") for term in asked if term.place):
        return 0.0
    mass = sum(term.weight for term in asked) or 1.0
    at = bisect_right(place.book.sentences, place.start, key=lambda sentence: sentence.start) - 1
    over = "\n".join(place.book.headings[max(0, at)])
    contexts = ((1.0, inside), (_BEFORE, before), (_OVER, over), (_NAME, name), (_FACE, face))
    held = (max(weight * credit(term, text) for weight, text in contexts) * term.weight for term in asked)
    return sum(held) / mass


def _answer(question: Question, place: _Place) -> Answer:
    record = place.book.record
    labels = [part.strip() for part in re.split(r"[、,，]", record.text[slice(*place.value)]) if part.strip()]
    path = next((s.path for s in place.book.sentences if s.start <= place.start < s.end), (0,))
    citation = cite(record, place.about, place.end, path)
    items = tuple(Item(label, None, 0) for label in labels)
    how = How("reading", "读了所问事项后面括号里的一栏")
    return Answer(compose("、".join(labels) + "。", (citation,)), True, items, (citation,), how, question.kind)
