"""Where a word stands: all documents, or all points, whose text prints what the question names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from search.answer.model import Answer, Citation, How, Item, cite, shorten, tidy
from search.answer.shelf import Book, Shelf
from search.question.fold import fold
from search.question.patterns import load_patterns
from search.question.question import Question

DATA = Path(__file__).parent / "data" / "mentions.yaml"
_MOST, _SHORTEST = 20, 2


def answer_by_mentions(question: Question, shelf: Shelf) -> Answer | None:
    """List the documents or points that print a name, or ``None`` when the question asks something else or none does."""
    patterns = load_patterns(DATA)
    match = patterns["asks_documents"].search(question.folded) or patterns["asks_points"].search(question.folded)
    if match is None:
        return None
    what = patterns["around"].sub("", match.group("what") or match.group("before") or "")
    if len(what) < _SHORTEST:
        return None
    points = bool(patterns["asks_points"].search(question.folded))
    places = [term.text for term in question.terms if term.place and term.text not in what]
    found = [
        entry
        for book in shelf.books.values()
        if all(place in book.name for place in places)
        for entry in _places(book, what, points)
    ]
    return _answer(question, what, found, points) if found else None


def asks_mentions(question: Question) -> bool:
    """Whether a question asks where a name stands."""
    patterns = load_patterns(DATA)
    return any(patterns[name].search(question.folded) for name in ("asks_documents", "asks_points"))


def _places(book: Book, what: str, points: bool) -> Iterator[tuple[str, Citation]]:
    """The first sentence that prints ``what``, of the book or of each of its points, with a label."""
    seen: set[str] = set()
    for index, sentence in enumerate(book.sentences):
        key = sentence.node if points else book.record.id
        if key in seen or what not in book.text(index):
            continue
        seen.add(key)
        titles = [title for title in sentence.headings if title]
        label = titles[0] if points and titles else book.record.meta.title
        yield tidy(label), cite(book.record, sentence.start, sentence.end, sentence.path)


def _answer(question: Question, what: str, found: list[tuple[str, Citation]], points: bool) -> Answer:
    kept = found[:_MOST]
    citations = tuple(citation for _, citation in kept)
    items = tuple(Item(label, None, number) for number, (label, _) in enumerate(kept))
    documents = {citation.document for _, citation in found}
    count = f"{len(documents)}份文件的{len(found)}处" if points else f"{len(documents)}份文件"
    more = f"（只列前{_MOST}处）" if len(found) > _MOST else ""
    named = "；".join(label if points else f"《{label}》" for label, _ in kept)
    how = How("reading", f"在全部文件的正文里找“{what}”，得{len(found)}处")
    return Answer(shorten(f"{count}写到“{fold(what)}”{more}：{named}。"), True, items, citations, how, question.kind)
