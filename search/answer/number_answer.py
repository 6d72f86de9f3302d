"""Questions that name a document number which no document of the library bears: what cites it, or that nothing does."""

from __future__ import annotations

from search.answer.mention_answer import asks_mentions
from search.answer.model import Answer, Citation, How, Item, cite, compose, declined, shorten, tidy
from search.answer.shelf import Book, Shelf
from search.question.analysis import NAMED
from search.question.numbers import Number, numbers_in
from search.question.question import Question

_MOST = 5


def answer_by_foreign_number(question: Question, shelf: Shelf) -> Answer | None:
    """What is said of a number that none of the documents bears; ``None`` where all numbers named are borne, or none is named.

    Args:
        question: The question understood.
        shelf: The documents.

    Returns:
        An answer that is not answerable when no document prints the number, or when things in its document are to be counted;
        else the sentences that cite it.
    """
    asked = numbers_in(question.text)
    foreign = [number for number in asked if not any(_borne(number, book) for book in shelf.books.values())]
    cited = {number: [found for book in shelf.books.values() if (found := _cited(number, book))] for number in foreign}
    for number, places in cited.items():
        if not places:
            return declined(question, f"库里没有文号为{number}的文件，也没有文件引用它")
    if len(asked) != 1 or not foreign or _of_another(question):
        return None
    if question.kind in ("count", "number"):
        titles = "、".join(f"《{tidy(citation.title)}》" for citation in cited[foreign[0]][:_MOST])
        return declined(question, f"库里没有{foreign[0]}这份文件，只有{titles}引用它")
    return _answer(question, foreign[0], cited[foreign[0]])


def _borne(number: Number, book: Book) -> bool:
    return any(number.same(own) for own in numbers_in(book.record.meta.doc_number or ""))


def _of_another(question: Question) -> bool:
    """Whether the question is about another document that it names beside the number, or about who mentions it."""
    return asks_mentions(question) or any(named.score >= NAMED for named in question.documents[:1])


def _cited(number: Number, book: Book) -> Citation | None:
    """The first sentence of a document that prints a number."""
    at = next((found.start for found in numbers_in(book.record.text) if number.same(found)), None)
    if at is None:
        return None
    sentence = next((s for s in book.sentences if s.start <= at < s.end), None)
    return cite(book.record, sentence.start, sentence.end, sentence.path) if sentence else None


def _answer(question: Question, number: Number, places: list[Citation]) -> Answer:
    citations = tuple(places[:_MOST])
    lead = f"库里没有{number}这份文件，引用它的有{len(places)}份文件。"
    items = tuple(Item(tidy(citation.title), None, at) for at, citation in enumerate(citations))
    how = How("reading", f"在全部文件的正文里找文号{number}，得{len(places)}份")
    return Answer(shorten(compose(lead, citations)), True, items, citations, how, question.kind)
