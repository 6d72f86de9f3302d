"""The numbers that Word prints before paragraphs but keeps out of their text: computed from numbering.xml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LEVELS = 9


def _counting(number: int, digits: str = _HAN, ten: str = "十", hundred: str = "百") -> str:
    """12 → 十二, 120 → 一百二十; numbers from 1000 on by their digits."""
    if number <= 0 or number >= 1000:
        return "".join(digits[int(digit)] for digit in str(number)) if number >= 0 else str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}{hundred}" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + ten
    elif hundreds and ones:
        text += digits[0] if digits is _LEGAL else "零"
    return text + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def format_number(number: int, style: str) -> str:
    """A number in one of Word's number formats; a bullet is nothing."""
    if style in ("bullet", "none"):
        return ""
    if style in (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    ):
        return _counting(number)
    if style in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_HAN[int(digit)] for digit in str(number))
    if style in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _counting(number, _LEGAL, "拾", "佰")
    if style.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if style in ("lowerLetter", "upperLetter"):
        return _letter(number).upper() if style[0] == "u" else _letter(number)
    if style in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if style[0] == "u" else _roman(number)
    return f"{number:02d}" if style == "decimalZero" else str(number)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int
    style: str
    text: str
    legal: bool


@dataclass(slots=True)
class Numbering:
    """All lists of a document; ``label`` counts, so call it for each numbered paragraph once and in order."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)  # list id → levels
    abstract: dict[str, str] = field(default_factory=dict)  # list id → id of the definition it shares its counters with
    restarts: dict[str, set[int]] = field(default_factory=dict)  # list id → levels that it starts anew when first used
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def label(self, number_id: str, level: int) -> str:
        """The printed number of the next paragraph on this level, or nothing for bullets and unknown lists."""
        levels = self.lists.get(number_id)
        if not levels or level not in levels:
            return ""
        key = self.abstract[number_id]
        counters = self._counters.setdefault(key, [None] * _LEVELS)
        if number_id not in self._seen:
            self._seen.add(number_id)
            for restarted in self.restarts.get(number_id, ()):
                counters[restarted] = None
        current = counters[level]
        counters[level] = levels[level].start if current is None else current + 1
        for deeper in range(level + 1, _LEVELS):
            counters[deeper] = None
        return self._print(levels, level, counters)

    def _print(self, levels: dict[int, Level], level: int, counters: list[int | None]) -> str:
        own = levels[level]

        def number(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            shown = levels.get(index, own)
            value = counters[index] if counters[index] is not None else shown.start
            style = "decimal" if own.legal and index < level else shown.style
            return format_number(value or 0, style)

        if own.style == "bullet":
            return ""
        return re.sub(r"%(\d)", number, own.text)


def _value(parent: _Element | None, tag: str, default: str) -> str:
    found = parent.find(f"{W}{tag}") if parent is not None else None
    return default if found is None else str(found.get(f"{W}val", default))


def _levels(parent: _Element) -> Iterator[tuple[int, Level]]:
    for element in parent.findall(f"{W}lvl"):
        legal = element.find(f"{W}isLgl") is not None
        start = _value(element, "start", "1")
        yield (
            int(element.get(f"{W}ilvl", "0")),
            Level(
                int(start) if start.isdecimal() else 1,
                _value(element, "numFmt", "decimal"),
                _value(element, "lvlText", ""),
                legal,
            ),
        )


def read_numbering(root: _Element | None) -> Numbering:
    """Read numbering.xml (``None`` where the document has none)."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {element.get(f"{W}abstractNumId", ""): element for element in root.findall(f"{W}abstractNum")}
    by_style = {
        _value(element, "styleLink", ""): element for element in abstract.values() if element.find(f"{W}styleLink") is not None
    }
    for element in root.findall(f"{W}num"):
        number_id = element.get(f"{W}numId", "")
        abstract_id = _value(element, "abstractNumId", "")
        definition = abstract.get(abstract_id)
        if definition is None:
            continue
        linked = _value(definition, "numStyleLink", "")
        definition = by_style.get(linked, definition)
        levels = dict(_levels(definition))
        restarts: set[int] = set()
        for override in element.findall(f"{W}lvlOverride"):
            index = int(override.get(f"{W}ilvl", "0"))
            levels.update(_levels(override))
            start = _value(override, "startOverride", "")
            if start.isdecimal() and index in levels:
                old = levels[index]
                levels[index] = Level(int(start), old.style, old.text, old.legal)
                restarts.add(index)
        numbering.lists[number_id] = levels
        numbering.abstract[number_id] = abstract_id
        numbering.restarts[number_id] = restarts
    return numbering
