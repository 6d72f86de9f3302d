"""Dates as they are printed: 2021年3月25日, 二○二一年三月二十五日, 2021-03-25."""

from __future__ import annotations

import datetime
import re

from ingest.numerals import parse_number

_CHINESE_YEAR = "[〇○零ΟOo0一二三四五六七八九]{4}"
_CHINESE = "[元〇○零一二三四五六七八九十]{1,4}"
DATE = rf"(?:\d{{4}}|{_CHINESE_YEAR})\s*年\s*(?:\d{{1,2}}|{_CHINESE})\s*月\s*(?:\d{{1,2}}|{_CHINESE})\s*日"
"""Pattern of a full date."""
_PARTS = re.compile(rf"(\d{{4}}|{_CHINESE_YEAR})\s*年\s*(\d{{1,2}}|{_CHINESE})\s*月\s*(\d{{1,2}}|{_CHINESE})\s*日")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_ALONE = re.compile(rf"(?<![^\n])[（(]?\s*({DATE})\s*[）)]?(?=\n|$|[（(]|\s[（(])")
_SIGNED = re.compile(rf"(?<=[局厅会府院委室办部组章司处\s）)])\s*({DATE})(?![前后起至止底以之内为印，。、；）)])")
# also in a cell: [成文日期] | 2021-06-02
_GIVEN = r"(?:时间|日期)\s*[\]】]?[\s：:|｜]*(?:(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})|(" + DATE + "))"
_WRITTEN = re.compile(r"(?:成文|发文|印发)" + _GIVEN)
_POSTED = re.compile(r"(?:发布|发表|公布|公开|生成|制发)" + _GIVEN)
_PASSED = re.compile(
    rf"(?<![据经按])({DATE})(?:[^。\n《\d]{{0,40}}会议[^。\n\d]{{0,80}}?|[^。\n\d]{{0,80}}?(?:令第?[^。\n]{{1,8}}号|决定》|会议))\s*"
    r"(?:通过|修订|修正|公布|发布)"
)
_BRACKETED = re.compile(rf"(?<=[号意见决定知告令函])\s*[（(]({DATE})[）)]")
_IMPRINT = re.compile(rf"({DATE})\s*印发\s*(?=\n|$)")
_ADOPTED = re.compile(rf"(?<![^\n])[（(]({DATE})[^（）()。\n]{{0,40}}(?:审议通过|讨论通过|通过|印发|发布)[）)]")
_SPOKEN = re.compile(rf"(?<![^\n])[—-]*\s*({DATE})在[^\n]{{2,60}}(?:会议|大会)上")
_EFFECTIVE = re.compile(rf"自\s*({DATE})\s*起\s*(?:施行|实施|执行|生效|正式)")
_FROM_NOW = re.compile(r"自(?:发布|印发|公布|下发|发文)之日起\s*(?:施行|实施|执行|生效)")
_EARLIEST, _LATEST = 1900, 2100


def _iso(year: int | None, month: int | None, day: int | None) -> str | None:
    if year is None or month is None or day is None or not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def read_date(printed: str) -> str | None:
    """A printed date as ``YYYY-MM-DD``, or ``None`` if it names no day of the calendar.

    >>> read_date("二○○五年十二月三日"), read_date("2020年2月30日")
    ('2005-12-03', None)
    """
    match = _PARTS.search(printed)
    if match:
        year = parse_number(match[1].replace("Ο", "〇").replace("O", "〇").replace("o", "〇"))
        month, day = (1 if part == "元" else parse_number(part) for part in match.group(2, 3))
        return _iso(year, month, day)
    plain = _ISO.search(printed)
    return _iso(*map(int, plain.groups())) if plain else None


def find_date(head: str, tail: str) -> str | None:
    """The date of the document: signed in the covering notice, at the end, below the title of a law, or posted on the page."""
    passed = [date for match in _PASSED.finditer(head[:600]) if (date := read_date(match[1]))]
    if passed:
        return max(passed)
    bracketed = _BRACKETED.search(head[:500])
    if bracketed and (date := read_date(bracketed[1])):
        return date
    adopted = _ADOPTED.search(head[:500])
    if adopted and not _ALONE.search(head) and (date := read_date(adopted[1])):
        return date
    spoken = _SPOKEN.search(head[:300])
    if spoken:
        return read_date(spoken[1])
    for pattern, place in ((_ALONE, head), (_SIGNED, head), (_ALONE, tail), (_SIGNED, tail)):
        matches = list(pattern.finditer(place))
        for match in matches if place is head else reversed(matches):
            date = read_date(match[1])
            if date:
                return date
    posted = _WRITTEN.search(head) or _POSTED.search(head)
    if posted:
        return read_date(posted[1] or posted[2])
    imprint = _IMPRINT.search(tail)
    return read_date(imprint[1]) if imprint else None


def find_effective(text: str, date: str | None) -> str | None:
    """When the document enters into force, if its last paragraphs say so (``date``: its own date, for 自印发之日起)."""
    tail = text[-3000:]
    for match in reversed(list(_EFFECTIVE.finditer(tail))):
        before = tail[max(0, match.start() - 12) : match.start()]
        if re.search(r"(?:本[一-龥]{1,6}|[。\n第条 ]|^)$", before):
            return read_date(match[1])
    return date if _FROM_NOW.search(tail) else None
