"""Printed numbers, Arabic and Chinese, with multipliers, shares and fractions."""

from __future__ import annotations

import re

from ingest.numerals import parse_number

CHINESE = "〇○零一二三四五六七八九十百千两"
DIGITS = "(?:\\d{1,3}(?:[,，]\\d{3})+|\\d+)(?:[.．]\\d+)?"
MULTIPLIER = "(?:万亿|千万|百万|十万|亿|万|千|百)?"
NUMBER = f"(?:{DIGITS}|[{CHINESE}]+(?:点[{CHINESE}]+)?)"

_POWERS = {"": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_MULTIPLIERS: dict[str, int] = {word: int(10**power) for word, power in _POWERS.items()}


def read_number(text: str, multiplier: str = "") -> float | None:
    """Return the value of a printed number times its multiplier, or ``None`` if it is not a number.

    >>> read_number("1.5", "亿"), read_number("两"), read_number("三点五"), read_number("12,000")
    (150000000.0, 2.0, 3.5, 12000.0)
    """
    plain = text.replace(",", "").replace("，", "").replace("．", ".")
    if re.fullmatch("\\d+(\\.\\d+)?", plain):
        return round(float(plain) * _MULTIPLIERS[multiplier], 6)
    whole, _, fraction = text.partition("点")
    value = parse_number(whole)
    if value is None:
        return None
    if fraction:
        digits = parse_number(fraction)
        if digits is None:
            return None
        return float(value + digits / 10.0 ** len(fraction)) * _MULTIPLIERS[multiplier]
    return float(value * _MULTIPLIERS[multiplier])


def read_share(denominator: str, numerator: str) -> tuple[float, str] | None:
    """Return value and unit of 百分之三十 (30, %), 千分之五 (5, ‰) or 三分之一 (0.333…, no unit).

    >>> read_share("百", "三十"), read_share("四", "一")
    ((30.0, '%'), (0.25, ''))
    """
    top = read_number(numerator)
    if top is None:
        return None
    if denominator in ("百", "千"):
        return top, "%" if denominator == "百" else "‰"
    bottom = read_number(denominator)
    return (top / bottom, "") if bottom else None
