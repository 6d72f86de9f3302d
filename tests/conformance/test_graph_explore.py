"""Exploring and paths, over every store."""

from __future__ import annotations

import pytest

from graph import explore, paths
from graph.store import GraphStore
from ontology.errors import InvalidQuery, NotFound
from ontology.records import NodeKind
from tests.graph_samples import CONTEST, MINISTRY, PLAN, SCHOOLS, WEST, library

LAST = library(3)[-1]
POINT = next(node for node in LAST.nodes if node.kind is NodeKind.POINT and node.path == (1, 2))


def test_entities_are_ranked_by_how_well_the_name_fits(filled: GraphStore):
    page = explore.entities(filled, "技能")
    assert page.total == 3
    assert [item.name for item in page.items] == ["技能促进部", "技能标准中心", "校园技能赛"]
    assert [item.name for item in explore.entities(filled, "“匠心”").items] == ["匠心计划"]
    assert explore.entities(filled, "无此名").total == 0


def test_all_entities_come_with_how_often_they_are_named(filled: GraphStore):
    page = explore.entities(filled, limit=2)
    assert page.total == 7 and len(page.items) == 2
    assert [(item.mentions, item.documents) for item in page.items] == [(9, 3), (6, 3)]
    rest = explore.entities(filled, limit=10, offset=2)
    assert len(rest.items) == 5 and not set(rest.items) & set(page.items)
    assert [item.name for item in explore.entities(filled, types=["Region"]).items] == [WEST.name]


def test_an_unknown_type_or_page_is_refused(filled: GraphStore):
    with pytest.raises(InvalidQuery, match="no such entity type: Planet"):
        explore.entities(filled, types=["Planet"])
    with pytest.raises(InvalidQuery, match="no such page"):
        explore.entities(filled, limit=0)


def test_facts_carry_their_evidence(filled: GraphStore):
    view = explore.entity(filled, PLAN.id)
    assert view.facts.counts == {"evaluates": 3, "implements": 3, "mentions": 6}
    assert view.facts.total == 12
    first = view.facts.items[0]
    assert (first.predicate, first.direction, first.document.year, first.other.type) == ("implements", "in", 2022, "Point")
    assert LAST.text[first.start : first.end] == first.quote == "实施匠心计划，"
    assert [fact.predicate == "mentions" for fact in view.facts.items] == [False] * 6 + [True] * 6
    only = explore.entity(filled, PLAN.id, predicate="evaluates", limit=1, offset=2)
    assert len(only.facts.items) == 1 and only.facts.total == 3 and only.facts.items[0].document.year == 2020


def test_what_is_not_there_is_not_found(filled: GraphStore):
    for ask in (explore.entity, explore.point, explore.neighbours):
        with pytest.raises(NotFound):
            ask(filled, "ent-none")
    with pytest.raises(NotFound):
        explore.entity(filled, POINT.id)
    with pytest.raises(InvalidQuery, match="no such predicate"):
        explore.entity(filled, PLAN.id, predicate="likes")


def test_neighbours_are_grouped_and_expand(filled: GraphStore):
    found = explore.neighbours(filled, MINISTRY.id, limit=1)
    groups = {(group.predicate, group.direction, group.type): group for group in found.groups}
    assert groups[("part_of", "in", "Institution")].items[0].ref.name == "技能标准中心"
    assert groups[("cooperates_with", "in", "Point")].total == 3
    seen = [
        explore.neighbours(filled, MINISTRY.id, predicate="cooperates_with", limit=1, offset=step).groups[0].items[0].ref.id
        for step in range(3)
    ]
    assert len(set(seen)) == 3
    assert groups[("part_of", "in", "Institution")].items[0].count == 3


def test_a_point_shows_its_place_and_content(filled: GraphStore):
    point = explore.point(filled, POINT.id)
    assert point.document.title == LAST.meta.title
    assert [parent.type for parent in point.parents] == ["Document", "Part"]
    assert [child["type"] for child in point.children] == ["Measure"]
    assert [target["value"] for target in point.targets] == [3000.0]
    assert {fact.other.id for fact in point.facts.items} >= {PLAN.id, CONTEST.id, MINISTRY.id, WEST.id}
    assert point.facts.counts["continues"] == 1


def test_documents_are_listed_and_filtered(filled: GraphStore):
    page = explore.documents(filled)
    assert [item.year for item in page.items] == [2022, 2021, 2020] and page.total == 3
    assert {item.points for item in page.items} == {2}
    assert [item.year for item in explore.documents(filled, year=2021, kind="工作要点").items] == [2021]
    assert explore.documents(filled, kind="意见").total == 0


# Paths


def test_paths_are_shortest_first_and_enter_no_node_twice(filled: GraphStore):
    found = paths.paths(filled, PLAN.id, CONTEST.id, longest=4, limit=50)
    lengths = [len(path.steps) for path in found.items]
    assert found.complete and lengths == sorted(lengths) and lengths[:3] == [2, 2, 2] and max(lengths) == 4
    rows = [(path.steps[0].source.id, *(step.target.id for step in path.steps)) for path in found.items]
    assert len(set(rows)) == len(rows)
    for row in rows:
        assert row[0] == PLAN.id and row[-1] == CONTEST.id and len(set(row)) == len(row)
    assert all(step.facts and step.facts[0].predicate for path in found.items for step in path.steps)


def test_a_path_starts_with_statements_before_mentions(filled: GraphStore):
    step = paths.paths(filled, PLAN.id, CONTEST.id, limit=1).items[0].steps[0]
    assert step.facts[0].predicate == "implements" and step.facts[0].quote == "实施匠心计划，"


def test_path_limits_are_kept(filled: GraphStore):
    assert len(paths.paths(filled, PLAN.id, CONTEST.id, limit=2).items) == 2
    assert paths.paths(filled, PLAN.id, SCHOOLS.id, longest=1).items == ()
    with pytest.raises(InvalidQuery):
        paths.paths(filled, PLAN.id, PLAN.id)
    with pytest.raises(NotFound):
        paths.paths(filled, PLAN.id, "ent-none")
