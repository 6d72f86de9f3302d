"""Questions that set documents side by side: two years, two regions, two editions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from search.answer.abstain import usable
from search.answer.binding import firmest, loose
from search.answer.metadata_answer import read_particulars
from search.answer.model import Answer, How, Item, shorten, tidy
from search.answer.outline_answer import answer_by_outline
from search.answer.phrases import phrase
from search.answer.ranking import Reading, credit, rank
from search.answer.reading_answer import citation_of, found_in
from search.answer.shelf import Book, Shelf
from search.answer.years import governing_years
from search.question.analysis import NAMED
from search.question.fold import fold
from search.question.names import NameBook, longest_common, plain
from search.question.question import NamedDocument, Question
from search.question.terms import folded_years

_FEW, _MOST_JOINTS, _AS_FIRM = 4, 6, 0.15
_KINDS = {"date": "when", "person_or_body": "who", "body": "who"}
_TELLING = 0.9
"""Weight of words beside the names of documents from which on these alone choose the sentence."""


def answer_by_comparing(question: Question, shelf: Shelf, halves: Sequence[str] = ()) -> Answer | None:
    """One best sentence from each document compared, or ``None`` when fewer than two documents answer.

    Args:
        question: The question.
        shelf: Where to read.
        halves: Ids of documents that the question sets side by side, where it plainly does.

    Returns:
        An answer that quotes each document.
    """
    sides = list(halves) or sides_of(question, shelf)
    if len(sides) < 2:
        return None
    plainly = answer_by_particulars(question, shelf, sides)
    if plainly:
        return plainly
    if not _placed(question, [_names(shelf.books[side]) for side in sides]):
        return None  # a place is named of which no document is at hand
    chosen = [reading for reading in (_best(question, shelf, side, sides) for side in sides) if reading]
    if len(chosen) < 2:
        return None
    citations = tuple(citation_of(reading) for reading in chosen)
    values = [found_in(replace(question, kind="number" if question.form else "lookup"), [reading]) for reading in chosen]
    labels = [value[0].label if value else "" for value in values]
    items = tuple(Item(label, None, n) for n, label in enumerate(labels) if label)
    names = _told_apart(shelf, [citation.document for citation in citations])
    lines = []
    for citation, label in zip(citations, labels, strict=True):
        said = f"{label}（“{tidy(citation.quote)}”）" if label else f"“{tidy(citation.quote)}”"
        lines.append(f"{names[citation.document]}：{said}")
    text = "\n".join(lines)
    if len(text) > 600:  # the telling clause of each side instead of its whole sentence
        telling = [label or clause_in(question, reading) for label, reading in zip(labels, chosen, strict=True)]
        text = shorten("\n".join(f"{names[c.document]}：“{said}”" for c, said in zip(citations, telling, strict=True)))
    words = f"在{len(chosen)}份文件里各取与问题最相合的一句，并列比较"
    return Answer(text, True, items, citations, How("compare", words), "compare")


def _told_apart(shelf: Shelf, sides: list[str]) -> dict[str, str]:
    """The titles of the documents compared, each with its year where two bear one title."""
    metas = {side: shelf.books[side].record.meta for side in sides}
    titles = [tidy(meta.title) for meta in metas.values()]
    return {
        side: f"《{tidy(meta.title)}》" + (f"（{meta.year}年）" if meta.year and titles.count(tidy(meta.title)) > 1 else "")
        for side, meta in metas.items()
    }


def answer_by_years(question: Question, shelf: Shelf) -> Answer | None:
    """One best sentence for each year that the question names, all of one document: 2020年和2025年的目标各是多少.

    ``None`` unless quantities are asked for, every year has a sentence that speaks of it, and the sentences differ.
    """
    if not phrase("asks_how_much").search(question.folded):
        return None
    document = question.documents[0].id if question.documents and question.documents[0].score >= NAMED else None
    chosen: list[Reading] = []
    for year in question.years:
        terms = tuple(t for t in question.terms if t.role != "year")
        asked = replace(question, terms=terms, years=(year,), kind="number")
        own = document or (chosen[0].book.record.id if chosen else None)
        others = set(question.years) - {year}
        pools = [rank(asked, shelf, 8, frozenset({own}))] if own else []
        if document is None:  # each year may have a report of its own
            pools.append(rank(asked, shelf, 8))
        fit = [r for pool in pools for r in pool if usable(r) and not loose(asked, [r])]
        near = [r for r in fit if not governing_years(r.book, r.index) & others]
        if not near:
            return None
        firm = max(firmest(asked, [r]) for r in near)
        chosen.append(next(r for r in near if firmest(asked, [r]) >= firm - _AS_FIRM))
    if len({(reading.book.record.id, reading.index) for reading in chosen}) < len(chosen):
        return None
    citations = tuple(citation_of(reading) for reading in chosen)
    values = [found_in(replace(question, kind="number"), [reading]) for reading in chosen]
    items = tuple(Item(value[0].label, None, n) for n, value in enumerate(values) if value)
    said = [
        f"{year}年：{value[0].label if value else ''}（“{tidy(citation.quote)}”）"
        for year, value, citation in zip(question.years, values, citations, strict=True)
    ]
    words = f"对{len(chosen)}个年份各取说到那一年的一句，并列比较"
    return Answer(shorten("\n".join(said)), True, items, citations, How("compare", words), "compare")


def halves_of(question: Question, names: NameBook, idf: Callable[[str], float]) -> list[str]:
    """Ids of the two documents that the question names on either side of 和, 与, 跟 or 、 (甲方案和乙方案); none otherwise.

    Of more than six such joints those by 和, 与 and 跟 come first: many 、 enumerate words, and every joint costs two readings
    of all titles.
    """
    best: tuple[float, list[str]] = (0.0, [])
    joints = sorted(re.finditer(r"[和与跟、]", question.folded), key=lambda joint: joint[0] == "、")[:_MOST_JOINTS]
    for joint in sorted(joints, key=lambda joint: joint.start()):
        sides = []
        for text in (question.folded[: joint.start()], question.folded[joint.end() :]):
            named = names.documents(text, folded_years(text), idf)
            if not named or named[0].score < NAMED:
                break
            sides.append(named[0])
        if len(sides) == 2 and sides[0].id != sides[1].id and sides[0].score + sides[1].score > best[0]:
            best = (sides[0].score + sides[1].score, [sides[0].id, sides[1].id])
    return best[1]


def answer_by_particulars(question: Question, shelf: Shelf, sides: list[str]) -> Answer | None:
    """The same particular, or the same count of the outline, of each of several documents; ``None`` unless each gives it."""
    if len(sides) < 2 or not _placed(question, [_names(shelf.books[side]) for side in sides]):
        return None
    told = [read_particulars(question.folded, shelf.books[side].record) for side in sides]
    if all(told):
        return _particulars([answer for answer in told if answer])
    counted = [_outlined(question, shelf, side, sides) for side in sides]
    return _particulars([answer for answer in counted if answer]) if all(counted) else None


def _placed(question: Question, names: list[str]) -> bool:
    """Whether every place named in the question is that of a document at hand."""
    return all(any(term.text in name for name in names) for term in question.terms if term.place)


def clause_in(question: Question, reading: Reading) -> str:
    """The clause of a reading, as printed, that holds most of the question's weight."""
    clauses = [clause for clause in re.split(r"[，；。,;\n]", reading.text) if clause.strip()]

    def weight(clause: str) -> float:
        return sum(term.weight * credit(term, fold(clause)) for term in question.terms)

    return tidy(max(clauses, key=weight)) if clauses else tidy(reading.text)


