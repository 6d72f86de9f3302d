"""Answers that the graph knows: all objects of a predicate in a document, all points about an entity, members, issuers.

A question is answered here only when it says nothing but which document or entity and which relation, so that the list is
complete; whatever narrows it further is left to reading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.store import GraphStore
from search.answer import graph_queries as queries
from search.answer.model import Answer, Citation, How, Item, cite, shorten, tidy
from search.answer.phrases import phrase
from search.answer.shelf import Shelf
from search.question.analysis import NAMED
from search.question.names import plain
from search.question.question import NamedEntity, Question
from search.understand.acts import predicates_of, verbs_of

_TYPES = ("Policy", "Program", "Institution", "Event", "Group", "Region")
_RELATIONS = (
    ("member_of", True),
    ("run_by", False),
    ("supersedes", False),
    ("based_on", False),
)  # and whether they point inward
_MOST = 60
_LEAST_MEMBERS = 3  # fewer are a body that is named as a member in passing, not the list of members


def _asked_noun(folded: str, verb: str) -> str:
    """The noun after the verb and the question word: 文件 in 要修订哪些文件."""
    match = re.search(re.escape(verb) + r"(?:了|好)?(?:哪|什么|几|多少)(?P<rest>[^,?。]*)", folded)
    rest = match["rest"] if match else ""
    return re.sub(r"^(?:些|几|[一二两三四五六七八九十])?(?:个|份|部|项|条|种|类|家|所|次|场)?", "", rest)[:8]


@dataclass(frozen=True, slots=True)
class Run:
    """A query that ran, and its rows as dictionaries."""

    query: str
    params: Mapping[str, Any]
    rows: list[dict[str, Any]]


class GraphReader:
    """Answers from the graph store.

    Args:
        store: The graph.
        shelf: Where the evidence is read.
        canonical: From the records' entity ids to the graph's.
    """

    def __init__(self, store: GraphStore, shelf: Shelf, canonical: Mapping[str, str]) -> None:
        self.store = store
        self.shelf = shelf
        self.canonical = canonical

    def run(self, query: str, **params: str) -> Run:
        """Run one query of this project's own."""
        return Run(query, params, self.store.read(query, params).records())

    def answer(self, question: Question) -> Answer | None:
        """Answer a question that asks for all of something, or ``None``."""
        for reader in (self._relation, self._objects, self._subjects):
            found = reader(question)
            if found:
                return found
        return None

    def _objects(self, question: Question) -> Answer | None:
        """“…要修订哪些文件”: everything that the document's points revise."""
        if question.kind not in ("list", "count", "lookup") or not question.documents or question.documents[0].score < NAMED:
            return None
        book = self.shelf.books[question.documents[0].id]
        verbs = self._asked_verbs(question)
        if not verbs or self._narrowed(question, book.name + plain(book.record.text[:160]), verbs):
            return None
        noun = _asked_noun(question.folded, verbs[0])
        label = next((kind for kind in _TYPES if noun and phrase(f"type_{kind.lower()}").search(noun)), None)
        if noun and label is None:
            return None
        predicates = predicates_of(verbs[0])
        run = self.run(queries.objects_of(predicates, label), document=book.record.id)
        return self._list(
            question, run, f"《{tidy(book.record.meta.title)}》要{verbs[0]}的", f"在图里查这份文件“{verbs[0]}”的全部对象"
        )

    def _asked_verbs(self, question: Question) -> tuple[str, ...]:
        """Verbs of which the object is asked for, the longest first: they stand right before the question word."""
        verbs = (
            v for v in verbs_of(question.folded) if re.search(re.escape(v) + r"(?:了|好)?(?:哪|什么|几|多少)", question.folded)
        )
        return tuple(sorted(verbs, key=lambda verb: (-len(verb), verb)))

    def _narrowed(self, question: Question, naming: str, verbs: tuple[str, ...]) -> bool:
        rest = [
            term.weight
            for term in question.terms
            if term.role == "content"
            and term.text not in naming
            and not phrase("names_kind_only").match(term.text)
            and not any(term.text in verb or verb in term.text for verb in verbs)
            and not any(phrase(f"type_{kind.lower()}").fullmatch(term.text) for kind in _TYPES)
        ]
        return sum(rest) > 0.3

    def _subjects(self, question: Question) -> Answer | None:
        """“哪些要点提到了学分银行”: every point that says something of the entity."""
        if not question.entities or not phrase("asks_places").search(question.folded):
            return None
        if not (phrase("about").search(question.folded) or question.predicates):
            return None
        entity = max(question.entities, key=lambda e: len(e.printed))
        if self._narrowed(question, plain(entity.printed) + plain(entity.name), verbs_of(question.folded)):
            return None
        about = phrase("about").search(question.folded) or not question.predicates
        predicates = ["mentions"] if about else list(question.predicates)
        run = self.run(queries.subjects_of(predicates, entity.type), entity=self._id(entity))
        return self._places(question, run, entity)

    def _relation(self, question: Question) -> Answer | None:
        """Members, organisers, bases of an entity that the question names."""
        if not question.entities:
            return None
        for predicate, inward in _RELATIONS:
            if not phrase(f"asks_{predicate}").search(question.folded):
                continue
            for entity in sorted(question.entities, key=lambda e: -len(e.printed)):
                make = queries.linked_to if inward else queries.linked_from
                run = self.run(make(predicate, entity.type), entity=self._id(entity))
                if len(run.rows) >= (_LEAST_MEMBERS if inward else 1):
                    return self._list(question, run, f"{entity.name}：", f"在图里查“{entity.name}”的{predicate}关系")
        return None

    def _id(self, entity: NamedEntity) -> str:
        return self.canonical.get(entity.id, entity.id)

    def _citation(self, row: Mapping[str, Any]) -> Citation | None:
        """The sentence around a row's evidence, checked against the document's text."""
        book = self.shelf.books.get(row["document"])
        if book is None or row["start"] is None:
            return None
        start, end = int(row["start"]), int(row["end"])
        around = next((s for s in book.sentences if s.start <= start < s.end), None)
        path = around.path if around else (0,)
        return cite(book.record, around.start if around else start, max(end, around.end if around else end), path)

    def _reading_place(self, row: Mapping[str, Any]) -> tuple[str, int, int]:
        """Document, start of the evidence, and where in it the thing is named: one sentence may name many."""
        book = self.shelf.books.get(row["document"])
        start, end = int(row["start"] or 0), int(row["end"] or 0)
        mentions = book.record.mentions if book else ()
        named = (m.start for m in mentions if start <= m.start < end and self.canonical.get(m.entity, m.entity) == row["id"])
        return row["document"] or "", start, min(named, default=end)

    def _as_printed(self, row: Mapping[str, Any]) -> str:
        """The name as the evidence prints it (发展改革委), else the graph's own name."""
        record = self.shelf.books[row["document"]].record
        start, end = int(row["start"]), int(row["end"])
        for mention in record.mentions:
            same = self.canonical.get(mention.entity, mention.entity) == row["id"]
            if same and start <= mention.start and mention.end <= end:
                return tidy(record.text[mention.start : mention.end])
        return tidy(row["name"] or "")

    def _gather(self, run: Run, label: str) -> tuple[list[Item], list[Citation]]:
        items: dict[str, Item] = {}
        citations: list[Citation] = []
        for row in sorted(run.rows[:_MOST], key=self._reading_place):
            citation = self._citation(row)
            if citation is None or row["id"] + label in items:
                continue
            if citation not in citations:
                citations.append(citation)
            items[row["id"] + label] = Item(self._as_printed(row), row["id"], citations.index(citation))
        return list(items.values()), citations

    def _list(self, question: Question, run: Run, lead: str, summary: str) -> Answer | None:
        items, citations = self._gather(run, "")
        if not items:
            return None
        named = "、".join(item.label for item in items)
        text = f"{lead}共{len(items)}项：{named}。"
        text = text if len(text) <= 600 else f"{lead}共{len(items)}项，见所列各项。"
        how = How("graph", f"{summary}，得{len(items)}项", run.query, dict(run.params))
        return Answer(text, True, tuple(items), tuple(citations), how, question.kind)

    def _places(self, question: Question, run: Run, entity: NamedEntity) -> Answer | None:
        items, citations = self._gather(run, "")
        if not items:
            return None
        titles = {c.document: c.title for c in citations}
        years = sorted({y for d in titles if (y := self.shelf.books[d].record.meta.year)})
        text = (
            f"{len(titles)}份文件的{len(items)}处提到“{entity.name}”"
            + (f"（{'、'.join(map(str, years))}年）" if years else "")
            + "："
        )
        text += "；".join(f"《{tidy(t)}》" for t in list(titles.values())[:10]) + "。"
        how = How("graph", f"在图里查提到“{entity.name}”的全部要点，得{len(items)}处", run.query, dict(run.params))
        return Answer(shorten(text), True, tuple(items), tuple(citations), how, question.kind)

    def confirm(self, answer: Answer, document: str, part: str | None, unit: str) -> Answer:
        """The same answer with the query that counts the same things, when the graph agrees on the number."""
        if part:
            run = self.run(queries.points_under(), part=part)
        else:
            run = self.run(queries.parts_of() if unit in ("部分", "章") else queries.points_of(), document=document)
        agreed = f"共有{len(run.rows)}" in answer.answer
        if not agreed:
            return answer
        how = How("graph", answer.how.summary + "，与图中的数目一致", run.query, dict(run.params))
        return Answer(answer.answer, True, answer.items, answer.citations, how, answer.kind)

    def responsible(self, answer: Answer, node: str) -> Answer:
        """The same answer with the query for the bodies that answer for the node, when the graph names them too."""
        run = self.run(queries.responsible_for(), node=node)
        names = {row["name"] for row in run.rows}
        if not names & {item.label for item in answer.items}:
            return answer
        how = How("graph", answer.how.summary + "，与图中的责任关系一致", run.query, dict(run.params))
        return Answer(answer.answer, True, answer.items, answer.citations, how, answer.kind)

    def particulars(self, answer: Answer) -> Answer:
        """The same answer with the query that gives the document's particulars."""
        run = self.run(queries.particulars_of(), document=answer.citations[0].document)
        if not run.rows:
            return answer
        how = How("graph", answer.how.summary, run.query, dict(run.params))
        return Answer(answer.answer, True, answer.items, answer.citations, how, answer.kind)
