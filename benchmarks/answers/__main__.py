"""Answers against question gold, beside what a user would take instead.

    python -m benchmarks.answers --corpus FOLDER GOLD.jsonl [GOLD.jsonl …]

In one process and on the same records: ours, and the three best sentences by BM25 over jieba's words (``bm25s``), which never
declines. Prints a table for each system and gold file: share right by type, answerable declined, unanswerable declined,
citations that verify, and milliseconds a question.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import bm25s
import jieba

from ingest.pipeline import extract
from ontology.records import Record
from search.answer.answerer import Answerer
from search.answer.model import Answer, cite, compose
from search.answer.sentences import split_sentences
from service.evaluation.answers import evaluate_answers, table

Ask = Callable[[str], Answer]


def best_sentences(records: Sequence[Record]) -> Ask:
    """The baseline: three best sentences by BM25, as answer and citations."""
    places = [(record, sentence) for record in records for sentence in split_sentences(record)]
    index = bm25s.BM25()
    index.index([list(jieba.cut(record.text[s.start : s.end])) for record, s in places], show_progress=False)

    def ask(question: str) -> Answer:
        found, _ = index.retrieve([list(jieba.cut(question))], k=3, show_progress=False)
        chosen = [places[number] for number in found[0]]
        citations = tuple(cite(record, s.start, s.end, s.path) for record, s in chosen)
        return Answer(compose("", citations), True, (), citations)

    return ask


def wire(answer: Answer) -> dict[str, Any]:
    """The shape of ``/api/ask``, as far as the marks need it."""
    return {
        "answer": answer.answer,
        "answerable": answer.answerable,
        "items": [{"label": item.label} for item in answer.items],
        "citations": [
            {"quote": c.quote, "start": c.start, "end": c.end, "document": {"id": c.document, "source_name": c.source_name}}
            for c in answer.citations
        ],
    }


def measure(gold: Path, ask: Ask, texts: dict[str, str]) -> tuple[dict[str, dict[str, float]], list[float]]:
    """Marks by type and the milliseconds of each question."""
    spent: list[float] = []

    def timed(question: str) -> dict[str, Any]:
        begin = time.perf_counter()
        answer = ask(question)
        spent.append(1000 * (time.perf_counter() - begin))
        return wire(answer)

    return table(evaluate_answers(gold, timed, lambda document, start, end: texts[document][start:end])), sorted(spent)


def show(name: str, gold: Path, rows: dict[str, dict[str, float]], spent: list[float]) -> None:
    """Print one system's table for one gold file."""
    print(f"\n{name} on {gold.name}: p50 {spent[len(spent) // 2]:.1f} ms, p95 {spent[int(0.95 * len(spent))]:.1f} ms")
    for kind, row in rows.items():
        print(f"  {kind:24}{int(row['n']):5d}{row['right']:8.3f}")


def main() -> None:
    """Measure every system on every gold file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("gold", type=Path, nargs="+")
    args = parser.parse_args()
    records = [extract(path.read_bytes(), path.name) for path in sorted(args.corpus.glob("*.txt"))]
    texts = {record.id: record.text for record in records}
    for name, ask in (("ours", Answerer(records).ask), ("bm25s, three sentences", best_sentences(records))):
        ask("各部门要做什么？")  # dictionaries are read at the first question
        for gold in args.gold:
            show(name, gold, *measure(gold, ask, texts))


if __name__ == "__main__":
    main()
