"""What a body answers for: all points of which the responsibility lines name it (市科委牵头的任务有哪些)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
    named = next(iter(question.documents), None)
    if named and (named.score < _NAMED or all(phrase("measure_words").fullmatch(word) for word in named.words)):
        named = None  # 负责哪些任务 means no 主要任务 of somebody
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
    said = [s for s in record.statements if s.predicate == "responsible" and s.object in bodies and s.subject in nodes]
    places = _places(record, bodies) if leading and said else {}
    for statement in sorted(said, key=lambda s: s.start):
        if statement.subject not in seen and (not leading or _leads(book, statement, places.get(statement.object, []))):
            seen.add(statement.subject)
            yield record, nodes[statement.subject], statement


def _places(record: Record, bodies: set[str]) -> dict[str, list[int]]:
    """Where each of the bodies is named, in reading order."""
    places: dict[str, list[int]] = {}
    for mention in record.mentions:
        if mention.entity in bodies:
            places.setdefault(mention.entity, []).append(mention.start)
    return {body: sorted(starts) for body, starts in places.items()}


def _line(book: Book, statement: Statement) -> tuple[int, int]:
    """The sentence in which a statement begins, else the statement's own span; sentences are in reading order."""
    at = bisect_right(book.sentences, statement.start, key=lambda sentence: sentence.start) - 1
    around = book.sentences[at] if at >= 0 and statement.start < book.sentences[at].end else statement
    return around.start, around.end


def _leads(book: Book, statement: Statement, places: list[int]) -> bool:
    """Whether a responsibility line puts the body among those that lead: before 牵头, after 牵头部门, or first of all."""
    start, end = _line(book, statement)
    at = bisect_left(places, start)
    place = places[at] if at < len(places) and places[at] < end else statement.start
    before, after = book.folded[start:place], book.folded[place:end]
    if phrase("leading_label").search(before):
        return "配合" not in before
    return "牵头" in after or ("牵头" not in before and not any(mark in before for mark in "、,"))


def _label(record: Record, node: Node) -> str:
    return tidy(node.title or record.text[node.start : node.end].split("。")[0][:40])
