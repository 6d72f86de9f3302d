"""Answers that a document's own particulars give: number, issuers, date, entry into force, recipients, title."""

from __future__ import annotations

import re

from ontology.records import Record
from search.answer.model import Answer, Citation, How, Item, cite, compose, tidy
from search.answer.shelf import Shelf
from search.question.analysis import NAMED
from search.question.names import plain
from search.question.question import Question

_NUMBER = re.compile(r"文号|发文字号|发文号|文件号|编号|第几号")
_ISSUED = re.compile(
    r"(?:什么时候|何时|哪天|哪一天|哪年|哪一年|几月|日期|时间).{0,6}(?:印发|发布|发出|公布|成文|出台|颁布|下发|发文)|(?:印发|发布|公布|成文|出台|颁布|下发|发文|通过)(?:日期|时间|的?时间|于|是|在)*.{0,4}(?:什么时候|何时|哪天|哪一天|哪年|哪一年|几月|什么时间)|成文日期|印发日期|发布日期|印发时间|发布时间"
)
_FORCE = re.compile(r"(?:施行|实施|生效|执行|起效)")
_WHEN = re.compile(r"什么时候|何时|哪天|哪一天|哪年|哪一年|几月|什么时间|日期")
_ISSUER = re.compile(
    r"(?:谁|哪(?:[一二两三四五六七八九十几]?个|些|家|几家)?(?:部门|单位|机构|机关|局|委|政府)).{0,8}(?:印发|发布|制定|发的|出台|颁布|下发|联合)|(?:印发|发布|发文|制定)(?:机关|单位|部门|主体)|(?:由|是)(?:谁|哪(?:[一二两三四五六七八九十几]?个|些|家|几家)?(?:部门|单位|机构|机关)).{0,4}(?:印发|发布|制定|发|出台|颁布|下发)"
)
_PERIOD = re.compile(r"(?:期限|有效期|起止|管).{0,6}(?:哪几年|几年|哪年|年份|年限|何时|什么时候)")
_YEARS = re.compile(r"\d{4}\s*年?\s*[-—–~至到]+\s*\d{4}\s*年?")
_TO = re.compile(r"(?:发给|印发给|主送|下发给|抄送)(?:了)?(?:谁|哪些|哪几|什么|机关|单位)|主送(?:机关|单位)")
_WORDS = (
    "期限 有效期 起止 文号 发文 字号 印发 发布 公布 成文 日期 时间 出台 颁布 下发 施行 实施 生效 执行 部门 单位 机构 机关 "
    "制定 联合 通过 修订 开始 正式 起 哪天 文件 这份 主送 政策 发给 哪年 年份 编号 发文机关 号 抄送 修改 "
    "意见 通知 方案 办法 决定 措施 计划 规划 法律 该法 本法 "
).split()
_FORCE_TEXT = re.compile(
    r"[^。；\n]{0,40}自\s*(?P<date>\d{4}年\d{1,2}月\d{1,2}日|发布之日|印发之日|公布之日)起(?:施行|实施|执行|生效|试行)[^。；\n]{0,30}"
)
_ADOPTED = re.compile(r"(?P<date>\d{4}年\d{1,2}月\d{1,2}日)[^。\n]{2,40}?(?P<act>通过|修订|修正)")


def answer_by_metadata(question: Question, shelf: Shelf) -> Answer | None:
    """Answer a question about a named document's particulars; ``None`` when it asks for something else or they are missing."""
    if not question.documents or question.documents[0].score < NAMED:
        return None
    record = shelf.books[question.documents[0].id].record
    if _says_more(question, record):
        return None
    return read_particulars(question.folded, record, question.kind)


