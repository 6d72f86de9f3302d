"""Document numbers (文号) in all their forms, and the body that a number's letters stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.outline.lines import is_signature
from ontology.yaml_files import read_yaml

_CODES = Path(__file__).parent / "data" / "organ_codes.yaml"
_YEAR = r"[〔\[［（(【]\s?(?P<year>(?:19|20)\d{2})\s?[〕\]］）)】]"
_NUMBER = re.compile(rf"(?P<code>[一-龥]{{1,18}}?)\s?{_YEAR}\s?(?:第\s?)?(?P<serial>\d{{1,5}})\s?号")
_ORDER = re.compile(
    r"(?:^|(?<=[\n （(日]))(?P<body>[一-龥]{2,20}?)(?P<kind>令|公告)\s*[（(]?\s*(?:(?P<year>(?:19|20)\d{2})年)?\s?"
    r"第?\s?(?P<serial>[\d一二三四五六七八九十百零〇]{1,6})\s?号[）)]?"
)
_WORDS = re.compile(r".*(?:通知|意见|决定|方案|办法|措施|计划|报告|规定|细则|批复|公告|通告|规划|文件|函件|指南)(?=[一-龥])")
_CITING = re.compile(r"按照?|根据|依据|依照|对照|贯彻|落实|执行|参照")
_OWN_LINE = re.compile(r"(?:19|20)\d{2}年[^《》。，；：（）()\n]{4,40}[（(]")  # 2021年某县重点任务（某政发〔2021〕2号）
_CITED = "（(《〈“〔"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number as printed (white space removed), and its parts; ``body`` issued it where an order (令) names it."""

    printed: str
    code: str
    year: int | None
    start: int
    end: int
    body: str | None = None


@cache
def _codes() -> dict[str, Any]:
    return dict(read_yaml(_CODES))


def find_number(head: str) -> DocumentNumber | None:
    """The document's own number: the first one that is not cited in brackets or after a name in 《》."""
    for match in _NUMBER.finditer(head):
        code = match["code"]
        start = match.start()
        words = _WORDS.match(code)
        if words:  # the title stands straight before the number
            start += words.end()
            code = code[words.end() :]
        line = head.rfind("\n", 0, start) + 1
        before = head[line:start]
        closes = re.match(r"[）)]\s*(?:\n|$)", head[match.end() :]) is not None
        alone = closes and (before in ("（", "(") or _OWN_LINE.fullmatch(before) is not None)
        if not code or _CITING.match(code) or (before and before[-1] in _CITED + "》、和及按照据，" and not alone):
            continue
        if re.search(r"[。，]", before):
            continue
        printed = re.sub(r"\s", "", head[start : match.end()])
        return DocumentNumber(printed, code, int(match["year"]), start, match.end())
    order = _ORDER.search(head[:400])
    if order:
        year = int(order["year"]) if order["year"] else None
        body = order["body"].removeprefix("中华人民共和国")
        body = body if is_signature(body) else None
        start = _joint_start(head, order.start()) if order["kind"] == "公告" else order.start()
        printed = re.sub(r"[\s（()）]", "", head[start : order.end()])
        return DocumentNumber(printed, order["body"], year, start, order.end(), body)
    return None


def _joint_start(head: str, start: int) -> int:
    """Where a number begins that several bodies head, each parted from the next by a space: 财政部 税务总局公告…号."""
    line = head.rfind("\n", 0, start) + 1
    while start > line and head[start - 1] in " 　":
        before = max(line, *(head.rfind(space, line, start - 1) + 1 for space in " 　"))
        if not is_signature(head[before : start - 1]):
            break
        start = before
    return start


def _local(code: str) -> str | None:
    """A local body's name from a region's letter and the body's letters."""
    regions, bodies = _codes()["regions"], _codes()["bodies"]
    for short in sorted((name for name in regions if code.startswith(name)), key=len, reverse=True):
        region = regions[short]
        rest = code[len(short) :]
        for letters in sorted((name for name in bodies if rest.startswith(name)), key=len, reverse=True):
            column = 1 if region.get("municipal") else 2 if region.get("city") else 0
            return f"{region['name']}{bodies[letters][column]}"
    return None


def issuer_of_code(code: str) -> str | None:
    """The body that the letters of a number stand for, by the table of organ codes; ``None`` if they are not in it.

    >>> issuer_of_code("教职成司函"), issuer_of_code("沪府办发")
    ('教育部职业教育与成人教育司', '上海市人民政府办公厅')
    """
    local = _local(code)
    if local:
        return local
    central: dict[str, str] = _codes()["central"]
    for letters in sorted((name for name in central if code.startswith(name)), key=len, reverse=True):
        rest = code[len(letters) :]
        if len(letters) > 1 or rest in ("", "发", "函", "令", "规", "电", "字", "办"):
            return central[letters]
    return None
