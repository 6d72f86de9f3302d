"""SPARQL: what it answers, what it refuses, and that no query harms more than the process it runs in."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import rdf
from graph.project import project
from graph.sparql import SparqlView, check_read_only
from ontology.errors import ForbiddenQuery, InvalidQuery, StoreQueryError
from ontology.vocabulary import PREFIXES
from tests.graph_samples import LAW, PLAN, library, resolve

ROOT = Path(__file__).parent.parent.parent
RECORDS = library(3)
GRAPH = project(RECORDS, resolve(RECORDS))
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i) }"


@pytest.fixture(scope="module")
def view() -> Iterator[SparqlView]:
    view = SparqlView(GRAPH)
    yield view
    view.close()


def test_select_ask_and_construct(view: SparqlView):
    rows = view.query(
        "SELECT ?name (COUNT(?p) AS ?n) WHERE { ?p pw:builds|eli:applies ?x . ?x skos:prefLabel ?name } GROUP BY ?name"
    )
    assert rows.columns == ("name", "n") and rows.rows == (("匠心计划", 3),)
    assert view.query(f"ASK {{ <{rdf.BASE}{LAW.id}> a eli:LegalResource }}").rows == ((True,),)
    made = view.query(f"CONSTRUCT {{ ?s rdf:value ?n }} WHERE {{ ?s skos:prefLabel ?n FILTER(?s = <{rdf.BASE}{PLAN.id}>) }}")
    assert made.rows == ((rdf.BASE + PLAN.id, PREFIXES["rdf"] + "value", "匠心计划"),)


def test_a_document_has_a_graph_of_its_own(view: SparqlView):
    rows = view.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?d a pw:Document } } ORDER BY ?g").rows
    assert [row[0] for row in rows] == sorted(f"{rdf.BASE}graph:{record.id}" for record in RECORDS)


def test_numbers_come_as_numbers_and_missing_values_as_none(view: SparqlView):
    rows = view.query("SELECT DISTINCT ?v ?no WHERE { ?t a pw:Target ; schema:value ?v OPTIONAL { ?t pw:nothing ?no } }").rows
    assert rows == ((3000.0, None),)


def test_rows_and_time_are_limited(view: SparqlView):
    table = view.query("SELECT ?s WHERE { ?s ?p ?o }", limit=2)
    assert len(table.rows) == 2 and table.truncated
    assert not view.query("SELECT ?s WHERE { ?s a pw:Document }", limit=len(RECORDS)).truncated


def test_an_endless_query_is_ended_and_the_next_one_is_answered(view: SparqlView):
    with pytest.raises(StoreQueryError, match=r"longer than 0\.5 seconds"):
        view.query(ENDLESS, timeout=0.5)
    assert view.query("ASK { ?s ?p ?o }").rows == ((True,),)


def test_one_who_waits_for_an_endless_query_gets_a_turn(view: SparqlView):
    view.query("ASK { ?s ?p ?o }")
    ended: list[str] = []

    def hold() -> None:
        try:
            view.query(ENDLESS, timeout=2)
        except StoreQueryError as error:
            ended.append(error.what)

    holder = threading.Thread(target=hold)
    holder.start()
    while not view._turn.locked():
        time.sleep(0.001)
    assert view.query("ASK { ?s ?p ?o }", timeout=30).rows == ((True,),)
    holder.join()
    assert ended == ["the query took longer than 2 seconds"]


def test_a_query_that_takes_too_much_memory_ends_alone():
    view = SparqlView(GRAPH, room=64 * 2**20)
    with pytest.raises(StoreQueryError, match="more memory"):
        view.query("SELECT ?a ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a", timeout=60)
    assert view.query("ASK { ?s ?p ?o }").rows == ((True,),)
    view.close()


def test_an_engine_that_was_killed_is_started_again(view: SparqlView):
    view.query("ASK { ?s ?p ?o }")
    os.kill(view._engine._process.pid, signal.SIGABRT)
    with pytest.raises(StoreQueryError, match="broke down"):
        view.query("ASK { ?s ?p ?o }")
    assert view.query("ASK { ?s ?p ?o }").rows == ((True,),)


def test_an_engine_that_nobody_asks_ends_and_is_started_again():
    view = SparqlView(GRAPH, idle=0.05)
    view.query("ASK { ?s ?p ?o }")
    view._engine._process.wait()
    assert view.query("ASK { ?s ?p ?o }").rows == ((True,),)
    view.close()


def test_a_view_that_is_dropped_leaves_no_process():
    view = SparqlView(GRAPH)
    view.query("ASK { ?s ?p ?o }")
    process = view._engine._process
    del view
    gc.collect()
    assert process.returncode is not None


def test_a_process_that_may_take_less_than_a_query_could_is_not_given_more():
    body = """
