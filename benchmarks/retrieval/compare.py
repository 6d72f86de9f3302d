"""Peers and ours on one gold set, in one process.

    python -m benchmarks.retrieval.compare --gold GOLD.jsonl --documents FOLDER [--teacher FOLDER] [--embedder NAME …]

Rows whose packages are not installed say so. Run it in the environment of the extra ``transformers`` to have all of them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.retrieval.gold import LIMIT, Found, Row, folder_size, header, read_queries, read_records, run
from benchmarks.retrieval.peers import peers
from ontology.errors import YaodianError
from ontology.records import Record, Resolution
from search.embed import load_embedder
from search.embedded_index import EmbeddedIndex
from search.engine import SearchEngine
from search.passages import passages
from search.tokens import load_tokenizer


def ours(records: list[Record], resolution: Resolution, embedder: str, folder: Path) -> SearchEngine:
    """The engine with an embedder, its index built in the folder."""
    tokenizer, encoder = load_tokenizer(), load_embedder(embedder)
    index = EmbeddedIndex(folder, tokenizer, encoder)
    index.sync([passage for record in records for passage in passages(record, resolution)], "benchmark")
    return SearchEngine(index, tokenizer, encoder, records, resolution)


def rows(gold: Path, documents: Path, teacher: Path | None, embedders: list[str]) -> Iterator[Row | str]:
    """Lines of the table as they are ready."""
    queries = read_queries(gold)
    records, resolution = read_records(documents)
    for name, peer in peers(records, teacher):
        yield f"{name:<34} left out: {peer}" if isinstance(peer, str) else Row(name, run(queries, peer))
    for embedder in embedders:
        name = f"yaodian, {Path(embedder).name}"
        with tempfile.TemporaryDirectory() as folder:
            try:
                engine = ours(records, resolution, embedder, Path(folder) / "index")
            except (YaodianError, OSError) as error:
                yield f"{name:<34} left out: {error}"
                continue

            def search(query: str, engine: SearchEngine = engine) -> list[Found]:
                return [Found(hit.document.source_name, hit.text) for hit in engine.search(query, limit=LIMIT).hits]

            yield Row(name, run(queries, search), folder_size(Path(folder)))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--embedder", nargs="*", default=["default", "static"])
    args = parser.parse_args()
    print(header())
    for row in rows(args.gold, args.documents, args.teacher, args.embedder):
        print(row if isinstance(row, str) else row.text(), flush=True)


if __name__ == "__main__":
    main()
