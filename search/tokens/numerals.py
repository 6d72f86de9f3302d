"""Chinese and Arabic numbers in one written form."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = (("亿", 100_000_000), ("万", 10_000))


def parse_chinese(text: str) -> int | None:
    """Value of a well-formed Chinese numeral, or None.

    Runs of digits are read as years are (``二〇二一`` is 2021); otherwise every digit but the last needs its unit, so that
    ``十四五`` and ``二三十`` are not numbers.

    >>> parse_chinese("三百万"), parse_chinese("二〇二一"), parse_chinese("十四五")
    (3000000, 2021, None)
    """
    if len(text) > 2 and all(c in DIGITS and c != "两" for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    for sign, size in _LARGE:
        if sign in text:
            head, _, tail = text.partition(sign)
            high, low = parse_chinese(head), _rest(tail)
            return None if high is None or low is None else high * size + low
    return _below_ten_thousand(text)


def _rest(text: str) -> int | None:
    return parse_chinese(text.lstrip("零")) if text else 0


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last = 0, None, 10_000
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last or (digit is None and not (unit == 10 and total == 0)):
                return None
            total, digit, last = total + (1 if digit is None else digit) * unit, None, unit
        elif char == "零":
            last = 10 if digit is None and total else 0
        elif char in DIGITS and digit is None and last > 1:
            digit = DIGITS[char]
        else:
            return None
    return total + (digit or 0) if text and (total or digit is not None) else None


def write(value: int | Decimal) -> str:
    """Write a value as documents most often do: ten-thousands and hundred-millions with 万 and 亿, up to four decimals.

    >>> write(2_000_000), write(35), write(Decimal("3.50"))
    ('200万', '35', '3.5')
    """
    for sign, size in _LARGE:
        if value >= size and value * 10_000 % size == 0:
            return f"{_plain(Decimal(value) / size)}{sign}"
    return _plain(Decimal(value))


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
