"""Records and their resolution to a graph."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export import projection_json
from graph.project import bucket, project
from graph.schema import all_columns, labels, node_columns, predicates
from ontology.errors import RecordFormatError
from ontology.model import load_model
from ontology.records import CanonicalEntity, DocumentLink, NodeKind, Resolution
from tests.graph_samples import CENTRE, LAW, MINISTRY, PLAN, library, resolve

RECORDS = library(3)
GRAPH = project(RECORDS, resolve(RECORDS))
NODES = {node.id: node for node in GRAPH.nodes}


@given(st.permutations(range(3)))
def test_the_order_of_records_does_not_matter(order: list[int]):
    shuffled = project([RECORDS[place] for place in order], resolve(RECORDS))
    assert shuffled.fingerprint == GRAPH.fingerprint
    assert projection_json(shuffled) == projection_json(GRAPH)


def test_ids_are_unique_and_ends_are_there():
    assert len(NODES) == len(GRAPH.nodes)
    assert len({edge.id for edge in GRAPH.edges}) == len(GRAPH.edges)
    for edge in GRAPH.edges:
        assert (NODES[edge.source].type, NODES[edge.target].type) == (edge.source_type, edge.target_type)


def test_a_group_changes_with_its_record_and_only_with_it():
    first, *rest = RECORDS
    changed = replace(first, extractor="test/2")
    before = {group.name: group.fingerprint for group in GRAPH.groups}
    after = {group.name: group.fingerprint for group in project([changed, *rest], resolve(RECORDS)).groups}
    assert {name for name in before if before[name] != after[name]} == {first.id}


def test_groups_hold_what_they_say():
    for group in GRAPH.groups:
        if group.entities:
            assert not group.content.edges
            assert all(bucket(node.id) == group.name for node in group.content.nodes)
        else:
            things = [*group.content.nodes, *group.content.edges]
            assert {thing.properties["document"] for thing in things} == {group.name}


def test_only_columns_of_the_schema_are_used():
    for node in GRAPH.nodes:
        assert set(node.properties) <= set(node_columns(node.type))


def test_a_property_has_one_type_wherever_it_occurs():
    for label in labels():
        for key, kind in node_columns(label).items():
            assert all_columns()[key] == kind


def test_relationship_types_are_predicates_in_capitals():
    """``type(r)`` on the embedded store is the predicate in capitals."""
    assert all(kind == name.upper() for kind, name in predicates().items())
    assert all(kind.cypher == kind.name for kind in load_model().types.values())


def edges(predicate: str) -> list[tuple[str, str]]:
    year = [edge for edge in GRAPH.edges if edge.properties["year"] == 2020 and edge.predicate == predicate]
    return [(NODES[edge.source].type, str(NODES[edge.target].properties["name"])) for edge in year]


def test_what_a_measure_says_its_point_says():
    assert edges("benefits") == [("Point", "西部地区")]
    assert edges("has_target") == [("Point", "扩招3000人")]


def test_preamble_parts_and_the_document_speak_for_themselves():
    assert edges("cites") == [("Part", "职业教育条例")]
    assert edges("evaluates") == [("Part", "匠心计划")]
    assert edges("issued_by") == [("Document", "技能促进部")]
    preamble = next(node for node in GRAPH.nodes if node.properties.get("kind") == "preamble")
    assert (preamble.type, preamble.properties["path"]) == ("Part", "0")


def test_the_letterhead_is_no_node_and_its_mentions_are_the_documents():
    fronts = {node.id for record in RECORDS for node in record.nodes if node.kind is NodeKind.FRONT}
    assert not fronts & NODES.keys()
    assert ("Document", "技能促进部") in edges("mentions")


def test_entities_link_to_entities():
    links = [(edge.source, edge.target) for edge in GRAPH.edges if edge.predicate == "part_of"]
    assert set(links) == {(CENTRE.id, MINISTRY.id)} and len(links) == 3


def test_a_part_keeps_only_the_words_before_its_points():
    texts = {node.properties["text"] for node in GRAPH.nodes if node.properties.get("title") == "一、健全制度"}
    assert texts == {"一、健全制度"}


def test_an_evidence_free_link_has_no_quote():
    link = next(edge for edge in GRAPH.edges if edge.predicate == "continues")
    assert "quote" not in link.properties and link.properties["confidence"] == 0.8 and link.properties["reason"] == "same title"


def test_a_link_with_a_span_carries_the_words():
    last = RECORDS[-1]
    start = last.text.index("职业教育条例")
    link = DocumentLink("based_on", last.id, RECORDS[0].id, 0.9, "named", last.id, start, start + 6)
    graph = project(RECORDS, Resolution(resolve(RECORDS).entities, (link,)))
    found = next(edge for edge in graph.edges if edge.predicate == "based_on")
    assert (found.source_type, found.target_type, found.properties["quote"]) == ("Document", "Document", "职业教育条例")


def test_a_merged_entity_takes_all_facts():
    apart = resolve(RECORDS)
    kept = [entity for entity in apart.entities if entity.id not in (LAW.id, PLAN.id)]
    one = CanonicalEntity("ent-both", "Policy", LAW.name, (), (LAW.id, PLAN.id))
    graph = project(RECORDS, Resolution((*kept, one), ()))
    targets = {edge.target for edge in graph.edges if edge.predicate in ("revises", "implements", "evaluates", "cites")}
    assert targets == {"ent-both"}


def test_of_a_rejected_entity_nothing_is_said():
    kept = [entity for entity in resolve(RECORDS).entities if entity.id != PLAN.id]
    graph = project(RECORDS, Resolution(tuple(kept)))
    assert PLAN.id not in {node.id for node in graph.nodes}
    assert {(e.source, e.predicate, e.target) for e in graph.edges if e.predicate not in ("continues",)} == {
        (e.source, e.predicate, e.target)
        for e in project(RECORDS, Resolution(resolve(RECORDS).entities)).edges
        if PLAN.id not in (e.source, e.target)
    }


def test_an_entity_that_its_record_does_not_name_is_refused():
    record = RECORDS[0]
    strange = replace(record, mentions=(replace(record.mentions[0], entity="ent-strange"),))
    with pytest.raises(RecordFormatError, match="neither its node nor a known entity"):
        _ = project([strange], Resolution(resolve(RECORDS).entities)).edges


@pytest.mark.parametrize(
    ("resolution", "said"),
    [
        (Resolution((CanonicalEntity("ent-x", "Planet", "火星", (), ()),)), "unknown entity type Planet"),
        (Resolution(resolve(RECORDS).entities, (DocumentLink("continues", "node-x", "node-y"),)), "not in the library"),
        (Resolution(resolve(RECORDS).entities, (DocumentLink("likes", RECORDS[0].id, LAW.id),)), "unknown predicate likes"),
    ],
)
def test_what_nobody_knows_is_refused(resolution: Resolution, said: str):
    with pytest.raises(RecordFormatError, match=said):
        _ = project(RECORDS, resolution).edges
