"""The ontology as RDF: an OWL file, SHACL shapes and a JSON-LD context, made from ``schema/`` and from nothing else.

``python -m ontology.vocabulary`` writes them to ``ontology/generated``; a test fails when they are stale. Terms of
others are used as they are (ELI, ORG, PROV-O, SKOS, schema.org, Web Annotation); what nobody else has is ``pw:``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ontology.model import Model, PredicateDef, TypeDef, load_model

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "pw": "urn:yaodian:ns#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
GENERATED = Path(__file__).parent / "generated"


def expand(term: str) -> str:
    """The IRI of a prefixed term.

    >>> expand("pw:Target")
    'urn:yaodian:ns#Target'
    """
    prefix, _, local = term.partition(":")
    return PREFIXES[prefix] + local


def statement_class(predicate: str) -> str:
    """The class of the statements with a predicate.

    >>> statement_class("run_by")
    'pw:RunByStatement'
    """
    return f"pw:{''.join(word.capitalize() for word in predicate.split('_'))}Statement"


def _head() -> str:
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def _text(words: str, language: str) -> str:
    return f"{json.dumps(words, ensure_ascii=False)}@{language}"


def _described(thing: TypeDef | PredicateDef) -> str:
    return (
        f"    rdfs:label {_text(thing.label.zh, 'zh')}, {_text(thing.label.en, 'en')} ;\n"
        f"    rdfs:comment {_text(thing.description.zh, 'zh')}, {_text(thing.description.en, 'en')}"
    )


def owl(model: Model) -> str:
    """The classes and properties, labelled in both languages, as Turtle."""
    blocks = [_head(), f"<{PREFIXES['pw'].rstrip('#')}> a owl:Ontology ;\n    rdfs:label {_text('要点本体', 'zh')} ."]
    for kind in model.types.values():
        above = "" if kind.rdf in (f"pw:{kind.name}", "pw:Programme") else f"    rdfs:subClassOf {kind.rdf} ;\n"
        blocks.append(f"pw:{kind.name} a owl:Class ;\n{above}{_described(kind)} .")
    blocks.append(
        f"pw:Programme a owl:Class ;\n    owl:equivalentClass pw:Program ;\n    rdfs:label {_text('项目与制度', 'zh')} ."
    )
    blocks.append(
        f"pw:Statement a owl:Class ;\n    rdfs:subClassOf prov:Entity, rdf:Statement ;\n    rdfs:label {_text('陈述', 'zh')} ."
    )
    for predicate in model.predicates.values():
        blocks.append(_property(predicate))
        blocks.append(
            f"{statement_class(predicate.name)} a owl:Class ;\n    rdfs:subClassOf pw:Statement ;\n{_described(predicate)} ."
        )
    return "\n\n".join(blocks) + "\n"


def _property(predicate: PredicateDef) -> str:
    """A property under the name that the predicate has in Cypher queries, tied to the term that the data use."""
    own = f"pw:{predicate.name}"
    same = "" if predicate.rdf == own else f"    owl:equivalentProperty {predicate.rdf} ;\n"
    return f"{own} a owl:ObjectProperty ;\n{same}{_described(predicate)} ."


def shapes(model: Model) -> str:
    """What every export keeps to, as SHACL in Turtle."""
    blocks = [_head()]
    for kind in model.types.values():
        blocks.append(_node_shape(kind))
    for predicate in model.predicates.values():
        blocks.append(_statement_shape(model, predicate))
    blocks.append(_SELECTORS)
    return "\n\n".join(blocks) + "\n"


_EVIDENCE = """    sh:property [ sh:path rdf:predicate ; sh:hasValue {term} ; sh:minCount 1 ; sh:maxCount 1 ] ;
    sh:property [ sh:path pw:confidence ; sh:datatype xsd:double ; sh:minInclusive 0.0 ; sh:maxInclusive 1.0 ; sh:maxCount 1 ] ;
    sh:property [ sh:path prov:wasQuotedFrom ; sh:class pw:Document ; sh:minCount 1 ; sh:maxCount 1 ] ;
    sh:property [ sh:path oa:hasSelector ; sh:maxCount 2 ] ."""
_SELECTORS = """pw:TextPositionShape a sh:NodeShape ;
    sh:targetClass oa:TextPositionSelector ;
    sh:property [ sh:path oa:start ; sh:datatype xsd:integer ; sh:minInclusive 0 ; sh:minCount 1 ; sh:maxCount 1 ] ;
    sh:property [ sh:path oa:end ; sh:datatype xsd:integer ; sh:minInclusive 0 ; sh:minCount 1 ; sh:maxCount 1 ] .

