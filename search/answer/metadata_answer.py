"""Answers that a document's own particulars give: number, issuers, date, entry into force, recipients, title."""

from __future__ import annotations

import re
from pathlib import Path

from ontology.records import Record
from search.answer.model import Answer, Citation, How, Item, cite, compose, tidy
from search.answer.shelf import Shelf
from search.question.analysis import NAMED
from search.question.names import plain
from search.question.patterns import load_patterns
from search.question.question import Question

DATA = Path(__file__).parent / "data" / "particulars.yaml"
_YEARS = re.compile(r"\d{4}\s*年?\s*[-—–~至到]+\s*\d{4}\s*年?")
_DIGITS = "〇一二三四五六七八九"
_LONGEST_LINE = 60
_LIKELY, _AHEAD = 0.3, 0.1
"""A question that can only ask for a particular needs a document that is likely and so far ahead of the next."""


def asks(name: str, folded: str) -> bool:
    """Whether a folded question holds an entry of ``data/particulars.yaml``."""
    return bool(load_patterns(DATA)[name].search(folded))


def answer_by_metadata(question: Question, shelf: Shelf) -> Answer | None:
    """Answer a question about a named document's particulars; ``None`` when it asks for something else or they are missing."""
    named = question.documents[0] if question.documents else None
    if named is None:
        return None
    record = shelf.books[named.id].record
    if not of_years(question, record):
        return None
    plainly = asks_particulars(question.folded)
    if plainly and named.score >= _LIKELY and _ahead(question):
        return read_particulars(question.folded, record, question.kind)
    if named.score < NAMED or _says_more(question, record):
        return None
    return read_particulars(question.folded, record, question.kind)


def lacks_issuer(question: Question, shelf: Shelf) -> bool:
    """Whether a question asks who issued a document that it plainly means and that names no issuer."""
    named = question.documents[0] if question.documents else None
    if named is None or named.score < NAMED or question.kind != "who":
        return False
    record = shelf.books[named.id].record
    asked = asks("asks_issuer", question.folded) and not asks("another", question.folded)
    return asked and of_years(question, record) and not _says_more(question, record) and not _issuers(record)


def of_years(question: Question, record: Record) -> bool:
    """Whether a document can be the one of the years that a question names: it is of one of them or prints them all."""
    return not question.years or record.meta.year in question.years or all(str(y) in record.text for y in question.years)


def asks_particulars(folded: str) -> bool:
    """Whether a question can only ask for a particular: 文号, 主送机关, 落款."""
    return any(asks(name, folded) for name in ("asks_number", "asks_recipients", "plainly_issued", "plainly_issuer"))


def _ahead(question: Question) -> bool:
    first, second = question.documents[0].score, question.documents[1].score if len(question.documents) > 1 else 0.0
    return first - second >= _AHEAD


def read_particulars(folded: str, record: Record, kind: str = "lookup") -> Answer | None:
    """All particulars of ``record`` that a folded text asks for, with the printed words as evidence."""
    parts: list[tuple[str, Citation]] = []
    when = asks("when", folded)
    issued = (asks("asks_issued", folded) or asks("plainly_issued", folded)) and not asks("an_older", folded)
    if asks("asks_number", folded) and record.meta.doc_number:
        parts += printed(record, record.meta.doc_number, "文号")
    if asks("force", folded) and when:
        parts += _force(record, asks("asks_validity", folded))
    if asks("adopted", folded) and when:
        parts += _adopted(record, folded)
    if issued and (not parts or asks("asks_number", folded)):
        parts += _date(record)
    own = asks("asks_issuer", folded) and not asks("another", folded)
    if own or asks("plainly_issuer", folded):
        parts += _issuers(record)
    if asks("asks_period", folded) and not parts:
        parts += _period(record)
    if asks("asks_recipients", folded):
        for recipient in record.meta.recipients:
            parts += printed(record, recipient, "主送")
    return _answer(record, parts, kind) if parts else None


def _issuers(record: Record) -> list[tuple[str, Citation]]:
    """The issuers, each with its place; those that sign one under the other are cited as one block."""
    issuers = record.meta.issuers or ((record.meta.issuer,) if record.meta.issuer else ())
    apart = [part for issuer in issuers for part in printed(record, issuer, "发文机关")]
    joined = r"\s+".join(map(re.escape, issuers))
    block = list(re.finditer(joined, record.text)) if len(issuers) > 1 else []
    if not block:
        return apart
    citation = cite(record, *block[-1].span(), (0,))
    return [(f"发文机关：{issuer}", citation) for issuer in issuers]


