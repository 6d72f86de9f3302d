"""Decoded text to clean text, with a map back to the original.

Two kinds of change: folding (one character for one, so the map stays one to one) and edits (characters dropped or replaced by a
line break or a space). Offsets of both are kept, so that every span of the clean text can be shown in the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.normalise_lines import joins
from ontology.records import OffsetRun

_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u3164"
_HAN = "一-鿿㐀-䶿〇○"
_EDITS = re.compile(
    rf"(?=[{_ZERO_WIDTH}\x00-\x1f\x7f-\x9f\u2028\u2029 #*—–－第-])(?:"  # a quick look first: most characters stay as they are
    rf"(?P<drop>[{_ZERO_WIDTH}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+)"
    r"|(?P<newline>\r\n?|[\x0b\x0c\x85\u2028\u2029])"
    r"|(?P<blank>(?<![^\n])[ \t]+|[ \t]+(?![^\n\r]))"
    r"|(?P<heading>(?<![^\n])#{1,6}[ ]+)"
    r"|(?P<bold>\*\*(?=[^*\s\d])(?=[^\n]*[^*\s]\*\*)|(?<=[^*\s\d])(?:\*\*)+)"
    r"|(?P<page>(?<![^\n])[ ]*(?:[—–－-]{1,2}[ ]?\d{1,4}[ ]?[—–－-]{1,2}"
    r"|第[ ]?\d{1,4}[ ]?页(?:[ ]?[，,/]?[ ]?共[ ]?\d{1,4}[ ]?页)?)[ ]*(?:\n|$)))"
)
_SPACED_WORD = re.compile(rf"(?<![^\s《“（])[{_HAN}](?:[ ]+[{_HAN}])+(?![^\s》”）：，、。；])")
_SPACED_NUMBER = re.compile(
    r"[ ](?:(?<=\d[ ])[ ]*(?=[年月日号届周岁万亿个％%])"
    r"|(?<=[一-鿿][ ])[ ]*(?=\d{1,2}[ ]?[月日届周]|\d{4}[ ]+年)|(?<=[年月][ ])[ ]*(?=\d))"
)
_PARAGRAPH_GAP = re.compile(r"(?<=[^\n])(?:[ ]{2,}|(?<=[。；：！？）〕】])[ ])(?=[^\s])")
_LONG_LINE = 200
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_NARROW = re.compile(rf"(?<=[{_HAN}”》）])[,;:?!](?![A-Za-z0-9/])")
_NARROW_BRACKETS = re.compile(rf"\(([^()\n]{{0,60}}[{_HAN}][^()\n]{{0,60}})\)")


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text, the runs that tie it to the decoded original, and what was left out for a reason."""

    text: str
    offsets: tuple[OffsetRun, ...]
    notes: tuple[str, ...] = ()

    def to_clean(self, source: int) -> int:
        """The offset in the clean text of an offset in the original (the next kept character's where it was left out)."""
        index = bisect_right(self.offsets, source, key=lambda run: run.source) - 1
        if index < 0:
            return 0
        run = self.offsets[index]
        return min(run.clean + source - run.source, run.clean + run.length)


def to_source(offsets: Sequence[OffsetRun], clean: int) -> int:
    """The offset in the decoded original of an offset in the clean text."""
    index = bisect_right(offsets, clean, key=lambda run: run.clean) - 1
    if index < 0:
        return offsets[0].source if offsets else 0
    run = offsets[index]
    return run.source + min(clean - run.clean, run.length)


@cache
def _folding() -> dict[str, str]:
    """One character for one: radicals to unified ideographs, full-width letters and digits to narrow ones, odd spaces."""
    table = dict.fromkeys(_SPACES, " ")
    ranges = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for first, last in ranges:
        for char in map(chr, range(first, last + 1)):
            folded = unicodedata.normalize("NFKC", char)
            if len(folded) == 1 and folded != char:
                table[char] = folded
    table.update({"％": "%", "＋": "+", "•": "·", "・": "·", "﹒": ".", "∶": "：", "﹕": "："})
    return table


