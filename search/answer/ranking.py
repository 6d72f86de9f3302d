"""Which sentences answer: coverage of the question's words, in the sentence itself or in what stands over and beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from search.answer.fit import fit
from search.answer.sentences import Sentence
from search.answer.shelf import Book, Shelf
from search.answer.values import find_values, persons
from search.answer.years import of_year
from search.question.fold import bigrams
from search.question.names import longest_common, other_edition, plain
from search.question.question import Question
from search.question.terms import Term, folded_years

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
def _pairs(term: str) -> frozenset[str]:
    return frozenset(bigrams(term))


def _partly(term: str, text: str) -> float:
    if len(term) < 3 or term.startswith("第") or any(c.isdigit() for c in term):
        return 0.0  # 2024 is not partly 2023, nor 第七十五条 partly 第十五条
    pairs = _pairs(term)
    share = sum(pair in text for pair in pairs) / max(1, len(pairs))
    return _PARTLY * share if share >= 0.5 else 0.0


def _gapped(term: str, text: str) -> bool:
    """Whether the two characters of a short form stand close in a text: 缴税 in 缴纳税款."""
    at = text.find(term[0])
    while at >= 0:
        if term[1] in text[at + 2 : at + 4]:
            return True
        at = text.find(term[0], at + 1)
    return False


def credit(term: Term, text: str) -> float:
    """How far ``term`` stands in a folded text: 1 as printed, 0.8 by another word, less by one near or in part."""
    if term.text in text:
        return 1.0
    if any(form in text for form in term.forms):
        return _FORM
    if term.gap and _gapped(term.text, text):
        return _GAPPED
    near = max((nearness for word, nearness in term.kin if word in text), default=0.0)
    return max(_partly(term.text, text), _KIN * near)


def read(question: Question, book: Book, index: int) -> Reading:
    """Read one sentence for a question."""
    inside_text = book.text(index).replace(" ", "").replace('"', "")
    headings = "\n".join(book.headings[index])
    before, after = _beside(book, index)
    about = "\n".join((headings, before, after, book.name, book.face))
    covered = inside = asked = asked_mass = 0.0
    missing: list[Term] = []
    found: list[Term] = []
    for term in question.terms:
        here = credit(term, inside_text)
        if term.role == "phrase" and here < 1.0:
            here = max(here, credit(term, headings))  # a point headed by the name is about it
        around = here
        elsewhere = here < 1.0 and credit(term, about) > 0.0
        if elsewhere:
            around = max(
                here,
                _HEADING * credit(term, headings) if headings else 0.0,
                _NAME * credit(term, book.name),
                _FACE * credit(term, book.face),
                _BEFORE * credit(term, before) if before else 0.0,
                _AFTER * credit(term, after) if after else 0.0,
            )
        if term.role in ("content", "phrase") and not any(form in book.name for form in (term.text, *term.forms)):
            near = here
            if elsewhere:
                contexts = ((_HEADING, headings), (_BEFORE, before), (_AFTER, after))
                near = max(here, *(weight * credit(term, text) for weight, text in contexts))
            asked += term.weight * near
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
    if any(term.place for term in missing):
        share, score = 0.0, score - 0.3  # another place's document does not answer for the one named
    return Reading(book, index, covered / mass, inside / mass, score, tuple(missing), tuple(found), share)


def _run(length: int, named: bool) -> float:
    """What a run of the question that stands in a sentence as printed counts: more from seven characters on, unless a name."""
    return 0.02 * min(length, 10) + (0.0 if named else 0.05 * max(0, min(length, 12) - 6))


def meant_document(question: Question) -> str | None:
    """The document that the question plainly means: a high score, and at least six characters of its title in one run."""
    best = question.documents[0] if question.documents else None
    return best.id if best and best.score >= 0.6 and any(len(words) >= 6 for words in best.words) else None


def _named_share(question: Question, reading: Reading) -> float:
    """Share of the words that name the document meant that a sentence of another document holds itself."""
    naming = [term for term in question.terms if term.role == "name"]
    mass = sum(term.weight for term in naming)
    return sum(term.weight * credit(term, reading.folded) for term in naming) / mass if mass else 1.0


def _with_next(shelf: Shelf, pool: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The pool and, for its best 20, the sentence after in the same node: it may say what the best announce."""
    wider = dict.fromkeys(pool)
    for key, index in pool[:20]:
        sentences = shelf.books[key].sentences
        if index + 1 < len(sentences) and sentences[index + 1].node == sentences[index].node:
            wider.setdefault((key, index + 1))
    return list(wider)


_ANNOUNCES = re.compile(r"[:：]$|如下[。:：]?$|下列.{0,12}[:：]?$|以下.{0,12}[:：。]$")
_RULES = re.compile(r"(?:争取|力争)?(?:到|至)(?:19|20)\d\d年")
_OPEN_LIST = re.compile(r"[:：][^。:：]*[；;]$")
_EXPLAINS = re.compile(r"([\u4e00-\u9fff]{2,6})[:：]")
_ITEM = re.compile(r"^(?:\(?[一二三四五六七八九十\d]{1,3}[).、)]|[一二三四五六七八九十]是|-{1,2}|①|②|③|④|⑤|⑥)")
_LONGEST = 420


