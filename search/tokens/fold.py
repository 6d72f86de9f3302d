"""Folding of what does not distinguish words: width, case, script, and the ways to write numbers and dates.

Every fold keeps a map back to the text that was given, so that a word found in the folded text can be shown in the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from search.tokens.numerals import parse_chinese, write

_DIGIT = "零〇○一二两三四五六七八九"
_NUMERAL = re.compile(
    rf"""
      (?P<iso>(?<![\d.])(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?![\d.]))
    | (?P<percent>百分之(?P<share>[{_DIGIT}十百]+))
    | (?P<arabic>(?<![\d.,a-z-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,15}})(?P<decimals>\.\d{{1,6}})?
        (?P<large>万亿|[万亿])?(?![\d.,]*\d))
    | (?P<chinese>[{_DIGIT}十][{_DIGIT}十百千万亿]+)
    | (?P<ordinal>(?<=第)[一二三四五六七八九](?=[章条款项批届次名期]))
    | (?P<month>(?<=年)[一二三四五六七八九](?=月)|(?<=月)[一二三四五六七八九](?=[日号]))
    """,
    re.VERBOSE,
)
_FIRST = re.compile(rf"[\d{_DIGIT}十百]")
"""What every alternative above begins with. A class is looked for many times faster than they are."""
_HALVES = re.compile("[\ud800-\udfff]")
_SIZES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, None: 1}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where its pieces come from.

    ``edits`` are the places that changed length: (start in the folded text, its end, start in the original, its end).
    """

    text: str
    edits: tuple[tuple[int, int, int, int], ...] = ()

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters ``start:end`` stand in the original; a part of a number stands for the whole of it."""
        return self.original_spans([(start, end)])[0]

    def original_spans(self, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        """Where stretches of the folded text stand in the original, each as by ``original_span``."""
        if not self.edits:
            return spans
        starts = [edit[0] for edit in self.edits]
        return [
            (self._original(starts, start, first=True), self._original(starts, end - 1, first=False) + 1)
            for start, end in spans
        ]

    def _original(self, starts: Sequence[int], position: int, *, first: bool) -> int:
        at = bisect_right(starts, position) - 1
        if at < 0:
            return position
        _, end, old_start, old_end = self.edits[at]
        if position >= end:
            return position - end + old_end
        return old_start if first else old_end - 1


def fold(text: str) -> Folded:
    """Fold a text.

    >>> fold("２０２１年職業教育經費達到二百万元").text
    '2021年职业教育经费达到200万元'
    """
    plain = text.translate(_table())
    pieces: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    done = length = 0
    for start, end, new in _rewrites(plain):
        pieces += (plain[done:start], new)
        length += start - done
        edits.append((length, length + len(new), start, end))
        length += len(new)
        done = end
    if not edits:
        return Folded(plain)
    pieces.append(plain[done:])
    return Folded("".join(pieces), tuple(edits))


def _rewrites(text: str) -> Iterator[tuple[int, int, str]]:
    first = _FIRST.search(text)
    while first is not None:
        match = _NUMERAL.match(text, first.start())
        new = _rewrite(match) if match else None
        if match and new is not None and new != match[0]:
            yield match.start(), match.end(), new
        first = _FIRST.search(text, match.end() if match else first.end())


def _rewrite(match: re.Match[str]) -> str | None:
    kind = match.lastgroup if match.lastgroup in {"iso", "ordinal", "month"} else None
    if match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", match["iso"]))
        return f"{year}年{month}月{day}日"
    if match["percent"]:
        share = parse_chinese(match["share"])
        return None if share is None else f"{share}%"
    if match["number"]:
        return _arabic(match)
    value = parse_chinese(match[0])
    return None if value is None else str(value) if kind else write(value)


def _arabic(match: re.Match[str]) -> str:
    text = match["number"]
    if "," not in text and not match["large"] and not match["decimals"] and len(text) < 5:
        return str(int(text)) if len(text) < 4 else text  # years and plain small numbers stay as they are
    if match["large"] is None and "," not in text and text.startswith("0"):
        return match[0]  # a code, not an amount
    return write(Decimal(text.replace(",", "") + (match["decimals"] or "")) * _SIZES[match["large"]])


def without_halves(text: str) -> str:
    """Put a space for each surrogate half: no encoder takes them, and they mean nothing alone."""
    return _HALVES.sub(" ", text)


def fold_script(text: str) -> str:
    """Fold letters and digits only: case, width, traditional to simplified; punctuation and the text's length stay.

    >>> fold_script("２０２１年，職業教育")
    '2021年，职业教育'
    """
    return text.translate(_letters())


@cache
def _letters() -> dict[int, str]:
    return {code: new for code, new in _table().items() if new.isalnum() or 0xD800 <= code < 0xE000}


@cache
def _table() -> dict[int, str]:
    """One character to one character, so that positions stay: width and case, old script to new, no surrogate halves."""
    table: dict[int, str] = {code: " " for code in (*range(0xD800, 0xE000), *range(0x20), *range(0x7F, 0xA0))}
    blocks = ((0x41, 0x5B), (0xA0, 0x250), (0x2460, 0x24F0), (0x2E80, 0x3000), (0xF900, 0xFB00), (0xFF01, 0xFFEF))
    for code in (code for first, end in blocks for code in range(first, end)):
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(folded) == 1 and folded != chr(code):
            table[code] = folded
    return table | _traditional()


def _traditional() -> dict[int, str]:
    """Read OpenCC's character table, which is data: a plain lookup is a hundred times faster than its converter."""
    import opencc

    lines = (Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    # several simplified forms: the first is the usual one, unless the character is itself among them (著, 乾)
    return {
        ord(old): new.split()[0] for old, new in pairs if len(old) == 1 and old not in new.split() and len(new.split()[0]) == 1
    }
