"""A sentence read for a question: how much of the question it covers, in itself or in what stands over and beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from search.answer.sentences import Sentence
from search.answer.shelf import Book
from search.answer.years import of_year
from search.question.fold import bigrams
from search.question.names import lacks_edition, longest_common, other_edition
from search.question.question import Question
from search.question.terms import Term, folded_years

_ROMAN = re.compile("[Ⅰ-Ⅻⅰ-ⅻ]级")
_SHORT = 3
_NOT_AFTER, _NOT_BEFORE = "(?<![a-z0-9])", "(?![a-z0-9])"
_HEADING, _BEFORE, _AFTER, _NAME, _FACE, _FORM, _PARTLY, _KIN, _GAPPED = 0.75, 0.65, 0.4, 0.7, 0.4, 0.8, 0.75, 0.65, 0.6


@dataclass(slots=True)
class Reading:
    """A sentence read for a question.

    ``coverage`` is the share of the question's weight found in it and around it (0..1), ``inside`` the share in itself alone.
    ``missing`` are the terms found nowhere. ``score`` ranks. ``asked`` is the share found of those content words that do not
    just name the document. ``first`` and ``last`` are the indices of the first and last sentence when several that belong
    together are read as one.
    """

    book: Book
    index: int
    coverage: float
    inside: float
    score: float
    missing: tuple[Term, ...]
    found: tuple[Term, ...]
    asked: float = 1.0
    last: int = -1
    first: int = -1

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.book.sentences[self.index]

    @property
    def start(self) -> int:
        """Where the reading starts in the record's text."""
        return self.book.sentences[self.index if self.first < 0 else self.first].start

    @property
    def end(self) -> int:
        """Where the reading ends in the record's text."""
        return self.book.sentences[max(self.last, self.index)].end

    @property
    def text(self) -> str:
        """Its words as printed."""
        return self.book.record.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """Its words folded."""
        return self.book.folded[self.start : self.end]


@lru_cache(maxsize=4096)
def _parts(term: str) -> tuple[str, ...]:
    """Pairs by which a term may stand in a text in part; 2024 is not partly 2023, nor 第七十五条 partly 第十五条."""
    return () if term.startswith("第") or any(c.isdigit() for c in term) else tuple(bigrams(term))


def _partly(term: str, text: str) -> float:
    pairs = _parts(term)
    if not pairs or (len(term) == _SHORT and term[:2] not in text):
        return 0.0  # 农产品 says nothing of 水产品
    share = len([pair for pair in pairs if pair in text]) / len(pairs)
    return _PARTLY * share if share >= 0.5 else 0.0


def _gapped(term: str, text: str) -> bool:
    """Whether the two characters of a short form stand close in a text: 缴税 in 缴纳税款."""
    at = text.find(term[0])
    while at >= 0:
        if term[1] in text[at + 2 : at + 4]:
            return True
        at = text.find(term[0], at + 1)
    return False


@lru_cache(maxsize=4096)
def _bounded(word: str) -> re.Pattern[str] | None:
    """How a word that begins or ends with a letter or a figure is printed; ``None`` for others, which need no bounds."""
    left, right = (edge.isascii() and edge.isalnum() for edge in (word[:1], word[-1:]))
    if not left and not right:
        return None
    return re.compile(f"{_NOT_AFTER if left else ''}{re.escape(word)}{_NOT_BEFORE if right else ''}")


def _printed(word: str, text: str) -> bool:
    """Whether a word that stands in a text is a word there: of letters and figures it is one only between others."""
    bounded = _bounded(word)
    return bounded is None or bounded.search(text) is not None


def credit(term: Term, text: str) -> float:
    """How far ``term`` stands in a folded text: 1 as printed, 0.8 by another word, less by one near or in part."""
    word = term.text
    if word in text and _printed(word, text):
        return 1.0
    for form in term.forms:
        if form in text and _printed(form, text):
            return _FORM
    if term.gap and _gapped(word, text):
        return _GAPPED
    part = _partly(word, text) if len(word) > 2 else 0.0
    near = 0.0
    for other, nearness in term.kin:
        if nearness > near and other in text:
            near = nearness
    return max(part, _KIN * near)


