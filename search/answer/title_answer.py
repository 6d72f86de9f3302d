"""Which document: questions whose answer is a document of the library."""

from __future__ import annotations

import re
from dataclasses import replace

from search.answer.model import Answer, How, Item, cite, tidy
from search.answer.phrases import phrase
from search.answer.shelf import Book, Shelf
from search.question.question import Question

_BY_NUMBER = 1.5
"""The score of a document that is named by its number."""


def answer_by_title(question: Question, shelf: Shelf, only: frozenset[str] | None) -> Answer | None:
    """The document of ``only`` whose title says what the question asks for, or ``None``."""
    if only is None or not phrase("asks_title").search(question.folded) or not phrase("issues").search(question.folded):
        return None
    for named in question.documents:
        if named.id in only and named.score >= 0.2:
            return _answer(shelf.books[named.id])
    return None


def answer_by_number(question: Question, shelf: Shelf) -> Answer | None:
    """The title of the document whose number the question gives when it asks what that is about, or ``None``."""
    named = question.documents[0] if question.documents else None
    if named is None or named.score < _BY_NUMBER or not phrase("asks_subject").search(question.folded):
        return None
    if phrase("speaks_of_another").search(question.folded):
        return None
    book = shelf.books[named.id]
    found = _answer(book)
    number = r"\s*".join(re.escape(c) for c in (book.record.meta.doc_number or "") if not c.isspace())
    line = re.search(rf"[^\n]{{0,40}}{number}", book.record.text) if number else None
    if found is None or line is None:
        return found
    printed = cite(book.record, *line.span(), (0,))
    return replace(found, citations=(*found.citations, printed))


def _answer(book: Book) -> Answer | None:
    record = book.record
    pattern = r"\s*".join(re.escape(c) for c in record.meta.title if not c.isspace())
    match = re.search(rf"《{pattern}》印发", record.text) or re.search(pattern, record.text)
    if match is None:
        return None
    around = next((s for s in book.sentences if s.start <= match.start() and match.end() <= s.end), None)
    start, end = (around.start, around.end) if around else match.span()
    citation = cite(record, start, end, around.path if around else (0,))
    title = tidy(record.meta.title)
    how = How("metadata", "由发文机关和标题找到文件")
    return Answer(f"《{title}》。", True, (Item(title, record.id, 0),), (citation,), how, "lookup")