def _says_more(question: Question, record: Record) -> bool:
    naming = (
        plain(record.meta.title) + plain(record.text[:160]) + plain(record.meta.kind or "") + plain(record.meta.region or "")
    )
    naming += plain(record.meta.doc_number or "")
    words = load_patterns(DATA).words("naming")
    rest = [
        t
        for t in question.terms
        if t.role in ("content", "focus") and t.text not in naming and not any(w in t.text for w in words)
    ]
    return sum(t.weight for t in rest if not any(form in naming for form in t.forms)) > 0.5


def printed(record: Record, words: str, label: str) -> list[tuple[str, Citation]]:
    """A label and the place where some words are printed first, across the ends of lines; empty where they are not."""
    pattern = r"\s*".join(re.escape(char) for char in words if not char.isspace())
    match = re.search(pattern, record.text)
    return [(f"{label}：{words}", cite(record, *_line(record, match.start(), match.end()), (0,)))] if match else []


def _line(record: Record, start: int, end: int) -> tuple[int, int]:
    """The whole line around some words when it is short, else the words alone."""
    left = record.text.rfind("\n", 0, start) + 1
    right = record.text.find("\n", end)
    right = len(record.text) if right < 0 else right
    return (left, right) if right - left <= _LONGEST_LINE else (start, end)


def _date(record: Record) -> list[tuple[str, Citation]]:
    if not record.meta.date:
        return []
    year, month, day = (int(part) for part in record.meta.date.split("-"))
    han = r"\s*".join(f"{''.join(_DIGITS[int(d)] for d in str(year))}年{_spoken(month)}月{_spoken(day)}日")
    han = han.replace("〇", "[〇○零Ｏ]")
    for match in re.finditer(rf"{year}\s*年\s*{month}\s*月\s*{day}\s*日|{han}", record.text):
        return [(f"日期：{year}年{month}月{day}日", cite(record, *_line(record, match.start(), match.end()), (0,)))]
    return []


def _spoken(number: int) -> str:
    """A number below a hundred in Chinese: 10 → 十, 21 → 二十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def _force(record: Record, validity: bool = False) -> list[tuple[str, Citation]]:
    """Entry into force, and how long the document holds where that is asked for and printed in the same sentence."""
    found = list(load_patterns(DATA)["printed_force"].finditer(record.text))
    if not found:
        return []
    match = found[-1]
    holds = load_patterns(DATA)["printed_validity"].search(match.group()) if validity else None
    said = f"自{match['date']}起施行" + (f"，{holds.group()}" if holds else "")
    return [(said, cite(record, match.start(), match.end(), _path(record, match.start())))]


def _adopted(record: Record, folded: str) -> list[tuple[str, Citation]]:
    wanted = "修订" if "修订" in folded or "修正" in folded else "通过"
    found = [
        m
        for m in load_patterns(DATA)["printed_adoption"].finditer(record.text[:600])
        if m["act"].startswith(wanted[0]) or wanted == "通过"
    ]
    if not found:
        return []
    match = found[-1]
    return [(f"{match['date']}{match['act']}", cite(record, match.start(), match.end(), (0,)))]


def _period(record: Record) -> list[tuple[str, Citation]]:
    """The years that the title itself gives: （2021—2023年）."""
    match = _YEARS.search(record.meta.title)
    if match is None:
        return []
    title = r"\s*".join(re.escape(char) for char in record.meta.title if not char.isspace())
    printed = re.search(title, record.text) or _YEARS.search(record.text)
    return [(f"期限：{match.group()}", cite(record, printed.start(), printed.end(), (0,)))] if printed else []


def _path(record: Record, position: int) -> tuple[int, ...]:
    inside = [n for n in record.nodes if n.start <= position < n.end and n.path]
    return min(inside, key=lambda n: n.end - n.start).path if inside else (0,)


def _answer(record: Record, parts: list[tuple[str, Citation]], kind: str) -> Answer:
    title = tidy(record.meta.title)
    lead = f"《{title}》" + "；".join(words for words, _ in parts) + "。"
    citations = tuple(citation for _, citation in parts)
    items = tuple(Item(words.split("：", 1)[-1], None, number) for number, (words, _) in enumerate(parts))
    how = How("metadata", f"读自《{title}》的文头、落款和施行条款")
    return Answer(compose(lead, citations, 500) if kind == "lookup" else lead, True, items, citations, how, kind)
