"""Looser sameness that holds only inside one document, where a writer varies a name: 专项整治 and 专项整治行动, 各级X and X.

Across documents these would be guesses (every city has its own 重点任务清单), so resolution uses them only for entities that
stand in the same record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from ingest.resolve.names import apart
from ontology.identity import fold_name

Id = TypeVar("Id", str, tuple[str, str, str])

_FUNCTION = re.compile(r"[的和与及、,，。；;等()]")
_YEAR = "(?:19|20)[0-9]{2}(?:年度?)?|年度"
_LEAD = {
    "Policy": re.compile(rf"^(?:{_YEAR}|全省|全市|全区|国家|省|市|区|县|各)"),
    "Program": re.compile(rf"^(?:{_YEAR}|首届|新一轮|第[一二三四五六七八九十]+[届批轮次]|全省|全市|全区|国家级?|省|市|各)"),
    "Event": re.compile(rf"^(?:{_YEAR}|首届|新一届|第[一二三四五六七八九十0-9]+[届次])"),
    "Group": re.compile("^(?:各级各类|各级|各类|各|优秀|特殊|广大)"),
    "Institution": re.compile("^(?:中共|中国共产党|各)"),
}
_TAIL = {
    "Policy": re.compile("文件$"),
    "Program": re.compile("(?:工作|政策|要求|试点|试点工作|宣传活动)$"),
    "Event": re.compile("(?:工作|宣传活动|系列活动)$"),
}
_EQUAL = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("专项治理", "专项整治"),
        ("安全隐患专项整治", "安全专项整治"),
        ("专项整治行动", "专项整治"),
        ("[一二三四五六七八九十]项(?=制度|措施|机制)", ""),
        ("高职学校|高职院校", "高等职业学校"),
        ("中职学校", "中等职业学校"),
        ("(?<=直)(?:相关|有关|各)(?=部门|单位)", ""),
        ("管理委员会", "管委会"),
        ("人民政府", "政府"),
        ("农村商业银行", "农商行"),
        ("中国人民银行", "人行"),
        ("安全生产委员会办公室", "安办"),
        ("药品监督管理局|药品监管部门", "药品监管局"),
        ("国家药品监管局", "国家药监局"),
        ("中国出口信用保险公司", "中国信保"),
        ("年度报告", "年报"),
        ("党工作委员会", "党工委"),
    )
)
_SUFFIX_TYPES = frozenset({"Policy", "Program"})
_LISTED = re.compile("[》”]?(?:[、和与及]|以及)[《“]?|》《|”“")
_OPENS = frozenset("《“")
_NONE: frozenset[int] = frozenset()
_SUFFIX = 5  # characters that a name must share at its end to be the short form of a longer one


@lru_cache(maxsize=8192)
def variant_key(kind: str, name: str) -> str:
    """What stays of a name when all that a writer varies inside one document is dropped."""
    key = _FUNCTION.sub("", fold_name(name))
    for pattern, replacement in _EQUAL:
        key = pattern.sub(replacement, key)
    for table in (_LEAD, _TAIL):
        stripped = table[kind].sub("", key) if kind in table else key
        key = stripped if len(stripped) >= 3 else key
    return key


def side_by_side(text: str, spans: Iterable[tuple[int, int, Id]]) -> dict[Id, set[int]]:
    """In which lists each thing is named: what a writer sets side by side (X标准、本科X标准) is not one thing.

    The lists are numbered and no pairs are made, since a list of a thousand names holds half a million of them.

    Args:
        text: The text of one document.
        spans: Start, end and identifier of each mention.

    Returns:
        For each identifier the numbers of the lists that name it.
    """
    lists: defaultdict[Id, set[int]] = defaultdict(set)
    number = last = 0
    for start, end, identifier in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < last:
            continue  # inside another name
        number += not (_LISTED.fullmatch(text, last, start) or (start == last and text[start] in _OPENS))
        lists[identifier].add(number)
        last = end
    return dict(lists)


def variants(
    named: Sequence[tuple[Id, str, Iterable[str]]], lists: Mapping[Id, set[int]] = MappingProxyType({})
) -> Iterator[tuple[Id, Id, str]]:
    """Pairs among the entities of one document that are one thing under another form.

    Args:
        named: Identifier, type, and all names of each entity, the main name first.
        lists: As from ``side_by_side``; what one list names is two things.

    Yields:
        The identifier of the fuller form, that of the other, and the reason.
    """
    for one, two, reason in _alike(named):
        if one == two or lists.get(one, _NONE).isdisjoint(lists.get(two, _NONE)):
            yield one, two, reason


def _alike(named: Sequence[tuple[Id, str, Iterable[str]]]) -> Iterator[tuple[Id, Id, str]]:
    keyed: dict[tuple[str, str], list[tuple[Id, str]]] = defaultdict(list)
    for identifier, kind, names in named:
        for name in dict.fromkeys(names):
            if len(name) > 2:
                keyed[kind, variant_key(kind, name)].append((identifier, name))
    for same in keyed.values():
        fullest = max(same, key=lambda item: (len(item[1]), item[1], item[0]))
        for identifier, name in same:
            if identifier != fullest[0] and not apart(fullest[1], name):
                yield fullest[0], identifier, f"{name} is {fullest[1]} in the same document"
    yield from _suffixes(named)


def _suffixes(named: Sequence[tuple[Id, str, Iterable[str]]]) -> Iterator[tuple[Id, Id, str]]:
    """包保责任制 after 领导干部包保责任制, when only one longer name of the document ends so."""
    longs = [(identifier, kind, next(iter(names))) for identifier, kind, names in named if kind in _SUFFIX_TYPES]
    ends: dict[tuple[str, str], list[tuple[Id, str]]] = defaultdict(list)
    for identifier, kind, name in longs:
        key = variant_key(kind, name)
        for length in range(_SUFFIX, len(key)):
            ends[kind, key[-length:]].append((identifier, name))
    for identifier, kind, name in longs:
        longer = {item for item in ends.get((kind, variant_key(kind, name)), ()) if item[0] != identifier}
        if len({item[0] for item in longer}) == 1:
            fuller = max(longer)
            if not apart(fuller[1], name):
                yield fuller[0], identifier, f"{name} is {fuller[1]} in the same document"
