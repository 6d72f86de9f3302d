"""A line of text with its words: jieba's cut and tags (by rjieba, the same dictionary), and a shadow with marks unified.

The shadow has the line's length, so offsets into it are offsets into the line; only the shapes of marks differ: straight
quotation marks become curved ones and half-width brackets full-width ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

import rjieba

_WIDTH = str.maketrans({"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "<": "〈", ">": "〉", "［": "〔", "］": "〕", "[": "〔", "]": "〕",
                        "「": "“", "」": "”", "『": "“", "』": "”", "＋": "+"})  # fmt: skip
_STRAIGHT = re.compile("[\"＂]")
_CLAUSE = frozenset("，。；：！？、（）《》“”〔〕〈〉\n \t　…—")


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
        return token == 0 or self.words[token - 1] in _CLAUSE


def make_line(start: int, raw: str) -> Line:
    """Cut one line into words."""
    text = shadow(raw)
    words: list[str] = []
    tags: list[str] = []
    starts: list[int] = []
    offset = 0
    for word, tag in rjieba.tag(text):
        words.append(word)
        tags.append(tag)
        starts.append(offset)
        offset += len(word)
    starts.append(offset)
    return Line(start, text, tuple(words), tuple(tags), tuple(starts), frozenset(starts))


def lines(text: str) -> list[Line]:
    """Cut a whole text into its non-empty lines."""
    made: list[Line] = []
    offset = 0
    for raw in text.split("\n"):
        if raw.strip():
            made.append(make_line(offset, raw))
        offset += len(raw) + 1
    return made
