"""Which sentences answer: coverage of the question's words, in the sentence itself or in what stands over and beside it."""

from __future__ import annotations

from dataclasses import dataclass

from search.answer.fit import fit
from search.answer.sentences import Sentence
from search.answer.shelf import Book, Shelf
from search.question.fold import bigrams
from search.question.names import longest_common, plain
from search.question.question import Question
from search.question.terms import Term

_HEADING, _BESIDE, _FACE, _FORM, _PARTLY = 0.75, 0.5, 0.7, 0.8, 0.75


@dataclass(slots=True)
class Reading:
    """A sentence read for a question.

    ``coverage`` is the share of the question's weight found in it and around it (0..1), ``inside`` the share in the sentence alone.
    ``missing`` are the terms found nowhere. ``score`` ranks.
    """

    book: Book
    index: int
    coverage: float
    inside: float
    score: float
    missing: tuple[Term, ...]
    found: tuple[Term, ...]

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.book.sentences[self.index]

    @property
    def text(self) -> str:
        """Its words as printed."""
        return self.book.record.text[self.sentence.start : self.sentence.end]

    @property
    def folded(self) -> str:
        """Its words folded."""
        return self.book.text(self.index)


def _partly(term: str, text: str) -> float:
    if len(term) < 3:
        return 0.0
    pairs = bigrams(term)
    share = sum(pair in text for pair in pairs) / max(1, len(pairs))
    return _PARTLY * share if share >= 0.5 else 0.0


def credit(term: Term, text: str) -> float:
    """How far ``term`` stands in a folded text: 1 as printed, 0.8 by another word, less in part."""
    if term.text in text:
        return 1.0
    if any(form in text for form in term.forms):
        return _FORM
    return _partly(term.text, text)


def read(question: Question, book: Book, index: int) -> Reading:
    """Read one sentence for a question."""
    inside_text = book.text(index)
    headings = "\n".join(book.headings[index])
    beside = _beside(book, index)
    covered = inside = 0.0
    missing, found = [], []
    for term in question.terms:
        here = credit(term, inside_text)
        around = here
        if here < 1.0:
            around = max(
                here,
                _HEADING * credit(term, headings) if headings else 0.0,
                _FACE * credit(term, book.face),
                _BESIDE * credit(term, beside),
            )
        inside += term.weight * here
        covered += term.weight * around
        (found if around >= 0.3 else missing).append(term)
    mass = question.mass or 1.0
    run = len(longest_common(question.folded, inside_text))
    score = 0.6 * covered / mass + 0.4 * inside / mass + 0.02 * min(run, 10) - 0.0003 * max(0, len(inside_text) - 80)
    return Reading(book, index, covered / mass, inside / mass, score, tuple(missing), tuple(found))


def _name_only(reading: Reading) -> float:
    """What is taken off a sentence that only names the document or heads a part: it says nothing of its own."""
    plain_text = plain(reading.folded)
    title = plain(reading.book.record.meta.title)
    if title and title in plain_text and len(plain_text) < 2.2 * len(title) + 24:
        return 0.3
    return 0.15 if reading.sentence.heading else 0.0


def _beside(book: Book, index: int) -> str:
    node = book.sentences[index].node
    near = [i for i in (index - 1, index + 1) if 0 <= i < len(book.sentences) and book.sentences[i].node == node]
    return "\n".join(book.text(i) for i in near)


def rank(question: Question, shelf: Shelf, limit: int = 30, only: frozenset[str] | None = None) -> list[Reading]:
    """The best sentences for a question, best first.

    Args:
        question: The question understood.
        shelf: Where to read.
        limit: How many to give back.
        only: Ids of documents to stay in, or ``None`` for all.

    Returns:
        Readings with falling score.
    """
    weighted = [(term.text, term.weight) for term in question.terms]
    weighted += [(form, 0.6 * term.weight) for term in question.terms for form in term.forms[:4]]
    pool = shelf.candidates(weighted, 80, only)
    boosts = {named.id: named.score for named in question.documents}
    readings = []
    for key, index in pool:
        reading = read(question, shelf.books[key], index)
        reading.score += 0.15 * boosts.get(key, 0.0) + fit(question, reading.folded) - _name_only(reading)
        readings.append(reading)
    readings.sort(key=lambda r: (-r.score, r.book.record.id, r.index))
    return readings[:limit]
