"""What entities and the document have to do with one another."""

from __future__ import annotations

import dataclasses

from ingest.relations import find_statements
from ontology.records import DocumentMeta, Mention, NodeKind, Record
from tests.ingest.marked import record_of, said


def test_issuer_recipients_and_basis_from_the_metadata() -> None:
    meta = DocumentMeta("测试文件", issuers=("青山县人民政府",), recipients=("各乡镇人民政府",), based_on=("节水规划",))
    marked = "[各乡镇人民政府|Institution]：[《节水规划》|Policy]。[青山县人民政府|Institution]"
    assert said(find_statements(record_of(marked, meta=meta))) >= {
        ("document", "issued_by", "青山县人民政府"),
        ("document", "addressed_to", "各乡镇人民政府"),
        ("document", "based_on", "节水规划"),
    }


def test_preamble_says_what_the_document_rests_on() -> None:
    record = find_statements(record_of("根据[《节水规划》|Policy]，制定本方案。\n# 工作\n巡河。"))
    assert ("document", "based_on", "节水规划") in said(record)


def test_issuer_inside_a_title() -> None:
    record = record_of("# 工作\n落实[《青山县水利局关于做好巡河工作的通知》|Policy]。")
    other = record_of("# 工作\n[青山县水利局|Institution]").entities[0]
    start = record.text.index("青山县")
    inner = Mention(other.id, start, start + 6, record.mentions[0].node, (1, 1), "test")
    record = dataclasses.replace(record, entities=(*record.entities, other), mentions=(*record.mentions, inner))
    assert ("青山县水利局关于做好巡河工作的通知", "issued_by", "青山县水利局") in said(find_statements(record))


def test_maker_of_a_policy() -> None:
    record = find_statements(record_of("# 工作\n[水利局|Institution]制定[巡河标准|Policy]。"))
    assert ("巡河标准", "issued_by", "水利局") in said(record)


def test_body_before_a_title_in_marks_issued_it() -> None:
    record = find_statements(record_of("# 工作\n落实[水利局|Institution]等三部门[《巡河办法》|Policy]和[节水规划|Policy]。"))
    assert {pair for pair in said(record) if pair[1] == "issued_by"} == {("巡河办法", "issued_by", "水利局")}


def test_members_before_the_organ() -> None:
    record = find_statements(
        record_of("# 机制\n建立由[水利局|Institution]召集，[林业局|Institution]参加的[联席会议|Institution]。")
    )
    assert said(record) >= {("水利局", "member_of", "联席会议"), ("林业局", "member_of", "联席会议")}


def test_two_names_in_marks_are_no_parts() -> None:
    record = find_statements(record_of("# 工作\n落实[“三项制度”|Program][“三个责任”|Program]。"))
    assert not {pair for pair in said(record) if pair[1] == "part_of"}


def test_covering_notice_says_what_it_rests_on() -> None:
    record = record_of("根据[《节水规划》|Policy]精神，现将方案印发给你们。\n# 工作\n巡河。")
    nodes = tuple(
        dataclasses.replace(node, kind=NodeKind.FRONT) if node.kind is NodeKind.PREAMBLE else node for node in record.nodes
    )
    assert ("0", "cites", "节水规划") in said(find_statements(dataclasses.replace(record, nodes=nodes)))


def test_repeal() -> None:
    record = find_statements(record_of("# 附则\n本办法自印发之日起施行，[《巡河办法》|Policy]同时废止。"))
    assert ("document", "supersedes", "巡河办法") in said(record)


def test_an_earlier_edition_of_the_same_name_is_repealed() -> None:
    record = find_statements(record_of("# 附则\n本办法自印发之日起施行，原[《测试文件》|Policy]停止执行。"))
    assert ("document", "supersedes", "测试文件") in said(record)


def test_members() -> None:
    record = find_statements(
        record_of("# 机制\n[联席会议|Institution]由[水利局|Institution]、[林业局|Institution]等单位组成。")
    )
    assert said(record) >= {("水利局", "member_of", "联席会议"), ("林业局", "member_of", "联席会议")}


def test_rules_of_a_regulation() -> None:
    record = find_statements(record_of("# 工作\n落实[《河湖保护条例》|Policy]及[实施细则|Policy]。"))
    assert ("实施细则", "based_on", "河湖保护条例") in said(record)


def test_host_of_an_event() -> None:
    record = find_statements(record_of("# 工作\n参加由[水利局|Institution]主办的[节水周|Event]。"))
    assert ("节水周", "run_by", "水利局") in said(record)


def test_the_document_is_no_object_of_its_points() -> None:
    record: Record = find_statements(record_of("# 工作\n落实[测试文件|Policy]。"))
    assert said(record) == set()


def test_members_of_the_organ_named_before() -> None:
    marked = (
        "# 机制\n成立[节水工作小组|Institution]，组长由[县政府|Institution]副县长担任，成员由[水利局|Institution]等部门组成。"
    )
    assert ("水利局", "member_of", "节水工作小组") in said(find_statements(record_of(marked)))


def test_attachment_is_a_part_of_the_document() -> None:
    record = find_statements(record_of("# 工作\n按[测试文件|Policy]巡河。\n附件：[巡河任务清单|Policy]"))
    assert ("巡河任务清单", "part_of", "测试文件") in said(record)


def test_contest_held_in_a_point_about_a_contest() -> None:
    record = find_statements(record_of("# 办好[全县技能大赛|Event]\n举办好[巡河比赛|Event]。"))
    assert ("巡河比赛", "part_of", "全县技能大赛") in said(record)


def test_a_wider_contest_is_no_part_of_a_narrower_one() -> None:
    record = find_statements(record_of("# 办好[全县技能大赛|Event]\n举办好[世界巡河大赛|Event]。"))
    assert ("世界巡河大赛", "part_of", "全县技能大赛") not in said(record)


def test_the_plan_of_a_place_is_not_of_the_state_council() -> None:
    marked = "# 工作\n依据[国务院|Institution][《节水规划》|Policy]、[《青海省节水规划》|Policy]推进工作。"
    found = said(find_statements(record_of(marked)))
    assert ("节水规划", "issued_by", "国务院") in found
    assert ("青海省节水规划", "issued_by", "国务院") not in found


def test_a_city_in_a_title_is_no_other_maker() -> None:
    marked = "# 工作\n[国务院|Institution]印发[《关于推进城市节水的意见》|Policy]。"
    assert ("关于推进城市节水的意见", "issued_by", "国务院") in said(find_statements(record_of(marked)))
