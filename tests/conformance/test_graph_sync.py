"""Syncing, over every store."""

from __future__ import annotations

import json
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import ladybug_bulk
from graph.export import projection_json, store_json
from graph.model import Changes
from graph.project import project
from graph.store import GraphStore
from ontology.errors import StoreError
from ontology.records import CanonicalEntity, Entity, Resolution
from tests.graph_samples import LAW, PLAN, library, resolve

RECORDS = library(4)


def graph(records):
    return project(records, resolve(records))


def test_an_empty_store_has_no_meta_and_no_rows(store: GraphStore):
    assert store.meta() is None
    assert json.loads(store_json(store)) == {"nodes": [], "edges": []}


def test_sync_writes_exactly_the_projection(store: GraphStore):
    wanted = graph(RECORDS)
    changes = store.sync(wanted, "revision-1")
    assert (changes.nodes_written, changes.edges_written) == (len(wanted.nodes), len(wanted.edges))
    assert store_json(store) == projection_json(wanted)
    meta = store.meta()
    assert meta is not None
    assert (meta.complete, meta.revision, meta.fingerprint) == (True, "revision-1", wanted.fingerprint)
    assert (meta.nodes, meta.edges) == (len(wanted.nodes), len(wanted.edges))


def test_a_second_sync_changes_nothing(store: GraphStore):
    store.sync(graph(RECORDS))
    before = store_json(store)
    assert store.sync(graph(list(reversed(RECORDS)))) == Changes()
    assert store_json(store) == before


def test_the_revision_is_kept_when_only_it_changes(store: GraphStore):
    store.sync(graph(RECORDS), "a")
    assert not store.sync(graph(RECORDS), "b")
    meta = store.meta()
    assert meta is not None and meta.revision == "b"


def test_adding_a_document_writes_only_what_is_new(store: GraphStore):
    few, all_of_them = graph(RECORDS[:3]), graph(RECORDS)
    store.sync(few)
    changes = store.sync(all_of_them)
    added = {node.id for node in all_of_them.nodes} - {node.id for node in few.nodes}
    assert changes.nodes_written == len(added)
    assert changes.edges_written < len(all_of_them.edges) / 2
    assert store_json(store) == projection_json(all_of_them)


def test_deleting_a_document_leaves_the_graph_that_never_had_it(store: GraphStore):
    never = graph(RECORDS[1:])
    store.sync(graph(RECORDS))
    changes = store.sync(never)
    assert changes.nodes_deleted > 0 and changes.edges_deleted > 0
    assert store_json(store) == projection_json(never)


def test_deleting_all_leaves_nothing(store: GraphStore):
    store.sync(graph(RECORDS))
    store.sync(graph([]))
    assert json.loads(store_json(store)) == {"nodes": [], "edges": []}


def test_a_judgement_moves_facts_to_the_other_entity(store: GraphStore):
    apart = resolve(RECORDS)
    kept = [entity for entity in apart.entities if entity.id not in (LAW.id, PLAN.id)]
    one = CanonicalEntity(LAW.id, "Policy", LAW.name, (PLAN.name,), (LAW.id, PLAN.id), reasons=("an expert said so",))
    together = Resolution((*kept, one), apart.links)
    store.sync(project(RECORDS, apart))
    before = store_json(store)
    store.sync(project(RECORDS, together))
    assert store_json(store) == projection_json(project(RECORDS, together))
    rows = store.read("MATCH (p:Point)-[r:IMPLEMENTS]->(x) RETURN DISTINCT x.id, x.type").rows
    assert rows == ((LAW.id, "Policy"),)
    store.sync(project(RECORDS, apart))
    assert store_json(store) == before


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(4)), gone=st.sets(st.integers(0, 3), max_size=3))
def test_any_order_of_adding_and_deleting_gives_the_same_graph(store: GraphStore, order: list[int], gone: set[int]):
    store.clear()
    held: list[int] = []
    for number in order:
        held.append(number)
        store.sync(graph([RECORDS[one] for one in held]))
    for number in gone:
        held.remove(number)
        store.sync(graph([RECORDS[one] for one in held]))
    assert store_json(store) == projection_json(graph([RECORDS[one] for one in sorted(held)]))


def test_clear_empties_and_forgets(store: GraphStore):
    store.sync(graph(RECORDS))
    store.clear()
    assert store.meta() is None
    assert json.loads(store_json(store)) == {"nodes": [], "edges": []}
    assert store.sync(graph(RECORDS)).nodes_written > 0


def test_close_twice_is_harmless(store: GraphStore):
    store.close()
    store.close()


def test_reading_goes_on_while_the_graph_changes(store: GraphStore):
    store.sync(graph(RECORDS[:1]))
    done, wrong = threading.Event(), []

    def look() -> None:
        while not done.is_set():
            try:
                counted = store.read("MATCH (d:Document) RETURN count(d)").rows[0][0]
            except StoreError as error:
                wrong.append(str(error))
            else:
                wrong.extend([f"{counted} documents"] if counted not in range(5) else [])

    readers = [threading.Thread(target=look) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for some in (4, 2, 3):
            store.sync(graph(RECORDS[:some]))
        store.clear()
        store.sync(graph(RECORDS))
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert wrong == []
    assert store_json(store) == projection_json(graph(RECORDS))


AWKWARD = [
    "a,b",
    'say "x"',
    "two\nlines",
    "\r\n",
    " spaces ",
    "back\\slash",
    "it's",
    "[1, 2]",
    "NULL",
    "null",
    "表,“引号”",
    "😀",
    "\t",
    "{a: 1}",
    "''",
]


def test_awkward_texts_survive_in_bulk_and_one_by_one(store: GraphStore, monkeypatch: pytest.MonkeyPatch):
    names = [f"{text}{number}" for number, text in enumerate(AWKWARD)] + AWKWARD
    things = [
        Entity(f"ent-{number:04x}", "Program", name, ("别名,一", name) if number % 2 else ())
        for number, name in enumerate(names)
    ]
    entities = tuple(CanonicalEntity(e.id, e.type, e.name, e.aliases, (e.id,)) for e in things)
    for most in (1, 10**9):
        monkeypatch.setattr(ladybug_bulk, "BULK", most)
        store.clear()
        wanted = project([], Resolution(entities))
        store.sync(wanted)
        assert store_json(store) == projection_json(wanted)


def test_a_bulk_of_documents_is_the_same_graph(store: GraphStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ladybug_bulk, "BULK", 1)
    for records in (RECORDS[:2], RECORDS, RECORDS[1:], RECORDS):
        store.sync(graph(records))
        assert store_json(store) == projection_json(graph(records))
