"""Questions to cited answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ontology.records import Record
from search.answer.abstain import doubt
from search.answer.counting import answer_by_counting, prints_number
from search.answer.linked import LinkReader
from search.answer.metadata_answer import answer_by_metadata
from search.answer.model import Answer, How
from search.answer.outline_answer import answer_by_outline, names_part
from search.answer.ranking import Reading, rank
from search.answer.reading_answer import answer_by_reading
from search.answer.responsible_answer import answer_by_responsibility
from search.answer.section_answer import answer_by_section
from search.answer.several import answer_by_comparing
from search.answer.shelf import Shelf
from search.answer.title_answer import answer_by_title
from search.question.analysis import analyse
from search.question.names import NameBook
from search.question.question import Question
from search.question.terms import Cut


class Answerer:
    """Answers questions over a set of records.

    Args:
        records: All records of the library.
        cut: A segmenter for questions; the bundled one if ``None``.
    """

    def __init__(self, records: Iterable[Record] = (), cut: Cut | None = None) -> None:
        self._cut = cut
        self.shelf = Shelf()
        self.names = NameBook()
        self.sync(records)

    def sync(self, records: Iterable[Record]) -> None:
        """Make the answerer know exactly ``records``."""
        kept = list(records)
        self.shelf.sync(kept)
        self.names = NameBook(kept)

    def understand(self, text: str) -> Question:
        """What a question asks."""
        return analyse(text, self.names, self.shelf.idf, self._cut)

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer a question."""
        return self.answer(self.understand(question))

    def answer(self, question: Question) -> Answer:
        """Answer a question that is understood: outline, particulars, else the best sentences."""
        if question.kind == "compare":
            return self._simple(question, None)
        linked = LinkReader(self.shelf, self.names, lambda text: self.read(self.understand(text)), self._ask_one).answer(
            question
        )
        return linked or self._simple(question, None)

    def _ask_one(self, text: str, only: frozenset[str] | None) -> Answer:
        return self._simple(self.understand(text), only)

    def _simple(self, question: Question, only: frozenset[str] | None) -> Answer:
        readings = self.read(question, only)
        printed = question.kind == "count" and not names_part(question, self.shelf) and prints_number(question, readings)
        if not printed:
            for reader in (answer_by_outline, answer_by_metadata):
                found = reader(question, self.shelf)
                if found and (only is None or all(c.document in only for c in found.citations)):
                    return found
        for reader in (answer_by_section, answer_by_responsibility):
            found = reader(question, self.shelf) if only is None else None
            if found:
                return found
        titled = answer_by_title(question, self.shelf, only)
        if titled:
            return titled
        if question.kind == "compare" or len(question.years) > 1:
            compared = answer_by_comparing(question, self.shelf)
            if compared:
                return compared
        why = doubt(question, readings, self.shelf)
        if why:
            return self.decline(question, why.reason)
        return answer_by_counting(question, readings) or answer_by_reading(question, readings)

    def read(self, question: Question, only: frozenset[str] | None = None) -> list[Reading]:
        """The best sentences for a question."""
        return rank(question, self.shelf, 30, only)

    def decline(self, question: Question, reason: str) -> Answer:
        """Say that nothing was found, and what was looked for."""
        looked = tuple(term.text for term in question.terms)
        text = f"文献库里没有找到答案：{reason}。找过的词：{'、'.join(looked) or '无'}。"
        return Answer(text, False, (), (), How("none", reason, looked_for=looked), question.kind)
