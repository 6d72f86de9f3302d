"""Which years a sentence speaks of: a figure of another year is no answer."""

from __future__ import annotations

import re
from functools import lru_cache

from search.answer.phrases import phrase
from search.answer.shelf import Book
from search.question.question import Question
from search.question.terms import folded_years

_CENTURIES = ("19", "20")
"""How every year begins; a text with neither is not searched."""
_NAMED_YEAR = re.compile(r"((?:19|20)\d\d)年")
_UNTIL = re.compile(r"(?:到|至)((?:19|20)\d\d)年")
_SPAN_OF_YEARS = re.compile(r"((?:19|20)\d\d)年?(?:-|至|到)((?:19|20)?\d\d)(?:年|学年)")


def years_in(text: str) -> set[int]:
    """Years that a folded text prints, those inside a span of years (2021-2025年) included."""
    found = set(folded_years(text))
    for match in _SPAN_OF_YEARS.finditer(text):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        if first <= last <= first + 20:
            found.update(range(first, last + 1))
    return found


@lru_cache(maxsize=4096)
def _years_over(text: str) -> frozenset[int]:
    """Years of a text that stands over many sentences."""
    return frozenset(years_in(text))


def of_year(question: Question, book: Book, index: int) -> bool:
    """Whether a sentence of a book speaks of the years that the question names.

    The years of a sentence are those it prints, else those printed last before it in its node, else those of the headings
    and of the document.
    """
    if not question.years:
        return True
    named = _years_over(book.name) | ({book.record.meta.year} if book.record.meta.year else set())
    over = set().union(*map(_years_over, book.headings[index]))
    if over and not over & set(question.years):
        return False  # under 2018年工作回顾 nothing is said of 2019
    asked = set(question.years) - named
    if not asked:
        return True
    printed = governing_years(book, index)
    return bool(asked & printed)


def governing_years(book: Book, index: int) -> set[int]:
    """Years that a sentence prints, else those printed last before it in its node, else those of its headings; or none."""
    node = book.sentences[index].node
    for earlier in range(index, -1, -1):
        if book.sentences[earlier].node != node:
            break
        text = book.text(earlier)
        if any(century in text for century in _CENTURIES) and (years := years_in(text)):
            return years
    return next((years for heading in book.headings[index] if (years := years_in(heading))), set())


def years_of_matter(question: Question) -> frozenset[int]:
    """Years that a question names of the matter itself and not of a document: 2018年的总规模, but not 2018年的意见."""
    found = set()
    for match in _NAMED_YEAR.finditer(question.folded):
        if not phrase("year_of_document").match(question.folded[match.end() :]):
            found.add(int(match.group(1)))
    return frozenset(found)


def other_years(question: Question, text: str, at: int) -> bool:
    """Whether the value at ``at`` in a folded sentence is told for a later year (到2025年) than any that the question names.

    Only what is asked of the matter in a year is compared: a plan of 2018 may be asked for the figure that it sets for 2025.
    """
    asked = years_of_matter(question)
    if not asked:
        return False
    told = [match for match in _UNTIL.finditer(text) if match.start() < at]
    return bool(told) and int(told[-1].group(1)) not in asked and int(told[-1].group(1)) > max(asked)
