"""How firmly a value belongs to what is asked: which of the question's words stand in its clause, beside it and over it.

A sentence of an official text often gives several values (…率达到75%，…率达到55%). One answers only if the words of the
quantity asked for stand with it, weighed by their rarity; and a value of another year is no answer.
"""

from __future__ import annotations

import re

from search.answer.phrases import phrase
from search.answer.ranking import Reading, credit
from search.answer.values import Span, find_values
from search.answer.years import other_years, years_of_matter
from search.question.question import Question
from search.question.terms import Term

_CLAUSE = re.compile(r"[,;:。\n]")
_HOW_MANY = re.compile(r"(?:一共|总共|共)?(?:有|是|为)?(?:多少|几)个[?]?$")
_CALLED = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:为|是)(?P<name>[\u4e00-\u9fff]{3,})")
_PART_OF = re.compile(r"其中|的$|的\d+个")
_CALENDAR = re.compile(r"[年月日天]")
_BESIDE, _FARTHER, _OVER, _NAME, _GOVERNED, _BEFORE = 0.85, 0.7, 0.75, 0.6, 0.95, 0.55
_COUNTED = 0.3
_TELLING, _FAINT, _UNTOLD = 0.45, 0.3, 0.7
"""A word that weighs so much of what is asked must stand there at least faintly, or the share counts for less."""
LEAST_BOUND, LEAST_DATED = 0.5, 0.58
"""Share of the weight of what is asked that must stand with a value; more with a date, which rules a whole sentence."""


def values_in(question: Question, reading: Reading, any_year: bool = False) -> list[Span]:
    """Values of the wanted form in a reading; a year is no quantity unless years are asked for.

    Values told for a later year than the one asked of are left out unless ``any_year``.
    """
    form = question.form or ("number" if question.kind in ("number", "count") else None)
    spans = find_values(form, reading.folded, question.unit)
    if form == "duration" or (form == "number" and not _CALENDAR.search(question.unit)):
        dates = find_values("date", reading.folded)
        spans = [span for span in spans if not any(left <= span[0] < right for left, right in dates)]
    if question.years and not any_year:
        spans = [span for span in spans if not other_years(question, reading.folded, span[0])]
    counted = counted_noun(question)
    if counted:
        spans = [span for span in spans if credit(counted, clause_at(reading.folded, span)) >= _COUNTED]
    before = _noun_before(question)
    if before:
        spans = [span for span in spans if _counts(question, before, reading.folded, span)]
    if phrase("asks_total").search(question.folded):
        spans = [span for span in spans if not phrase("for_each").search(clause_at(reading.folded, span))]
    grants = _grants(question)
    if grants:
        spans = [span for span in spans if not _other_grant(grants, clause_at(reading.folded, span))]
    if question.kind == "when":  # a date that the question prints itself is none that it asks for
        spans = [span for span in spans if not printed_in(question, reading.folded, span)]
    if form == "date" and phrase("asks_day").search(question.folded):
        spans = [span for span in spans if phrase("printed_day").search(reading.folded[span[0] : span[1]])]
    return spans


def _grants(question: Question) -> frozenset[str]:
    """What the grant that a question asks about is for, with other words for it: 买房, 购房 for 买房补贴."""
    asked = {match["kind"] for match in phrase("kind_of_grant").finditer(question.folded)}
    return frozenset(asked.union(*(term.forms for term in question.terms if term.text in asked)))


def _other_grant(grants: frozenset[str], clause: str) -> bool:
    """Whether a clause tells of grants and all of them are for something else: 交通补贴 for 买房补贴."""
    told = {match["kind"] for match in phrase("kind_of_grant").finditer(clause)}
    return bool(told) and not told & grants


def printed_in(question: Question, text: str, span: Span) -> bool:
    """Whether the question itself prints a value; it then does not answer."""
    return text[span[0] : span[1]].strip("年底前起") in question.folded


def counted_noun(question: Question) -> Term | None:
    """The noun that is counted, 口罩 in 几个口罩: the content word right after the measure word."""
    if question.kind != "count" or not question.unit:
        return None
    at = question.folded.find(question.unit) + len(question.unit)
    return next((t for t in question.terms if question.folded.startswith(t.text, at)), None)


def _noun_before(question: Question) -> Term | None:
    """The noun that is counted where it stands before the question word, 指标 in 考核指标有多少个."""
    asks = _HOW_MANY.search(question.folded) if question.kind == "count" and question.unit == "个" else None
    head = question.folded[: asks.start()] if asks else ""
    return next((t for t in question.terms if t.role == "content" and head.endswith(t.text)), None)


