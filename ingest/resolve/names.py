"""When two names mean one thing, and when they never do."""

from __future__ import annotations

import re

from ontology.identity import fold_name

_EDITION = re.compile(r"\(([^()]*)\)$")
_YEARS = re.compile(r"(?:19|20)[0-9]{2}")
_CHINESE_YEARS = re.compile(r"十[一二三四五六]五")
_ORDINAL = re.compile(r"第?[一二三四五六七八九十0-9]+(?:批|届|期|轮|次)|首[批届]|新一[轮届批]")
_BODY_ENDS = "部|委|委员会|局|厅|办公厅|办公室|人民政府|政府|总局|署|院|会|中心"
_ISSUER = re.compile(rf"^(?:(?:中共中央|国务院|中央|[一-鿿]{{2,20}}?(?:{_BODY_ENDS}))[等各]*)+(?=关于|印发)")
_SHELL = re.compile(r"^(?:关于)?(?:印发|转发|批转|发布|公布|实施)(.+?)的(?:通知|公告|决定|意见)$")
_NATION = re.compile(r"^中华人民共和国")
# Words that tell two things of one kind apart: a pair of names that differ in these is never one thing.
_OPPOSED = (
    ("中等", "高等"),
    ("中职", "高职"),
    ("省", "市", "县", "区"),
    ("国家级", "省级", "市级", "县级"),
    ("厅", "局", "部"),
    ("东部", "中部", "西部", "东北"),
    ("城市", "农村"),
    ("城镇", "农村"),
    ("公办", "民办"),
    ("公立", "民办"),
    ("初中", "高中"),
    ("大型", "中型", "小型"),
    ("本科", "专科", "高职"),
    ("一级", "二级", "三级"),
    ("暂行", "试行"),
    ("教师", "学生"),
    ("境内", "境外"),
    ("国内", "国外"),
)
_NATIONAL = re.compile(r"^(?:国家|全国)(.{4,})$")
_OF_PLACE = re.compile(r"^(?!国家|全国)(?:[一-鿿]{2,8}?(?:省|市|自治区|自治州|县|区)|全?[省市区县])(.{4,})$")
_FUNCTION = re.compile(r"[的和与及、,，。；;:：·“”\"《》\s]")


def bare(name: str) -> str:
    """The folded name without nation, issuing body, shell (关于印发…的通知) and edition bracket."""
    return _EDITION.sub("", plain(name))


def plain(name: str) -> str:
    """The folded name without nation, issuing body and shell; the edition stays."""
    folded = _FUNCTION.sub("", _NATION.sub("", fold_name(name)))
    folded = _ISSUER.sub("", folded)
    shell = _SHELL.match(folded)
    return _ISSUER.sub("", shell.group(1)) if shell else folded.removeprefix("关于")


def issuer_of(name: str) -> str:
    """The issuing body that heads a title, or an empty string."""
    match = _ISSUER.match(fold_name(name))
    return match.group() if match else ""


def edition_of(name: str) -> frozenset[str]:
    """What tells editions apart: years, plan periods, ordinals, （试行）."""
    folded = fold_name(name)
    marks = {*_YEARS.findall(folded), *_CHINESE_YEARS.findall(folded), *_ORDINAL.findall(folded)}
    bracket = _EDITION.search(folded)
    if bracket and not marks:
        marks.add(bracket.group(1))
    return frozenset(marks)


def opposed(first: str, second: str) -> bool:
    """Whether two names differ by words that tell things of one kind apart."""
    one, two = fold_name(first), fold_name(second)
    for words in _OPPOSED:
        for a in words:
            for b in words:
                if a != b and a in one and b in two and one.replace(a, b, 1) == two:
                    return True
    return False


def _levels(first: str, second: str) -> bool:
    """Whether the first is the nation's and the second a place's thing of the same name."""
    nation, place = _NATIONAL.match(first), _OF_PLACE.match(second)
    return nation is not None and place is not None and nation.group(1) == place.group(1)


def apart(first: str, second: str) -> bool:
    """Whether two names can never be one thing: other editions, opposed words, or the nation's and a place's own."""
    if fold_name(first) == fold_name(second):
        return False
    if _levels(first, second) or _levels(second, first):
        return True
    one, two = edition_of(first), edition_of(second)
    if one and two and one != two:
        return True
    return opposed(first, second)


def same(kind: str, first: str, second: str) -> str | None:
    """Why two names of one type mean one thing, or ``None`` if nothing says so."""
    if fold_name(first) == fold_name(second):
        return "same name"
    if apart(first, second):
        return None
    if kind == "Policy" and len(plain(first)) >= 4 and plain(first) == plain(second):
        one, two = issuer_of(first), issuer_of(second)
        return None if one and two and one != two else "same title but for the issuing body"
    if kind in {"Policy", "Program"} and len(bare(first)) >= 6 and bare(first) == bare(second):
        return "same title but for the edition, which only one of them gives"
    return None