import resource
from graph.sparql import SparqlView
from graph.project import project
from tests.graph_samples import library, resolve
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
records = library(2)
view = SparqlView(project(records, resolve(records)))
print(view.query("ASK { ?s ?p ?o }", timeout=60).rows)
view.close()
"""
    done = subprocess.run([sys.executable, "-c", body], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout == "((True,),)\n", done.stderr


def test_what_was_left_of_a_querys_time_is_not_the_next_ones(view: SparqlView):
    view.query("ASK { ?s ?p ?o }")
    view._engine._channel.settimeout(1e-6)
    message = {"query": f"# {'x' * 4_000_000}\nASK {{ ?s ?p ?o }}", "prefixes": {}, "limit": 1}
    assert view._engine.ask(message, 30.0)["rows"] == [[True]]


def test_numbers_that_json_lacks_come_as_texts(view: SparqlView):
    asked = 'SELECT ("NaN"^^xsd:double AS ?n) ("INF"^^xsd:double AS ?i) (1.5 AS ?d) (2e0 AS ?e) {}'
    assert view.query(asked).rows == (("NaN", "INF", 1.5, 2.0),)


def test_rows_that_hold_too_much_text_are_refused(view: SparqlView):
    doubled = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(24))
    with pytest.raises(StoreQueryError, match="too much text"):
        view.query(f'SELECT ?x24 {{ BIND("12345678" AS ?x0) {doubled} }}')
    assert view.query("ASK { ?s ?p ?o }").rows == ((True,),)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        'SELECT * WHERE { ?s ?p "\\" } #" }\nSERVICE <http://127.0.0.1:1/> {} }',
        r"PREFIX a: <a:> SELECT * { {} UNION { ?s a:b\#c ?o } UNION { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
        r"PREFIX a: <a:> SELECT * { ?s a:b\'c ?o SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } ?s a:b\'c ?o }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_what_would_write_or_leave_the_machine_is_refused(view: SparqlView, text: str):
    with pytest.raises((ForbiddenQuery, InvalidQuery)):
        view.query(text)


def test_words_in_texts_names_and_comments_are_no_clauses():
    check_read_only("SELECT ?from ?load WHERE { ?from schema:service 'SERVICE # FROM' # LOAD\n }")
    check_read_only("SELECT ?service ?publicService WHERE { ?service <urn:service#from> ?publicService }")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * " + "{" * 4000 + "}" * 4000,
        "SELECT * " + "{" * 9000,
        "SELECT * { ?s ?p " + "(" * 4000 + ")" * 4000 + " }",
        "SELECT (1<" + "IF(true," * 1000 + "1" + ",1)" * 1000 + ">0 AS ?x) {}",
    ],
)
def test_brackets_that_would_exhaust_the_engine_are_refused(view: SparqlView, text: str):
    with pytest.raises(InvalidQuery, match="deeper"):
        view.query(text)


def test_brackets_in_texts_and_comments_do_not_count(view: SparqlView):
    assert view.query("SELECT ('" + "(" * 100 + "' AS ?x) { #" + "{" * 100 + "\n}").rows == (("(" * 100,),)


def test_a_query_that_cannot_be_read_is_one_line(view: SparqlView):
    with pytest.raises(InvalidQuery) as caught:
        view.query("SELECT WHERE")
    assert "\n" not in str(caught.value)
