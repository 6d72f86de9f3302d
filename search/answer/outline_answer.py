"""Answers that the outline gives: how many parts, points or articles there are, and which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.records import Node, NodeKind, Record
from search.answer.metadata_answer import of_years
from search.answer.model import Answer, Citation, How, Item, cite, tidy
from search.answer.phrases import DATA, phrase
from search.answer.printed_total import printed_in, total_of
from search.answer.shelf import Shelf
from search.question.analysis import NAMED
from search.question.names import longest_common, plain
from search.question.patterns import load_patterns
from search.question.question import Question

_ORDINAL = re.compile(r"第(?P<number>[一二三四五六七八九十百]+|\d+)(?P<unit>部分|章|节|条|项|点)")
_PART_KINDS = (NodeKind.PART,)
_POINT_KINDS = (NodeKind.POINT,)
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_MOST_CITED = 40
_LONGEST_ARTICLE = 500
_LOOSE_UNITS = ("类", "种", "方面", "")
_TELLING = 10
"""Characters from which a heading that the question does not quote tells which document it is of."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to count: a record, and a part or section of it when the question names one."""

    record: Record
    node: Node | None


def number_of(numeral: str) -> int:
    """A Chinese or Arabic whole number below a thousand."""
    if numeral.isdigit():
        return int(numeral)
    total, digit = 0, 0
    for char in numeral:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _NUMERALS.get(char, 0)
    return total + digit


@dataclass(frozen=True, slots=True)
class Counted:
    """An answer from the outline, and what was counted: units of a document or of one of its parts."""

    answer: Answer
    document: str
    part: str | None
    unit: str


def answer_by_outline(question: Question, shelf: Shelf) -> Counted | None:
    """Answer a question about the outline, or ``None`` when it asks something else.

    The question must ask for a number or a list of parts, chapters, articles or points, and say nothing else but which document
    and which part it means.
    """
    asks = phrase("asks_outline").search(question.folded)
    if question.kind not in ("count", "list") or asks is None or not asks["unit"]:
        return None
    scope = _scope(question, shelf)
    if scope is None or not of_years(question, scope.record):
        return None
    unit = (asks["unit"] or "").removeprefix("个")
    printed = total_of(scope.record, question.folded, unit) if question.kind == "count" else None
    if printed and not _says_more(question, Scope(scope.record, printed)):
        return Counted(_printed(question, scope.record, printed, unit), scope.record.id, printed.id, unit)
    if unit in _LOOSE_UNITS and scope.node is None:
        return None  # 几类 asks for the headings of a part that it names, not of the whole
    if _says_more(question, scope):
        return None
    nodes = _counted(scope, unit, question)
    if not nodes or (question.asked and question.kind == "list" and len(nodes) != question.asked):
        return None  # 哪六项 does not ask for the 32 articles
    return Counted(_answer(question, scope, nodes, unit), scope.record.id, scope.node.id if scope.node else None, unit)


def answer_by_ordinal(question: Question, shelf: Shelf) -> Answer | None:
    """The title or the words of a numbered part or article of a named document, or ``None``."""
    named = question.documents[0] if question.documents else None
    if (
        named is None
        or named.score < NAMED
        or not _ORDINAL.search(question.folded)
        or not phrase("asks_heading").search(question.folded)
    ):
        return None
    record = shelf.books[named.id].record
    node = _by_ordinal(question, record)
    if node is None or _says_more(question, Scope(record, node)):
        return None
    whole = node.kind is NodeKind.POINT and node.label.startswith("第")
    citation = cite(record, node.start, node.end, node.path) if whole else _heading(record, node)
    said = tidy(citation.quote) if whole else tidy(node.title)
    if len(said) > _LONGEST_ARTICLE:
        said = f"{tidy(node.title)}（全文{len(said)}字，见引文）"
    items = () if whole else (Item(tidy(node.title), None, 0),)
    how = How("outline", "按序号在文件大纲里找到")
    return Answer(
        f"《{tidy(record.meta.title)}》{node.label.strip('、')}：{said}", True, items, (citation,), how, question.kind
    )


def lacks_ordinal(question: Question, shelf: Shelf) -> bool:
    """Whether the question asks what a numbered part or article says that no document meant has."""
    if not _ORDINAL.search(question.folded) or not phrase("asks_heading").search(question.folded):
        return False
    meant = [shelf.books[named.id].record for named in question.documents if named.score >= NAMED]
    return bool(meant) and all(_by_ordinal(question, record) is None for record in meant)


def names_part(question: Question, shelf: Shelf) -> bool:
    """Whether the question names a part or point by its heading or number."""
    scope = _scope(question, shelf)
    return scope is not None and scope.node is not None