def _particulars(told: list[Answer]) -> Answer:
    """The same particular of each document, side by side."""
    citations = tuple(citation for answer in told for citation in answer.citations)
    items = tuple(Item(item.label) for answer in told for item in answer.items)
    text = "\n".join(answer.answer.split("\n")[0] for answer in told)
    return Answer(text, True, items, citations, How("compare", f"并列读了{len(told)}份文件的文头和落款"), "compare")


def sides_of(question: Question, shelf: Shelf) -> list[str]:
    """Ids of the documents compared, in the order in which the question names them."""
    best = _best_of(question, shelf)
    finders = (_by_years, _by_marks, _by_readings) if len(question.years) < 2 else (_by_years,)
    for finder in finders:
        found = finder(question, shelf, best)
        if len(found) > 1:
            return found
    return []


def _best_of(question: Question, shelf: Shelf) -> dict[str, Reading]:
    best: dict[str, Reading] = {}
    for reading in rank(question, shelf, 60):
        best.setdefault(reading.book.record.id, reading)
    return best


def _by_years(question: Question, shelf: Shelf, best: dict[str, Reading]) -> list[str]:
    if len(question.years) < 2:
        return []
    named = {document.id: document.score for document in question.documents}
    found = []
    for year in question.years:
        of_year = [key for key, book in shelf.books.items() if book.record.meta.year == year]
        scored = [(named.get(key, 0.0) + (best[key].score if key in best else 0.0), key) for key in of_year]
        if scored and max(scored)[0] > 0.25:
            found.append(max(scored)[1])
    of_kind = [key for key in found if _of_kind(question, shelf.books[key])]
    return list(dict.fromkeys(of_kind or found))  # a kind that none bears is part of what is compared: …管理办法的提法


