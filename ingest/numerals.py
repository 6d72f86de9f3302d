"""Chinese and Arabic numerals as numbers: ``二十三`` → 23, ``二〇二一`` → 2021, ``１２`` → 12."""

from __future__ import annotations

_DIGITS = {
    character: value
    for value, group in enumerate(("〇○零Ο0", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for character in group
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}

CHINESE = "〇○零一二三四五六七八九十百千两"
"""Characters that a Chinese numeral below ten thousand is made of."""


def parse_number(text: str) -> int | None:
    """Return the value of a numeral below ten thousand, or ``None`` if it is not one.

    Digits that stand side by side without a unit are read by place: ``二〇二一`` is 2021.

    >>> parse_number("二十三"), parse_number("一百零八"), parse_number("二○二一"), parse_number("12"), parse_number("十")
    (23, 108, 2021, 12, 10)
    """
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    if not any(character in _UNITS for character in text):
        digits = [_DIGITS.get(character) for character in text]
        return None if None in digits else int("".join(map(str, digits)))
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return None
    return total + digit
