"""What a body answers for: all points of which the responsibility lines name it (市科委牵头的任务有哪些)."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.records import Node, Record, Statement
from search.answer.model import Answer, Citation, How, Item, cite, shorten, tidy
from search.answer.phrases import phrase
from search.answer.shelf import Book, Shelf
from search.question.question import Question

_NAMED, _MOST = 0.3, 40


def answer_by_duties(question: Question, shelf: Shelf) -> Answer | None:
    """List the points that a body named in the question answers for, or ``None`` when the question asks something else."""
    if not phrase("asks_duties").search(question.folded):
        return None
    bodies = {entity.id for entity in question.entities if entity.type == "Institution"}
    named = question.documents[0] if question.documents and question.documents[0].score >= _NAMED else None
    if not bodies:
        return None
    leading = "牵头" in question.folded
    books = [shelf.books[named.id]] if named else list(shelf.books.values())
    found = [entry for book in books for entry in _duties(book, bodies, leading)]
    if not found:
        return None
    citations: list[Citation] = []
    items: list[Item] = []
    for record, node, statement in found[:_MOST]:
        items.append(Item(_label(record, node), None, len(citations)))
        citations.append(cite(record, node.start, max(node.title_end, node.start + 1), node.path))
        citations.append(cite(record, *_line(shelf.books[record.id], statement), node.path))
    more = f"（只列前{_MOST}项）" if len(found) > _MOST else ""
    lead = "牵头" if leading else "负责"
    text = f"{lead}的任务共{len(found)}项{more}：" + "；".join(item.label for item in items) + "。"
    how = How("reading", f"在各要点的责任单位里找所问的机构，得{len(found)}项")
    return Answer(shorten(text), True, tuple(items), tuple(citations), how, question.kind)


def _duties(book: Book, bodies: set[str], leading: bool) -> Iterator[tuple[Record, Node, Statement]]:
    """Points of one document with the statement that names one of the bodies as responsible, in reading order, each once."""
    record = book.record
    nodes = {node.id: node for node in record.nodes}
    seen: set[str] = set()
    for statement in sorted(record.statements, key=lambda s: s.start):
        wanted = statement.predicate == "responsible" and statement.object in bodies and statement.subject in nodes
        if wanted and statement.subject not in seen and (not leading or _leads(book, statement)):
            seen.add(statement.subject)
            yield record, nodes[statement.subject], statement


def _line(book: Book, statement: Statement) -> tuple[int, int]:
    around = next((s for s in book.sentences if s.start <= statement.start < s.end), None)
    return (around.start, around.end) if around else (statement.start, statement.end)


def _leads(book: Book, statement: Statement) -> bool:
    """Whether a responsibility line puts the body among those that lead: before 牵头, after 牵头部门, or first of all."""
    start, end = _line(book, statement)
    inside = (m.start for m in book.record.mentions if m.entity == statement.object and start <= m.start < end)
    place = next(inside, statement.start)
    before, after = book.folded[start:place], book.folded[place:end]
    if phrase("leading_label").search(before):
        return "配合" not in before
    return "牵头" in after or ("牵头" not in before and not any(mark in before for mark in "、,"))


def _label(record: Record, node: Node) -> str:
    return tidy(node.title or record.text[node.start : node.end].split("。")[0][:40])
