"""Questions to cited answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ontology.records import Record
from search.answer.abstain import doubt
from search.answer.metadata_answer import answer_by_metadata
from search.answer.model import Answer, How
from search.answer.outline_answer import answer_by_outline
from search.answer.ranking import Reading, rank
from search.answer.reading_answer import answer_by_reading
from search.answer.shelf import Shelf
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
        for reader in (answer_by_outline, answer_by_metadata):
            found = reader(question, self.shelf)
            if found:
                return found
        readings = self.read(question)
        why = doubt(question, readings, self.shelf)
        return self.decline(question, why.reason) if why else answer_by_reading(question, readings)

    def read(self, question: Question, only: frozenset[str] | None = None) -> list[Reading]:
        """The best sentences for a question."""
        return rank(question, self.shelf, 30, only)

    def decline(self, question: Question, reason: str) -> Answer:
        """Say that nothing was found, and what was looked for."""
        looked = tuple(term.text for term in question.terms)
        text = f"文献库里没有找到答案：{reason}。找过的词：{'、'.join(looked) or '无'}。"
        return Answer(text, False, (), (), How("none", reason, looked_for=looked), question.kind)


__all__ = ["Answerer", "replace"]
