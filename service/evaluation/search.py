"""Search against gold: one query a line, with the quotes that answer it.

A line holds ``qid``, ``query``, ``type`` and ``relevant``, a list of ``doc`` (file name without suffix), ``quote``
(verbatim, at least 12 characters) and ``grade`` (2 answers the query, 1 is on the subject). A hit counts for a quote when
its text holds it and is at most 1,500 characters long; a quote counts once, at its first hit, and quotes in one hit count
as one. Queries without relevant quotes are left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.errors import InputError
from service.evaluation.measures import close, discounted_gain, mean_rows, read_gold

LONGEST_HIT = 1500
"""Characters; a longer hit makes the reader search again, so it finds nothing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One query, its hits' grades in order, its measures, and what was never found."""

    qid: str
    query: str
    kind: str
    hits: tuple[str, ...]  # ids
    grades: tuple[int, ...]
    missed: tuple[int, ...]
    measures: dict[str, float]
    seconds: float


def evaluate_search(gold: Path, search: Callable[[str], Sequence[dict[str, Any]]]) -> list[Judged]:
    """Run every query that has an answer.

    Args:
        gold: The file of queries.
        search: Gives the hits of a query in the shape of ``/api/search``.

    Returns:
        The judged queries in the file's order.

    Raises:
        InputError: A line lacks a field.
    """
    judged = []
    for number, line in enumerate(read_gold(gold), 1):
        try:
            if line["relevant"]:
                started = time.perf_counter()
                hits = search(line["query"])
                judged.append(judge(line, hits, time.perf_counter() - started))
        except KeyError as error:
            raise InputError(f"the query lacks the field {error}", where=f"{gold}:{number}", hint="Correct the gold") from error
    if not judged:
        raise InputError("no query with relevant quotes", where=str(gold), hint="Name a retrieval gold file")
    return judged


def judge(line: dict[str, Any], hits: Sequence[dict[str, Any]], seconds: float = 0.0) -> Judged:
    """Grade the hits of one query."""
    open_quotes = {(str(item["doc"]), close(item["quote"])): int(item["grade"]) for item in line["relevant"]}
    grades = [_grade(hit, open_quotes) for hit in hits]
    ideal = [grade for grade in grades if grade] + list(open_quotes.values())
    first = next((rank for rank, grade in enumerate(grades[:10], 1) if grade == 2), None)
    measures = {
        "ndcg@10": discounted_gain(grades, ideal),
        "mrr@10": 1 / first if first else 0.0,
        "recall@10": min(1.0, sum(grade > 0 for grade in grades[:10]) / len(ideal)),
        "hit@1": float(first == 1),
    }
    identifiers = tuple(str(hit["id"]) for hit in hits)
    missed = tuple(open_quotes.values())
    return Judged(line["qid"], line["query"], line["type"], identifiers, tuple(grades), missed, measures, seconds)


def _grade(hit: dict[str, Any], open_quotes: dict[tuple[str, str], int]) -> int:
    if len(hit["text"]) > LONGEST_HIT:
        return 0
    document, text = Path(hit["document"]["source_name"]).stem, close(hit["text"])
    held = [key for key in open_quotes if key[0] == document and key[1] in text]
    return max((open_quotes.pop(key) for key in held), default=0)


def table(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Mean measures over all queries and by type."""
    rows = {"all": [query.measures for query in judged]}
    for query in judged:
        rows.setdefault(query.kind, []).append(query.measures)
    return {kind: mean_rows(measures) for kind, measures in rows.items()}


def trec_run(judged: Iterable[Judged], name: str = "yaodian") -> str:
    """The hits as a TREC run file, one hit a line, for other evaluation tools."""
    lines = [
        f"{query.qid} Q0 {identifier} {rank} {1 / rank:.6f} {name}"
        for query in judged
        for rank, identifier in enumerate(query.hits, 1)
    ]
    return "\n".join(lines) + "\n"


def trec_qrels(judged: Iterable[Judged]) -> str:
    """The judgements as a TREC qrels file; a quote that no hit held has an id of its own, so that recall stays true."""
    lines = []
    for query in judged:
        graded = {identifier: grade for identifier, grade in zip(query.hits, query.grades, strict=True) if grade}
        lines += [f"{query.qid} 0 {identifier} {grade}" for identifier, grade in graded.items()]
        lines += [f"{query.qid} 0 missed-{number} {grade}" for number, grade in enumerate(query.missed, 1)]
    return "\n".join(lines) + "\n"
