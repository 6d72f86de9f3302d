"""The bars, on the shared questions and on our own over other documents (ids and short quotes only)."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from ontology.records import Record
from search.answer.answerer import Answerer
from service.evaluation.answers import Marked, evaluate_answers
from tests.search.answer.library import DATA, corpus, corpus_answerer, sample_answerer, samples


def marks(shared: Path, gold: Path) -> list[Marked]:
    return marks_of(corpus_answerer(shared), corpus(shared), gold)


def marks_of(answerer: Answerer, records: tuple[Record, ...], gold: Path) -> list[Marked]:
    texts = {record.id: record.text for record in records}

    def ask(question: str) -> dict[str, object]:
        answer = answerer.ask(question)
        return {
            "answer": answer.answer,
            "answerable": answer.answerable,
            "items": [{"label": item.label} for item in answer.items],
            "citations": [
                {"quote": c.quote, "start": c.start, "end": c.end, "document": {"id": c.document, "source_name": c.source_name}}
                for c in answer.citations
            ],
        }

    return evaluate_answers(gold, ask, lambda document, start, end: texts[document][start:end])


def check(marked: list[Marked], right: float) -> None:
    assert sum(m.right for m in marked) / len(marked) >= right, [m.question for m in marked if not m.right]
    assert all(m.citations == m.verified for m in marked)
    groups = defaultdict(list)
    for m in marked:
        groups[m.answerable].append(m.declined)
    assert sum(groups[False]) / len(groups[False]) >= 0.9
    assert sum(groups[True]) / len(groups[True]) <= 0.05


@pytest.mark.corpus
def test_the_shared_questions(shared: Path) -> None:
    check(marks(shared, shared / "eval" / "questions.jsonl"), 0.80)


def test_questions_over_the_samples() -> None:
    check(marks_of(sample_answerer(), samples(), DATA / "sample_questions.jsonl"), 0.90)


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    ["own_questions.jsonl", "own_questions_2.jsonl", "own_questions_3.jsonl", "own_questions_4.jsonl", "own_questions_5.jsonl"],
)
def test_our_own_questions(shared: Path, name: str) -> None:
    check(marks(shared, DATA / name), 0.80)
