"""One quantity told for several years (到2025年达到60%，到2030年达到80%): where no year is asked for, each is given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.answer.abstain import usable
from search.answer.binding import LEAST_BOUND, binding, printed_in, values_in
from search.answer.phrases import phrase
from search.answer.ranking import Reading
from search.answer.spans import label_of
from search.answer.values import Span
from search.answer.years import governing_years
from search.question.question import Question

_NEAR, _AS_FIRM, _POOL = 0.75, 0.1, 8
_UNTIL = re.compile(r"(?:到|至)((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Stage:
    """The value of a quantity for one year, and the sentence that tells it."""

    year: int
    label: str
    reading: Reading


def stages(question: Question, readings: Sequence[Reading]) -> list[Stage]:
    """The stages of the quantity asked for, the earliest first.

    Args:
        question: The question understood.
        readings: Ranked readings, the best first.

    Returns:
        Two stages or more with different values, or none: when a year is named, or the quantity has one value.
    """
    if question.kind != "number" or question.years or not readings:
        return []
    best = next((reading for reading in readings if usable(reading)), None)
    if best is None:
        return []
    near = [r for r in readings[:_POOL] if usable(r) and r.book is best.book and r.score >= _NEAR * best.score]
    told = [(binding(question, r, span), r, span) for r in near for span in values_in(question, r)]
    told = [entry for entry in told if not printed_in(question, entry[1].folded, entry[2])]
    firm = max((bound for bound, _, _ in told), default=0.0)
    found: dict[int, Stage] = {}
    for bound, reading, span in sorted(told, key=lambda entry: -entry[0]):
        year = _year(reading, span)
        if year and bound >= max(LEAST_BOUND, firm - _AS_FIRM):
            found.setdefault(year, Stage(year, label_of(question, reading, span).label, reading))
    several = len(found) > 1 and len({stage.label for stage in found.values()}) == len(found)
    return [found[year] for year in sorted(found)] if several else []


def _year(reading: Reading, span: Span) -> int | None:
    """The year until which a value is told: the last 到…年 before it, else that of the sentences before it."""
    before = _UNTIL.findall(reading.folded[: span[0]])
    if before:
        return int(before[-1])
    over = governing_years(reading.book, reading.index)
    return max(over) if len(over) == 1 else None


def told(question: Question, found: Sequence[Stage]) -> str:
    """The stages in words, the last alone where the question asks for the last."""
    kept = found[-1:] if phrase("asks_last").search(question.folded) else found
    return "，".join(f"到{stage.year}年{stage.label}" for stage in kept) + "。"
