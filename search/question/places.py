"""Places that questions name: the lexicon's regions and those of the library's own documents."""

from __future__ import annotations

import re
from functools import cache

from ingest.lexicon import load_lexicon
from search.question.fold import fold
from search.question.wording import load_wording

_RANK = re.compile(r"(?:壮族|回族|维吾尔|特别行政)?(?:自治区|自治州|自治县|综合实验区|省|市|区|县|片区|街道|镇)$")
_LEVEL = re.compile(r"[\u4e00-\u9fff]+?(?:自治区|自治州|省|市|综合实验区|片区|区|县|街道|镇)")


def levels_of(region: str | None) -> list[str]:
    """Names of a region with and without its rank word: 浙江省 → 浙江省, 浙江; each level of 广州市天河区 apart."""
    found = [name for level in _LEVEL.findall(region or "") for name in (fold(level), _RANK.sub("", fold(level)))]
    return [name for name in found if len(name) > 1]


@cache
def known_places() -> frozenset[str]:
    """Folded full names of all regions of the lexicon, and the short names of provinces and cities."""
    names, common = set(), load_wording().common_places
    for region in load_lexicon().regions:
        names.add(fold(region.name))
        if region.level in ("province", "city") and region.short not in common and len(region.short) > 1:
            names.add(fold(region.short))
    return frozenset(names)


@cache
def places_of(level: str) -> frozenset[str]:
    """Folded names of the regions of one level: ``province``, ``city`` (the four municipalities as well) or ``county``."""
    common = load_wording().common_places
    names: set[str] = set()
    for region in load_lexicon().regions:
        cities = level == "city" and region.level == "province" and region.name.endswith("市")
        if region.level == level or cities:
            names.update(fold(name) for name in (region.name, region.short) if len(name) > 1 and name not in common)
    return frozenset(names)


@cache
def _parents() -> dict[str, str]:
    return {name: region.parent for region in load_lexicon().regions if region.parent for name in (region.name, region.short)}


def above(region: str | None) -> str:
    """Names of what a region lies in, which its documents need not print: 四川省 for 遂宁市."""
    found = []
    for level in levels_of(region):
        parent = _parents().get(level)
        while parent and parent not in found:
            found.append(parent)
            parent = _parents().get(parent)
    return "|".join(found)
