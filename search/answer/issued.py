"""Spans of time that a question for documents names, to the day: years, halves, quarters, months, days, spans of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from search.question.patterns import load_patterns

DATA = Path(__file__).parent / "data" / "catalogue.yaml"
Span = tuple[str, str]
"""First and last day as YYYY-MM-DD; days compare as text, and every month may end with a 31st."""
_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_HAN_YEAR = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")
_HAN_NUMBER = re.compile(r"(?<![一二三四五六七八九十])(?P<tens>[二三]?十)?(?P<ones>[一二三四五六七八九])?(?=月|日|号)")
_DASHED = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./](\d{1,2})(?:[-./](\d{1,2}))?(?![\d年])")
_BARE_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?=(?:到|至|-)\d{1,2}(?P<unit>[月日号]))")
_THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Times:
    """Spans named, the words that name them, and what is left of the question."""

    spans: tuple[Span, ...]
    words: tuple[str, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class _Moment:
    """One time as printed, taken apart: year and month may be those of the time before it."""

    match: re.Match[str]
    year: int
    month: str | None

    def span(self) -> Span:
        parts = self.match.groupdict()
        first, last, days = 1, 12, (1, 31)
        if parts["half"]:
            first, last = (1, 6) if parts["half"] in "上前" else (7, 12)
        elif parts["quarter"]:
            quarter = _small(parts["quarter"])
            first, last = 3 * quarter - 2, 3 * quarter
        elif parts["quarters"] or parts["months"]:
            last = 3 * _small(parts["quarters"]) if parts["quarters"] else _small(parts["months"])
        elif parts["edge"]:
            first = last = 1 if parts["edge"] == "初" else 12
        elif self.month:
            first = last = int(self.month)
            days = _days(parts)
        return f"{self.year:04d}-{first:02d}-{days[0]:02d}", f"{self.year:04d}-{last:02d}-{days[1]:02d}"


def _small(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else "零一二三四五六七八九十".index("二" if numeral == "两" else numeral)


def _days(parts: dict[str, str | None]) -> tuple[int, int]:
    day = parts["day"] or parts["only_day"]
    if day:
        return int(day), int(day)
    third = {"初": "上", "底": "下", "末": "下"}.get(parts["third"] or "", parts["third"])
    return _THIRDS[third] if third else (1, 31)


def spelled(folded: str) -> str:
    """A folded text with its dates in one form: 2018-12-03 and 二〇一八年十二月三日 as 2018年12月3日."""
    text = _HAN_YEAR.sub(lambda match: "".join(_DIGITS[char] for char in match.group()), folded)
    text = _HAN_NUMBER.sub(_arabic, text)
    text = _DASHED.sub(lambda match: f"{match[1]}年{match[2]}月" + (f"{match[3]}日" if match[3] else ""), text)
    return _BARE_FIRST.sub(lambda match: match[1] + match["unit"], text)


def _arabic(match: re.Match[str]) -> str:
    if not match.group():
        return ""
    tens, ones = match["tens"], match["ones"]
    return str((_small(tens[0]) if tens and len(tens) > 1 else 1 if tens else 0) * 10 + (_small(ones) if ones else 0))


def times_of(folded: str, years: Iterable[int]) -> Times:
    """The times that a folded question names.

    Args:
        folded: The question.
        years: All years of the library, in which a month without a year is meant.

    Returns:
        Its spans; several that stand side by side count one by one, two with 到 between them as one.
    """
    text = spelled(folded)
    moments = [match for match in load_patterns(DATA)["moment"].finditer(text) if any(match.groupdict().values())]
    if not moments:
        return Times((), (), text)
    spans: list[Span] = []
    named = any(match["year"] for match in moments)
    for year in (0,) if named else sorted(set(years)):
        spans += _spans(text, _dated(moments, year))
    return Times(tuple(spans), tuple(match.group().removesuffix("的") for match in moments), _rest(text, moments))


def _rest(text: str, moments: list[re.Match[str]]) -> str:
    """The text without its times and the words that only join or end them."""
    around = load_patterns(DATA)["around_times"]
    starts = [*(match.start() for match in moments[1:]), len(text)]
    gaps = (text[match.end() : start] for match, start in zip(moments, starts, strict=True))
    return text[: moments[0].start()] + "".join(around.sub("", gap) for gap in gaps)


def _dated(moments: list[re.Match[str]], year: int) -> list[_Moment]:
    """Each time with its year, and a lone day with its month: that printed last before it, for the first the next one."""
    year = year or next(int(match["year"]) for match in moments if match["year"])
    month: str | None = None
    dated = []
    for match in moments:
        year = int(match["year"]) if match["year"] else year
        month = match["month"] or (month if match["only_day"] else None)
        dated.append(_Moment(match, year, month))
    return dated


def _spans(text: str, moments: list[_Moment]) -> list[Span]:
    patterns = load_patterns(DATA)
    spans: list[Span] = []
    joined = False
    for moment, following in zip(moments, [*moments[1:], None], strict=True):
        first, last = moment.span()
        if joined:
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
        between = text[moment.match.end() : following.match.start() if following else None]
        joined = following is not None and bool(patterns["until"].fullmatch(between))
        if joined:
            continue
        if patterns["since"].match(between):
            spans[-1] = (spans[-1][0], _LAST_DAY)
        elif patterns["after"].match(between):
            spans[-1] = (spans[-1][1] + "~", _LAST_DAY)  # later than the last day
        elif patterns["before"].match(between):
            spans[-1] = (_FIRST_DAY, spans[-1][0][:-1])  # earlier than the first day
    return spans


def within(date: str | None, year: int | None, spans: Iterable[Span]) -> bool:
    """Whether a document is of one of the spans; one of which only the year is known is of no month."""
    first, last = (date, date) if date else (f"{year:04d}-01-01", f"{year:04d}-12-31") if year else ("", "")
    return bool(first) and any(start <= first and last <= end for start, end in spans)
