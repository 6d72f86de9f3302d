"""The graph as RDF: the same nodes, edges and evidence under the terms of ELI, ORG, PROV-O, SKOS, schema.org and others.

A document's statements are in a named graph of their own, entities in the default graph. Every relationship is said
twice: as a triple, and as a statement that carries the quoted words, their place, the rule and its confidence. No blank
nodes, so that equal graphs give equal lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

import pyoxigraph as ox

from graph.model import Edge, Node, Projection
from ontology.errors import InvalidQuery
from ontology.model import load_model
from ontology.vocabulary import PREFIXES, expand, statement_class

BASE = "urn:yaodian:"
"""Ids become IRIs by this beginning."""

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_XSD = PREFIXES["xsd"]


def serialise(projection: Projection, format: str, base: str = BASE) -> bytes:
    """The graph in one of ``FORMATS``.

    Args:
        projection: Made by ``graph.project``.
        format: ``turtle`` (all graphs as one), ``nquads`` (sorted lines) or ``jsonld``.
        base: The beginning of all IRIs of data.

    Returns:
        UTF-8 text.

    Raises:
        InvalidQuery: There is no such format.
    """
    if format not in FORMATS:
        raise InvalidQuery(f"no such RDF format: {format}", where="format", hint=f"Formats: {', '.join(FORMATS)}")
    found = quads(projection, base)
    if format == "turtle":
        return _written((quad.triple for quad in found), format)
    data = _written(found, format)
    return b"".join(sorted(data.splitlines(keepends=True))) if format == "nquads" else data


def _written(statements: Iterator[Any], format: str) -> bytes:
    used = {prefix: iri for prefix, iri in PREFIXES.items() if prefix not in ("owl", "sh")}
    data = ox.serialize(statements, format=FORMATS[format], prefixes=used)
    return data or b""


def write_quads(projection: Projection, base: str, sink: IO[bytes]) -> None:
    """Write all quads of a graph as N-Quads, group by group, so that never all of them are in memory."""
    ox.serialize(quads(projection, base), output=sink, format=ox.RdfFormat.N_QUADS)


def quads(projection: Projection, base: str = BASE) -> Iterator[ox.Quad]:
    """All quads of a graph, group by group.

    Args:
        projection: Made by ``graph.project``.
        base: The beginning of all IRIs of data.

    Yields:
        Quads without blank nodes.
    """
    for group in projection.groups:
        writer = _Writer(base, ox.DefaultGraph() if group.entities else ox.NamedNode(f"{base}graph:{group.name}"))
        content = group.build()  # not kept, so that never the whole graph is in memory
        for node in content.nodes:
            writer.node(node)
        for edge in content.edges:
            writer.edge(edge)
        yield from writer.found


class _Writer:
    """Collects the quads of one named graph."""

    def __init__(self, base: str, graph: ox.NamedNode | ox.DefaultGraph) -> None:
        self.base = base
        self.graph = graph
        self.model = load_model()
        self.found: list[ox.Quad] = []

    def iri(self, key: str) -> ox.NamedNode:
        return ox.NamedNode(self.base + key)

    def add(self, subject: ox.NamedNode, term: str, value: Any) -> None:  # noqa: ANN401  terms and plain values
        """Add one statement, or none if there is no value."""
        if value is None:
            return
        if not isinstance(value, (ox.NamedNode, ox.Literal)):
            value = _literal(value)
        self.found.append(ox.Quad(subject, ox.NamedNode(expand(term)), value, self.graph))

    def node(self, node: Node) -> None:
        subject, kind = self.iri(node.id), self.model.types[node.type]
        for term in dict.fromkeys((f"pw:{node.type}", kind.rdf)):
            self.add(subject, "rdf:type", ox.NamedNode(expand(term)))
        _LAYERS[kind.layer](self, subject, node.properties)

    def document(self, subject: ox.NamedNode, known: Mapping[str, Any]) -> None:
        self.add(subject, "eli:title", known["name"])
        self.add(subject, "eli:id_local", known.get("doc_number"))
        self.add(subject, "eli:date_document", _date(known.get("date")))
        self.add(subject, "eli:first_date_entry_in_force", _date(known.get("effective")))
        self.add(subject, "schema:dateCreated", _year(known.get("year")))
        self.add(subject, "dct:type", known.get("kind"))
        self.add(subject, "dct:source", known.get("source_name"))
        self.add(subject, "dct:language", "zh")
        self.add(subject, "pw:sha256", known.get("sha256"))
        for name in known.get("issuers", ()):
            self.add(subject, "pw:issuerName", name)
        for name in known.get("recipients", ()):
            self.add(subject, "pw:recipientName", name)
        agent = self.agent(known.get("extractor", ""))
        self.add(subject, "prov:wasAttributedTo", agent)

    def agent(self, extractor: str) -> ox.NamedNode:
        """The program that read the document."""
        agent = self.iri(f"agent:{_safe(extractor)}")
        self.add(agent, "rdf:type", ox.NamedNode(expand("prov:SoftwareAgent")))
        self.add(agent, "rdfs:label", extractor or None)
        return agent

    def structure(self, subject: ox.NamedNode, known: Mapping[str, Any]) -> None:
        self.add(subject, "eli:number", known.get("path"))
        self.add(subject, "eli:title", known.get("title"))
        self.add(subject, "schema:position", known.get("order"))
        self.add(subject, "schema:text", known.get("text"))
        self.add(subject, "pw:kind", known.get("kind"))
        self.position(subject, known)

    def fact(self, subject: ox.NamedNode, known: Mapping[str, Any]) -> None:
        self.add(subject, "rdf:type", ox.NamedNode(expand("schema:QuantitativeValue")))
        self.add(subject, "schema:value", float(known["value"]))
        self.add(subject, "schema:maxValue", known.get("upper"))
        for name, term in (("unit", "schema:unitText"), ("text", "rdfs:label"), ("subject", "schema:name")):
            self.add(subject, term, known.get(name))
        for name in ("comparator", "deadline", "baseline"):
            self.add(subject, f"pw:{name}", known.get(name))
        for year in known.get("years", ()):
            self.add(subject, "pw:year", _year(year))
        self.position(subject, known)

    def entity(self, subject: ox.NamedNode, known: Mapping[str, Any]) -> None:
        self.add(subject, "skos:prefLabel", ox.Literal(known["name"], language="zh"))
        for alias in known.get("aliases", ()):
            self.add(subject, "skos:altLabel", ox.Literal(alias, language="zh"))
        self.add(subject, "skos:scopeNote", known.get("scope"))
        for reason in known.get("reasons", ()):
            self.add(subject, "skos:editorialNote", reason)

    def position(self, subject: ox.NamedNode, known: Mapping[str, Any]) -> None:
        """Where in the text something stands, as code points."""
        if known.get("start") is None:
            return
        selector = ox.NamedNode(f"{subject.value}:position")
        self.add(subject, "oa:hasSelector", selector)
        self.add(selector, "rdf:type", ox.NamedNode(expand("oa:TextPositionSelector")))
        self.add(selector, "oa:start", known["start"])
        self.add(selector, "oa:end", known["end"])

    def edge(self, edge: Edge) -> None:
        source, target, known = self.iri(edge.source), self.iri(edge.target), edge.properties
        predicate = self.model.predicates[edge.predicate]
        self.add(source, predicate.rdf, target)
        if edge.predicate == "has_part":
            self.add(target, "eli:is_part_of", source)
            return
        statement = self.iri(edge.id)
        for term in ("pw:Statement", "prov:Entity", statement_class(edge.predicate)):
            self.add(statement, "rdf:type", ox.NamedNode(expand(term)))
        self.add(statement, "rdf:subject", source)
        self.add(statement, "rdf:predicate", ox.NamedNode(expand(predicate.rdf)))
        self.add(statement, "rdf:object", target)
        self.add(statement, "prov:wasQuotedFrom", self.iri(str(known["document"])))
        for name in ("path", "rule", "confidence", "modality", "origin", "reason"):
            self.add(statement, f"pw:{name}", known.get(name))
        self.position(statement, known)
        if known.get("quote"):
            quote = ox.NamedNode(f"{statement.value}:quote")
            self.add(statement, "oa:hasSelector", quote)
            self.add(quote, "rdf:type", ox.NamedNode(expand("oa:TextQuoteSelector")))
            self.add(quote, "oa:exact", known["quote"])


_LAYERS: dict[str, Callable[[_Writer, ox.NamedNode, Mapping[str, Any]], None]] = {
    "document": _Writer.document,
    "structure": _Writer.structure,
    "fact": _Writer.fact,
    "entity": _Writer.entity,
}


def _literal(value: str | int | float) -> ox.Literal:
    if isinstance(value, int):
        return ox.Literal(str(value), datatype=ox.NamedNode(f"{_XSD}integer"))
    if isinstance(value, float):
        return ox.Literal(repr(value), datatype=ox.NamedNode(f"{_XSD}double"))
    return ox.Literal(value)


def _date(value: str | None) -> ox.Literal | None:
    return ox.Literal(value, datatype=ox.NamedNode(f"{_XSD}date")) if value else None


def _year(value: int | None) -> ox.Literal | None:
    return ox.Literal(f"{value:04d}", datatype=ox.NamedNode(f"{_XSD}gYear")) if value is not None else None


def _safe(text: str) -> str:
    """A text as part of an IRI."""
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else f"%{ord(letter):02X}" for letter in text
    )
