"""When to say that the library does not answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.answer.binding import loose, of_another_year
from search.answer.fit import STRICT
from search.answer.phrases import phrase
from search.answer.ranking import Reading, credit
from search.answer.shelf import Shelf
from search.answer.values import find_values, graded, measure_of
from search.answer.years import of_year
from search.question.fold import fold
from search.question.question import Question
from search.question.terms import Term
from search.question.wording import load_wording

LEAST_COVERAGE = 0.5
"""Share of the question's weight that the best sentence and what stands around it must hold."""
LEAST_INSIDE = 0.22
"""Share of it that must stand in the sentence itself."""
SURE_INSIDE = 0.66
"""With so much of the question in the sentence itself, a word missing of the few that do not name the document is forgiven."""
SURE_COVERAGE = 0.68
"""With so much found in and around a sentence, half as much inside is enough."""
PLAINLY_NAMED = 0.45
"""From this score on a document is meant, and a value from another is none of its."""
PLAIN_COVERAGE = 0.95
"""From here on a sentence says all that was asked, whatever form its answer has."""
_EDITION = re.compile(r"(?<![到至])(?P<year>(?:19|20)\d\d)年度?[\u4e00-\u9fff]{0,10}?(?P<kind>工作要点|工作报告)")
"""What comes out every year; the years of plans and schemes are those of their aims."""
_INSTANCES = frozenset({"company", "school", "body"})
CLOSE = 0.75
"""Readings of so much of the best one's coverage speak of the same matter."""
LEAST_ASKED = 0.36
"""Share that must be found of the words that do not merely name the document."""
MOST_UNKNOWN = 0.34
"""Share of it that may be words that no document of the library prints."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a question is declined, in plain words."""

    reason: str


def usable(reading: Reading) -> bool:
    """Whether a reading is near enough to the question to be evidence."""
    inside = LEAST_INSIDE if reading.coverage < SURE_COVERAGE else LEAST_INSIDE / 2
    asked = reading.asked >= LEAST_ASKED or (reading.asked > 0 and reading.inside >= SURE_INSIDE)
    return reading.coverage >= LEAST_COVERAGE and reading.inside >= inside and asked


def unknown_share(question: Question, shelf: Shelf, best: Reading) -> float:
    """Share of the question's weight that stands in no sentence of the library, other words for it included.

    A word of which a part is printed (钢铁业 where 钢铁 is) is missing in part, one that the best reading has otherwise is not.
    """
    mass = question.mass
    if not mass:
        return 1.0
    missing = sum(
        term.weight * shelf.unseen(term.text)
        for term in question.terms
        if term.role == "content" and not any(shelf.frequency(form) for form in term.forms) and not credit(term, best.folded)
    )
    return missing / mass


def _totals(question: Question, value: str) -> bool:
    """Whether a value can be the total asked for: 选择1所 says nothing of how many there are."""
    return not re.search(r"一共|总共|共有|总计", question.folded) or not re.match(
        r"(?:1|一)(?!\d|[〇零一二三四五六七八九十百千万])", value
    )


def _of_document(question: Question, reading: Reading) -> bool:
    """Whether a value belongs to the document that the question plainly means, or its sentence names what that is about."""
    named = question.documents[0] if question.documents else None
    naming = [term for term in question.terms if term.role == "name"]
    if named is None or named.score < PLAINLY_NAMED or reading.book.record.id == named.id or not naming:
        return True
    return credit(max(naming, key=lambda term: term.weight), _around(reading)) >= 0.5


def _proper(question: Question, reading: Reading) -> bool:
    """Whether a reading names one of what is asked for and not only a kind of it (环境服务公司)."""
    record = reading.book.record
    types = {entity.id: entity.type for entity in record.entities}
    ends = {reading.start + right for _, right in find_values(question.form, reading.folded)}
    if any(m.end in ends and types.get(m.entity) == "Institution" for m in record.mentions):
        return True
    schools = (reading.folded[a:b] for a, b in find_values("school", reading.folded)) if question.form == "school" else ()
    return any(phrase("proper_school").search(school) for school in schools)


def quantity_of(question: Question) -> Term | None:
    """The quantity asked for, 中签率 in 中签率是多少: the content word right before the question word."""
    match = phrase("asks_quantity").search(question.folded) if question.kind == "number" else None
    before = question.folded[: match.start()] if match else ""
    named = (t for t in question.terms if t.role == "content" and before.endswith(t.text) and phrase("measured").search(t.text))
    return next(named, None)


def _around(reading: Reading) -> str:
    return "\n".join((reading.folded, *reading.book.headings[reading.index]))


def doubt(question: Question, readings: list[Reading], shelf: Shelf) -> Doubt | None:
    """Why these readings do not answer the question, or ``None`` when they do.

    Compares what was asked (its words and their rarity, the kind of thing, years, measures) with what the evidence holds.
    """
    if question.form == "grade" and any(graded(question.folded, r.folded) for r in readings[:8]):
        return None
    near = [reading for reading in readings if usable(reading)]
    if not near:
        other = question.years and readings and not any(of_year(question, r.book, r.index) for r in readings[:6])
        return Doubt(f"相关的句子说的不是{'、'.join(map(str, question.years))}年" if other else "没有一句话含有所问的内容")
    if unknown_share(question, shelf, near[0]) > MOST_UNKNOWN:
        return Doubt("所问的关键词在文献库里没有出现")
    missing = _edition(question, shelf)
    if missing:
        return missing
    for check in (_opposed, _unpaid, _venue, _bound, _quantity, _measure, _instance, _form):
        why = check(question, near)
        if why:
            return why
    return None


