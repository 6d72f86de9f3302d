"""What a counted idiom stands for: 五早, 三同时, 四个统一 are lists of as many things that share the word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from search.answer.model import Answer, How, Item, compose
from search.answer.ranking import Reader, Reading
from search.answer.reading_answer import citation_of
from search.answer.shelf import Shelf
from search.answer.spans import best_list
from search.answer.values import enumerations
from search.question.question import Question

_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_QUOTED = re.compile(r"\"(?P<number>[二三四五六七八九十])个?(?P<word>[\u4e00-\u9fff]{1,3})\"")
_WHICH = re.compile(r"哪\"?(?P<number>[二两三四五六七八九十])(?:个|项|种|条)?\"?(?P<word>(?![个项种条])[\u4e00-\u9fff]{1,2})")
_ASKS = re.compile(r"哪|什么|包括|含义|所指|指的|是指")


def answer_by_idiom(question: Question, shelf: Shelf) -> Answer | None:
    """Answer with the list whose items all hold the idiom's word, as many as it counts, or ``None``."""
    idiom = _QUOTED.search(question.folded) or _WHICH.search(question.folded)
    if idiom is None or not _ASKS.search(question.folded):
        return None
    number, word = _NUMERALS[idiom["number"]], idiom["word"]
    printed = idiom["number"] + word
    named = {document.id for document in question.documents[:1] if document.score >= 0.4}
    printing = {key for key, book in shelf.books.items() if printed in book.folded}
    only = (printing | named) if _QUOTED.search(question.folded) else (named or printing)
    asked = replace(question, kind="list", asked=number, focus=word, form=None)
    found = list(_lists(asked, shelf, number, word, only))
    for reading in found:
        reading.score += _beside(reading, printed)
    readings = sorted(found, key=lambda r: (-r.score, r.book.record.id, r.index))
    if not readings or (not only and readings[0].coverage < 0.3):
        return None
    items = best_list(asked, readings[0])
    if len(items) != number:
        return None
    tails = [item.label[-4:] for item in items]
    others = (r for r in readings[1:6] if r.book is not readings[0].book)
    same = [r for r in others if [item.label[-4:] for item in best_list(asked, r)] == tails]
    citations = tuple(citation_of(reading) for reading in [readings[0], *same[:2]])
    text = compose("、".join(item.label for item in items) + "。", citations)
    how = How("reading", f"找到{number}个都含“{word}”的并列词语")
    return Answer(text, True, tuple(Item(item.label, item.entity, 0) for item in items), citations, how, "list")


def _beside(reading: Reading, printed: str) -> float:
    """What it counts that the idiom itself stands in the sentence or in its node."""
    if printed in reading.folded:
        return 0.5
    near = range(max(0, reading.index - 4), min(len(reading.book.sentences), reading.index + 5))
    node = reading.sentence.node
    return 0.4 if any(reading.book.sentences[i].node == node and printed in reading.book.text(i) for i in near) else 0.0


def _lists(question: Question, shelf: Shelf, number: int, word: str, only: set[str]) -> Iterator[Reading]:
    """Readings of sentences with an enumeration of just so many items that all hold the word."""
    reader = Reader(question)
    for key, book in shelf.books.items():
        if only and key not in only:
            continue
        for index in range(len(book.sentences)):
            text = book.text(index)
            if text.count(word) < number or text.count("、") < number - 1:
                continue
            runs = [run for run in enumerations(text) if len(run) == number]
            if any(all(word in text[a:b] for a, b in run) for run in runs):
                yield reader.read(book, index)
