"""RDF exports and SHACL."""

from __future__ import annotations

import pytest
import rdflib

from graph import rdf
from graph.project import project
from ontology.errors import InvalidQuery
from ontology.vocabulary import GENERATED, PREFIXES
from tests.graph_samples import library, resolve

RECORDS = library(3)
GRAPH = project(RECORDS, resolve(RECORDS))
PW = rdflib.Namespace(PREFIXES["pw"])


@pytest.fixture(scope="module")
def turtle() -> rdflib.Graph:
    return rdflib.Graph().parse(data=rdf.serialise(GRAPH, "turtle"), format="turtle")


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
