"""Who holds an office in a body, read from its roster: lines of office, name and post (组长：张三　　某部部长).

Posts of a roster repeat the words for offices (学术委员会主任), so a sentence that holds the word asked for need not be
that of the one who holds the office. A roster is read as a table: the office stands before the colon or over the lines, the
post after the name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from ontology.records import Path
from search.answer.model import Answer, How, Item, cite, compose, declined
from search.answer.phrases import phrase
from search.answer.reading import credit
from search.answer.shelf import Book, Shelf
from search.answer.vocabulary import load_vocabulary
from search.question.question import Question
from search.question.terms import Term

_LEAST_ROWS, _NAMED, _SAME, _MOST, _NAME_PART, _LITTLE = 3, 0.3, 0.8, 30, 0.5, 0.45
_HAN = "[\u4e00-\u9fff]"
_NAME = rf"{_HAN}(?: {{0,3}}{_HAN}){{1,2}}"
_LINE = re.compile(
    rf"^ *(?:(?P<role>{_HAN}(?: {{0,4}}{_HAN}){{1,6}}) *: *)?(?:(?P<name>{_NAME})(?: {{2,}}| *\()(?P<post>{_HAN}.*))?$"
)
_HELD = re.compile(rf"^ *(?P<role>{_HAN}(?: {{0,4}}{_HAN}){{1,6}}) *: *(?P<who>{_HAN}.+)$")
_OVER = re.compile(rf"^ *(?:\([一二三四五六七八九十]+\))?(?P<role>{_HAN}{{2,6}})(?:\([^)]*\))? *:? *$")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a roster: who holds which office, from which post, and the line's span in the record's text.

    Where an office is held by virtue of a post (总指挥：某部主要负责人), that is the name, and the post is empty.
    """

    role: str
    name: str
    post: str
    start: int
    end: int


def answer_by_roster(question: Question, shelf: Shelf) -> Answer | None:
    """Give the lines of a roster that answer, or ``None`` when none is asked about.

    Args:
        question: The question; it must ask for people, or for the office of one whom it names.
        shelf: Where to read.

    Returns:
        Names with office and post, each line cited. An answer that is not answerable when the roster of the document meant
        holds nobody of the body that is asked about, or when the head of the body's office is asked for and printed nowhere.
    """
    if not phrase("asks_person").search(question.folded) or phrase("asks_doer").search(question.folded):
        return None
    for named in question.documents[:2]:
        rows = _rows(shelf.books[named.id]) if named.score >= _NAMED else ()
        if len(rows) >= _LEAST_ROWS:
            office = _own_office(question.folded, rows)
            if office and not any(office in book.folded for book in shelf.books.values()):
                return declined(question, f"没有一份文件写出{office}")
            return _answer(question, shelf.books[named.id], rows)
    return None


def count_in_roster(question: Question, shelf: Shelf) -> Answer | None:
    """How many hold the office that stands right after the measure (几位副组长); ``None`` unless a roster names them."""
    asks = phrase("asks_how_many_hold").search(question.folded)
    named = question.documents[0] if question.documents and question.documents[0].score >= _NAMED else None
    rows = _rows(shelf.books[named.id]) if asks and named else ()
    chosen = [row for row in rows if asks and row.role and asks["office"].startswith(row.role)]
    if named is None or len(rows) < _LEAST_ROWS or not chosen:
        return None
    book = shelf.books[named.id]
    citations = tuple(cite(book.record, row.start, row.end, _path(book, row.start)) for row in chosen[:_MOST])
    items = tuple(Item(row.name, None, n) for n, row in enumerate(chosen[:_MOST]))
    lead = f"{len(chosen)}位：" + "、".join(row.name for row in chosen[:_MOST]) + "。"
    how = How("reading", f"数了名单里的{len(chosen)}行")
    return Answer(compose(lead, citations[:1]), True, items, citations, how, question.kind)


def _answer(question: Question, book: Book, rows: tuple[Row, ...]) -> Answer | None:
    told = [row for row in rows if row.name in question.folded]
    if told:
        return _given(question, book, told)
    role = _role(question.folded, rows)
    bodies = _bodies(question, book, rows)
    if (not role and not bodies) or _asks_more(question, book, rows, bodies):
        return None
    chosen = [row for row in rows if (not role or _holds(row, role)) and _of(bodies, row)]
    if chosen:
        return _given(question, book, chosen)
    if bodies and not any(_of(bodies, row) for row in rows):
        return declined(question, f"名单里没有{'、'.join(term.text for term in bodies)}的人")
    return None


