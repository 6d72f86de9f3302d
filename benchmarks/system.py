"""Whole-system timings in one run: ingest, start, search, memory. Prints one table with the bars.

python -m benchmarks.system --shared ../shared [--embedder static]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

from benchmarks.evaluation import Row, show
from benchmarks.server import YAODIAN, Server, environment, ingest, serve

ROUNDS = 3


def _get(url: str) -> float:
    started = time.perf_counter()
    with urllib.request.urlopen(url, timeout=60) as response:
        response.read()
    return time.perf_counter() - started


def _ask(url: str, question: str) -> float:
    data = json.dumps({"question": question}).encode()
    request = urllib.request.Request(f"{url}/api/ask", data=data, headers={"Content-Type": "application/json"})
    started = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as response:
        response.read()
    return time.perf_counter() - started


def _quantiles(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return statistics.median(ordered) * 1e3, ordered[int(len(ordered) * 0.95)] * 1e3


def _lines(path: Path, key: str) -> list[str]:
    return [json.loads(line)[key] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def first_document(shared: Path, folder: Path, extra: dict[str, str]) -> Row:
    """Seconds of a fresh process from nothing to a searchable reference document (best of three)."""
    document = str(shared / "corpus" / "moe-zcs-2021.txt")
    seconds = min(ingest(folder / f"one{index}", document, extra=extra) for index in range(ROUNDS))
    return Row("ingest", "one document, fresh process, s", seconds, 2.0, at_most=True)


def corpus_rate(shared: Path, workspace: Path, extra: dict[str, str]) -> Row:
    """Characters a second over the whole corpus, fresh process, embedded store."""
    characters = sum(len(path.read_text(encoding="utf-8")) for path in (shared / "corpus").glob("*.txt"))
    seconds = ingest(workspace, "--recursive", str(shared / "corpus"), extra=extra)
    return Row("ingest", "corpus, characters/s", characters / seconds, 30_000.0)


def http(shared: Path, server: Server) -> list[Row]:
    """Latency of search and questions over HTTP, after one warming pass."""
    queries = _lines(shared / "eval" / "retrieval.jsonl", "query")
    asked = _lines(shared / "eval" / "questions.jsonl", "question")
    urls = [f"{server.url}/api/search?{urllib.parse.urlencode({'q': query})}" for query in queries]
    for url in urls[:20]:
        _get(url)
    p50, p95 = _quantiles([_get(url) for url in urls])
    a50, a95 = _quantiles([_ask(server.url, question) for question in asked])
    return [
        Row("http", "search p50, ms", p50, None),
        Row("http", "search p95, ms", p95, 15.0, at_most=True),
        Row("http", "ask p50, ms", a50, None),
        Row("http", "ask p95, ms", a95, 40.0, at_most=True),
    ]


def service(shared: Path, workspace: Path, extra: dict[str, str]) -> list[Row]:
    """Start to first answer, latency, memory."""
    started = time.perf_counter()
    with serve(workspace, extra) as server:
        _ask(server.url, "2021年高职要扩招多少人")
        first = time.perf_counter() - started
        rows = [Row("service", "start to first answer, s", first, 3.0, at_most=True), *http(shared, server)]
        return [*rows, Row("service", "resident memory, MiB", server.resident_mb(), 400.0, at_most=True)]


def measure(shared: Path, embedder: str | None) -> list[Row]:
    """All rows for one embedder."""
    extra = {"YAODIAN_EMBEDDER": embedder} if embedder else {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [first_document(shared, folder, extra), corpus_rate(shared, folder / "all", extra)]
        status = subprocess.run(
            [YAODIAN, "status", "--json"], env=environment(folder / "all", extra), capture_output=True, check=False
        )
        if status.returncode:
            sys.exit(f"yaodian status failed: {status.stderr.decode(errors='replace')}")
        return [*rows, *service(shared, folder / "all", extra)]


def main() -> None:
    """Measure and print, for the shipped default and for the static model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with corpus/ and eval/")
    parser.add_argument("--embedder", action="append", help="embedder to measure; may be given several times")
    args = parser.parse_args()
    for embedder in args.embedder or [None, "static"]:
        print(f"embedder: {embedder or 'default'}")
        print(show(measure(args.shared, embedder)))


if __name__ == "__main__":
    main()
