from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.audit import audit, find_problems
from ingest.formats import read_source
from ingest.structure import read_structure
from ontology.errors import RecordFormatError
from ontology.records import Entity, Mention, NodeKind, OffsetRun, Record, Statement, Target, Unread

TEXT = "某市教育工作要点\n一、夯实基础\n（一）建设学校。各学校要落实责任。\n（二）培训教师。各学校要落实责任。\n"


@pytest.fixture(scope="module")
def record() -> Record:
    return read_structure(read_source(TEXT.encode(), "plan.txt"))


def point(record):
    return next(node for node in record.nodes if node.kind is NodeKind.POINT)


def test_a_sound_record(record):
    assert find_problems(record) == []
    audit(record)


def test_lost_text(record):
    assert "belong to no leaf" in find_problems(replace(record, nodes=record.nodes[:-2]))[0]


def test_unread_text_is_not_lost(record):
    last = record.nodes[-2]
    kept = replace(record, nodes=record.nodes[:-2], unread=(Unread(last.start, last.end, "torn off"),))
    assert find_problems(kept) == []


def test_spans_outside_the_text_or_the_parent(record):
    node = point(record)
    for changed, problem in [(replace(node, end=9999), "in a text of"), (replace(node, start=0), "outside its parent")]:
        nodes = tuple(changed if other.id == node.id else other for other in record.nodes)
        assert any(problem in found for found in find_problems(replace(record, nodes=nodes)))


def test_titles_that_are_not_the_text(record):
    node = replace(point(record), title="别的")
    nodes = tuple(node if other.id == node.id else other for other in record.nodes)
    assert any("title is not the text" in found for found in find_problems(replace(record, nodes=nodes)))


def test_two_nodes_of_one_path(record):
    copies = tuple(replace(node, path=(1, 1)) if node.path == (1, 2) else node for node in record.nodes)
    assert any("path id (1, 1) stands 2 times" in found for found in find_problems(replace(record, nodes=copies)))


def test_offset_runs_that_overlap(record):
    runs = (OffsetRun(0, 0, 5), OffsetRun(3, 8, 5))
    assert any("overlaps" in found for found in find_problems(replace(record, offsets=runs)))


def test_facts_about_nothing(record):
    node = point(record)
    entity = Entity("ent-1", "Group", "各学校")
    faults = {
        "unknown entity": {"mentions": (Mention("ent-2", 0, 2, node.id, (1, 1), "r"),)},
        "unknown node": {"entities": (entity,), "mentions": (Mention("ent-1", 0, 2, "node-x", (1, 1), "r"),)},
        "unknown object": {"statements": (Statement("s", node.id, "benefits", "ent-2", 0, 2, "r", 0.9, (1, 1)),)},
        "unknown subject": {"entities": (entity,), "statements": (Statement("s", "x", "benefits", "ent-1", 0, 2, "r", 0.9),)},
        "confidence 1.5": {
            "entities": (entity,),
            "statements": (Statement("s", node.id, "benefits", "ent-1", 0, 2, "r", 1.5),),
        },
        "has the span 5–5": {"targets": (Target("t", node.id, (1, 1), 1.0, "人", 5, 5, "r"),)},
        "stands 2 times": {"entities": (entity, entity)},
    }
    for problem, fields in faults.items():
        assert any(problem in found for found in find_problems(replace(record, **fields))), problem


def test_the_error_counts_the_rest(record):
    with pytest.raises(RecordFormatError, match=r"plan\.txt: the record does not hold together: .*more problems"):
        audit(replace(record, text=record.text[:20]))
