"""Resolution as a pure function of the set of records."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.judgements import Judgement
from ingest.resolve import resolve
from ontology.identity import make_id
from ontology.records import DocumentMeta, Entity, Mention, Node, NodeKind, Record, Statement
from tests.ingest.resolve.guards import record

NAMES = (
    "甲省行动计划",
    "甲省行动计划（2021—2023年）",
    "甲省行动计划（2024—2026年）",
    "乙市实施方案",
    "关于乙市实施方案",
    "丙部关于乙市实施方案",
)


def policy(name: str, *aliases: str) -> Entity:
    return Entity(make_id("ent", "Policy", name, ""), "Policy", name, aliases)


def document(name: str, title: str, *entities: Entity, **meta: object) -> Record:
    made = record(name, *entities, title=title)
    return dataclasses.replace(made, meta=DocumentMeta(title, **meta))  # type: ignore[arg-type]


def point(record: Record, number: int, title: str) -> Node:
    return Node(f"node-{record.id}-{number}", NodeKind.POINT, (1, number), title, 0, 1, 0, 1, None, number)


RECORDS = [record(str(number), policy(name)) for number, name in enumerate(NAMES)]


@settings(max_examples=50, deadline=None)
@given(st.permutations(RECORDS))
def test_the_order_of_records_does_not_matter(order: list[Record]) -> None:
    assert resolve(order) == resolve(RECORDS)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True), st.randoms())
def test_every_entity_is_a_member_of_exactly_one(names: list[str], random: object) -> None:
    resolution = resolve([record(name, policy(name)) for name in names])
    members = [member for entity in resolution.entities for member in entity.members]
    assert sorted(members) == sorted(policy(name).id for name in names)


def test_a_plan_without_its_years_joins_the_only_edition_there_is() -> None:
    resolution = resolve(RECORDS[:2])
    assert [entity.name for entity in resolution.entities] == [NAMES[1]]
    assert "edition" in resolution.entities[0].reasons[0]


def test_two_editions_stay_apart_whatever_links_them() -> None:
    bridge = Entity(make_id("ent", "Policy", "x", ""), "Policy", NAMES[0], (NAMES[1], NAMES[2]))
    canonical = resolve([*RECORDS[1:3], record("bridge", bridge)]).canonical_ids
    assert canonical[policy(NAMES[1]).id] != canonical[policy(NAMES[2]).id]


def test_a_judgement_outranks_the_rules_and_can_be_taken_back() -> None:
    first, second = policy("天字工程方案"), policy("地字工程方案")
    records = [record("a", first), record("b", second)]
    pair = tuple(sorted((first.id, second.id)))
    merged = resolve(records, [Judgement("jdg-1", "merge", pair, reason="同一份")])
    assert len(merged.entities) == 1
    assert merged.entities[0].reasons == ("judgement: 同一份",)
    assert len(resolve(records).entities) == 2


def test_a_split_holds_against_the_rules() -> None:
    one, two = policy(NAMES[0]), policy(NAMES[1])
    split = Judgement("jdg-1", "split", tuple(sorted((one.id, two.id))))
    assert len(resolve([record("a", one, two)], [split]).entities) == 2


def test_a_rejected_entity_is_gone_and_a_judgement_about_nothing_does_no_harm() -> None:
    one = policy(NAMES[0])
    resolution = resolve([record("a", one)], [Judgement("jdg-1", "reject", (one.id,)), Judgement("jdg-2", "merge", ("x", "y"))])
    assert resolution.entities == ()


def test_a_cited_document_that_arrives_later_is_joined() -> None:
    cited = policy("天字工程方案")
    citing = document("new", "天字工程2022年工作要点", cited, date="2022-01-01")
    said = Statement("st-1", citing.id, "based_on", cited.id, 0, 4, "rule", 0.9)
    citing = dataclasses.replace(citing, statements=(said,))
    assert resolve([citing]).links == ()
    text = document("old", "天字工程方案", cited, date="2020-01-01")
    links = resolve([citing, text]).links
    assert [(link.predicate, link.source, link.target) for link in links] == [
        ("text_of", text.id, cited.id),
        ("based_on", citing.id, text.id),
    ]
    assert (links[1].document, links[1].start, links[1].end) == (citing.id, 0, 4)


def test_the_edition_in_force_is_meant() -> None:
    law = policy("天字法")
    texts = [document(str(year), "天字法", law, date=f"{year}-05-01", kind="法律") for year in (1996, 2022)]
    citing = document("c", "天字工程要点", law, date="2019-01-01")
    citing = dataclasses.replace(citing, statements=(Statement("st-1", citing.id, "based_on", law.id, 0, 4, "rule", 0.9),))
    links = {(link.predicate, link.source, link.target) for link in resolve([citing, *texts]).links}
    assert ("based_on", citing.id, texts[0].id) in links
    assert ("supersedes", texts[1].id, texts[0].id) in links


def test_another_body_s_document_of_the_same_title_is_not_the_text() -> None:
    cited = policy("丙部关于天字工程的意见")
    text = document("t", "关于天字工程的意见", cited, issuer="丁部", issuers=("丁部",))
    assert [link for link in resolve([text]).links if link.predicate == "text_of"] == []


def test_the_same_work_in_another_year() -> None:
    plan = Entity(make_id("ent", "Program", "匠心计划", ""), "Program", "匠心计划")
    years = []
    for year in (2021, 2022, 2024):
        made = document(str(year), f"丙部{year}年工作要点", plan, year=year, issuer="丙部", kind="工作要点")
        nodes = (point(made, 1, "实施匠心计划"), point(made, 2, f"办好{year}年技能比武"), point(made, 3, f"其他{year}"))
        mention = Mention(plan.id, 0, 1, nodes[0].id, (1, 1), "rule")
        years.append(dataclasses.replace(made, nodes=nodes, mentions=(mention,)))
    found = {(link.source, link.target): link.score for link in resolve(years).links if link.predicate == "continues"}
    assert (years[1].nodes[0].id, years[0].nodes[0].id) in found
    assert (years[2].nodes[1].id, years[1].nodes[1].id) in found
    assert not any(source.startswith(years[2].nodes[0].id[:-2]) and "2021" in target for source, target in found)
    assert all(0 < score <= 1 for score in found.values())


def series(titles: dict[int, str], work: str, **meta: object) -> set[tuple[str, str]]:
    """The pairs of years whose points of the same title are linked."""
    made = []
    for year, title in titles.items():
        one = document(str(year), title, year=year, **meta)
        made.append(dataclasses.replace(one, nodes=(point(one, 1, work),)))
    links = [link for link in resolve(made).links if link.predicate == "continues"]
    return {(link.source.split("-")[1], link.target.split("-")[1]) for link in links}


def test_plans_of_two_five_year_periods_are_a_series() -> None:
    titles = {2016: "甲县“十三五”水利规划", 2021: "甲县“十四五”水利规划"}
    assert len(series(titles, "推进节水型社会建设", kind="规划")) == 1


def test_rounds_of_a_plan_are_a_series() -> None:
    titles = {2018: "甲市第七轮节水行动计划（2018—2020年）", 2021: "甲市第八轮节水行动计划（2021—2023年）"}
    assert len(series(titles, "推进节水型社会建设", kind="行动计划")) == 1


def test_work_points_on_another_field_are_no_series() -> None:
    titles = {2021: "甲县2021年安全生产工作要点", 2022: "甲县2022年政务公开工作要点"}
    assert series(titles, "加强组织领导和督促检查", kind="工作要点", issuer="甲县人民政府办公室") == set()


def test_the_office_with_and_without_its_ministry_is_one_series() -> None:
    titles = {2021: "丙部水利司2021年工作要点", 2022: "水利司2022年工作要点"}
    assert len(series(titles, "推进节水型社会建设", kind="工作要点", issuer="丙部水利司")) == 1


def test_rules_supersede_and_do_not_continue() -> None:
    titles = {2015: "甲县河道管理办法", 2022: "甲县河道管理办法"}
    assert series(titles, "本办法自印发之日起施行", kind="管理办法") == set()
