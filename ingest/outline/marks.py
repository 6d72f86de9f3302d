"""Find what may be a printed number: 第三章, 一、, （二）, 3., (4), ①, 1.2, and how firmly its place says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from ingest.numerals import parse_number


class Place(IntEnum):
    """How firmly the place says that a number opens an item."""

    WEAK = 0  # straight after other words; counts only where nothing but a heading lies before it
    INLINE = 1  # after a space or the end of a sentence
    LINE = 2  # at the start of a line


RANKS: dict[str, float] = {
    "volume": 0,  # 第一编 第一部分 第一篇
    "chapter": 1,  # 第一章
    "section": 2,  # 第一节
    "plain": 3,  # 1 总则, beside 1.1 (emergency plans); its decimals are outer levels too
    "plain2": 3.25,
    "plain3": 3.5,
    "plain4": 3.75,
    "heading": 3,  # a heading that prints no number (styled in the file, or before a list that restarts)
    "article": 4,  # 第一条
    "han": 5,  # 一、
    "inner_article": 6,  # 第一条 below 一、
    "subheading": 6,  # a heading without a number, below numbered or unnumbered ones
    "task": 6.5,  # 任务一： 行动1：
    "han_bracket": 7,  # （一） ㈠
    "digit": 8,  # 1. 1． 1、
    "decimal2": 9,  # 1.1
    "decimal3": 10,  # 1.1.1
    "decimal4": 11,  # 1.1.1.1
    "digit_bracket": 12,  # （1） 1） ⑴
    "circle": 13,  # ①
    "ordinal": 14,  # 一是 第一， at the start of a line
}
"""Outer levels first. The order is that of 《党政机关公文格式》 (GB/T 9704), with the levels of laws and of emergency plans."""

_HAN = "一二三四五六七八九十百"
_CANDIDATE = re.compile(
    rf"(?=[第{_HAN}（(0-9㈠-㈩⑴-⒛①-⑳任行举专])(?:"  # a quick look first: most characters can open no number
    rf"第(?P<ordinal>[{_HAN}零〇]{{1,5}}|\d{{1,3}})[ ]?(?P<unit>[编篇章节条]|部分)(?![第、和至到及的款项规中之])"
    rf"|(?P<han>[{_HAN}]{{1,4}})[ ]?[、．.](?![{_HAN}]{{1,2}}(?:[级年]|、))"
    rf"|[（(][ ]?(?P<han_bracket>[{_HAN}]{{1,4}})[ ]?[）)]、?"
    r"|(?<![\d.])(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})(?=[ 　]?[一-龥])(?![月万亿])"
    r"|(?<![\d.])(?P<digit>\d{1,3})[ ]?[.．、](?:(?!\d)|(?=\d{1,2}月|(?:19|20)\d{2}年|\d{1,3}\.\d{1,2}[万亿]))"  # 3.8月底前
    r"|(?P<digit_bracket>[（(][ ]?\d{1,3}[ ]?[）)]|(?<![\d.])\d{1,2}[）)])、?"
    r"|(?P<plain>\d{1,2})(?=[ ][一-龥])"
    r"|(?P<han_single>[㈠-㈩])"
    r"|(?P<digit_single>[⑴-⒇⒈-⒛])"
    r"|(?P<circle>[①-⑳])"
    rf"|(?<![^\n])(?:任务|行动|举措|专项行动)[ ]?(?P<task>[{_HAN}]{{1,3}}|\d{{1,2}})[ ]?[：:、.．](?!\d)"
    rf"|(?<![^\n])(?:(?P<is>[{_HAN}]{{1,3}})是(?![一不否的])|第(?P<nth>[{_HAN}]{{1,2}})[，,、](?!第))"
    r")"
)
_UNITS = {"编": "volume", "篇": "volume", "部分": "volume", "章": "chapter", "节": "section", "条": "article"}
_SENTENCE_END = "。；：！？）)〕］】”’;:!? \t…"


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed number: ``text[start:end]`` is the label, ``number`` its value, ``kind`` a key of ``RANKS``."""

    kind: str
    number: int
    start: int
    end: int
    place: Place

    @property
    def rank(self) -> float:
        """Position among the levels, outer first."""
        return RANKS[self.kind]


def _single(group: str, character: str) -> tuple[str, int]:
    code = ord(character)
    if group == "han_single":
        return "han_bracket", code - ord("㈠") + 1
    if group == "circle":
        return "circle", code - ord("①") + 1
    if code >= ord("⒈"):
        return "digit", code - ord("⒈") + 1
    return "digit_bracket", code - ord("⑴") + 1


def _read(match: re.Match[str]) -> tuple[str, int] | None:
    group = match.lastgroup or ""
    if group == "unit":
        number = parse_number(match["ordinal"])
        return None if number is None else (_UNITS[match["unit"]], number)
    if group in ("han_single", "digit_single", "circle"):
        return _single(group, match[group])
    if group == "decimal":
        parts = match["decimal"].split(".")
        return f"decimal{len(parts)}", int(parts[-1])
    if group in ("is", "nth"):
        number = parse_number(match[group])
        return None if number is None else ("ordinal", number)
    number = parse_number(match[group].strip("（()） "))
    return None if number is None else (group, number)


def _place(text: str, start: int) -> Place:
    before = start - 1
    while before >= 0 and text[before] in " \t":
        before -= 1
    if before < 0 or text[before] == "\n":
        return Place.LINE
    return Place.INLINE if text[start - 1] in _SENTENCE_END else Place.WEAK


def find_marks(text: str, start: int = 0, end: int | None = None) -> list[Mark]:
    """All candidates in reading order. Most that stand inside prose are not numbers of items; ``sequence`` decides."""
    marks = []
    for match in _CANDIDATE.finditer(text, start, len(text) if end is None else end):
        read = _read(match)
        if read is None:
            continue
        place = _place(text, match.start())
        if place is not Place.LINE and read[0] in ("plain", "decimal2", "decimal3", "decimal4"):
            continue
        if place is Place.WEAK and read[0] not in ("han_bracket", "digit", "han"):
            continue
        marks.append(Mark(read[0], read[1], match.start(), match.end(), place))
    return marks