def read_particulars(folded: str, record: Record, kind: str = "lookup") -> Answer | None:
    """All particulars of ``record`` that a folded text asks for, with the printed words as evidence."""
    parts: list[tuple[str, Citation]] = []
    if _NUMBER.search(folded) and record.meta.doc_number:
        parts += _printed(record, record.meta.doc_number, "文号")
    if _FORCE.search(folded) and _WHEN.search(folded):
        parts += _force(record)
    if re.search(r"(?:修订|修正|通过)", folded) and _WHEN.search(folded):
        parts += _adopted(record, folded)
    if (not parts and _ISSUED.search(folded)) or (_ISSUED.search(folded) and _NUMBER.search(folded)):
        parts += _date(record)
    if _ISSUER.search(folded):
        for issuer in record.meta.issuers or ((record.meta.issuer,) if record.meta.issuer else ()):
            parts += _printed(record, issuer, "发文机关")
    if _PERIOD.search(folded) and not parts:
        parts += _period(record)
    if _TO.search(folded):
        for recipient in record.meta.recipients:
            parts += _printed(record, recipient, "主送")
    return _answer(record, parts, kind) if parts else None


def _says_more(question: Question, record: Record) -> bool:
    naming = (
        plain(record.meta.title) + plain(record.text[:160]) + plain(record.meta.kind or "") + plain(record.meta.region or "")
    )
    rest = [
        t
        for t in question.terms
        if t.role in ("content", "focus") and t.text not in naming and not any(w in t.text for w in _WORDS)
    ]
    return sum(t.weight for t in rest if not any(form in naming for form in t.forms)) > 0.5


def _printed(record: Record, words: str, label: str) -> list[tuple[str, Citation]]:
    pattern = r"\s*".join(re.escape(char) for char in words if not char.isspace())
    match = re.search(pattern, record.text)
    return [(f"{label}：{words}", cite(record, match.start(), match.end(), (0,)))] if match else []


def _date(record: Record) -> list[tuple[str, Citation]]:
    if not record.meta.date:
        return []
    year, month, day = (int(part) for part in record.meta.date.split("-"))
    for match in re.finditer(rf"{year}\s*年\s*{month}\s*月\s*{day}\s*日", record.text):
        return [(f"日期：{year}年{month}月{day}日", cite(record, match.start(), match.end(), (0,)))]
    return []


def _force(record: Record) -> list[tuple[str, Citation]]:
    found = list(_FORCE_TEXT.finditer(record.text))
    if not found:
        return []
    match = found[-1]
    return [(f"自{match['date']}起施行", cite(record, match.start(), match.end(), _path(record, match.start())))]


def _adopted(record: Record, folded: str) -> list[tuple[str, Citation]]:
    wanted = "修订" if "修订" in folded or "修正" in folded else "通过"
    found = [m for m in _ADOPTED.finditer(record.text[:600]) if m["act"].startswith(wanted[0]) or wanted == "通过"]
    if not found:
        return []
    match = found[-1]
    return [(f"{match['date']}{match['act']}", cite(record, match.start(), match.end(), (0,)))]


def _period(record: Record) -> list[tuple[str, Citation]]:
    """The years that the title itself gives: （2021—2023年）."""
    match = _YEARS.search(record.meta.title)
    if match is None:
        return []
    title = r"\s*".join(re.escape(char) for char in record.meta.title if not char.isspace())
    printed = re.search(title, record.text) or _YEARS.search(record.text)
    return [(f"期限：{match.group()}", cite(record, printed.start(), printed.end(), (0,)))] if printed else []


def _path(record: Record, position: int) -> tuple[int, ...]:
    inside = [n for n in record.nodes if n.start <= position < n.end and n.path]
    return min(inside, key=lambda n: n.end - n.start).path if inside else (0,)


def _answer(record: Record, parts: list[tuple[str, Citation]], kind: str) -> Answer:
    title = tidy(record.meta.title)
    lead = f"《{title}》" + "；".join(words for words, _ in parts) + "。"
    citations = tuple(citation for _, citation in parts)
    items = tuple(Item(words.split("：", 1)[-1], None, number) for number, (words, _) in enumerate(parts))
    how = How("metadata", f"读自《{title}》的文头、落款和施行条款")
    return Answer(compose(lead, citations, 500) if kind == "lookup" else lead, True, items, citations, how, kind)