class Reader:
    """Reads sentences for one question; what stands over or beside several of them is looked through once.

    Args:
        question: The question understood.
    """

    def __init__(self, question: Question) -> None:
        self._question = question
        self._shared: list[dict[str, float]] = [{} for _ in question.terms]
        self._asking: dict[str, tuple[bool, ...]] = {}

    def _credit(self, number: int, text: str) -> float:
        """How far a term stands in a text that sentences share: headings, the name or the face of a document, a neighbour."""
        found = self._shared[number].get(text)
        if found is None:
            self._shared[number][text] = found = credit(self._question.terms[number], text)
        return found

    def _most(self, number: int, known: float, texts: Iterable[tuple[float, str]]) -> float:
        """The most that is known of a term or that a text gives it; one that by its weight cannot give more is not read."""
        for weight, text in texts:
            if text and known < weight:
                known = max(known, weight * self._credit(number, text))
        return known

    def _asks(self, name: str) -> tuple[bool, ...]:
        """For each term whether it asks for something that the name of a document does not say."""
        found = self._asking.get(name)
        if found is None:
            said = (any(form in name for form in (term.text, *term.forms)) for term in self._question.terms)
            asking = (term.role in ("content", "phrase") for term in self._question.terms)
            self._asking[name] = found = tuple(asks and not printed for asks, printed in zip(asking, said, strict=True))
        return found

    def read(self, book: Book, index: int) -> Reading:
        """Read one sentence."""
        question = self._question
        inside_text = book.text(index).replace(" ", "").replace('"', "")
        headings = "\n".join(book.headings[index])
        before, after = _beside(book, index)
        beside = ((_HEADING, headings), (_BEFORE, before), (_AFTER, after))
        covered = inside = asked = asked_mass = 0.0
        missing: list[Term] = []
        found: list[Term] = []
        asks = self._asks(book.name)
        for number, term in enumerate(question.terms):
            here = credit(term, inside_text)
            if term.role == "phrase" and here < 1.0:
                here = max(here, self._credit(number, headings))  # a point headed by the name is about it
            near = self._most(number, here, beside)
            around = self._most(number, near, ((_NAME, book.name), (_FACE, book.face)))
            if asks[number]:
                asked += term.weight * (around if term.place else near)  # a place may stand on the face of the document alone
                asked_mass += term.weight
            inside += term.weight * here
            covered += term.weight * around
            (found if around >= 0.3 else missing).append(term)
        mass = question.mass or 1.0
        run = longest_common(question.folded, inside_text)
        named = run in book.name or any(run in term.text for term in question.terms if term.role == "phrase")
        score = 0.6 * covered / mass + 0.4 * inside / mass + _run(len(run), named) - 0.0003 * max(0, len(inside_text) - 80)
        share = asked / asked_mass if asked_mass else 1.0
        if any(term.role == "year" for term in missing) and folded_years(book.record.meta.title):
            share = 0.0  # another year's edition does not answer for the one named
        if not of_year(question, book, index):
            share, score = 0.0, score - 0.15
        if other_edition(question.folded, f"{book.name} {inside_text}"):
            share = 0.0  # the second batch does not answer for the first
        if "级" in question.folded and any(level not in book.folded for level in _ROMAN.findall(question.folded)):
            share = 0.0
        about = "\n".join((headings, before, after, book.name, book.face))
        if lacks_edition(question.folded, f"{book.name} {about} {inside_text}"):
            share = 0.0
        if any(term.place for term in missing):
            share, score = 0.0, score - 0.3  # another place's document does not answer for the one named
        return Reading(book, index, covered / mass, inside / mass, score, tuple(missing), tuple(found), share)


def _run(length: int, named: bool) -> float:
    """What a run of the question that stands in a sentence as printed counts: more from seven characters on, unless a name."""
    return 0.02 * min(length, 10) + (0.0 if named else 0.05 * max(0, min(length, 12) - 6))


def _beside(book: Book, index: int) -> tuple[str, str]:
    """The sentences before and after in the same node, empty where there is none."""
    node = book.sentences[index].node
    before, after = (
        book.text(i) if 0 <= i < len(book.sentences) and book.sentences[i].node == node else "" for i in (index - 1, index + 1)
    )
    return before, after
