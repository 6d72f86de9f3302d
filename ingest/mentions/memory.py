"""Memory of names within a document: definitions, titles named again without brackets, and every known name printed again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ingest.mentions.found import Found
from ingest.mentions.matcher import NameIndex
from ingest.mentions.quotes import definitions
from ingest.mentions.words import Line

_SHORTENED = frozenset({"Program", "Region"})
_BODIES = ("联席会议", "领导小组", "协调小组", "指挥部", "委员会", "专班")
_TAIL = 5  # characters of the shortest short name
_OTHERS = "(?:人民政府|地方|各级|各地|上级|下级|当地|所在地|本级|[省市县]级)的?"
_BRACKET = re.compile(r"（[^（）]*）$")
_BARE = frozenset(  # nouns that name nothing by themselves
    "计划 行动 方案 行动计划 实施方案 大赛 联盟 项目 工程 办法 意见 规划 通知 条例 制度 平台 试点 企业 单位 本市 我市".split()
)


def defined(lines: Sequence[Line], chosen: Sequence[Found]) -> dict[str, Found]:
    """Short names that the document defines, with the span that each stands for."""
    ends = {span.end: span for span in chosen}
    shorts: dict[str, Found] = {}
    for line in lines:
        for definition in definitions(line):
            at = line.start + definition.before
            before = at - 2 if line.text.endswith("制度", 0, definition.before) else at
            span = next((ends[end] for end in (at, at - 1, before) if end in ends), None)
            if span is not None and len(definition.short) >= 2:
                shorts.setdefault(definition.short, _body_of(definition.short, span))
    return shorts


def _body_of(short: str, span: Found) -> Found:
    """X联席会议制度（以下简称联席会议）: the short name is that of the body, not of the system."""
    if not short.endswith(_BODIES) or not span.name.endswith(f"{short}制度"):
        return span
    return span._replace(type="Institution", name=span.name.removesuffix("制度"), entry=None)


def again(lines: Sequence[Line], names: Iterable[tuple[str, Found]]) -> Iterator[Found]:
    """Find names, learned elsewhere in the document, wherever they are printed again."""
    index: NameIndex[Found] = NameIndex(names)
    for line in lines:
        for at, name, span in index.matches(line.text):
            end = at + len(name)
            if len(name) <= 4 and (at not in line.edges or end not in line.edges):
                continue
            yield Found(line.start + at, line.start + end, span.type, "memory", span.name, span.entry, span.scope, rank=0)


def tails(lines: Sequence[Line], chosen: Sequence[Found], generic: frozenset[str]) -> list[tuple[str, Found]]:
    """Short names that are the ends of one longer name: 云端学习平台 in a document about one 匠艺云端学习平台."""
    owners: dict[str, dict[str, Found]] = {}
    starts = [line.start for line in lines]
    for span in chosen:
        if span.type not in _SHORTENED or not span.rule.startswith("grammar") or len(span.printed) <= _TAIL:
            continue
        line = lines[bisect_right(starts, span.start) - 1]
        first, last = line.index(span.start - line.start), line.index(span.end - line.start)
        for token in range(first + 1, last - 1):
            tail = line.text[line.starts[token] : span.end - line.start]
            words = line.words[token : last - 1]
            if len(tail) >= _TAIL and any(len(word) > 1 and word not in generic for word in words):
                owners.setdefault(tail, {}).setdefault(span.name, span)
    return [(tail, next(iter(held.values()))) for tail, held in owners.items() if len(held) == 1]


def shortened(lines: Sequence[Line], names: Sequence[tuple[str, Found]], verbs: frozenset[str]) -> Iterator[Found]:
    """Find short names where nothing before them makes another name of them."""
    index: NameIndex[Found] = NameIndex(names)
    for line in lines:
        for at, name, span in index.matches(line.text):
            end = at + len(name)
            if at not in line.edges or end not in line.edges:
                continue
            token = line.index(at) - 1
            if token < 0 or line.words[token] in verbs or not line.words[token][-1].isalnum() or line.words[token] == "的":
                place = line.start + at, line.start + end
                yield Found(*place, span.type, "memory.tail", span.name, span.entry, span.scope, rank=0)


def learned(lines: Sequence[Line], chosen: Sequence[Found], shorts: dict[str, Found]) -> list[tuple[str, Found]]:
    """Names worth finding again: defined short names, and the longer names that a strong rule gave.

    国务院教育行政部门 may go on as 教育行政部门, but not where the document also speaks of those of local governments: there
    the bare name means them all.
    """
    names: list[tuple[str, Found]] = []
    for short, span in shorts.items():
        if short not in _BARE:
            names.append((short, span))
    state = {
        s.printed for s in chosen if s.type == "Institution" and s.printed.startswith("国务院") and s.printed.endswith("部门")
    }
    alone = {printed for printed in state if not _local(lines, printed[3:])}  # each name once: it looks through all lines
    listed = {span.printed for span in chosen if span.entry is not None}
    for span in chosen:
        if span.type == "Institution" and span.printed in alone:
            names.append((span.printed[3:], span))
        if span.name and span.type not in {"Group", "Region"} and len(span.name) >= 5:
            names.append((span.name, span))
            bare = _BRACKET.sub("", span.name)
            if len(bare) >= 5 and bare != span.name and bare not in listed:  # 《匠艺行动（2019—2030年）》 carries 匠艺行动 out
                names.append((bare, span))
    return names


def _local(lines: Sequence[Line], name: str) -> bool:
    """Whether a document names bodies of this name at other levels than the State Council's."""
    pattern = re.compile(f"{_OTHERS}(?:[^，。；、]{{0,6}})?{re.escape(name)}")
    return any(pattern.search(line.text) for line in lines)