def _of_kind(question: Question, book: Book) -> bool:
    """Whether a document is of a kind that the question names: 2018年和2022年的…法 wants two laws."""
    kinds = phrase("kind_of_document").findall(question.folded)
    return not kinds or any(kind in plain(book.record.meta.title) for kind in kinds)


def _by_marks(question: Question, shelf: Shelf, best: dict[str, Reading]) -> list[str]:
    """Documents that one word of the question marks out: a region, an issuer, a title's own word that few faces bear."""
    found: list[tuple[int, str]] = []
    for term in question.terms:
        if term.role == "year":
            continue
        bearers = [key for key, book in shelf.books.items() if term.text in _names(book)]
        if 0 < len(bearers) <= _FEW:
            scored = [(best[key].score if key in best else 0.0, key) for key in bearers if key in best or term.place]
            if scored:
                found.append((question.folded.find(term.text), max(scored)[1]))
    for named in question.documents:
        nickname = named.words[0] if named.words else ""
        if named.score >= NAMED and nickname in question.folded and nickname not in plain(_names(shelf.books[named.id])):
            found.append((question.folded.find(nickname), named.id))
    ordered = list(dict.fromkeys(key for _, key in sorted(found)))
    return ordered if len(ordered) > 1 else []


def _names(book: Book) -> str:
    meta = book.record.meta
    return "|".join([meta.title, meta.issuer or "", meta.region or ""])


def _by_readings(question: Question, shelf: Shelf, best: dict[str, Reading]) -> list[str]:
    ordered = sorted(best.values(), key=lambda reading: -reading.score)
    return [r.book.record.id for r in ordered[:2] if r.coverage > 0.4]


def _outlined(question: Question, shelf: Shelf, side: str, sides: list[str]) -> Answer | None:
    """What the outline of one document gives for a question that asks for a number of articles, points or parts."""
    kept = tuple(t for t in question.terms if t.role != "year" and t.text not in _naming(shelf, sides))
    named = (NamedDocument(side, shelf.books[side].record.meta.title, 1.0),)
    found = answer_by_outline(replace(question, kind="count", terms=kept, documents=named, parts=(), years=()), shelf)
    return found.answer if found and found.document == side else None


def _naming(shelf: Shelf, sides: list[str]) -> str:
    return "|".join(_names(shelf.books[key]) for key in sides)


def _best(question: Question, shelf: Shelf, side: str, sides: list[str]) -> Reading | None:
    """The best sentence of one document, the words that only name the other documents left out."""
    others = "|".join(_names(shelf.books[key]) for key in sides if key != side)
    own = _names(shelf.books[side])
    kept = tuple(t for t in question.terms if t.role != "year" and not (t.text in others and t.text not in own))
    telling = tuple(t for t in kept if not credit(t, own) and not t.place)  # words that do not merely name this document
    if sum(t.weight for t in telling if t.role == "content") >= _TELLING:
        kept = telling
    record = shelf.books[side].record
    years = question.years if len(question.years) == 1 else ()  # of two years each side answers for its own
    narrowed = replace(
        question,
        terms=kept or question.terms,
        documents=(NamedDocument(side, record.meta.title, 1.0),),
        years=years,
        kind=_KINDS.get(question.form or "", question.kind),
    )
    readings = rank(narrowed, shelf, 5, frozenset({side}))
    return (
        readings[0]
        if readings and (usable(readings[0]) or len(longest_common(question.folded, readings[0].folded)) > 3)
        else None
    )
