"""A line of text with its words: jieba's cut and tags (by rjieba, the same dictionary), and a shadow with marks unified.

The shadow has the line's length, so offsets into it are offsets into the line; only the shapes of marks differ: straight
quotation marks become curved ones and half-width brackets full-width ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from ingest.lexicon import Words

_WIDTH = str.maketrans("(),;:<>［］[]「」『』＋", "（），；：〈〉〔〕〔〕“”“”+")
_PREPOSITIONS = frozenset("以向对由在把将从为按与和及等")
_SENDING, _LEVELS = frozenset("报请经送"), frozenset("省市区县州")  # 报市政府: the verb and the level
_CLOSING = frozenset("等且及")  # no name goes on after these
_SPACE = frozenset(" \t\n　\r\xa0")
_COMMON = 20000  # a frequency that wins over jieba's own words
_DOTS = frozenset({".", "．"})
_ITEM_DIGITS = 2
_STRAIGHT = re.compile('["＂]')
_CLAUSE = frozenset("，。；：！？、（）《“〔〈\n \t　…—")


def line_number(word: str) -> bool:
    """Whether a word can number an item."""
    return word.isdigit() and len(word) <= _ITEM_DIGITS


def shadow(line: str) -> str:
    """Return the line with its marks unified, character for character."""
    text = line.translate(_WIDTH)
    if '"' not in text and "＂" not in text:
        return text
    opened = False

    def curve(_: re.Match[str]) -> str:
        nonlocal opened
        opened = not opened
        return "“" if opened else "”"

    return _STRAIGHT.sub(curve, text)


def squeeze(text: str) -> tuple[str, list[int]]:
    """Drop white space; also give where each remaining character stood."""
    kept = [at for at, char in enumerate(text) if char not in _SPACE]
    return "".join(text[at] for at in kept), kept


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a record's text. ``start`` is its offset; token i is ``text[starts[i]:starts[i + 1]]``."""

    start: int
    text: str  # the shadow
    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]  # one more than there are words: the last is the length
    edges: frozenset[int]

    def index(self, offset: int) -> int:
        """The token that begins at ``offset``, or the first one after it."""
        return bisect_left(self.starts, offset)

    def clause_start(self, token: int) -> bool:
        """Whether a token stands first in its clause, marks counting as ends of clauses."""
        if token == 0:
            return True
        before = self.words[token - 1]
        if before.isspace() and token > 1 and self.words[token - 2][-1].isascii() and self.words[token - 2][-1].isalnum():
            return False  # 信息化 2.0 建设: spaces around digits end nothing
        if before in _DOTS and token > 1:
            return line_number(self.words[token - 2])  # 5.建设…平台
        return before in _CLAUSE


class Cutter:
    """jieba with the lexicon's heads and fixed compounds as words."""

    def __init__(self, words: Words) -> None:
        self._jieba = rjieba.Jieba()
        self._govern = words["govern"]
        self._verbs = words["initial"] | words["govern"]
        self._heads = frozenset(head for heads in words.heads.values() for head in heads)
        self._compounds = words["compounds"]
        for word in sorted({*words["compounds"], *(head for heads in words.heads.values() for head in heads)}):
            if len(word) >= 2:
                self._jieba.add_word(word, _COMMON, "n")
        for word in sorted(words["govern"] | words["adverbs"]):
            if len(word) >= 2 and not self._jieba.has_word(word):
                self._jieba.add_word(word, None, "v")

    def knows(self, word: str) -> bool:
        """Whether a word is in the dictionary."""
        return bool(self._jieba.has_word(word))

    def line(self, start: int, raw: str) -> Line:
        """Cut one line into words."""
        text = shadow(raw)
        words: list[str] = []
        tags: list[str] = []
        starts: list[int] = []
        offset = 0
        for word, tag in self._tokens(text):
            if word == "度" and words and len(words[-1]) > 1 and words[-1].endswith("制"):
                words[-1] = words[-1][:-1]  # 会商制|度 is 会商|制度
                word, tag, offset = "制度", "n", offset - 1
            words.append(word)
            tags.append(tag)
            starts.append(offset)
            offset += len(word)
        starts.append(offset)
        return Line(start, text, tuple(words), tuple(tags), tuple(starts), frozenset(starts))

    def _tokens(self, text: str) -> Iterator[tuple[str, str]]:
        """Jieba's words; words that it guessed with a preposition glued to them are split."""
        for word, tag in self._jieba.tag(text):
            if len(word) > 1 and word[0] in _PREPOSITIONS and not self._jieba.has_word(word):
                yield word[0], "p"
                yield word[1:], "n"
            elif len(word) == 2 and word[0] in _SENDING and word[1] in _LEVELS and not self._jieba.has_word(word):
                yield word[0], "v"
                yield word[1], "n"
            elif len(word) > 2 and word[-1] in _CLOSING and not self._jieba.has_word(word):
                yield word[:-1], "n"
                yield word[-1], "c"
            elif len(word) > 3 and word[:2] in self._govern and word not in self._govern:
                yield word[:2], "v"
                yield word[2:], "n"
            elif len(word) == 4 and word[:2] in self._heads and word[2:] in self._verbs and not self._fixed(word):
                yield word[:2], "n"
                yield word[2:], "vn"
            elif len(word) > 3 and word.endswith("队伍"):
                yield word[:-2], "n"
                yield "队伍", "n"
            else:
                yield word, tag

    def _fixed(self, word: str) -> bool:
        """人才培养 and 机构编制 name kinds of work; 企业应用 is a subject and its verb."""
        return word.startswith("人才") or word in self._compounds

    def lines(self, text: str) -> list[Line]:
        """Cut a whole text into its non-empty lines."""
        made: list[Line] = []
        offset = 0
        for raw in text.split("\n"):
            if raw.strip():
                made.append(self.line(offset, raw))
            offset += len(raw) + 1
        return made
