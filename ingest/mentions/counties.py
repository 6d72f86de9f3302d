"""Counties and county-level cities that the lexicon does not list, alone or after the place that they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.mentions.found import Found
from ingest.mentions.words import Line

_PLACE = "ns"  # jieba's tag
_UPPER = ("省", "自治区", "市", "自治州", "盟")
_LOWER = ("市", "县", "旗", "区")
_ALONE = ("市", "县", "旗")
_NOT_ONE = frozenset("各全本该两多小大")  # 各市县, 全区


def counties(line: Line) -> Iterator[Found]:
    """Find places that the dictionary knows; one that stands right after a higher place is one name with it: 青岚省云溪县."""
    if _PLACE not in line.tags:
        return
    token = 0
    while token < len(line.words) - 1:
        if line.tags[token] != _PLACE:
            token += 1
            continue
        last = token
        while last + 1 < len(line.words) and _level(line, last, _UPPER) and _level(line, last + 1, _LOWER):
            last += 1
        if last == token and _level(line, token, _ALONE):
            start, end = line.starts[token], line.starts[token + 1]
            yield Found(line.start + start, line.start + end, "Region", "region.county", line.words[token], rank=6)
        if last > token:
            start, end = line.starts[token], line.starts[last + 1]
            yield Found(line.start + start, line.start + end, "Region", "region.county", line.words[last], rank=2)
        token = last + 1


def _level(line: Line, token: int, ends: tuple[str, ...]) -> bool:
    word = line.words[token]
    return line.tags[token] == _PLACE and len(word) > 2 and word.endswith(ends) and word[0] not in _NOT_ONE
