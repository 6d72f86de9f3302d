"""Who answers for a measure: the responsibility line after it (责任单位：…, …牵头，…配合, …负责)."""

from __future__ import annotations

import re
from dataclasses import replace

from search.answer.abstain import usable
from search.answer.model import Answer, Citation, How, Item, cite, compose, shorten
from search.answer.phrases import phrase
from search.answer.ranking import Reading, credit, rank
from search.answer.reading_answer import citation_of
from search.answer.shelf import Shelf
from search.answer.spans import entity_at
from search.question.analysis import NAMED
from search.question.fold import fold
from search.question.names import plain
from search.question.question import Question
from search.question.terms import Term

_CLOSE, _MOSTLY, _LEAST_HEADING, _LEAST_LINES, _MOST_LINES = 0.85, 0.7, 4, 2, 24
_POOL, _MOST_OVER = 10, 0.8
# 和 and 及 part two bodies only where one has just ended: names have them too (工业和信息化部, 住房和城乡建设局).
BETWEEN = re.compile(r"[、,;:]|以及|(?:(?<=[部局委会办院所署府社行室司处厅队区县省镇乡校门位心联等])|(?<=企业))[和及]")


def answer_by_responsibility(question: Question, shelf: Shelf) -> tuple[Answer, str] | None:
    """Bodies of the responsibility line after the measure asked about, and the id of its node; ``None`` without one."""
    if (
        question.kind not in ("who", "list")
        or question.form == "person"
        or not phrase("asks_responsible").search(question.folded)
    ):
        return None
    kept = tuple(
        t
        for t in question.terms
        if not phrase("asks_responsible").search(t.text) and not phrase("measure_words").fullmatch(t.text)
    )
    if not any(t.role == "content" for t in kept):
        return _of_whole(question, kept, shelf)
    readings = rank(replace(question, terms=kept, kind="lookup", form=None), shelf, _POOL)
    if not readings or not usable(readings[0]):
        return None
    close = [reading for reading in readings if usable(reading) and reading.score >= _CLOSE * readings[0].score]
    headed = [reading for reading in close if _headed(question, reading)]
    headed = headed or [reading for reading in close if _told_over(kept, reading) >= _MOST_OVER]
    close = headed or close  # a point whose heading the question quotes goes before one that shares its words
    for find in (_line, _cell):  # what a line in brackets says goes before the cell of a table
        for reading in close:
            span = find(reading)
            found = _from_span(question, reading, span) if span else None
            if found:
                return found, reading.sentence.node
    return None


def _of_whole(question: Question, terms: tuple[Term, ...], shelf: Shelf) -> tuple[Answer, str] | None:
    """Bodies of all responsibility lines of the document that the question names, where it names nothing in it."""
    named = question.documents[0] if question.documents else None
    if named is None or named.score < NAMED:
        return None
    title = plain(named.title) + "|".join(named.words)
    if any(term.text not in title and not term.place for term in terms if term.role == "name"):
        return None  # a word of its opening asks for a point of it
    book = shelf.books[named.id]
    labels: dict[str, int] = {}
    citations: list[Citation] = []
    for match in phrase("responsible_line").finditer(book.folded):
        line = next((s for s in book.sentences if s.start <= match.start() < s.end), None)
        lead = phrase("leading_bodies").search(match.group()) if phrase("asks_lead").search(question.folded) else None
        new = [body for body in _bodies(lead.group(1) if lead else match.group()) if body not in labels]
        if line is not None and new and len(citations) < _MOST_LINES:
            labels.update(dict.fromkeys(new, len(citations)))
            citations.append(cite(book.record, *match.span(), line.path))
    if len(citations) < _LEAST_LINES:
        return None
    items = tuple(Item(label, None, at) for label, at in labels.items())
    text = shorten(compose("、".join(labels) + "。", tuple(citations[:1])))
    how = How("reading", f"读了《{named.title}》里{len(citations)}处责任单位")
    return Answer(text, True, items, tuple(citations), how, question.kind), book.record.id


def _headed(question: Question, reading: Reading) -> bool:
    """Whether the question quotes the heading that stands next over a reading."""
    headings = reading.book.headings[reading.index]
    return bool(headings) and len(headings[0]) >= _LEAST_HEADING and plain(headings[0]) in plain(question.folded)


def _told_over(terms: tuple[Term, ...], reading: Reading) -> float:
    """Share of the weight of what is asked that the heading next over a reading holds."""
    asked = [term for term in terms if term.role == "content" and not term.place]
    heading = fold("".join(reading.book.headings[reading.index][:1]))
    mass = sum(term.weight for term in asked)
    return sum(term.weight * credit(term, heading) for term in asked) / mass if mass else 0.0


def _line(reading: Reading) -> tuple[int, int] | None:
    """The responsibility line after a reading in its node."""
    book = reading.book
    node = next((n for n in book.record.nodes if n.id == reading.sentence.node), None)
    limit = min(node.end if node else len(book.folded), reading.sentence.start + 2500)
    match = phrase("responsible_line").search(book.folded, reading.sentence.start, limit)
    return match.span() if match else None


def _from_span(question: Question, reading: Reading, span: tuple[int, int]) -> Answer | None:
    book = reading.book
    start, end = span
    inner = book.folded[start:end]
    asks_lead = bool(phrase("asks_lead").search(question.folded))
    lead = phrase("leading_bodies").search(phrase("first_leads").sub("", inner)) if asks_lead else None
    bodies = _bodies(inner[: lead.end(1)] if lead else inner)
    if asks_lead and lead is None and phrase("first_leads").search(book.folded):
        bodies = bodies[:1]
    items, position = [], start
    for body in bodies:
        at = book.folded.find(body, position, end)
        if at < 0:
            continue
        items.append(Item(book.record.text[at : at + len(body)], entity_at(book.record, at, at + len(body)), 0))
        position = at + len(body)
    if not items:
        return None
    citations = (cite(book.record, start, end, reading.sentence.path), citation_of(reading))
    text = compose("、".join(item.label for item in items) + "。", citations)
    return Answer(text, True, tuple(items), citations, How("reading", "找到所问的措施，读它后面的责任单位"), question.kind)


def _cell(reading: Reading) -> tuple[int, int] | None:
    """A sentence of the same node, further down, that is nothing but names of bodies: the cell of a table."""
    book = reading.book
    bodies = {entity.id for entity in book.record.entities if entity.type == "Institution"}
    for sentence in book.sentences[reading.index + 1 : reading.index + 4]:
        inside = [m for m in book.record.mentions if sentence.start <= m.start and m.end <= sentence.end and m.entity in bodies]
        if sentence.node != reading.sentence.node:
            return None
        printed = book.folded[sentence.start : sentence.end].rstrip()
        if printed.endswith("。") or printed == book.record.meta.issuer:
            continue  # neither a sentence full of names (撤销甲会议,其职能并入乙会议。) nor a signature is a cell
        if sum(m.end - m.start for m in inside) >= _MOSTLY * (sentence.end - sentence.start):
            return sentence.start, sentence.end
    return None


def _bodies(line: str) -> list[str]:
    cleaned = phrase("responsible_labels").sub("", line)
    bodies = (body.strip().removesuffix("等") for body in BETWEEN.split(cleaned))
    return [body for body in bodies if len(body) > 1]
