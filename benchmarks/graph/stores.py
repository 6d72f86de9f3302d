"""Both stores over the real corpus: objects a second, one more document, exploring, exports. Prints one table.

python -m benchmarks.graph.stores --shared ../shared [--neo4j bolt://… --password …]
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.evaluation import Row, show
from graph import explore, paths, rdf
from graph.export import projection_json, store_json
from graph.ladybug_store import LadybugStore
from graph.neo4j_store import Neo4jStore
from graph.project import project
from graph.store import GraphStore
from ingest.pipeline import extract
from ingest.resolve import resolve
from ontology.records import Record

ROUNDS = 5


def timed(work: Callable[[], Any]) -> float:
    """Seconds that something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def read(shared: Path) -> list[Record]:
    """The records of the corpus."""
    return [extract(path.read_bytes(), path.name) for path in sorted((shared / "corpus").glob("*.txt"))]


def writing(store: GraphStore, records: list[Record]) -> list[Row]:
    """Objects a second from empty, and seconds for one document more or less."""
    whole, fewer = project(records, resolve(records)), project(records[1:], resolve(records[1:]))
    size = len(whole.nodes) + len(whole.edges)
    rows = [Row(store.name, f"{size} objects into an empty store, 1/s", size / timed(lambda: store.sync(whole)), 5_000)]
    rows.append(Row(store.name, "nothing to do, s", timed(lambda: store.sync(whole)), 0.5, at_most=True))
    times: dict[str, list[float]] = {"less": [], "more": []}
    for _ in range(ROUNDS):
        times["less"].append(timed(lambda: store.sync(fewer)))
        times["more"].append(timed(lambda: store.sync(whole)))
    rows += [
        Row(store.name, f"one document {way}, s", statistics.median(took), 1.0, at_most=True) for way, took in times.items()
    ]
    assert store_json(store) == projection_json(whole)
    return rows


def exploring(store: GraphStore) -> list[Row]:
    """Milliseconds of what a person clicks on, around the entities that are named most."""
    found = [item.id for item in explore.entities(store, limit=ROUNDS * 2).items]
    actions: dict[str, Callable[[str], Any]] = {
        "entities by name, ms": lambda id: explore.entities(store, "职业"),
        "facts of an entity, ms": lambda id: explore.entity(store, id),
        "neighbours, ms": lambda id: explore.neighbours(store, id),
        "paths of up to 4 steps, ms": lambda id: paths.paths(store, id, found[0]),
    }
    rows = []
    for what, action in actions.items():
        action(found[1])
        took = [timed(partial(action, id)) for id in found[1:]]
        rows.append(Row(store.name, what, statistics.median(took) * 1e3, 500.0, at_most=True))
    return rows


def exporting(records: list[Record]) -> list[Row]:
    """RDF triples a second."""
    graph = project(records, resolve(records))
    lines = len(rdf.serialise(graph, "nquads").splitlines())
    formats = ("nquads", "turtle", "jsonld")
    return [Row("rdf", f"{kind}, triples/s", lines / timed(partial(rdf.serialise, graph, kind)), 10_000) for kind in formats]


def main() -> None:
    """Run all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--neo4j", default=os.environ.get("YAODIAN_NEO4J_TEST_URI"))
    parser.add_argument("--password", default=os.environ.get("YAODIAN_NEO4J_TEST_PASSWORD", ""))
    options = parser.parse_args()
    records = read(options.shared)
    rows = exporting(records)
    with tempfile.TemporaryDirectory() as folder:
        rows.append(Row("ladybug", "open a new folder, s", timed(lambda: LadybugStore(folder).close()), 0.5, at_most=True))
        stores: list[GraphStore] = [LadybugStore(folder)]
        if options.neo4j:
            stores.append(Neo4jStore(options.neo4j, "neo4j", options.password))
        for store in stores:
            store.clear()
            rows += [*writing(store, records), *exploring(store)]
            store.close()
    print(show(rows))


if __name__ == "__main__":
    main()
