"""Which sentences belong together: what announces a list and its items, an idiom and its parts, a date and what it rules."""

from __future__ import annotations

import re

from search.answer.fit import fit
from search.answer.reading import Reading
from search.answer.values import find_values, persons
from search.question.question import Question

_ANNOUNCES = re.compile(r"[:：]$|如下[。:：]?$|下列.{0,12}[:：]?$|以下.{0,12}[:：。]$")
_RULES = re.compile(r"(?:争取|力争)?(?:到|至)(?:19|20)\d\d年")
_OPEN_LIST = re.compile(r"[:：][^。:：]*[；;]$")
_EXPLAINS = re.compile(r"([\u4e00-\u9fff]{2,6})[:：]")
_ITEM = re.compile(r"^(?:\(?[一二三四五六七八九十\d]{1,3}[).、)]|[一二三四五六七八九十]是|-{1,2}|①|②|③|④|⑤|⑥)")
_LONGEST = 420


def _announced(question: Question, reading: Reading) -> int:
    """The last item of a list that a sentence announces (包括：)."""
    book, index = reading.book, reading.index
    sentences, last = book.sentences, index
    if not _ANNOUNCES.search(reading.folded):
        return index
    while last + 1 < len(sentences) and sentences[last + 1].end - sentences[index].start <= _LONGEST:
        if not _ITEM.match(book.text(last + 1)) and last > index and not book.text(last).endswith(("；", ";", "、", "，")):
            break
        last += 1
    return last


def _open_list(question: Question, reading: Reading) -> int:
    """The end of a list that runs over sentences: …做到“三不准”：不准…；不准…；不准…。 It is cited whole."""
    book, last = reading.book, reading.index
    if question.kind not in ("list", "lookup") or not _OPEN_LIST.search(reading.folded):
        return last
    sentences, start = book.sentences, book.sentences[last].start
    while last + 1 < len(sentences) and sentences[last + 1].end - start <= _LONGEST:
        last += 1
        if sentences[last].node != reading.sentence.node or not book.text(last).endswith(("；", ";")):
            break
    return last


def _explained(question: Question, reading: Reading) -> int:
    """The sentences that explain a quoted idiom part by part: …“一断三不断”原则。一断：…。三不断：…。 All are cited."""
    book, last = reading.book, reading.index
    idiom = next((t.text for t in question.terms if len(t.text) > 2 and f'"{t.text}"' in question.folded), "")
    if not idiom or idiom not in reading.folded.replace('"', ""):
        return last
    while last + 1 < len(book.sentences) and book.sentences[last + 1].node == reading.sentence.node:
        head = _EXPLAINS.match(book.text(last + 1))
        if head is None or head[1] not in idiom:
            break
        last += 1
    return last


def _further_names(question: Question, reading: Reading) -> int:
    """The lines below a name that give more names of the same office, which they do not repeat."""
    book, last = reading.book, reading.index
    if question.form != "person" or question.kind != "list" or not persons(reading.folded):
        return last
    while last + 1 < len(book.sentences):
        following = book.text(last + 1)
        if ":" in following or not persons(following):
            break
        last += 1
    return last


def _in_brackets(question: Question, reading: Reading) -> int:
    """The brackets after a sentence (负责部门：…；适用范围：…) when they alone hold a word that the question asks with."""
    book, following = reading.book, reading.index + 1
    if following >= len(book.sentences) or book.sentences[following].node != reading.sentence.node:
        return reading.index
    text = book.text(following)
    here = reading.folded
    alone = any(term.text not in here and term.text in text for term in question.terms)
    return following if text.startswith("(") and text.endswith((")", ")。")) and alone else reading.index


def extent(question: Question, reading: Reading, holds: float) -> int:
    """Index of the last sentence that belongs to this one.

    A sentence that announces a list takes the items after it; one that names the matter but lacks what is asked takes the next
    sentence of its node when that has it.
    """
    book, index = reading.book, reading.index
    sentences = book.sentences
    for belongs in (_announced, _open_list, _explained, _further_names, _in_brackets):
        last = belongs(question, reading)
        if last > index:
            return last
    wants = question.form is not None or question.kind in ("list", "number", "count")
    if wants and holds <= 0.05 and reading.asked >= 0.5 and index + 1 < len(sentences):
        following = sentences[index + 1]
        if following.node == reading.sentence.node and fit(question, book.text(index + 1)) > max(holds, 0.05):
            return index + 1
    return index


def dated_by(question: Question, reading: Reading) -> int:
    """Index of the sentence before in the same node whose date rules this one: 到2020年，…取得进展。…基本完成。; -1 without."""
    if question.kind != "when" or find_values("date", reading.folded):
        return -1
    sentences = reading.book.sentences
    for index in range(reading.index - 1, max(-1, reading.index - 4), -1):
        if sentences[index].node != reading.sentence.node:
            break
        if _RULES.match(reading.book.text(index)):
            return index
    return -1
