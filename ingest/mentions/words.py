"""A line of text with its words: jieba's cut and tags (by rjieba, the same dictionary), and a shadow with marks unified.

The shadow has the line's length, so offsets into it are offsets into the line; only the shapes of marks differ: straight
quotation marks become curved ones and half-width brackets full-width ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import rjieba

from ingest.lexicon import Words
from ontology.characters import unified

_NARROW, _WIDE = "(),;:<>［］[]「」『』＋", "（），；：〈〉〔〕〔〕“”“”+"
_ODD = re.compile(f"[{re.escape(_NARROW)}]")
_PREPOSITIONS = frozenset("以向对由在把将从为按与和及等")
_SENDING, _LEVELS = frozenset("报请经送"), frozenset("省市区县州")  # 报市政府: the verb and the level
_CLOSING = frozenset("等且及")  # no name goes on after these
_PRINTED = re.compile("[^ \t\n　\r\xa0]+")
_REMEMBERED = 1 << 14  # words; most of a text are printed again and again
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
    text = unified(line, _NARROW, _WIDE) if _ODD.search(line) else line
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
    kept: list[int] = []
    for run in _PRINTED.finditer(text):
        kept.extend(range(*run.span()))
    return "".join(_PRINTED.findall(text)), kept


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
        self._parts = lru_cache(maxsize=_REMEMBERED)(self._split)
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
        tokens: list[tuple[str, str]] = []
        for token in self._jieba.tag(text):
            if token[0] == "度" and tokens and len(tokens[-1][0]) > 1 and tokens[-1][0].endswith("制"):
                tokens[-1] = tokens[-1][0][:-1], tokens[-1][1]  # 会商制|度 is 会商|制度
                tokens.append(("制度", "n"))
            else:
                tokens += self._parts(token[0]) or (token,)
        words = tuple([word for word, _ in tokens])
        starts = tuple(accumulate(map(len, words), initial=0))
        return Line(start, text, words, tuple([tag for _, tag in tokens]), starts, frozenset(starts))

    def _split(self, word: str) -> tuple[tuple[str, str], ...]:
        """The words that one of jieba's is split into, as those that it guessed with a preposition glued to them; else none."""
        if len(word) > 1 and word[0] in _PREPOSITIONS and not self._jieba.has_word(word):
            return (word[0], "p"), (word[1:], "n")
        if len(word) == 2 and word[0] in _SENDING and word[1] in _LEVELS and not self._jieba.has_word(word):
            return (word[0], "v"), (word[1], "n")
        if len(word) > 2 and word[-1] in _CLOSING and not self._jieba.has_word(word):
            return (word[:-1], "n"), (word[-1], "c")
        if len(word) > 3 and word[:2] in self._govern and word not in self._govern:
            return (word[:2], "v"), (word[2:], "n")
        if len(word) == 4 and word[:2] in self._heads and word[2:] in self._verbs and not self._fixed(word):
            return (word[:2], "n"), (word[2:], "vn")
        if len(word) > 3 and word.endswith("队伍"):
            return (word[:-2], "n"), ("队伍", "n")
        return ()

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
