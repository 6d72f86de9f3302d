"""Which document: questions whose answer is a document of the library."""

from __future__ import annotations

import re

from search.answer.model import Answer, How, Item, cite, tidy
from search.answer.phrases import phrase
from search.answer.shelf import Book, Shelf
from search.question.question import Question


def answer_by_title(question: Question, shelf: Shelf, only: frozenset[str] | None) -> Answer | None:
    """The document of ``only`` whose title says what the question asks for, or ``None``."""
    if only is None or not phrase("asks_title").search(question.folded) or not phrase("issues").search(question.folded):
        return None
    for named in question.documents:
        if named.id in only and named.score >= 0.2:
            return _answer(shelf.books[named.id])
    return None


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
