"""RDF exports, SPARQL and SHACL."""

from __future__ import annotations

import pytest
import rdflib

from graph import rdf
from graph.project import project
from graph.sparql import SparqlView, check_read_only
from ontology.errors import ForbiddenQuery, InvalidQuery, StoreQueryError
from ontology.vocabulary import GENERATED, PREFIXES
from tests.graph_samples import LAW, PLAN, library, resolve

RECORDS = library(3)
GRAPH = project(RECORDS, resolve(RECORDS))
PW = rdflib.Namespace(PREFIXES["pw"])


@pytest.fixture(scope="module")
def turtle() -> rdflib.Graph:
    return rdflib.Graph().parse(data=rdf.serialise(GRAPH, "turtle"), format="turtle")


@pytest.fixture(scope="module")
def view() -> SparqlView:
    return SparqlView(GRAPH)


def union(data: bytes, format: str) -> rdflib.Graph:
    found = rdflib.Dataset()
    found.parse(data=data, format=format)
    flat = rdflib.Graph()
    for subject, predicate, thing, _ in found.quads():
        flat.add((subject, predicate, thing))
    return flat


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("format", "reader"), [("nquads", "nquads"), ("jsonld", "json-ld")])
def test_all_formats_say_the_same(turtle: rdflib.Graph, format: str, reader: str):
    assert set(union(rdf.serialise(GRAPH, format), reader)) == set(turtle)  # there are no blank nodes


def test_equal_graphs_give_equal_lines():
    again = project(list(reversed(RECORDS)), resolve(RECORDS))
    assert rdf.serialise(again, "nquads") == rdf.serialise(GRAPH, "nquads")


def test_every_edge_is_a_triple_and_all_but_containment_a_statement(turtle: rdflib.Graph):
    for edge in GRAPH.edges:
        source, target = rdflib.URIRef(rdf.BASE + edge.source), rdflib.URIRef(rdf.BASE + edge.target)
        assert set(turtle.predicates(source, target)) or edge.predicate == "has_part"
    statements = set(turtle.subjects(rdflib.RDF.type, PW.Statement))
    assert len(statements) == sum(edge.predicate != "has_part" for edge in GRAPH.edges)


def test_quotes_stand_where_their_selectors_say(turtle: rdflib.Graph):
    texts = {rdflib.URIRef(rdf.BASE + record.id): record.text for record in RECORDS}
    query = """SELECT ?document ?start ?end ?exact WHERE { ?s prov:wasQuotedFrom ?document ; oa:hasSelector ?p, ?q .
        ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?exact }"""
    rows = list(turtle.query(query, initNs=PREFIXES))
    assert len(rows) > 50
    for document, start, end, exact in rows:
        assert texts[document][int(start) : int(end)] == str(exact)


def test_an_unknown_format_is_refused():
    with pytest.raises(InvalidQuery, match="no such RDF format: xml"):
        rdf.serialise(GRAPH, "xml")


def validate(graph: rdflib.Graph) -> tuple[bool, str]:
    pyshacl = pytest.importorskip("pyshacl")
    shapes = rdflib.Graph().parse(GENERATED / "shapes.ttl")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    return conforms, report


def test_the_shapes_find_nothing_wrong(turtle: rdflib.Graph):
    assert validate(turtle) == (True, "Validation Report\nConforms: True\n")


TO_A_REGION = (
    "DELETE { ?s rdf:object ?o } INSERT { ?s rdf:object ?t } "
    "WHERE { ?s rdf:object ?o ; a pw:RevisesStatement . ?t a pw:Region }"
)
BEFORE_THE_TEXT = "DELETE { ?s oa:start ?o } INSERT { ?s oa:start -1 } WHERE { ?s a oa:TextPositionSelector ; oa:start ?o }"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ("DELETE { ?s skos:prefLabel ?o } WHERE { ?s a pw:Policy ; skos:prefLabel ?o }", "skos:prefLabel"),
        ("DELETE { ?s eli:is_part_of ?o } WHERE { ?s a pw:Point ; eli:is_part_of ?o }", "eli:is_part_of"),
        (TO_A_REGION, "rdf:object"),
        (BEFORE_THE_TEXT, "oa:start"),
    ],
)
def test_the_shapes_find_what_is_wrong(change: str, path: str):
    graph = rdflib.Graph().parse(data=rdf.serialise(GRAPH, "turtle"), format="turtle")
    graph.update(change, initNs=PREFIXES)
    conforms, report = validate(graph)
    assert not conforms and f"Result Path: {path}" in report


# SPARQL


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
    with pytest.raises(StoreQueryError, match="longer than"):
        SparqlView(GRAPH).query("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i) }", timeout=0.2)


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
