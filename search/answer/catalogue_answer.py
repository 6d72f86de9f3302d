"""Questions about the library itself: which documents a body issued, a time brought or a subject has, and how many."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from search.answer.about import about_subject
from search.answer.issued import Span, Times, times_of, within
from search.answer.metadata_answer import printed
from search.answer.model import Answer, Citation, How, Item, declined, shorten, tidy
from search.answer.number_answer import answer_by_foreign_number
from search.answer.shelf import Book, Shelf
from search.question.fold import fold
from search.question.patterns import load_patterns
from search.question.places import levels_of
from search.question.question import Question
from search.question.wording import load_wording

DATA = Path(__file__).parent / "data" / "catalogue.yaml"
_MOST = 30
_OFFICES = ("办公厅", "办公室")
"""What a government's or a ministry's office issues is issued for it."""


def answer_by_catalogue(question: Question, shelf: Shelf) -> Answer | None:
    """List or count documents of the library, or ``None`` when the question asks something else.

    Args:
        question: The question understood.
        shelf: The documents.

    Returns:
        The documents whose issuer, time, place, kind and subject are those of the question, each cited by its title. An answer
        that is not answerable where there are none of that time or subject, or the question names a number that none bears.
    """
    foreign = answer_by_foreign_number(question, shelf)
    if foreign:
        return foreign
    if load_patterns(DATA)["asks_holdings"].search(question.folded):
        return _answer(question, list(shelf.books.values()), "库里")
    books = shelf.books.values()
    times = times_of(question.folded, (year for book in books if (year := _year(book))))
    asks = _asking(times)
    if asks is None:
        return None
    told = {name: value for name, value in asks.groupdict().items() if value}
    about = next((value for name, value in told.items() if name.startswith("about")), "")
    rest = times.rest.replace(about, "") if about else times.rest
    kind = next(value for name, value in told.items() if name.startswith("kind"))
    kind = "" if kind in load_patterns(DATA).words("general") else kind
    issuers = {identifier: _issuers(book) for identifier, book in shelf.books.items()}
    bodies = _longest({name for names in issuers.values() for name in names if len(name) > 1 and name in rest})
    rest = _without(rest, bodies)
    places = _longest({level for book in books for level in levels_of(book.record.meta.region) if level in rest})
    if not (bodies or times.spans or places or about) or _says_more(_without(rest, places), bool(about)):
        return None
    issued = [book for identifier, book in shelf.books.items() if issuers[identifier].issuperset(bodies)]
    found = [book for book in issued if _fits(book, times.spans, places, kind)]
    found = about_subject(question, about, found) if about else found
    of = "、".join([*bodies, *places, *times.words, *([f"关于{about}"] if about else [])])
    if not found and (times.spans or about):
        return declined(question, f"库里没有符合的文件（{of}）")
    return _answer(question, found, of)


def _asking(times: Times) -> re.Match[str] | None:
    """How a question asks for documents: by who or when, about what, or by a time alone."""
    patterns = load_patterns(DATA)
    asks = patterns["asks_about"].search(times.rest) or patterns["asks_issued_by"].search(times.rest)
    return asks or (patterns["asks_of_time"].search(times.rest) if times.spans else None)


def _longest(names: Collection[str]) -> tuple[str, ...]:
    """Names that stand in no other."""
    return tuple(sorted(name for name in names if not any(name != other and name in other for other in names)))


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, "")
    return text


def _issuers(book: Book) -> frozenset[str]:
    """Folded names of a document's issuers, what they are called for short, and those that their offices issue for."""
    meta = book.record.meta
    entities = {entity.name: entity.aliases for entity in book.record.entities if entity.type == "Institution"}
    names = [name for issuer in (*meta.issuers, meta.issuer or "") if issuer for name in (issuer, *entities.get(issuer, ()))]
    folded = {fold(name) for name in names}
    known = folded.union(form for name in folded for form in load_wording().forms(name))
    return frozenset(known.union(name.removesuffix(office) for name in known for office in _OFFICES))


def _year(book: Book) -> int | None:
    meta = book.record.meta
    return int(meta.date[:4]) if meta.date else meta.year


def _fits(book: Book, spans: tuple[Span, ...], places: tuple[str, ...], kind: str) -> bool:
    meta = book.record.meta
    return (
        (not spans or within(meta.date, meta.year, spans))
        and all(place in levels_of(meta.region) for place in places)
        and kind in fold(meta.title)
    )


def _says_more(rest: str, subject: bool) -> bool:
    """Whether a question without its names also says what the documents are about, which their particulars do not tell."""
    words = load_patterns(DATA)["told_of_subject"].sub("", rest) if subject else rest
    return len(load_patterns(DATA)["told"].sub("", words)) > 1


def _answer(question: Question, found: list[Book], of: str) -> Answer | None:
    if not found:
        return None
    ordered = sorted(found, key=lambda book: (-(book.record.meta.year or 0), book.record.meta.title, book.record.id))
    cited: list[Citation] = []
    items: list[Item] = []
    for book in ordered[:_MOST]:
        title = tidy(book.record.meta.title)
        place = printed(book.record, book.record.meta.title, title)
        items.append(Item(title, None, len(cited) if place else None))
        cited += [citation for _, citation in place]
    more = f"（只列前{_MOST}份）" if len(found) > _MOST else ""
    text = f"共{len(found)}份{more}：" + "；".join(f"《{item.label}》" for item in items) + "。"
    how = How("metadata", f"按发文机关、时间、地区和主题在全部文件里找（{of}），得{len(found)}份")
    return Answer(shorten(text), True, tuple(items), tuple(cited), how, question.kind)
