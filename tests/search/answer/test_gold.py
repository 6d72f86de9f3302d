"""The bars, on the shared questions and on our own over other documents (ids and short quotes only)."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from service.evaluation.answers import Marked, evaluate_answers
from tests.search.answer.library import DATA, corpus, corpus_answerer

pytestmark = pytest.mark.corpus


def marks(shared: Path, gold: Path) -> list[Marked]:
    answerer = corpus_answerer(shared)
    texts = {record.id: record.text for record in corpus(shared)}

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


def test_the_shared_questions(shared: Path) -> None:
    check(marks(shared, shared / "eval" / "questions.jsonl"), 0.80)


@pytest.mark.parametrize(
    "name",
    ["own_questions.jsonl", "own_questions_2.jsonl", "own_questions_3.jsonl", "own_questions_4.jsonl", "own_questions_5.jsonl"],
)
def test_our_own_questions(shared: Path, name: str) -> None:
    check(marks(shared, DATA / name), 0.80)