def _counts(question: Question, noun: Term, text: str, span: Span) -> bool:
    """Whether a number counts a noun, and all of it: neither 4个方面的指标 nor one part, 标记的26个指标 or 其中15个.

    A part that the sentence calls by the name asked about (26个指标为监测指标) is all of that.
    """
    left, right = span
    of_noun = credit(noun, text[right - 2 : right + len(noun.text) + 2]) >= _COUNTED and "方面" not in text[left : right + 2]
    told_before = text[:left].rstrip("共有计为达到").endswith(noun.text)
    called = _CALLED.match(text, right)
    whole = called is not None and called["name"] in question.folded
    return (of_noun or told_before) and (whole or not _PART_OF.search(text[:left]))


def _clauses(text: str) -> list[Span]:
    clauses, position = [], 0
    for match in _CLAUSE.finditer(text):
        clauses.append((position, match.end()))
        position = match.end()
    return [*clauses, (position, len(text))]


def clause_at(text: str, span: Span) -> str:
    """The clause of a text in which a span begins."""
    return next((text[left:right] for left, right in _clauses(text) if left <= span[0] < right), "")


def binding(question: Question, reading: Reading, span: Span) -> float:
    """Share of the weight of the words asked about that stand with a value, 0..1.

    Words in its clause count whole, those in the clauses beside it, in headings and in the document's name less. Words that
    only name the document are not asked about.
    """
    asked = [(term, _weight(term)) for term in question.terms if term.role in ("content", "phrase") and not term.place]
    mass = sum(weight for _, weight in asked)
    if not mass:
        return 1.0
    contexts = _contexts(reading, span)
    if question.form in ("date", "duration"):
        contexts.append((_GOVERNED, _governed(reading.folded, span, question.form)))
    share = sum(weight * _found(term, contexts) for term, weight in asked) / mass
    if any(_found(term, contexts) < _FAINT for term, _ in asked if phrase("names_group").search(term.text)):
        share *= _UNTOLD  # what is paid for one group says nothing of another
    telling, most = max(asked, key=lambda pair: pair[1])
    return share * _UNTOLD if most >= _TELLING * mass and _found(telling, contexts) < _FAINT else share


def _weight(term: Term) -> float:
    """A name as a whole weighs as much as a rare word: in coverage, where its words count as well, it weighs half of that."""
    return 2 * term.weight if term.role == "phrase" else term.weight


def _found(term: Term, contexts: list[tuple[float, str]]) -> float:
    return max(weight * credit(term, text) for weight, text in contexts)


def _contexts(reading: Reading, span: Span) -> list[tuple[float, str]]:
    text = reading.folded
    clauses = _clauses(text)
    own = next((n for n, (left, right) in enumerate(clauses) if left <= span[0] < right), len(clauses) - 1)
    weights = ((0, 1.0), (-1, _BESIDE), (-2, _FARTHER), (1, _FARTHER))
    contexts = [
        (weight, text[slice(*clauses[own + step])].replace('"', ""))
        for step, weight in weights
        if 0 <= own + step < len(clauses)
    ]
    book, before = reading.book, reading.index - 1
    contexts += [(_OVER, heading) for heading in book.headings[reading.index]]
    if before >= 0 and book.sentences[before].node == reading.sentence.node:
        contexts.append((_BEFORE, book.text(before).replace('"', "")))
    return [*contexts, (_NAME, book.name)]


def _governed(text: str, span: Span, form: str) -> str:
    """What a date or a term (3个工作日内) rules: the clauses after it up to the next one."""
    following = [left for left, _ in find_values(form, text) if left >= span[1]]
    return text[span[1] : min(following, default=len(text))]


def firmest(question: Question, readings: list[Reading]) -> float:
    """How firmly the best value of some readings is bound; 0 when none holds a value."""
    return max((binding(question, reading, span) for reading in readings for span in values_in(question, reading)), default=0.0)


def of_another_year(question: Question, readings: list[Reading]) -> bool:
    """Whether the firmest value of some readings is told for a later year than the one asked of, and no other is as firm."""
    if not years_of_matter(question):
        return False
    every = [(binding(question, r, span), r, span) for r in readings for span in values_in(question, r, any_year=True)]
    if not every:
        return False
    firm, reading, span = max(every, key=lambda found: found[0])
    return other_years(question, reading.folded, span[0]) and firmest(question, readings) < firm


def loose(question: Question, readings: list[Reading]) -> bool:
    """Whether a quantity or a date is asked for and no value of some readings is bound firmly enough to it."""
    if question.kind == "when":
        return firmest(question, readings) < LEAST_DATED
    return question.kind in ("number", "count") and firmest(question, readings) < LEAST_BOUND
