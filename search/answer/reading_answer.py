"""Answers read from the best sentences."""

from __future__ import annotations

import re
from dataclasses import replace

from search.answer.abstain import usable
from search.answer.binding import firmest, loose
from search.answer.doers import doers
from search.answer.fit import STRICT, all_of_noun, called_so
from search.answer.modality import verdict
from search.answer.model import Answer, Citation, How, Item, cite, compose
from search.answer.phrases import phrase
from search.answer.ranking import Reading
from search.answer.spans import Found, best_list, best_value
from search.answer.stages import stages, told
from search.answer.values import enumerations, find_values, graded
from search.question.question import Question

_CLOSE, _COVERED, _NEARLY = 0.8, 0.85, 0.65
_MOST = 3
_FAR = 12
_ITEM = re.compile(r"\([一二三四五六七八九十\d]{1,2}\)|[1-9]\d?[.、]")


def choose(question: Question, readings: list[Reading]) -> list[Reading]:
    """The readings to cite: the best usable one and up to two close behind it, none twice."""
    near = [reading for reading in readings if usable(reading)]
    if question.kind in ("number", "when", "count"):
        near = [reading for reading in near if not loose(question, [reading])] or near
        near.sort(key=lambda reading: -reading.score - firmest(question, [reading]))
    if question.kind == "when" and near:
        _sort_dated(question, near)
    if question.form == "grade":
        near = [r for r in readings[:8] if graded(question.folded, r.folded)] or near
    if question.form in STRICT:
        near = [r for r in near if find_values(question.form, r.folded, question.unit)] or near
    elif question.kind in ("count", "number"):
        near.sort(key=lambda r: not find_values(question.form or "number", r.folded, question.unit))
    elif question.kind == "list" and any(_of_noun(question, reading) for reading in near):
        near.sort(key=lambda reading: not _of_noun(question, reading))
    elif question.kind == "list" and any(_called(question, reading, near[0].score) for reading in near):
        best = near[0].score
        near.sort(key=lambda reading: not _called(question, reading, best))
    elif question.kind == "list" and near and not _lists(question, near[0]):
        least, covered = _CLOSE * near[0].score, _COVERED * near[0].coverage
        near.sort(key=lambda r: not (_lists(question, r) and r.score >= least and r.coverage >= covered))
    chosen: list[Reading] = []
    for reading in _with_lead(question, near):
        if len(chosen) == _MOST or (chosen and reading.score < _CLOSE * chosen[0].score):
            break
        if all(reading.folded != other.folded for other in chosen):
            chosen.append(reading)
    return chosen


def _sort_dated(question: Question, near: list[Reading]) -> None:
    """Put first what prints a due date where one is asked for, or a beginning; and what tells history last."""
    least = _CLOSE * near[0].score
    if phrase("asks_due").search(question.folded):
        near.sort(key=lambda r: 2 if r.score < least else 1 if not phrase("printed_due").search(r.folded) else 0)
        near.sort(key=lambda r: bool(phrase("tells_history").search(r.folded)) and not phrase("printed_due").search(r.folded))
    if phrase("asks_start").search(question.folded):
        near.sort(key=lambda r: (r.score < least, not phrase("printed_start").search(r.folded)))


def _with_lead(question: Question, near: list[Reading]) -> list[Reading]:
    """The readings; where the best is an item of a list, what leads into the list comes next: it says what holds of all."""
    if question.kind not in ("lookup", "yes_no") or not near or not _ITEM.match(near[0].folded.lstrip()):
        return near
    book, node = near[0].book, near[0].sentence.node
    for index in range(near[0].index - 1, max(-1, near[0].index - _FAR), -1):
        if book.text(index).rstrip().endswith(":"):
            lead = replace(near[0], index=index, first=-1, last=-1)
            return [near[0], lead, *near[1:]]
        if not _ITEM.match(book.text(index).lstrip()) and book.sentences[index].node != node:
            break
    return near


def _of_noun(question: Question, reading: Reading) -> bool:
    """Whether a reading enumerates things that all end in the noun asked for: 政治关、法律关 for 哪几道关."""
    return any(all_of_noun(question, reading.folded, run) for run in enumerations(reading.folded))


def _called(question: Question, reading: Reading, best: float) -> bool:
    """Whether a reading, nearly as good as the best, enumerates what the noun asked for right after it calls so."""
    close = reading.score >= _NEARLY * best
    return close and any(called_so(question, reading.folded, run) for run in enumerations(reading.folded))


def _lists(question: Question, reading: Reading) -> bool:
    """Whether a reading holds several things of the kind asked for."""
    several = question.form is not None and len(find_values(question.form, reading.folded)) > 1
    return several or bool(enumerations(reading.folded))


def citation_of(reading: Reading) -> Citation:
    """The whole sentence of a reading as a citation."""
    sentence = reading.sentence
    return cite(reading.book.record, reading.start, reading.end, sentence.path)


def found_in(question: Question, readings: list[Reading]) -> list[Found]:
    """The words that answer, from the first reading that has them."""
    return next((found for found in (_read(question, reading) for reading in readings) if found), [])


def _read(question: Question, reading: Reading) -> list[Found]:
    """The words of one reading that answer."""
    grade = graded(question.folded, reading.folded) if question.form == "grade" else None
    if grade:
        return [Found(grade)]
    items = best_list(question, reading) if question.kind == "list" else []
    value = None if items else best_value(question, reading)
    return items or ([value] if value else [])


def _with_source(question: Question, chosen: list[Reading]) -> tuple[list[Reading], list[Found]]:
    """The readings, that which gives the answer's first words foremost, and those words: what is said is what is quoted."""
    first = sorted(chosen, key=lambda reading: not doers(question, reading.folded))  # one that says 由谁 goes before
    for reading in first if question.kind != "yes_no" else ():
        found = _read(question, reading)
        if found:
            return [reading, *(other for other in chosen if other is not reading)], found
    return chosen, []


def lead_of(question: Question, readings: list[Reading], found: list[Found]) -> str:
    """The first words of the answer."""
    if question.kind == "yes_no" and readings:
        return verdict(question, readings[0].folded) + "。"
    if question.kind == "list" and len(found) > 1:
        return "、".join(item.label for item in found) + "。"
    return found[0].label + "。" if found else ""


def answer_by_reading(question: Question, readings: list[Reading]) -> Answer:
    """Answer from sentences that were found fit.

    Args:
        question: The question.
        readings: Ranked readings, the best first; at least one is usable.

    Returns:
        An answer whose citations are whole sentences.
    """
    chosen, found = _with_source(question, choose(question, readings))
    several = stages(question, readings)
    if several:
        rest = [reading for reading in chosen if all(reading.index != stage.reading.index for stage in several)]
        chosen = [*{stage.reading.index: stage.reading for stage in several}.values(), *rest][:_MOST]
        lead = told(question, several)
    else:
        lead = lead_of(question, chosen, found)
    citations = tuple(citation_of(reading) for reading in chosen)
    items = tuple(Item(item.label, item.entity, 0) for item in found) if question.kind in ("list", "who", "count") else ()
    words = f"在{len({r.book.record.id for r in chosen})}份文件里找到与问题用词最相合的{len(chosen)}句话"
    return Answer(
        compose(lead, citations),
        True,
        items,
        citations,
        How("reading", words, looked_for=tuple(term.text for term in question.terms)),
        question.kind,
    )