def _fold(text: str) -> str:
    """Fold the odd characters, each by a pass of its own: there are few in any text, and ``translate`` asks for every one."""
    table = _folding()
    for char in table.keys() & set(text):
        text = text.replace(char, table[char])
    return text


def _widen(text: str) -> str:
    """ASCII punctuation in Chinese text made full width, one character for one, so that the rules meet one form only."""
    text = _NARROW.sub(lambda match: _WIDE[match[0]], text)
    return _NARROW_BRACKETS.sub(lambda match: f"（{match[1]}）", text)


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _EDITS.finditer(text):
        kind = match.lastgroup
        yield match.start(), match.end(), "\n" if kind == "newline" else ""


def _apply(text: str, edits: Sequence[tuple[int, int, str]], runs: Sequence[OffsetRun]) -> tuple[str, list[OffsetRun]]:
    """Apply edits to a text whose runs are given; edits do not overlap and are in order."""
    pieces: list[str] = []
    kept: list[tuple[int, int, int]] = []  # clean offset, old offset, length
    position = clean = 0
    for start, end, new in edits:
        if start < position:
            continue
        if start > position:
            pieces.append(text[position:start])
            kept.append((clean, position, start - position))
            clean += start - position
        if new:
            pieces.append(new)
            if end - start == len(new):
                kept.append((clean, start, len(new)))
            clean += len(new)
        position = end
    if position < len(text):
        pieces.append(text[position:])
        kept.append((clean, position, len(text) - position))
    return "".join(pieces), _compose(kept, runs)


def _compose(kept: Sequence[tuple[int, int, int]], runs: Sequence[OffsetRun]) -> list[OffsetRun]:
    """Runs from the new text to the original, given runs from the old text to the original."""
    result: list[OffsetRun] = []
    index = 0
    for clean, old, length in kept:
        end = old + length
        while index < len(runs) and runs[index].clean + runs[index].length <= old:
            index += 1
        current = index
        while current < len(runs) and runs[current].clean < end:
            run = runs[current]
            first, last = max(old, run.clean), min(end, run.clean + run.length)
            new = OffsetRun(clean + first - old, run.source + first - run.clean, last - first)
            previous = result[-1] if result else None
            if previous and previous.clean + previous.length == new.clean and previous.source + previous.length == new.source:
                result[-1] = OffsetRun(previous.clean, previous.source, previous.length + new.length)
            else:
                result.append(new)
            current += 1
    return result


def _spaces(text: str) -> list[tuple[int, int, str]]:
    """Spaces that split words or numbers go; in long lines the space after a sentence is a line break that was lost."""
    edits: list[tuple[int, int, str]] = []
    for match in _SPACED_WORD.finditer(text):
        for gap in re.finditer(r" +", match[0]):
            edits.append((match.start() + gap.start(), match.start() + gap.end(), ""))
    edits.extend((match.start(), match.end(), "") for match in _SPACED_NUMBER.finditer(text))
    position = 0
    for line in text.split("\n"):
        if len(line) > _LONG_LINE:
            for match in _PARAGRAPH_GAP.finditer(line):
                edits.append((position + match.start(), position + match.end(), "\n"))
        position += len(line) + 1
    return sorted(edits)


def normalise(text: str) -> CleanText:
    """Clean a decoded text.

    Line breaks inside sentences are joined, page numbers and marks of Markdown dropped, radicals and full-width letters folded,
    and paragraph breaks that were kept only as wide spaces are restored. Spans of the result map to the original by the runs.
    """
    folded = _widen(_fold(text))
    runs: list[OffsetRun] = [OffsetRun(0, 0, len(text))] if text else []
    first = list(_edits(folded))
    pages = sum(1 for start, end, new in first if not new and re.search(r"\d", folded[start:end]))
    clean, runs = _apply(folded, first, runs)
    clean, runs = _apply(clean, _spaces(clean), runs)
    clean, runs = _apply(clean, list(joins(clean)), runs)
    notes = (f"left out {pages} page numbers",) if pages else ()
    return CleanText(clean, tuple(runs), notes)