def _given(question: Question, book: Book, chosen: list[Row]) -> Answer:
    citations = tuple(cite(book.record, row.start, row.end, _path(book, row.start)) for row in chosen[:_MOST])
    items = tuple(Item(row.name, None, n) for n, row in enumerate(chosen[:_MOST]))
    said = "；".join(
        f"{row.role + '：' if row.role else ''}{row.name}{f'（{row.post}）' if row.post else ''}" for row in chosen[:_MOST]
    )
    how = How("reading", f"按职务和单位读了名单里的{len(chosen)}行")
    return Answer(compose(f"{said}。", citations[:1]), True, items, citations, how, question.kind)


def _role(asked: str, rows: tuple[Row, ...]) -> str:
    """The longest office of the roster that the question names, none when it is that of the body's own office (办公室主任)."""
    found = sorted({row.role for row in rows if row.role and row.role in asked}, key=len, reverse=True)
    return next((role for role in found if not re.search(f"办公室的?{role}", asked)), "")


def _own_office(asked: str, rows: tuple[Row, ...]) -> str:
    """Who heads the body's own office, where that is asked (办公室主任): a head of the body itself does not answer."""
    found = sorted({row.role for row in rows if row.role and re.search(f"办公室的?{row.role}", asked)}, key=len)
    return f"办公室{found[-1]}" if found else ""


def _holds(row: Row, role: str) -> bool:
    """Whether a row's office is the one asked for, and not that of its deputy."""
    return row.role.endswith(role) and (role.startswith("副") or not row.role.startswith("副"))


def _bodies(question: Question, book: Book, rows: tuple[Row, ...]) -> list[Term]:
    """Words of the question that say from which body or post somebody comes."""
    roles = {row.role for row in rows}
    return [
        term
        for term in question.terms
        if term.role in ("content", "focus")
        and not any(term.text in role or role in term.text for role in roles if role)
        and not any(form in book.name for form in (term.text, *term.forms))
        and phrase("ends_like_a_body").search(term.text)
        and not phrase("rostered_body").search(term.text)
    ]


def _asks_more(question: Question, book: Book, rows: tuple[Row, ...], bodies: list[Term]) -> bool:
    """Whether words of weight are left that name neither the body, an office nor a post: 成员要调整时由谁提出."""
    offices = "|".join(row.role for row in rows)
    left = [
        term.weight
        for term in question.terms
        if term.role == "content"
        and term not in bodies
        and term.text not in offices
        and not phrase("holds_office").search(term.text)
        and not phrase("rostered_body").search(term.text)
        if not any(form in book.name for form in (term.text, *term.forms)) and credit(term, book.name) < _NAME_PART
    ]
    return sum(left) > _LITTLE


def _of(bodies: list[Term], row: Row) -> bool:
    return all(credit(term, row.post or row.name) >= _SAME for term in bodies)


def _path(book: Book, start: int) -> Path:
    """The path of the sentence in which a line begins."""
    at = bisect_right(book.sentences, start, key=lambda sentence: sentence.start) - 1
    return book.sentences[max(0, at)].path


@cache
def _families() -> frozenset[str]:
    return frozenset(load_vocabulary().family_names)


def _rows(book: Book) -> tuple[Row, ...]:
    """The roster of a document, in reading order; empty where it has none."""
    rows: list[Row] = []
    role, position = "", 0
    for line in book.folded.splitlines(keepends=True):
        over = _OVER.match(line.rstrip("\n"))
        match = _LINE.match(line.rstrip("\n"))
        if match and match["role"] and phrase("roster_office").fullmatch(match["role"].replace(" ", "")):
            role = match["role"].replace(" ", "")
        elif over and phrase("roster_office").fullmatch(over["role"]):
            role = over["role"]
        elif not (match and match["name"]):
            role = role if not line.strip() else ""
        held = _HELD.match(line.rstrip("\n"))
        if held and not (match and match["name"]) and phrase("roster_office").fullmatch(held["role"].replace(" ", "")):
            role = held["role"].replace(" ", "")
            rows.append(Row(role, held["who"].strip("。 "), "", position, position + len(line)))
        if match and match["name"] and match["name"][0] in _families():
            name = match["name"].replace(" ", "")
            rows.append(Row(role, name, match["post"].rstrip(" )\n").strip(), position, position + len(line)))
        position += len(line)
    return tuple(rows)
