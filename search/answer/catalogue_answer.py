"""Questions about the library itself: which documents a body issued or a year brought, and how many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from search.answer.metadata_answer import printed
from search.answer.model import Answer, Citation, How, Item, shorten, tidy
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
        The documents whose issuer, year, place and kind are those of the question, each cited by its title.
    """
    patterns = load_patterns(DATA)
    if patterns["asks_holdings"].search(question.folded):
        return _answer(question, list(shelf.books.values()), "库里")
    asks = patterns["asks_issued_by"].search(question.folded)
    if asks is None:
        return None
    kind = next(value for value in asks.groupdict().values() if value)
    kind = "" if kind in patterns.words("general") else kind
    issuers = {identifier: _issuers(book) for identifier, book in shelf.books.items()}
    bodies = _longest({name for names in issuers.values() for name in names if len(name) > 1 and name in question.folded})
    rest = _without(question.folded, bodies)
    books = shelf.books.values()
    places = _longest({level for book in books for level in levels_of(book.record.meta.region) if level in rest})
    if not (bodies or question.years or places) or _says_more(_without(rest, places)):
        return None
    issued = [book for identifier, book in shelf.books.items() if issuers[identifier].issuperset(bodies)]
    found = [book for book in issued if _fits(book, question.years, places, kind)]
    return _answer(question, found, "、".join([*bodies, *places, *(f"{year}年" for year in question.years)]))


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


def _fits(book: Book, years: tuple[int, ...], places: tuple[str, ...], kind: str) -> bool:
    meta = book.record.meta
    issued = int(meta.date[:4]) if meta.date else meta.year
    return (
        (not years or issued in years) and all(place in levels_of(meta.region) for place in places) and kind in fold(meta.title)
    )


def _says_more(rest: str) -> bool:
    """Whether a question without its names also says what the documents are about, which their particulars do not tell."""
    return len(load_patterns(DATA)["told"].sub("", rest)) > 1


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
    how = How("metadata", f"按发文机关、年份和地区在全部文件里找（{of}），得{len(found)}份")
    return Answer(shorten(text), True, tuple(items), tuple(cited), how, question.kind)
