"""Which sentences answer: coverage of the question's words, the kind of thing asked for, and the document meant."""

from __future__ import annotations

from functools import lru_cache

from search.answer.extent import dated_by, extent
from search.answer.fit import fit
from search.answer.phrases import phrase
from search.answer.reading import Reader as Reader
from search.answer.reading import Reading as Reading
from search.answer.reading import credit as credit
from search.answer.shelf import Book, Shelf
from search.answer.values import find_values
from search.answer.vocabulary import load_vocabulary
from search.question.names import plain
from search.question.question import Question

_MEANT, _FROM_NAMED, _ASKS = 0.6, 8, 0.5
_NAMED_SO, _RIVAL, _SAID, _CLOSE = 0.5, 0.7, 0.5, 4
"""A document named so nearly as well may be the one meant; a word with such credit is said."""


def meant_document(question: Question) -> str | None:
    """The document that the question plainly means: a high score, and at least six characters of its title in one run."""
    best = question.documents[0] if question.documents else None
    return best.id if best and best.score >= 0.6 and any(len(words) >= 6 for words in best.words) else None


def _named_share(question: Question, reading: Reading) -> float:
    """Share of the words that name the document meant that a sentence of another document holds itself."""
    naming = [term for term in question.terms if term.role == "name"]
    mass = sum(term.weight for term in naming)
    return sum(term.weight * credit(term, reading.folded) for term in naming) / mass if mass else 1.0


def _of_another_subject(question: Question, reading: Reading, scores: dict[str, float]) -> bool:
    """Whether the question plainly names another document by its subject, and neither sentence nor headings speak of that.

    Words that both documents' titles share (行动方案) tell nothing. Where the question names the kind of document as well
    (养蜂行动方案), it means the document and not its subject, of which others may speak.
    """
    best = question.documents[0] if question.documents else None
    if best is None or best.score < _NAMED_SO or scores.get(reading.book.record.id, 0.0) >= _RIVAL * best.score:
        return False
    naming = [term for term in question.terms if term.role == "name" and credit(term, reading.book.name) < _SAID]
    around = "\n".join((reading.folded, *reading.book.headings[reading.index]))
    as_document = any(_subject_and_kind(question.folded, run, _plain_title(best.title)) for run in best.words)
    return bool(naming) and (as_document or (best.score >= _MEANT and all(credit(term, around) < _SAID for term in naming)))


def _subject_and_kind(folded: str, run: str, title: str) -> bool:
    """Whether a question prints the run that names a document and, in it or right after it, the kind that its title has."""
    at = folded.find(run) if run else -1
    kind = phrase("kind_of_document").search(folded, at) if at >= 0 else None
    return kind is not None and kind.start() - at - len(run) <= _CLOSE and kind.group() in title


def _with_next(shelf: Shelf, pool: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The pool and, for its best 20, the sentence after in the same node: it may say what the best announce."""
    wider = dict.fromkeys(pool)
    for key, index in pool[:20]:
        sentences = shelf.books[key].sentences
        if index + 1 < len(sentences) and sentences[index + 1].node == sentences[index].node:
            wider.setdefault((key, index + 1))
    return list(wider)


def _within(question: Question, shelf: Shelf, only: frozenset[str] | None) -> list[tuple[str, int]]:
    """Sentences of the document meant that hold what is asked of it; its name, which all share, need not stand in them."""
    named = question.documents[0] if question.documents else None
    if named is None or named.score < _MEANT or (only is not None and named.id not in only):
        return []
    name = shelf.books[named.id].name
    asked = [(t.text, t.weight) for t in question.terms if t.role in ("content", "focus") and t.text not in name]
    found = shelf.candidates(asked, _FROM_NAMED, frozenset({named.id})) if asked else []
    return found + _counting(question, shelf.books[named.id])


def _phrased(question: Question, shelf: Shelf, only: frozenset[str] | None) -> list[tuple[str, int]]:
    """Sentences that print a whole name that the question prints: common words of it may crowd them out of the pool."""
    named = [(term.text, term.weight) for term in question.terms if term.role == "phrase"]
    return shelf.candidates(named, _FROM_NAMED, only) if named else []


def _counting(question: Question, book: Book) -> list[tuple[str, int]]:
    """Sentences that count what the question counts where that is no more than aspects or parts: 重点抓好以下八个方面工作."""
    counted = question.unit[1:3] if question.unit[:3] in load_vocabulary().abstract_measures else ""
    if not counted:
        return []
    return [(book.record.id, at) for at in range(len(book.sentences)) if counted in book.text(at)][:_FROM_NAMED]


@lru_cache(maxsize=1024)
def _plain_title(title: str) -> str:
    return plain(title)


def _name_only(question: Question, reading: Reading) -> float:
    """What is taken off a sentence that only names the document, heads a part or asks itself: it says nothing of its own."""
    if reading.folded.rstrip().endswith("?"):
        return _ASKS
    if question.kind == "count" and find_values("number", reading.folded, question.unit):
        return 0.0
    plain_text = plain(reading.folded)
    title = _plain_title(reading.book.record.meta.title)
    if title and title in plain_text and len(plain_text) < 2.2 * len(title) + 24:
        return 0.3
    if title and title in plain_text:
        return 0.12
    return 0.15 if reading.sentence.heading else 0.0


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
    weighted += [(word, 0.4 * term.weight) for term in question.terms for word, _ in term.kin[:3]]
    pool = _with_next(
        shelf, shelf.candidates(weighted, 70, only) + _within(question, shelf, only) + _phrased(question, shelf, only)
    )
    boosts = {named.id: named.score for named in question.documents}
    meant = meant_document(question)
    readings = []
    reader = Reader(question)
    for key, index in pool:
        reading = reader.read(shelf.books[key], index)
        if meant and key != meant and boosts.get(key, 0.0) < 0.8 * boosts[meant]:
            reading.score -= 0.15  # the question means another document, by a long run of its title
            reading.asked = min(reading.asked, _named_share(question, reading))
        if _of_another_subject(question, reading, boosts):
            reading.asked = 0.0
        holds = fit(question, reading.folded)
        reading.first = dated_by(question, reading)
        if reading.first >= 0:
            holds = fit(question, reading.folded)
        last = extent(question, reading, holds)
        if last > index:
            reading.last = last
            holds = max(holds, 0.9 * fit(question, reading.folded))
        reading.score += 0.3 * boosts.get(key, 0.0) + holds - _name_only(question, reading)
        readings.append(reading)
    readings.sort(key=lambda r: (-r.score, r.book.record.id, r.index))
    return readings[:limit]
