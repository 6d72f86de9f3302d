"""Where a heading ends, and whether the items of a series have headings at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PIECE = r"《[^》\n]*》|“[^”\n]*”|（[^）\n]*）|\([^)\n]*\)"
_SENTENCE = re.compile(rf"(?:{_PIECE}|[^。！？；\n])*")
_CLAUSE = re.compile(rf"(?:{_PIECE}|[^。！？；，：:,\n])*")
_BREAK = re.compile(r"(?<=[一-龥”》）〉])[ ]+(?=[一-龥“《（0-9])")
_LIST = re.compile(r"(?<=[一-龥”》）])一是(?=.{4,}?二是)", re.DOTALL)
_COMMA = r"[，,]"
_BEFORE_COLON = re.compile(rf"(?>{_PIECE}|[^：:\n])*+(?=[：:])")
_DUTY = re.compile(
    r"[（(〔\[](?:牵头|责任|主办|承办|配合|主责)[^）)〕\]]*[）)〕\]]$|[（(][^）)]*(?:负责|牵头|配合|参加|分别负责)[）)]$"
)
_LABEL = re.compile(r"\s*[【\[]([^】\]\n]{1,30})[】\]]")
_WITH_COMMA, _WITHOUT_COMMA, _ALONE = 30, 45, 60
_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Opening:
    """How an item opens: the span of its first sentence, whether more text follows on the line, and how it ended."""

    start: int
    end: int
    follows: bool
    stop: str  # "。" "；" "：" "】" " " (a gap), "\n" (the line ends), "" (the next number, or an enumeration, comes)

    @property
    def length(self) -> int:
        """Characters of the first sentence."""
        return self.end - self.start


def read_opening(text: str, start: int, limit: int) -> Opening:
    """Read how the item opens whose label ends at ``start``; ``limit`` is where the next item begins."""
    while start < limit and text[start] in " \t\n：:":
        start += 1
    line_end = text.find("\n", start, limit)
    line_end = limit if line_end < 0 else line_end
    label = _LABEL.match(text, start, line_end)
    if label:
        return Opening(label.start(1), label.end(1), label.end() < line_end, "】")
    match = _SENTENCE.match(text, start, line_end)
    end = match.end() if match else line_end
    stop = text[end] if end < line_end else ("\n" if line_end < limit else "")
    for pattern, sign in ((_BREAK, " "), (_LIST, "")):
        inner = pattern.search(text, start, end if pattern is _BREAK else line_end)
        if inner and inner.start() < end and not re.search(r"[，,：]", text[start : inner.start()]):
            end, stop = inner.start(), sign
    before_colon = _BEFORE_COLON.match(text, start, end)
    if before_colon and len(before_colon[0]) <= _WITH_COMMA and not re.search(_COMMA, before_colon[0]):
        end, stop = before_colon.end(), "："
    follows = bool(text[end : min(line_end, limit)].strip(" 。！？；：:"))
    while end > start and text[end - 1] in " \t":
        end -= 1
    return Opening(start, end, follows, stop)


def _is_heading(text: str, opening: Opening) -> bool | None:
    """Whether an item opens with a heading; ``None`` where a lone sentence could be either."""
    has_comma = re.search(_COMMA, text[opening.start : opening.end]) is not None
    if opening.stop in ("\n", "") and not opening.follows:
        return opening.length <= _ALONE
    if opening.stop in (" ", "：", "】") or opening.stop == "":
        return True
    if opening.stop == "；":
        return False
    if not opening.follows:
        return None
    return opening.length <= (_WITH_COMMA if has_comma else _WITHOUT_COMMA)


def series_has_headings(text: str, openings: Sequence[Opening], continued: Sequence[bool]) -> bool:
    """Whether the items of one series have headings of their own.

    Args:
        text: The clean text.
        openings: How each item opens.
        continued: For each item whether more of it follows below its first line.

    Returns:
        True when at least three in five of the items that tell either way open with a heading.
    """
    votes = []
    for opening, more in zip(openings, continued, strict=True):
        vote = _is_heading(text, opening)
        if vote is None and more and opening.length <= _WITH_COMMA:
            vote = True
        if vote is not None:
            votes.append(vote)
    return bool(votes) and sum(votes) >= _SHARE * len(votes)


def title_span(text: str, opening: Opening, heading: bool) -> tuple[int, int]:
    """The span of an item's title: its heading, or the first clause where it has none."""
    start, end = opening.start, opening.end
    lone_clause = (not heading and opening.stop != "】") or (
        opening.length > _ALONE and re.search(_COMMA, text[start:end]) is not None
    )
    if lone_clause:
        match = _CLAUSE.match(text, start, end)
        end = match.end() if match and match.end() > start else end
    duty = _DUTY.search(text[start:end])
    if duty and duty.start() > 0:
        end = start + duty.start()
    while end > start and text[end - 1] in " 。；：:，,、\t":
        end -= 1
    return start, end