pw:TextQuoteShape a sh:NodeShape ;
    sh:targetClass oa:TextQuoteSelector ;
    sh:property [ sh:path oa:exact ; sh:datatype xsd:string ; sh:minLength 1 ; sh:minCount 1 ; sh:maxCount 1 ] ."""
_BY_LAYER = {
    "document": ("sh:path eli:title ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1",),
    "structure": (
        "sh:path eli:is_part_of ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1",
        "sh:path oa:hasSelector ; sh:class oa:TextPositionSelector ; sh:minCount 1 ; sh:maxCount 1",
    ),
    "fact": (
        "sh:path schema:value ; sh:datatype xsd:double ; sh:minCount 1 ; sh:maxCount 1",
        "sh:path oa:hasSelector ; sh:class oa:TextPositionSelector ; sh:minCount 1 ; sh:maxCount 1",
    ),
    "entity": ("sh:path skos:prefLabel ; sh:datatype rdf:langString ; sh:minCount 1 ; sh:maxCount 1",),
}


def _node_shape(kind: TypeDef) -> str:
    rules = "".join(f" ;\n    sh:property [ {rule} ]" for rule in _BY_LAYER[kind.layer])
    return f"pw:{kind.name}Shape a sh:NodeShape ;\n    sh:targetClass pw:{kind.name} ;\n    sh:class {kind.rdf}{rules} ."


def _statement_shape(model: Model, predicate: PredicateDef) -> str:
    subjects = set(predicate.subject)
    if "Point" in subjects:
        subjects |= {"Part", "Document"}  # a part speaks for itself; what stands outside the outline, for the document
    objects = set(predicate.object)
    if objects & set(model.entity_types()):
        objects |= {"Document"} if predicate.name == "implements" else set()
    if predicate.name == "continues":
        objects |= {"Part"}
    kind = statement_class(predicate.name)
    return (
        f"{kind.removesuffix('Statement')}Shape a sh:NodeShape ;\n    sh:targetClass {kind} ;\n"
        f"    sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; {_any_of(subjects)} ] ;\n"
        f"    sh:property [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ; {_any_of(objects)} ] ;\n"
        + _EVIDENCE.format(term=predicate.rdf)
    )


def _any_of(kinds: Iterable[str]) -> str:
    return "sh:or ( " + " ".join(f"[ sh:class pw:{kind} ]" for kind in sorted(kinds)) + " )"


def context(model: Model) -> str:
    """The JSON-LD context: every type and predicate under its own name."""
    terms: dict[str, object] = {**PREFIXES, "id": "@id", "type": "@type"}
    terms |= {kind.name: f"pw:{kind.name}" for kind in model.types.values()}
    terms |= {predicate.name: {"@id": predicate.rdf, "@type": "@id"} for predicate in model.predicates.values()}
    terms |= {"name": {"@id": "skos:prefLabel", "@language": "zh"}, "aliases": {"@id": "skos:altLabel", "@language": "zh"}}
    return json.dumps({"@context": terms}, ensure_ascii=False, indent=2) + "\n"


def files(model: Model | None = None) -> dict[str, str]:
    """The text of each generated file by its name."""
    model = model or load_model()
    return {"yaodian.ttl": owl(model), "shapes.ttl": shapes(model), "context.jsonld": context(model)}


def write(folder: Path = GENERATED) -> None:
    """Write the generated files."""
    folder.mkdir(exist_ok=True)
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