def _scope(question: Question, shelf: Shelf) -> Scope | None:
    best: tuple[float, Scope] | None = None
    named = {d.id: d.score for d in question.documents}
    heading = plain("".join(question.parts)) or plain(question.folded)
    meant = next((d.id for d in question.documents[:1] if d.score >= NAMED), None)
    for key, book in shelf.books.items():
        for title, node in book.parts:
            if not question.parts and meant not in (None, key) and len(title) < _TELLING:
                continue  # a short heading of another document says nothing: 医务人员
            if title in heading or (question.parts and len(longest_common(title, heading)) >= max(4, 0.8 * len(title))):
                score = len(title) / 10 + named.get(key, 0.0)
                if best is None or score > best[0]:
                    best = (score, Scope(book.record, node))
    if best and plain(best[1].record.meta.title) not in plain(best[1].node.title if best[1].node else ""):
        return best[1]
    if not question.documents or question.documents[0].score < NAMED:
        return None
    record = shelf.books[question.documents[0].id].record
    return Scope(record, _by_ordinal(question, record))


def _by_ordinal(question: Question, record: Record) -> Node | None:
    match = _ORDINAL.search(question.folded)
    if not match:
        return None
    wanted = number_of(match["number"])
    kinds = _PART_KINDS if match["unit"] in ("部分", "章") else (NodeKind.POINT, NodeKind.SECTION)
    return next((n for n in record.nodes if n.kind in kinds and n.path and n.path[-1] == wanted), None)


def _says_more(question: Question, scope: Scope) -> bool:
    """Whether content words remain that name neither the document, the part nor the outline."""
    naming = plain(scope.record.meta.title) + plain(scope.node.title if scope.node else "") + plain(scope.record.text[:160])
    naming += "".join(words for named in question.documents[:1] for words in named.words)
    naming += plain(scope.record.meta.kind or "") + "".join(plain(i) for i in scope.record.meta.issuers)
    outline = load_patterns(DATA).words("outline_words")
    rest = [
        term
        for term in question.terms
        if term.role in ("content", "focus")
        and term.text not in naming
        and not any(form in naming for form in term.forms)
        and not any(word in term.text or term.text in word for word in outline)
        and not _ORDINAL.fullmatch(f"第{term.text.removeprefix('第')}")
    ]
    return sum(term.weight for term in rest) > 0.35


def _counted(scope: Scope, unit: str, question: Question) -> list[Node]:
    nodes = scope.record.nodes
    if unit in ("部分", "章"):
        return [n for n in nodes if n.kind is NodeKind.PART and (unit != "章" or "章" in n.label or not _is_law(scope.record))]
    points = [n for n in nodes if n.kind in _POINT_KINDS]
    if scope.node is None:
        back = min((n.start for n in nodes if n.kind is NodeKind.BACK), default=len(scope.record.text))
        points = [n for n in points if n.start < back] or points  # what is attached after the signature is not counted
        return points or [n for n in nodes if n.kind is NodeKind.PART]
    inside = [n for n in points if scope.node.start <= n.start and n.end <= scope.node.end and n.id != scope.node.id]
    children = [n for n in nodes if n.parent == scope.node.id and n.kind in (NodeKind.SECTION, NodeKind.POINT)]
    return inside if unit in ("条", "条要点", "要点", "") and inside else children or inside


def _is_law(record: Record) -> bool:
    return any(node.label.startswith("第") and node.label.endswith("条") for node in record.nodes)


def _heading(record: Record, node: Node) -> Citation:
    """Number and title as printed, or the first sentence of an item without a title."""
    end = node.title_end
    if end <= node.start:
        stop = re.compile(r"[。；\n]").search(record.text, node.start + 4, node.end)
        end = stop.end() if stop else node.end
    return cite(record, node.start, end, node.path)


def _printed(question: Question, record: Record, node: Node, unit: str) -> Answer:
    """The total that a heading prints."""
    match = printed_in(node.title, unit)
    said = f"《{tidy(record.meta.title)}》的“{tidy(node.title)}”：" + (f"{match['number']}{match['unit']}。" if match else "")
    how = How("outline", "标题里写明了总数")
    return Answer(said, True, (), (_heading(record, node),), how, question.kind)


def _answer(question: Question, scope: Scope, nodes: list[Node], unit: str) -> Answer:
    record = scope.record
    measure = {"部分": "个部分", "章": "章", "节": "节"}.get(unit, "条")
    where = f"《{tidy(record.meta.title)}》" + (f"的“{tidy(scope.node.title)}”部分" if scope.node and scope.node.title else "")
    cited = nodes if len(nodes) <= _MOST_CITED else [*nodes[: _MOST_CITED - 1], nodes[-1]]
    citations = tuple(_heading(record, node) for node in cited)
    if scope.node is not None:
        citations = (*citations, _heading(record, scope.node))
    titled = [node for node in nodes if node.title]
    items = tuple(Item(tidy(n.title), None, i) for i, n in enumerate(cited) if n.title)
    lead = f"{where}共有{len(nodes)}{measure}"
    named = "、".join(tidy(n.title) for n in titled)
    text = f"{lead}：{named}。" if titled and len(named) + len(lead) < 420 else f"{lead}。"
    words = f"数了文件大纲中的{len(nodes)}{measure}"
    return Answer(
        text,
        True,
        items if question.kind == "list" or len(items) <= _MOST_CITED else (),
        citations,
        How("outline", words),
        question.kind,
    )
