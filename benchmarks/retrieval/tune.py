"""Choose the weights of fields and of the fusion on gold, and say how well such a choice carries over.

    python -m benchmarks.retrieval.tune --gold GOLD.jsonl --documents FOLDER [--embedder NAME]

Each weight in turn takes the value with the best mean nDCG@10 of a short grid, twice round. That is done on all queries and,
for honesty, on four fifths of them five times, scored on the fifth left out: what to expect of unseen queries.
"""

from __future__ import annotations

import argparse
import dataclasses
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.retrieval.compare import ours
from benchmarks.retrieval.gold import LIMIT, Found, read_queries, read_records, run
from search.engine import SearchEngine
from search.engine.engine import Tuning

GRID: dict[str, tuple[float, ...]] = {
    "fusion.coverage_power": (0.5, 1.0, 2.0),
    "fusion.meaning": (0.5, 0.8, 1.2),
    "fusion.preference": (0.0, 0.1, 0.3),
    "fusion.fact": (0.0, 0.3, 0.6, 1.0),
    "fields.title": (0.0, 0.6, 1.2),
    "fields.outline": (0.0, 0.3, 0.6),
    "fields.entities": (0.0, 0.3, 0.6),
    "fields.document": (0.0, 0.6, 1.2),
    "fields.issuer": (0.0, 0.6, 1.2),
    "fields.year": (0.0, 0.6, 1.2),
}
FOLDS = 5


def changed(tuning: Tuning, name: str, value: float) -> Tuning:
    """The same weights with one other value."""
    group, key = name.split(".")
    return dataclasses.replace(tuning, **{group: dataclasses.replace(getattr(tuning, group), **{key: value})})


class Scores:
    """nDCG@10 of each query with given weights, each worked out once."""

    def __init__(self, engine: SearchEngine, queries: Sequence[dict[str, Any]]) -> None:
        self._engine, self._queries = engine, queries
        self.of = cache(self._of)

    def _of(self, tuning: Tuning) -> tuple[float, ...]:
        engine = self._engine.with_tuning(tuning)

        def search(query: str) -> list[Found]:
            return [Found(hit.document.source_name, hit.text) for hit in engine.search(query, limit=LIMIT).hits]

        return tuple(query.measures["ndcg@10"] for query in run(self._queries, search))

    def mean(self, tuning: Tuning, chosen: Sequence[int]) -> float:
        """Mean over some queries."""
        scores = self.of(tuning)
        return statistics.fmean(scores[number] for number in chosen)

    def best(self, start: Tuning, chosen: Sequence[int], rounds: int = 2) -> Tuning:
        """Weights found by going through the grid one weight at a time; a tie keeps what was there."""
        for _ in range(rounds):
            for name, values in GRID.items():
                options = [start, *(changed(start, name, value) for value in values)]
                start = max(options, key=lambda tuning: round(self.mean(tuning, chosen), 4))
        return start


def cross_validated(scores: Scores, count: int, start: Tuning) -> Iterator[float]:
    """Mean nDCG@10 on each fifth with weights that were chosen on the others."""
    for fold in range(FOLDS):
        held = [number for number in range(count) if number % FOLDS == fold]
        rest = [number for number in range(count) if number % FOLDS != fold]
        yield scores.mean(scores.best(start, rest, rounds=1), held)


def main() -> None:
    """Print the weights and both numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--embedder", default="default")
    args = parser.parse_args()
    queries = read_queries(args.gold)
    records, resolution = read_records(args.documents)
    every = range(len(queries))
    with tempfile.TemporaryDirectory() as folder:
        scores = Scores(ours(records, resolution, args.embedder, Path(folder) / "index"), queries)
        print(f"shipped weights: {scores.mean(Tuning(), every):.4f}")
        best = scores.best(Tuning(), every)
        print(f"best of the grid on all queries: {scores.mean(best, every):.4f} with {best}")
        unseen = statistics.fmean(cross_validated(scores, len(queries), Tuning()))
        print(f"chosen on four fifths, scored on the fifth: {unseen:.4f}")


if __name__ == "__main__":
    main()
