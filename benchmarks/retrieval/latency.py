"""Time of a search at a hundred thousand passages, in process.

python -m benchmarks.retrieval.latency [--passages 100000] [--queries 200] [--embedder static]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.retrieval.generate import generate
from benchmarks.retrieval.gold import folder_size
from search.embed import load_embedder
from search.embedded_index import EmbeddedIndex
from search.engine import SearchEngine
from search.tokens import load_tokenizer


def main() -> None:
    """Build the index and print times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--embedder", default="static")
    args = parser.parse_args()
    made = list(generate(args.passages))
    tokenizer, embedder = load_tokenizer(), load_embedder(args.embedder)
    with tempfile.TemporaryDirectory() as folder:
        index = EmbeddedIndex(Path(folder) / "index", tokenizer, embedder)
        started = time.perf_counter()
        index.sync(made, "latency")
        built = time.perf_counter() - started
        engine = SearchEngine.over_passages(index, tokenizer, embedder, made)
        queries = [passage.text[5 : 5 + 6 + number % 14] for number, passage in enumerate(generate(args.queries, seed=2))]
        times = []
        for query in [*queries[:20], *queries]:
            started = time.perf_counter()
            engine.search(query)
            times.append((time.perf_counter() - started) * 1e3)
        times = sorted(times[20:])
        print(f"{args.passages} passages, {embedder.name}: built in {built:.0f} s, {folder_size(Path(folder)) / 1e6:.0f} MB")
        late = times[int(len(times) * 0.95)]
        print(f"search p50 {statistics.median(times):.1f} ms, p95 {late:.1f} ms, worst {times[-1]:.1f} ms")


if __name__ == "__main__":
    main()
