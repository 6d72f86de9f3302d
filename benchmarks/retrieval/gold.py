"""Gold queries, the documents they are about, and the table that the benchmarks print."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.pipeline import extract
from ingest.resolve import resolve
from ontology.records import Record, Resolution
from service.evaluation.measures import read_gold
from service.evaluation.search import Judged, judge, table

TYPES = ("keyword", "paraphrase", "alias", "entity", "filter", "multi", "typo")
LIMIT = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of any system: the file it comes from and its text."""

    source_name: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One system's line of the table."""

    name: str
    judged: tuple[Judged, ...]
    size: int | None = None
    note: str = ""

    def text(self) -> str:
        """The line."""
        rows = table(self.judged)
        whole = rows["all"]
        times = sorted(query.seconds * 1e3 for query in self.judged)
        middle, late = statistics.median(times), times[int(len(times) * 0.95)]
        kinds = " ".join(f"{rows[kind]['ndcg@10']:>7.3f}" if kind in rows else f"{'-':>7}" for kind in TYPES)
        size = f"{self.size / 1e6:8.1f}" if self.size is not None else f"{'-':>8}"
        measures = f"{whole['ndcg@10']:>7.3f} {whole['mrr@10']:>7.3f} {whole['recall@10']:>7.3f}"
        return f"{self.name:<34} {measures} {kinds} {middle:7.1f} {late:7.1f} {size} {self.note}".rstrip()


def header() -> str:
    """The line above the table: nDCG@10, MRR@10, recall@10, nDCG@10 by type, milliseconds, megabytes on disk."""
    kinds = " ".join(f"{kind[:7]:>7}" for kind in TYPES)
    return f"{'':<34} {'nDCG':>7} {'MRR':>7} {'recall':>7} {kinds} {'p50 ms':>7} {'p95 ms':>7} {'MB':>8}"


def read_records(folder: Path) -> tuple[list[Record], Resolution]:
    """All documents of a folder, read whole."""
    records = [extract(path.read_bytes(), path.name) for path in sorted(folder.glob("*.txt"))]
    return records, resolve(records)


def read_queries(gold: Path) -> list[dict[str, Any]]:
    """Queries that have an answer."""
    return [line for line in read_gold(gold) if line["relevant"]]


def run(queries: Sequence[dict[str, Any]], search: Callable[[str], Sequence[Found]]) -> tuple[Judged, ...]:
    """Judge a system on all queries; the first query is asked twice, so that nothing is loaded while the clock runs."""
    search(queries[0]["query"])
    judged = []
    for line in queries:
        started = time.perf_counter()
        found = search(line["query"])
        seconds = time.perf_counter() - started
        hits = [{"id": f"{n}", "text": f.text, "document": {"source_name": f.source_name}} for n, f in enumerate(found)]
        judged.append(judge(line, hits, seconds))
    return tuple(judged)


def folder_size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
