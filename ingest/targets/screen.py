"""Which numbers are promised or demanded, and which are dates, names, criteria, summaries or background."""

from __future__ import annotations

import re

from ingest.targets.context import Clause
from ingest.targets.numbers import CHINESE
from ingest.targets.vocabulary import Words

_YEAR = re.compile("(?:19|20)\\d{2}")
_BASIS = re.compile("基础上")
_DEMAND = re.compile("达到|不低于|不少于|提高到|确保")
_OPEN, _CLOSE = "《“（", "》”）"
_WITHIN = re.compile("(?:以?内|之内)")
_BOUND = re.compile("不超过|不少于|不低于|至少|最长|缩短|压缩|延长|期限|期为|一般为|为期|每")
_ENTRY = re.compile("(?:具有|具备|从事|年满|达到法定)[^，]{0,6}$")
_NEVER_CHINESE = ("项", "条", "大", "成", "倍", "元", "类", "级", "度", "部", "本", "门")


def is_target(clause: Clause, match: re.Match[str], unit: str, words: Words) -> bool:
    """Decide whether the number of ``match`` is a target.

    Args:
        clause: The clause of the number.
        match: The match of ``Words.quantity``.
        unit: The unit as it will be recorded.
        words: The word lists.

    Returns:
        Whether it is promised or demanded.
    """
    if match["denominator"] or match["doublings"]:
        return not words.background.search(clause.text)
    if _quoted(clause) or _is_date(match, clause) or words.not_after_unit.match(clause.after):
        return False
    if words.not_after.search(clause.before) or words.background.search(clause.text) or words.steps.search(clause.before):
        return False
    if words.forbidden.search(clause.before) or match[0] == clause.text.strip() or _round_the_clock(match, clause):
        return False
    if _is_criterion(clause, words) or (_BASIS.search(clause.after) and not _DEMAND.search(clause.before)):
        return False
    if re.fullmatch(f"[{CHINESE}]+", match["number"]) and not match["multiplier"]:
        return _chinese_counts(clause, match["number"], unit, words)
    return not (unit in ("项", "条", "个", "大", "种", "类") and words.summing.match(clause.after))


def _quoted(clause: Clause) -> bool:
    """Whether the number stands inside 《》 or “”."""
    head = clause.text[: clause.number]
    return any(head.count(mark) > head.count(close) for mark, close in zip(_OPEN[:2], _CLOSE[:2], strict=True))


def _is_date(match: re.Match[str], clause: Clause) -> bool:
    if match["unit"] == "年":
        return bool(_YEAR.fullmatch(match["number"])) or bool(match["upper"] and _YEAR.fullmatch(match["upper"]))
    anniversary = match["unit"] == "周" and clause.after.startswith("年")
    return anniversary or (match["unit"] == "日" and clause.before.endswith("月"))


def _round_the_clock(match: re.Match[str], clause: Clause) -> bool:
    """24小时值班 is a way of working, 24小时内 a term."""
    return match[0] == "24小时" and not _WITHIN.match(clause.after)


def _is_criterion(clause: Clause, words: Words) -> bool:
    return bool(words.criteria.search(clause.after[:14]) or _ENTRY.search(clause.before))


def _chinese_counts(clause: Clause, number: str, unit: str, words: Words) -> bool:
    """Chinese numerals are mostly ways of speaking (一个, 三项制度); they count with 次, 份, 所 … or a bound."""
    if words.summing.match(clause.after):
        return False
    if unit in _NEVER_CHINESE and not (unit in ("项", "条") and number in ("百", "千", "万")):  # 突破百项技术
        return False
    if number == "二" or number[0] in "〇○零" or clause.before.endswith("每"):
        return False
    if unit in words.durations:
        return bool(_WITHIN.match(clause.after) or _BOUND.search(clause.before[-8:]))
    if number == "一" and unit in words.articles:
        return bool(words.articles_need.search(clause.before))
    return True
