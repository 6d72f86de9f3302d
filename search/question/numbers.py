"""Document numbers (文号): read with any brackets, digits of any width and 第, and compared part by part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.question.shapes import shape

_SIGN = re.compile(
    r"(?<!\s)\s*[(（\[［【〔﹝<〈《]\s*(?P<year>(?:[1１][9９]|[2２][0０])\d\d)\s*[)）\]］】〕﹞>〉》]\s*第?\s*(?P<serial>\d{1,5})\s*号"
)
_BODY = re.compile(r"[\u4e00-\u9fff]{2,14}$")
_LONGEST_BODY = 14


@dataclass(frozen=True, slots=True)
class Number:
    """A document number: letters of the body that gave it, year, serial; and where it stands in the text it was read from."""

    body: str
    year: int
    serial: int
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        """The number as offices print it."""
        return f"{self.body}〔{self.year}〕{self.serial}号"

    def same(self, other: Number) -> bool:
        """Whether both are one number; either may have words of its sentence before the letters of the body."""
        equal = (self.year, self.serial) == (other.year, other.serial)
        return equal and (self.body.endswith(other.body) or other.body.endswith(self.body))


def numbers_in(text: str) -> tuple[Number, ...]:
    """Document numbers that a text prints, in order; what stands before the letters of the body is left out where it is known.

    >>> [str(number) for number in numbers_in("请问云政发[２０２２]第０7号是什么？")]
    ['云政发〔2022〕7号']
    """
    found = []
    for match in _SIGN.finditer(text):
        body = _BODY.search(text[max(0, match.start() - _LONGEST_BODY) : match.start()])
        letters = shape("before_a_number").sub("", body.group()) if body else ""
        if len(letters) > 1:
            start = match.start() - len(letters)
            found.append(Number(letters, int(match["year"]), int(match["serial"]), start, match.end()))
    return tuple(found)


def standard(text: str) -> str:
    """The text with its document numbers as offices print them."""
    for number in reversed(numbers_in(text)):
        text = f"{text[: number.start]}{number}{text[number.end :]}"
    return text


def apart(folded: str) -> str:
    """A folded question with a space behind its document numbers, and editions (2022年修订版) as mere years.

    So no word is cut across the end of what names a document, and no word of it is looked for in the text.

    >>> apart("湿地法2022年修订版共有多少条")
    '湿地法2022年 共有多少条'
    """
    for number in reversed(numbers_in(folded)):
        folded = f"{folded[: number.end]} {folded[number.end :]}"
    return shape("edition_of_a_year").sub(r"\g<year> ", folded)
