"""What the words around a number say: comparator, years, deadline, baseline and subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.targets.vocabulary import Words

_YEAR = re.compile("(?<!\\d)((?:19|20)\\d{2})(?=(?:、(?:19|20)\\d{2})*\\s?年(?!前出生))")  # also 2023、2024年
_DEADLINE = re.compile(
    "(?:到|至|截至|在|于)?\\s?(?P<year>20\\d{2})\\s?年(?:(?P<month>1[0-2]|0?[1-9])月)?(?:(?P<day>3[01]|[12]\\d|0?[1-9])日)?(?P<end>底|末|前|年底)?"
)
_UNTIL = re.compile("(?:到|至|力争|争取|确保)\\s?(?=20\\d{2}\\s?年)|(?<=年)(?:底|末)?前|年底")
_BASELINE = re.compile(
    "(?:较|比|在)(?P<base>(?:20\\d{2}年|上年|去年|上一年度|同期|现有|当前)[^，。；\\d]{0,8}?)(?:的?基础上|再|增|减|降|提|下|上|翻|扩|压)"
)
# A number that stands before a heading: 1.粮食产量, （二）就业; 1.5万名 is none.
_LABEL = re.compile("^[ 　]*(?:[（(]?[一二三四五六七八九十百\\d]{1,3}(?:[)）、]|[.．](?!\\d)|[.．](?=\\d{4}年))[ 　]*)+")
_NEAR = 60  # characters before a number that its subject is read from
_OUTSIDE = re.compile("^[^（]*（(?=[^）]*$)")
_OLD_VALUE = re.compile("(?<=[一-龥]{2})(?:由|从)\\d[^，]*$")
_CHANGES = re.compile("(?:年均)?(?:增长|提高|提升|下降|降低|增加|减少|上升)$")
_VERBS = re.compile(
    "^(?:其中|或|并|新增|新建|改建|扩建|新改扩建|创建|完成|建设|建成|培育|打造|力争|将|再|可|组织|召开|开展|实现|完成|推动|支持|争取|确保|对|使|其|按)+"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of a number: ``text`` of the sentence, and where clause, number and unit stand in it."""

    text: str
    start: int
    number: int
    unit_end: int
    end: int

    @property
    def before(self) -> str:
        """The clause up to the number."""
        return self.text[self.start : self.number]

    @property
    def after(self) -> str:
        """The clause behind the unit."""
        return self.text[self.unit_end : self.end]


def comparator(clause: Clause, words: Words) -> str:
    """Return how the number is meant; ``=`` if nothing says otherwise."""
    for word, sign in words.after:
        if clause.after.startswith(word):
            return sign
    before = clause.before.rstrip("再约了 ")
    for word, sign in words.before:
        if before.endswith(word):
            return sign
    near = clause.before[-8:]
    for word, sign in words.before:
        if sign in (">=", "<=") and len(word) > 1 and word in near:
            return sign
    return "~" if clause.before.endswith("约") else "="


def years(text: str, inherited: tuple[int, ...]) -> tuple[int, ...]:
    """Return the years that the sentence names, else those of the sentence before."""
    own = tuple(sorted({int(year) for year in _YEAR.findall(text)})) if "年" in text else ()
    return own or inherited


def deadline(text: str) -> str | None:
    """Return by when, as YYYY, YYYY-MM or YYYY-MM-DD, if the words say that it is an end."""
    if not _UNTIL.search(text):
        return None
    matches = list(_DEADLINE.finditer(text))
    if not matches:
        return None
    parts = [matches[-1]["year"], matches[-1]["month"], matches[-1]["day"]]
    return "-".join(part.zfill(2) for part in parts if part)


def baseline(text: str) -> str | None:
    """Return what the number is measured against."""
    match = _BASELINE.search(text)
    return match["base"] if match else None


def _without_comparator(text: str, words: Words) -> str:
    for word, sign in words.before:
        if sign not in "+-" and text.endswith(word) and len(text) > len(word) + 1:
            return text if text.endswith(words.whole) else text[: -len(word)]
    return text


def subject(clause: Clause, words: Words) -> str:
    """Return what is counted: the noun behind the unit, else the clause before the number and what compares them."""
    behind = re.sub("^(?:以上|以内|左右|以下|内|的|及以上)+", "", clause.after)
    behind = re.split("[、，。；（()]", behind)[0].strip()
    if 2 <= len(behind) <= 30:
        return behind
    told = _before(clause.before, words)
    if not told and clause.start:  # 收入增长7%、达到2.1万元: the clause before names it
        stop = max(clause.text.rfind(mark, 0, clause.start - 1) for mark in "，。：、；") + 1
        told = _before(re.split("\\d", clause.text[stop : clause.start - 1])[0], words, measured=True)
    return told or behind


def _before(text: str, words: Words, *, measured: bool = False) -> str:
    """What the words before a number name: without a label, verbs, a bracket's outside, an old value and comparators."""
    before = _LABEL.sub("", text).strip("，、 ")[-_NEAR:]
    before = _OUTSIDE.sub("", before)
    before = _OLD_VALUE.sub("", before)
    while (shorter := _without_comparator(before, words)) != before:
        before = shorter
    if measured:
        before = _CHANGES.sub("", before)
    told = _VERBS.sub("", before).strip()[-30:]
    return "" if any(told == word for word, _ in words.before) else told
