"""How much is read for an answer: neighbours before the whole document, titles a bounded number of times, each joint once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from ontology.records import Record, Statement
from search.answer.answerer import Answerer
from search.answer.duty_answer import _duties, _line
from search.answer.sentences import Sentence
from search.answer.several import halves_of
from search.answer.shelf import Book, Shelf
from search.answer.years import governing_years
from search.question.analysis import analyse
from search.question.names import NameBook
from search.question.question import NamedDocument
from tests.search.answer.library import record
from tests.search.answer.wetland import TEXT, TIDE

ASKED = "湿地保护行动方案和海绵城市建设方案里对河道、村庄、芦苇、广场、花园、候鸟、企业、滩涂、目标有什么要求？"
DATED = """云溪市茶叶产量情况

一、产量
到2019年，全市茶叶产量达到3万吨。
新建茶园12座。
改造茶园30座。

二、销售
茶叶销售额增长两成。
"""


class CountedNames(NameBook):
    """Names that count how often they are looked for."""

    def __init__(self, records: Sequence[Record]) -> None:
        super().__init__(records)
        self.looked: list[str] = []

    def documents(self, question: str, years: tuple[int, ...], idf: object) -> tuple[NamedDocument, ...]:
        self.looked.append(question)
        return super().documents(question, years, lambda _: 0.5)


class CountedBook(Book):
    """A book that knows which of its sentences were read."""

    def __init__(self, book: Book) -> None:
        super().__init__(*(getattr(book, field.name) for field in fields(Book)))
        self.read: list[int] = []

    def text(self, index: int) -> str:
        self.read.append(index)
        return super().text(index)


class Unscanned(list[Sentence]):
    """Sentences that are found by their place and never gone through."""

    def __iter__(self) -> Iterator[Sentence]:
        raise AssertionError("all sentences were gone through")


def book_of(name: str, text: str) -> Book:
    (book,) = Shelf([record(name, text)]).books.values()
    return book


def records() -> list[Record]:
    return [record("shidi.txt", TEXT), record("haimian.txt", TIDE)]


def test_two_documents_are_found_by_their_joint_among_many_words() -> None:
    names = CountedNames(records())
    question = analyse(ASKED, names, lambda _: 0.5)
    names.looked.clear()
    titles = {title.id: title.title for title in names.titles}
    assert [titles[half] for half in halves_of(question, names, lambda _: 0.5)] == [
        "云溪市湿地保护行动方案",
        "云溪市海绵城市建设方案",
    ]
    assert len(names.looked) <= 12


def test_each_joint_is_looked_at_once_for_a_question() -> None:
    answerer = Answerer(records())
    names = CountedNames(records())
    answerer.names = names
    question = answerer.understand("云溪市2023年和2025年对巡护员和候鸟有什么要求？")
    names.looked.clear()
    answerer.answer(question)
    assert names.looked
    assert len(names.looked) == len(set(names.looked))


def test_the_line_of_a_statement_is_found_by_its_place() -> None:
    book = book_of("shidi.txt", TEXT)
    statements: Iterable[Statement] = [s for s in book.record.statements if s.predicate == "responsible"]
    wanted = {s.id: next((n.start, n.end) for n in book.sentences if n.start <= s.start < n.end) for s in statements}
    assert wanted
    bodies = {s.object for s in statements}
    duties = [(node.id, s.id) for _, node, s in _duties(book, bodies, True)]
    book.sentences = Unscanned(book.sentences)
    assert {s.id: _line(book, s) for s in statements} == wanted
    assert [(node.id, s.id) for _, node, s in _duties(book, bodies, True)] == duties


def test_years_are_looked_for_no_further_than_the_nearest() -> None:
    book = CountedBook(book_of("chaye.txt", DATED))
    at = {text: n for n, text in enumerate(book.text(n) for n in range(len(book.sentences)))}
    first, last = (next(n for text, n in at.items() if words in text) for words in ("3万吨", "30座"))
    book.read.clear()
    assert governing_years(book, last) == {2019}
    assert book.read == list(range(last, first - 1, -1))


def test_years_of_another_node_do_not_govern() -> None:
    book = CountedBook(book_of("chaye.txt", DATED))
    last = len(book.sentences) - 1
    assert governing_years(book, last) == set()
    assert {book.sentences[n].node for n in book.read} == {book.sentences[last].node}
