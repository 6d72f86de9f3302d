"""Answers that the embedded graph gives: complete lists and counts, with the query that ran."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.guard import check_read_only
from graph.ladybug_store import LadybugStore
from graph.project import project
from graph.store import GraphStore
from ontology.records import CanonicalEntity, Resolution
from search.answer import graph_queries as queries
from search.answer.answerer import Answerer
from search.answer.model import Answer
from tests.search.answer.library import record, samples


def alone() -> Resolution:
    """Every entity for itself: enough to ask the graph of one set of records."""
    known: dict[str, CanonicalEntity] = {}
    for one in samples():
        for e in one.entities:
            known.setdefault(e.id, CanonicalEntity(e.id, e.type, e.name, e.aliases, (e.id,), e.scope))
    return Resolution(tuple(sorted(known.values(), key=lambda e: e.id)))


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    store = LadybugStore(Path(tmp_path_factory.mktemp("graph")))
    store.sync(project(samples(), alone()))
    yield Answerer(samples(), store, alone())
    store.close()


def check(answer: Answer) -> None:
    assert answer.how.method == "graph"
    assert answer.how.cypher
    assert answer.how.params
    check_read_only(answer.how.cypher)
    texts = {one.id: one.text for one in samples()}
    for citation in answer.citations:
        assert texts[citation.document][citation.start : citation.end] == citation.quote


def test_parts_are_counted_by_the_graph(answerer: Answerer) -> None:
    answer = answerer.ask("2021年工作要点分成几个部分？")
    assert "7个部分" in answer.answer
    check(answer)


def test_everything_a_document_revises(answerer: Answerer) -> None:
    answer = answerer.ask("2021年职业教育与继续教育工作要点要修订哪些文件？")
    check(answer)
    document = next(one for one in samples() if one.source_name.startswith("zhijiao-2021"))
    revised = {s.object for s in document.statements if s.predicate == "revises"}
    assert {item.entity for item in answer.items} == revised
    assert f"{len(revised)}项" in answer.answer


def test_every_point_that_mentions_an_entity(answerer: Answerer) -> None:
    answer = answerer.ask("哪些要点提到了全国职业教育大会？")
    check(answer)
    points = {
        (one.id, m.node)
        for one in samples()
        for m in one.mentions
        for e in one.entities
        if m.entity == e.id and e.name == "全国职业教育大会"
    }
    assert points
    assert len({c.document for c in answer.citations}) == len({document for document, _ in points})


def test_a_document_s_particulars(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市2022年安全生产工作要点的文号是什么？")
    check(answer)
    assert "云安办〔2022〕6号" in answer.answer


def test_without_a_store_the_records_answer_the_same() -> None:
    answer = Answerer(samples()).ask("2021年工作要点分成几个部分？")
    assert "7个部分" in answer.answer
    assert answer.how.cypher is None


def test_a_store_that_fails_leaves_the_records_to_answer(tmp_path: Path) -> None:
    store = LadybugStore(tmp_path)  # never written: every query of it fails
    answer = Answerer(samples(), store, alone()).ask("2021年工作要点分成几个部分？")
    assert "7个部分" in answer.answer
    store.close()


def test_both_stores_answer_the_same(store: GraphStore) -> None:
    store.sync(project(samples(), alone()))
    answerer = Answerer(samples(), store, alone())
    for question, words in [
        ("2021年工作要点分成几个部分？", "7个部分"),
        ("2021年职业教育与继续教育工作要点要修订哪些文件？", "职业教育法"),
        ("哪些要点提到了全国职业教育大会？", "全国职业教育大会"),
        ("云溪市2022年安全生产工作要点的文号是什么？", "云安办〔2022〕6号"),
    ]:
        answer = answerer.ask(question)
        assert words in answer.answer
        check(answer)


def test_every_query_runs_and_only_reads(store: GraphStore) -> None:
    store.sync(project(samples(), alone()))
    document = samples()[0].id
    for query, params in [
        (queries.objects_of(["revises", "formulates"], "Policy"), {"document": document}),
        (queries.objects_of(["builds"], None), {"document": document}),
        (queries.subjects_of(["mentions"], "Event"), {"entity": "x"}),
        (queries.responsible_for(), {"node": "x"}),
        (queries.linked_to("member_of", "Institution"), {"entity": "x"}),
        (queries.linked_from("run_by", "Program"), {"entity": "x"}),
        (queries.parts_of(), {"document": document}),
        (queries.points_of(), {"document": document}),
        (queries.points_under(), {"part": "x"}),
        (queries.particulars_of(), {"document": document}),
    ]:
        check_read_only(query)
        assert store.read(query, params).columns


def test_a_graph_that_fails_is_said(tmp_path: Path) -> None:
    store = LadybugStore(tmp_path)
    store.sync(project(samples(), alone()))
    answerer = Answerer(samples(), store, alone())
    assert "图库没有应答" not in answerer.ask("2021年工作要点分成几个部分？").how.summary
    store.close()
    counted = answerer.ask("2021年工作要点分成几个部分？")
    assert "7个部分" in counted.answer
    assert counted.how.cypher is None
    assert "图库没有应答" in counted.how.summary


def test_a_list_gives_names_as_the_document_prints_them(tmp_path: Path) -> None:
    text = "云溪市治水联席会议制度\n\n一、成员单位\n云溪市治水联席会议由财政部、水利部、人社部组成。\n"
    one = record("zhishui.txt", text)
    known = {e.id: CanonicalEntity(e.id, e.type, e.name, e.aliases, (e.id,), e.scope) for e in one.entities}
    resolution = Resolution(tuple(sorted(known.values(), key=lambda e: e.id)))
    store = LadybugStore(tmp_path)
    store.sync(project([one], resolution))
    answer = Answerer([one], store, resolution).ask("云溪市治水联席会议由哪些部门组成？")
    store.close()
    assert answer.how.method == "graph"
    assert [item.label for item in answer.items] == ["财政部", "水利部", "人社部"]
