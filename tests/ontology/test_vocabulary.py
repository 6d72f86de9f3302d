"""The generated files say what the schema says."""

from __future__ import annotations

import json
import re

import pytest
import rdflib

from ontology.model import load_model
from ontology.vocabulary import GENERATED, PREFIXES, expand, files, statement_class


@pytest.mark.parametrize("name", sorted(files()))
def test_generated_files_are_fresh(name: str):
    assert (GENERATED / name).read_text(encoding="utf-8") == files()[name], "run: python -m ontology.vocabulary"


def test_every_term_of_the_schema_has_a_known_prefix():
    model = load_model()
    for thing in (*model.types.values(), *model.predicates.values()):
        assert expand(thing.rdf).startswith(PREFIXES[thing.rdf.partition(":")[0]])


def test_the_ontology_labels_everything_in_both_languages():
    graph = rdflib.Graph().parse(data=files()["yaodian.ttl"], format="turtle")
    model = load_model()
    for name in (*model.types, *model.predicates):
        languages = {label.language for label in graph.objects(rdflib.URIRef(expand(f"pw:{name}")), rdflib.RDFS.label)}
        assert languages == {"zh", "en"}


def test_every_predicate_has_a_shape():
    text = files()["shapes.ttl"]
    for name in load_model().predicates:
        assert re.search(rf"sh:targetClass {statement_class(name)} ;", text)


def test_the_context_expands_to_the_schema():
    terms = json.loads(files()["context.jsonld"])["@context"]
    assert terms["implements"] == {"@id": "eli:applies", "@type": "@id"}
    assert terms["Program"] == "pw:Program"