def _close(near: list[Reading]) -> list[Reading]:
    return [reading for reading in near if reading.coverage >= CLOSE * near[0].coverage]


def _bound(question: Question, near: list[Reading]) -> Doubt | None:
    if question.kind == "number" and of_another_year(question, near[:8]):
        return Doubt(f"相关的数值说的不是{'、'.join(map(str, question.years))}年")
    if question.kind == "count" or not loose(question, [reading for reading in near[:8] if _of_document(question, reading)]):
        return None
    return Doubt(f"没有{'日期' if question.kind == 'when' else '数值'}与所问的事项写在一起")


def _edition(question: Question, shelf: Shelf) -> Doubt | None:
    """A question about 2022年工作要点 of a place that has only those of other years in the library."""
    asks = _EDITION.search(question.folded)
    if not asks or question.kind == "compare" or len(question.years) > 1:
        return None
    kind = asks["kind"]
    editions = [book for book in shelf.books.values() if kind in fold(book.record.meta.title)]
    own = [book for book in editions if any(book.record.id == named.id for named in question.documents)]
    same = [book for book in own or editions if book.record.meta.year == int(asks["year"])]
    return None if same or not editions else Doubt(f"库里没有{asks['year']}年的这份{kind}")


def _opposed(question: Question, near: list[Reading]) -> Doubt | None:
    """What holds of 公办 schools says nothing of 民办 ones."""
    decisive = near[:1] if question.kind == "yes_no" else _close(near)
    for kinds in load_wording().opposed:
        asked = [kind for kind in kinds if kind.search(question.folded)]
        if len(asked) != 1 or any(asked[0].search(_around(reading)) for reading in decisive):
            continue
        other = next((said for kind in kinds if kind is not asked[0] and (said := kind.search(near[0].folded))), None)
        if other:
            return Doubt(f"相关的句子说的是{other.group()}")
    return None


def _unpaid(question: Question, near: list[Reading]) -> Doubt | None:
    """Whether one pays is told by a sentence that speaks of money."""
    if question.kind != "yes_no" or not phrase("asks_to_pay").search(question.folded):
        return None
    return None if phrase("printed_pay").search(near[0].folded) else Doubt("相关的句子里没有写到费用")


def _venue(question: Question, near: list[Reading]) -> Doubt | None:
    """A question after where something is held needs a sentence that names a place."""
    if not phrase("asks_venue").search(question.folded):
        return None
    held = any(phrase("printed_venue").search(reading.folded) or _held_at(reading.folded) for reading in _close(near))
    return None if held else Doubt("相关的句子里没有写在哪里举办")


def _held_at(text: str) -> bool:
    """Whether a place stands in the clause that says that something is held, and not merely somewhere in the sentence."""
    clauses = [clause for clause in re.split("[,;:。]", text) if phrase("printed_holding").search(clause)]
    return any(find_values(form, clause) for clause in clauses for form in ("city", "province", "place"))


def _quantity(question: Question, near: list[Reading]) -> Doubt | None:
    quantity = quantity_of(question)
    if quantity is None or any(credit(quantity, _around(reading)) >= 0.5 for reading in near[:6]):
        return None
    return Doubt(f"相关的句子里没有“{quantity.text}”")


def _measure(question: Question, near: list[Reading]) -> Doubt | None:
    if question.kind != "number" or question.form or not measure_of(question.unit):
        return None
    texts = [reading.folded for reading in _close(near)]
    if any(_totals(question, text[a:b]) for text in texts for a, b in find_values("number", text, question.unit)):
        return None
    return Doubt(f"相关的句子里没有以“{question.unit}”计的数")


def _instance(question: Question, near: list[Reading]) -> Doubt | None:
    ranked = bool(phrase("asks_instance").search(question.folded))
    if ranked and question.form is None and phrase("asks_which_one").search(question.folded):
        told = any(phrase("asks_instance").search(reading.folded) for reading in _close(near))
        return None if told else Doubt("相关的句子里没有写出是哪一个")
    chosen = ranked and question.form in _INSTANCES
    if not (chosen or question.form == "company") or any(_proper(question, reading) for reading in near[:4]):
        return None
    return Doubt(f"相关的句子里没有写出具体的{load_wording().labels.get(question.form or '', '名称')}")


def _holds_office(question: Question, reading: Reading) -> bool:
    """Whether a reading prints the office asked for itself, and not only its deputy."""
    asked = phrase("office").findall(question.folded)
    printed = phrase("office").findall(reading.folded.replace(" ", ""))
    return not asked or any(office in printed for office in asked)


def _form(question: Question, near: list[Reading]) -> Doubt | None:
    if question.kind == "who" and question.form == "body":
        held = any(find_values("body", reading.folded) for reading in _close(near))
        return None if held else Doubt("相关的句子里没有写出是谁")
    if question.form in ("person", "person_or_body") and not any(_holds_office(question, reading) for reading in _close(near)):
        return Doubt("相关的句子里没有所问的职务")
    if question.form == "person" and near[0].coverage >= PLAIN_COVERAGE:
        return None  # the sentence says it in the question's own words: 主要领导是第一责任人
    if question.form not in STRICT and question.kind != "when":
        return None
    for reading in _close(near):
        lacks_name = any(term.role == "phrase" for term in reading.missing)
        if find_values(question.form, reading.folded, question.unit) and not lacks_name and _of_document(question, reading):
            return None
    return Doubt(f"相关的句子里没有{load_wording().labels.get(question.form or 'date', '所问的值')}")