def _announced(question: Question, reading: Reading) -> int:
    """The last item of a list that a sentence announces (包括：)."""
    book, index = reading.book, reading.index
    sentences, last = book.sentences, index
    if not _ANNOUNCES.search(reading.folded):
        return index
    while last + 1 < len(sentences) and sentences[last + 1].end - sentences[index].start <= _LONGEST:
        if not _ITEM.match(book.text(last + 1)) and last > index and not book.text(last).endswith(("；", ";", "、", "，")):
            break
        last += 1
    return last


def _open_list(question: Question, reading: Reading) -> int:
    """The end of a list that runs over sentences: …做到“三不准”：不准…；不准…；不准…。 It is cited whole."""
    book, last = reading.book, reading.index
    if question.kind not in ("list", "lookup") or not _OPEN_LIST.search(reading.folded):
        return last
    sentences, start = book.sentences, book.sentences[last].start
    while last + 1 < len(sentences) and sentences[last + 1].end - start <= _LONGEST:
        last += 1
        if sentences[last].node != reading.sentence.node or not book.text(last).endswith(("；", ";")):
            break
    return last


def _explained(question: Question, reading: Reading) -> int:
    """The sentences that explain a quoted idiom part by part: …“一断三不断”原则。一断：…。三不断：…。 All are cited."""
    book, last = reading.book, reading.index
    idiom = next((t.text for t in question.terms if len(t.text) > 2 and f'"{t.text}"' in question.folded), "")
    if not idiom or idiom not in reading.folded.replace('"', ""):
        return last
    while last + 1 < len(book.sentences) and book.sentences[last + 1].node == reading.sentence.node:
        head = _EXPLAINS.match(book.text(last + 1))
        if head is None or head[1] not in idiom:
            break
        last += 1
    return last


def _further_names(question: Question, reading: Reading) -> int:
    """The lines below a name that give more names of the same office, which they do not repeat."""
    book, last = reading.book, reading.index
    if question.form != "person" or question.kind != "list" or not persons(reading.folded):
        return last
    while last + 1 < len(book.sentences):
        following = book.text(last + 1)
        if ":" in following or not persons(following):
            break
        last += 1
    return last


def _extent(question: Question, reading: Reading, holds: float) -> int:
    """Index of the last sentence that belongs to this one.

    A sentence that announces a list takes the items after it; one that names the matter but lacks what is asked takes the next
    sentence of its node when that has it.
    """
    book, index = reading.book, reading.index
    sentences = book.sentences
    for belongs in (_announced, _open_list, _explained, _further_names):
        last = belongs(question, reading)
        if last > index:
            return last
    wants = question.form is not None or question.kind in ("list", "number", "count")
    if wants and holds <= 0.05 and reading.asked >= 0.5 and index + 1 < len(sentences):
        following = sentences[index + 1]
        if following.node == reading.sentence.node and fit(question, book.text(index + 1)) > max(holds, 0.05):
            return index + 1
    return index


def _dated_by(question: Question, reading: Reading) -> int:
    """Index of the sentence before in the same node whose date rules this one: 到2020年，…取得进展。…基本完成。; -1 without."""
    if question.kind != "when" or find_values("date", reading.folded):
        return -1
    sentences = reading.book.sentences
    for index in range(reading.index - 1, max(-1, reading.index - 4), -1):
        if sentences[index].node != reading.sentence.node:
            break
        if _RULES.match(reading.book.text(index)):
            return index
    return -1


def _name_only(question: Question, reading: Reading) -> float:
    """What is taken off a sentence that only names the document or heads a part: it says nothing of its own."""
    if question.kind == "count" and find_values("number", reading.folded, question.unit):
        return 0.0
    plain_text = plain(reading.folded)
    title = plain(reading.book.record.meta.title)
    if title and title in plain_text and len(plain_text) < 2.2 * len(title) + 24:
        return 0.3
    if title and title in plain_text:
        return 0.12
    return 0.15 if reading.sentence.heading else 0.0


def _beside(book: Book, index: int) -> tuple[str, str]:
    """The sentences before and after in the same node, empty where there is none."""
    node = book.sentences[index].node
    before, after = (
        book.text(i) if 0 <= i < len(book.sentences) and book.sentences[i].node == node else "" for i in (index - 1, index + 1)
    )
    return before, after


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
    pool = _with_next(shelf, shelf.candidates(weighted, 70, only))
    boosts = {named.id: named.score for named in question.documents}
    meant = meant_document(question)
    readings = []
    for key, index in pool:
        reading = read(question, shelf.books[key], index)
        if meant and key != meant and boosts.get(key, 0.0) < 0.8 * boosts[meant]:
            reading.score -= 0.15  # the question means another document, by a long run of its title
            reading.asked = min(reading.asked, _named_share(question, reading))
        holds = fit(question, reading.folded)
        reading.first = _dated_by(question, reading)
        if reading.first >= 0:
            holds = fit(question, reading.folded)
        extent = _extent(question, reading, holds)
        if extent > index:
            reading.last = extent
            holds = max(holds, 0.9 * fit(question, reading.folded))
        reading.score += 0.3 * boosts.get(key, 0.0) + holds - _name_only(question, reading)
        readings.append(reading)
    readings.sort(key=lambda r: (-r.score, r.book.record.id, r.index))
    return readings[:limit]
