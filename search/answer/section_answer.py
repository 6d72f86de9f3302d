"""Answers that stand under a heading: its items are what was asked for (招生原则有哪些, 基本原则是什么)."""

from __future__ import annotations

import re
from collections import defaultdict

from ontology.records import Node, NodeKind, Record
from search.answer.model import Answer, Citation, How, Item, cite, compose, shorten, tidy
from search.answer.ranking import credit
from search.answer.shelf import Book, Shelf
from search.question.fold import fold
from search.question.question import Question
from search.question.terms import Term

_HEADED = (NodeKind.PART, NodeKind.SECTION, NodeKind.POINT)
_FIRST_CLAUSE = re.compile(r"[。：:；\n]")
_NUMERALS = "一二三四五六七八九十"
_MARK = re.compile(rf"^[—\-\s　]*(?:[（(]?[{_NUMERALS}\d]{{1,3}}[)）.．、]|[{_NUMERALS}]是|第[{_NUMERALS}]+[，,、])?\s*")
_RESPONSIBLE = re.compile(r"[(（]?(?:责任|牵头|配合)(?:单位|部门)")
_MOST, _LONGEST_ITEM = 24, 40
_SO_MANY = re.compile(r"哪[二两三四五六七八九十]+(?:大|个|项|类|种|条)*(?P<noun>[\u4e00-\u9fff]{2})")
_LEAST_TITLE, _LITTLE = 4, 0.8
_NAMED, _SAID = 0.4, 0.6


def answer_by_section(question: Question, shelf: Shelf) -> Answer | None:
    """List what stands under the heading that the question asks for, or ``None`` when no heading says just that."""
    if question.kind != "list" or question.form in ("money", "date", "percent", "body"):
        return None
    best: tuple[float, Book, Node] | None = None
    for named in question.documents[:3]:
        book = shelf.books[named.id]
        asked = [t for t in question.terms if t.text not in book.name and t.role == "content"]
        if named.score < 0.3:
            continue
        labelled = {
            n.parent for n in book.record.nodes if n.kind is NodeKind.GOAL
        }  # 目标任务 and 工作措施 are no list of things
        for node in book.record.nodes:
            if node.kind in _HEADED and node.title and node.id not in labelled:
                title = fold(node.title)
                score = max(_match(asked, question.terms, title), _named(question, asked, title)) + 0.2 * named.score
                if score > 0.9 and (best is None or score > best[0]):
                    best = (score, book, node)
    if best:
        return _answer(best[1].record, best[2])
    return _answer_by_siblings(question, shelf)


def _answer_by_siblings(question: Question, shelf: Shelf) -> Answer | None:
    """List the headings that stand side by side, as many as are asked for, and all hold the noun: 哪五大工程."""
    named = question.documents[0] if question.documents else None
    asks = _SO_MANY.search(question.folded)
    if named is None or named.score < _NAMED or not question.asked or asks is None:
        return None
    record = shelf.books[named.id].record
    noun = asks["noun"]
    groups: dict[str | None, list[Node]] = defaultdict(list)
    for node in record.nodes:
        if node.kind in _HEADED and noun in fold(node.title):
            groups[node.parent].append(node)
    found = next((nodes for nodes in groups.values() if len(nodes) == question.asked), None)
    if found is None:
        return None
    citations = tuple(_heading(record, node) for node in found)
    items = tuple(Item(tidy(node.title), None, number) for number, node in enumerate(found))
    text = f"《{tidy(record.meta.title)}》列出{len(found)}项：" + "；".join(item.label for item in items) + "。"
    how = How("outline", f"读自文件大纲里并列的{len(found)}个标题")
    return Answer(shorten(text), True, items, citations, how, "list")


def _match(asked: list[Term], terms: tuple[Term, ...], title: str) -> float:
    """Share of the asked words in a title, less what the title says besides."""
    mass = sum(t.weight for t in asked)
    if not mass:
        return 0.0
    share = sum(t.weight * credit(t, title) for t in asked) / mass
    said = sum(len(t.text) for t in terms if t.text in title)
    if said < _SAID * len(title):
        return 0.0  # 能力 does not name 生产能力
    return share - 0.03 * max(0, len(title) - said)


def _named(question: Question, asked: list[Term], title: str) -> float:
    """1 when the question names the heading itself (哪三条基本原则) and hardly more than the document, else 0."""
    rest = sum(t.weight for t in asked if t.text not in title)
    return 1.0 if len(title) >= _LEAST_TITLE and title in question.folded and rest < _LITTLE else 0.0


def _answer(record: Record, node: Node) -> Answer | None:
    entries = [(label, citation) for label, citation in _entries(record, node) if label and not _RESPONSIBLE.match(label)]
    if len(entries) < 2:
        return None
    citations = (_heading(record, node), *(citation for _, citation in entries))
    items = tuple(Item(label, None, number) for number, (label, _) in enumerate(entries, 1))
    lead = (
        f"《{tidy(record.meta.title)}》“{tidy(node.title)}”下列出{len(entries)}项："
        + "；".join(label for label, _ in entries)
        + "。"
    )
    text = lead if len(lead) <= 600 else compose(f"列出{len(entries)}项。", citations)
    return Answer(text, True, items, citations, How("outline", f"读自“{tidy(node.title)}”标题之下的各项"), "list")


def _heading(record: Record, node: Node) -> Citation:
    return cite(record, node.start, node.title_end, node.path)


def _entries(record: Record, node: Node) -> list[tuple[str, Citation]]:
    children = [n for n in record.nodes if n.parent == node.id and n.kind in _HEADED]
    if len(children) > 1:
        return [
            (tidy(n.title), _heading(record, n)) if n.title else _first(record, n.start, n.end, n.path)
            for n in children[:_MOST]
        ]
    entries = []
    position = node.title_end
    for line in record.text[node.title_end : node.end].splitlines(keepends=True):
        if line.strip(" 　。：:\n"):
            entries.append(_first(record, position, position + len(line), node.path))
        position += len(line)
    return entries[:_MOST] if len(entries) > 1 else []


def _first(record: Record, start: int, end: int, path: tuple[int, ...]) -> tuple[str, Citation]:
    """The first clause of an item as its label, its first sentence as the citation."""
    mark = _MARK.match(record.text[start:end])
    begin = start + (mark.end() if mark else 0)
    stop = _FIRST_CLAUSE.search(record.text, begin, end)
    cut = stop.start() if stop else end
    label = tidy(record.text[begin:cut])
    if len(label) > _LONGEST_ITEM:
        label = label[:_LONGEST_ITEM] + "……"
    return label, cite(record, start, min(end, cut + 1), path)
