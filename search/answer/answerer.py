"""Questions to cited answers.

The order: questions of several links are taken apart; then the outline and the document's particulars, the graph, headings and
responsibility lines, comparisons; else the best sentences are read, or the question is declined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import replace
from functools import cache

from graph.store import GraphStore
from ontology.errors import StoreError
from ontology.records import Record, Resolution
from search.answer.abstain import doubt, usable
from search.answer.binding import LEAST_BOUND, firmest
from search.answer.catalogue_answer import answer_by_catalogue
from search.answer.claim_answer import answer_by_claim
from search.answer.counting import answer_by_counting, prints_number
from search.answer.duty_answer import answer_by_duties
from search.answer.field_answer import answer_by_field
from search.answer.graph_answer import GraphReader
from search.answer.groups import answer_by_groups
from search.answer.idiom_answer import answer_by_idiom
from search.answer.linked import LinkReader
from search.answer.mention_answer import answer_by_mentions, asks_mentions
from search.answer.metadata_answer import answer_by_metadata, lacks_issuer
from search.answer.model import Answer, How
from search.answer.outline_answer import answer_by_ordinal, answer_by_outline, lacks_ordinal, names_part
from search.answer.phrases import phrase
from search.answer.ranking import Reading, rank
from search.answer.reading_answer import answer_by_reading
from search.answer.responsible_answer import answer_by_responsibility
from search.answer.roster_answer import answer_by_roster, count_in_roster
from search.answer.section_answer import answer_by_section
from search.answer.several import answer_by_comparing, answer_by_particulars, answer_by_years, halves_of, sides_of
from search.answer.shelf import Shelf
from search.answer.title_answer import answer_by_number, answer_by_title
from search.conversation import lean
from search.question.analysis import NAMED, analyse, clean_question
from search.question.names import NameBook
from search.question.question import Question
from search.question.terms import Cut

_WHOLLY = 0.95
Only = frozenset[str] | None
_OUTLINE_UNITS = ("条", "章", "节", "部分", "个部分", "款")
_GRAPH_FAILED: ContextVar[list[str]] = ContextVar("graph_failed")
"""What went wrong with the graph during the question at hand."""
Halves = Callable[[], list[str]]
Writer = Callable[[str, Answer], Answer]


class Answerer:
    """Answers questions over a set of records. Safe to use from several threads if ``cut`` and ``writer`` are.

    Args:
        records: All records of the library.
        store: The graph of the same records; without it the records alone answer.
        resolution: From the records' entities to the graph's.
        cut: A segmenter for questions; the bundled one if ``None``.
        writer: Words an answer anew from its citations, for example ``search.llm_writer``.
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        store: GraphStore | None = None,
        resolution: Resolution | None = None,
        cut: Cut | None = None,
        writer: Writer | None = None,
    ) -> None:
        self._cut = cut
        self._writer = writer
        kept = list(records)
        self.shelf = Shelf(kept)
        self.names = NameBook(kept)
        canonical = resolution.canonical_ids if resolution else {}
        self.graph = GraphReader(store, self.shelf, canonical) if store else None

    def understand(self, text: str) -> Question:
        """What a question asks. ``InvalidQuery`` when it is empty or has more than 500 characters."""
        return analyse(text, self.names, self.shelf.idf, self._cut)

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer a question. ``InvalidQuery`` when it is empty or has more than 500 characters.

        Args:
            question: The question, any text.
            history: Earlier questions of the conversation, the oldest first; the last one is leaned on.

        Returns:
            A cited answer, or one that is not answerable and says what was looked for.
        """
        text = clean_question(question)
        answer = self.answer(self.understand(lean(text, history, self.understand)))
        return self._writer(text, answer) if self._writer and answer.answerable else answer

    def answer(self, question: Question) -> Answer:
        """Answer a question that is understood; the way says when the graph did not answer."""
        failed = _GRAPH_FAILED.set([])
        try:
            answer = self._answer(question)
            return _without_graph(answer) if _GRAPH_FAILED.get() else answer
        finally:
            _GRAPH_FAILED.reset(failed)

    def _answer(self, question: Question) -> Answer:
        if not _has_words(question):
            return self.decline(question, "问题里没有可查的词")
        if _names_no_matter(question):
            return self.decline(question, "问题里没有说是哪件事")
        if not self.shelf.books:
            return self.decline(question, "库里还没有文件，请先读入（yaodian ingest）")
        claimed = answer_by_claim(question, self.shelf, self.names, self.understand)
        if claimed:
            return claimed
        halves = cache(lambda: halves_of(question, self.names, self.shelf.idf))  # wanted twice, if at all, and costly
        by_years = self._by_years(question, halves)
        if by_years:
            return by_years
        if question.kind != "compare":
            reader = LinkReader(self.shelf, self.names, lambda text: self.read(self.understand(text)), self._ask_one)
            linked = reader.answer(question)
            if linked:
                return linked
        return self._simple(question, None, halves)

    def _ask_one(self, text: str, only: Only) -> Answer:
        question = self.understand(text)
        return self._simple(question, only, lambda: halves_of(question, self.names, self.shelf.idf))

    def _simple(self, question: Question, only: Only, halves_named: Halves) -> Answer:
        if only is None and len(question.years) > 1:
            editions = answer_by_particulars(question, self.shelf, sides_of(question, self.shelf))
            if editions:
                return editions
        readings = self.read(question, only)
        known = self._known(question, readings, only)
        if known:
            return known
        halves = halves_named() if only is None else []
        if question.kind == "compare" or len(question.years) > 1 or "分别" in question.folded or halves:
            compared = answer_by_groups(question, readings) or answer_by_comparing(question, self.shelf, halves)
            if compared:
                return compared
        why = doubt(question, readings, self.shelf)
        if why:
            return count_in_roster(question, self.shelf) or self.decline(question, why.reason)
        outlined = question.unit in _OUTLINE_UNITS
        counted = None if outlined else answer_by_counting(question, readings)
        near = [reading for reading in readings[:8] if usable(reading)]
        firm = firmest(question, near)  # a sentence that prints all of the question may print its number far from the noun
        bound = firm >= LEAST_BOUND or (firm > 0 and near[0].inside >= _WHOLLY)
        printed = bound and prints_number(question, readings, least=0.6)
        if counted is None and question.kind == "count" and not printed:
            return self.decline(question, "相关的句子里没有所问的数目，也没有可数的列举")
        return counted or answer_by_reading(question, readings)

    def _by_years(self, question: Question, halves: Halves) -> Answer | None:
        """The figures of several years in one document, unless the question names the editions of those years."""
        years = set(question.years)
        if len(years) < 2 or halves():
            return None
        named = {self.shelf.books[d.id].record.meta.year for d in question.documents if d.score >= NAMED}
        return None if named >= years else answer_by_years(question, self.shelf)

    def _known(self, question: Question, readings: list[Reading], only: Only) -> Answer | None:
        """An answer that need not be read from running text."""
        outlined = question.unit in _OUTLINE_UNITS or names_part(question, self.shelf)
        printed = question.kind == "count" and not outlined and prints_number(question, readings)
        if not printed:
            for reader in (self._duties, self._outline, self._ordinal, self._particulars):
                found = reader(question)
                if found and (only is None or all(c.document in only for c in found.citations)):
                    return found
        if only is None:
            for reader in (
                self._catalogue,
                self._roster,
                self._field,
                self._graph,
                self._mentions,
                self._idiom,
                self._section,
                self._responsibility,
            ):
                found = reader(question)
                if found:
                    return found
        return (answer_by_number(question, self.shelf) if only is None else None) or answer_by_title(question, self.shelf, only)

    def _outline(self, question: Question) -> Answer | None:
        found = answer_by_outline(question, self.shelf)
        return (
            self._with_graph(lambda graph: graph.confirm(found.answer, found.document, found.part, found.unit), found.answer)
            if found
            else None
        )

    def _ordinal(self, question: Question) -> Answer | None:
        found = answer_by_ordinal(question, self.shelf)
        if found is None and lacks_ordinal(question, self.shelf):
            return self.decline(question, "文件里没有这个序号的条文或部分")
        return found

    def _particulars(self, question: Question) -> Answer | None:
        found = answer_by_metadata(question, self.shelf)
        if found is None and lacks_issuer(question, self.shelf):
            return self.decline(question, "文件里没有写明由谁发布")
        return self._with_graph(lambda graph: graph.particulars(found), found) if found else None

    def _graph(self, question: Question) -> Answer | None:
        return self._with_graph(lambda graph: graph.answer(question), None)

    def _catalogue(self, question: Question) -> Answer | None:
        return answer_by_catalogue(question, self.shelf)

    def _duties(self, question: Question) -> Answer | None:
        return answer_by_duties(question, self.shelf)

    def _roster(self, question: Question) -> Answer | None:
        return answer_by_roster(question, self.shelf)

    def _field(self, question: Question) -> Answer | None:
        return answer_by_field(question, self.shelf)

    def _mentions(self, question: Question) -> Answer | None:
        if not asks_mentions(question):
            return None
        found = answer_by_mentions(question, self.shelf)
        return found or self.decline(question, "没有一份文件写到所问的名称")

    def _idiom(self, question: Question) -> Answer | None:
        return answer_by_idiom(question, self.shelf)

    def _section(self, question: Question) -> Answer | None:
        return answer_by_section(question, self.shelf)

    def _responsibility(self, question: Question) -> Answer | None:
        found = answer_by_responsibility(question, self.shelf)
        return self._with_graph(lambda graph: graph.responsible(*found), found[0]) if found else None

    def _with_graph(self, ask: Callable[[GraphReader], Answer | None], otherwise: Answer | None) -> Answer | None:
        """Ask the graph; when it cannot be reached, what the records say stands, and the answer will say so."""
        if self.graph is None:
            return otherwise
        try:
            return ask(self.graph) or otherwise
        except StoreError as error:
            _GRAPH_FAILED.get().append(str(error))
            return otherwise

    def read(self, question: Question, only: Only = None) -> list[Reading]:
        """The best sentences for a question, within some documents or everywhere."""
        return rank(question, self.shelf, 30, only)

    def decline(self, question: Question, reason: str) -> Answer:
        """Say that nothing was found, and what was looked for."""
        looked = tuple(term.text for term in question.terms)
        text = f"文献库里没有找到答案：{reason}。找过的词：{'、'.join(looked) or '无'}。"
        return Answer(text, False, (), (), How("none", reason, looked_for=looked), question.kind)


def _has_words(question: Question) -> bool:
    """Whether anything but numerals and marks is left to look for: %25% asks for nothing."""
    return any(any(char.isalpha() for char in term.text) for term in question.terms)


def _names_no_matter(question: Question) -> bool:
    """Whether a question asks who is responsible, and not for what: 由谁负责？ has no answer without more."""
    if question.kind != "who" or question.entities or any(named.score >= NAMED for named in question.documents):
        return False
    return all(phrase("asks_responsible").fullmatch(term.text.removesuffix("人")) for term in question.terms)


def _without_graph(answer: Answer) -> Answer:
    """The same answer, saying that the graph could not be asked."""
    summary = f"{answer.how.summary}；图库没有应答，只读了各文件的记录"
    return replace(answer, how=replace(answer.how, summary=summary))
