"""Who answers for a measure: the responsibility line after it (责任单位：…, …牵头，…配合, …负责)."""

from __future__ import annotations

import re
from dataclasses import replace

from search.answer.abstain import usable
from search.answer.model import Answer, How, Item, cite, compose
from search.answer.ranking import Reading, rank
from search.answer.reading_answer import citation_of
from search.answer.shelf import Shelf
from search.answer.spans import entity_at
from search.question.question import Question

_ASKS = re.compile(r"牵头|负责|责任单位|责任部门|主管|配合|承担|分管|抓")
_LINE = re.compile(
    r"\((?:责任(?:单位|部门)|牵头(?:单位|部门)|配合单位)[:：]?[^()]*(?:\([^()]*\)[^()]*)*\)|\((?:[^()。]|\([^()]*\)){2,200}?(?:牵头|负责|指导|配合|参加|参与)(?:[^()。]|\([^()]*\)){0,80}\)|责任(?:单位|部门)[:：][^。\n]+"
)
_LEADING = re.compile(r"^(.*?)牵头")
_LABELS = re.compile(
    r"^\(?(?:责任(?:单位|部门)|牵头(?:单位|部门)|配合单位)[:：]?|(?:等)?(?:按职责分工)?(?:牵头|负责|指导|配合|参加|参与).*$|[()。]"
)


def answer_by_responsibility(question: Question, shelf: Shelf) -> tuple[Answer, str] | None:
    """Bodies of the responsibility line after the measure asked about, and the id of its node; ``None`` without one."""
    if question.kind not in ("who", "list") or not _ASKS.search(question.folded):
        return None
    kept = tuple(t for t in question.terms if not _ASKS.search(t.text) and t.text not in ("措施", "这项", "工作", "任务"))
    if not kept:
        return None
    readings = rank(replace(question, terms=kept, kind="lookup", form=None), shelf, 5)
    if not readings or not usable(readings[0]):
        return None
    found = _from_line(question, readings[0])
    return (found, readings[0].sentence.node) if found else None


def _from_line(question: Question, reading: Reading) -> Answer | None:
    book = reading.book
    node = next((n for n in book.record.nodes if n.id == reading.sentence.node), None)
    limit = min(node.end if node else len(book.folded), reading.start + 2500)
    match = _LINE.search(book.folded, reading.sentence.start, limit)
    if match is None:
        return None
    start, end = match.span()
    inner = book.folded[start:end]
    lead = _LEADING.search(inner) if "牵头" in question.folded else None
    bodies = _bodies(inner[: lead.end(1)] if lead else inner)
    items, position = [], start
    for body in bodies:
        at = book.folded.find(body, position, end)
        if at < 0:
            continue
        items.append(Item(book.record.text[at : at + len(body)], entity_at(book.record, at, at + len(body)), 0))
        position = at + len(body)
    if not items:
        return None
    citations = (cite(book.record, start, end, reading.sentence.path), citation_of(reading))
    text = compose("、".join(item.label for item in items) + "。", citations)
    return Answer(text, True, tuple(items), citations, How("reading", "找到所问的措施，读它后面的责任单位"), question.kind)


def _bodies(line: str) -> list[str]:
    cleaned = _LABELS.sub("", line)
    return [body.strip() for body in re.split(r"[、,;:和及]|以及", cleaned) if len(body.strip()) > 1]
