from __future__ import annotations

import pytest

from ontology.records import NodeKind
from tests.ingest.outline.reading import items, parts, points, read

BODY = "各学校要认真落实主体责任，做到底数清、情况明、措施实。"


def test_parts_and_points():
    text = f"某市教育工作要点\n一、总体要求\n{BODY}\n二、重点任务\n1.扩大学前资源。{BODY}\n2.提高办学质量。{BODY}\n"
    assert items(text) == [
        ("part", (1,), "总体要求"),
        ("part", (2,), "重点任务"),
        ("point", (2, 1), "扩大学前资源"),
        ("point", (2, 2), "提高办学质量"),
    ]


@pytest.mark.parametrize(
    "labels",
    [
        ("（一）", "（二）"),
        ("(一)", "(二)"),
        ("（一）、", "（二）、"),
        ("㈠", "㈡"),
        ("1.", "2."),
        ("1．", "2．"),
        ("1、", "2、"),
        ("1. ", "2. "),
        ("１．", "２．"),
        ("(1)", "(2)"),
        ("（1）", "（2）"),
        ("1）", "2）"),
        ("⑴", "⑵"),
        ("①", "②"),
        ("⒈", "⒉"),
        ("第一条 ", "第二条 "),
        ("第一节 ", "第二节 "),
    ],
)
def test_every_form_of_number(labels):
    first, second = labels
    text = f"某市教育工作要点\n一、重点任务\n{first}扩大学前资源。{BODY}\n{second}提高办学质量。{BODY}\n"
    if first.startswith("第一"):
        text = text.replace("一、重点任务", "第一章 重点任务")
    assert points(text) == {(1, 1): "扩大学前资源", (1, 2): "提高办学质量"}


def test_numbers_that_run_on_through_parts_keep_their_print():
    text = f"要点\n一、甲部分\n1.建设学校。{BODY}\n2.培训教师。{BODY}\n二、乙部分\n3.改善条件。{BODY}\n4.加强督导。{BODY}\n"
    assert list(points(text)) == [(1, 1), (1, 2), (2, 3), (2, 4)]


def test_bracketed_han_numbers_that_run_on():
    text = f"要点\n一、甲部分\n（一）建设学校。{BODY}\n二、乙部分\n（二）改善条件。{BODY}\n三、丙部分\n（三）加强督导。{BODY}\n"
    assert list(points(text)) == [(1, 1), (2, 2), (3, 3)]


def test_numbers_that_start_again_in_each_part():
    text = f"要点\n一、甲部分\n（一）建设学校。{BODY}\n（二）培训教师。{BODY}\n二、乙部分\n（一）改善条件。{BODY}\n"
    assert list(points(text)) == [(1, 1), (1, 2), (2, 1)]


RUNNING = f"（一）夯实基础\n1.建设学校。{BODY}\n2.培训教师。{BODY}\n（二）提升质量\n3.改善条件。{BODY}\n4.加强督导。{BODY}\n"


def test_levels_as_printed_where_bracketed_numbers_are_items_too():
    text = f"方案\n一、产品\n（一）影像产品。{BODY}\n（二）手术系统。{BODY}\n二、任务\n{RUNNING}"
    assert items(text)[4:] == [
        ("section", (2, 1), "夯实基础"),
        ("point", (2, 1, 1), "建设学校"),
        ("point", (2, 1, 2), "培训教师"),
        ("section", (2, 2), "提升质量"),
        ("point", (2, 2, 3), "改善条件"),
        ("point", (2, 2, 4), "加强督导"),
    ]


def test_levels_as_printed_where_numbers_start_again():
    text = "方案\n一、任务\n" + RUNNING.replace("3.", "1.").replace("4.", "2.")
    assert list(points(text)) == [(1, 1, 1), (1, 1, 2), (1, 2, 1), (1, 2, 2)]


@pytest.mark.parametrize(
    ("before", "part"),
    [
        ("一、目标\n", 2),  # no bracketed number is an item of its own
        (f"一、基础\n1.建设学校。{BODY}\n2.培训教师。{BODY}\n", 2),  # other parts have Arabic items straight below themselves
    ],
)
def test_running_arabic_numbers_skip_the_headings_between(before, part):
    running = RUNNING
    if "1." in before:
        for number in (4, 3, 2, 1):
            running = running.replace(f"{number}.", f"{number + 2}.")
    record = read(f"方案\n{before}{BODY}\n二、任务\n{running}")
    assert [path for path in points(record) if path[0] == part] == [
        (2, n) for n in ((3, 4, 5, 6) if "1." in before else (1, 2, 3, 4))
    ]
    sections = [node for node in record.nodes if node.kind is NodeKind.SECTION]
    assert [(node.path, node.title) for node in sections] == [((2,), "夯实基础"), ((2,), "提升质量")]


def test_arabic_numbers_that_run_on_into_the_next_part_skip_the_headings_between():
    text = f"方案\n一、甲\n{RUNNING}二、乙\n（三）改善环境\n5.绿化校园。{BODY}\n6.美化校园。{BODY}\n"
    assert list(points(text)) == [(1, 1), (1, 2), (1, 3), (1, 4), (2, 5), (2, 6)]


def test_a_missing_number_is_borne():
    text = f"要点\n一、甲部分\n（一）建设学校。{BODY}\n（三）培训教师。{BODY}\n二、乙部分\n（四）改善条件。{BODY}\n"
    assert list(points(text)) == [(1, 1), (1, 3), (2, 4)]


def test_items_without_headings_are_points_below_a_part():
    text = (
        "措施\n一、稳定就业\n"
        "1.对不裁员的企业，返还上年度失业保险费的百分之五十，所需资金从失业保险基金列支，由人社部门负责审核。期限一年。\n"
        "2.对招用毕业生的企业，按每人一千元给予一次性补贴，补贴资金由同级财政部门安排，年底前兑现到位。不得拖延。\n"
    )
    assert points(text) == {(1, 1): "对不裁员的企业", (1, 2): "对招用毕业生的企业"}


def test_items_without_headings_below_a_heading_belong_to_it():
    text = (
        f"方案\n一、任务\n（一）夯实基础。{BODY}\n"
        "1.教育行政部门应当会同有关部门制定具体办法，明确工作流程和时限要求，并向社会公布；\n"
        "2.各学校应当按照要求建立台账，逐项销号管理，每月向主管部门报送进展情况；\n"
        f"（二）提升质量。{BODY}\n"
    )
    assert points(text) == {(1, 1): "夯实基础", (1, 2): "提升质量"}


def test_parts_without_items_are_parts():
    text = f"通知\n一、提高认识\n{BODY}\n二、加强领导\n{BODY}\n"
    assert items(text) == [("part", (1,), "提高认识"), ("part", (2,), "加强领导")]


def test_a_flat_list_gives_points():
    text = f"某市支持就业十条措施\n1.扩大岗位。{BODY}\n2.加强培训。{BODY}\n3.优化服务。{BODY}\n"
    assert items(text) == [("point", (1,), "扩大岗位"), ("point", (2,), "加强培训"), ("point", (3,), "优化服务")]


def test_lines_that_open_with_first_and_second():
    text = f"要点\n一、甲部分\n一是发展茶产业。{BODY}\n二是发展畜牧业。{BODY}\n二、乙部分\n{BODY}\n"
    assert points(text) == {(1, 1): "发展茶产业", (1, 2): "发展畜牧业"}


def test_first_and_second_inside_a_point_stay_inside():
    text = f"要点\n一、甲部分\n（一）发展产业。一是发展茶产业。{BODY}二是发展畜牧业。{BODY}\n（二）建设乡村。{BODY}\n"
    assert points(text) == {(1, 1): "发展产业", (1, 2): "建设乡村"}


def test_volumes_chapters_sections_and_articles():
    text = (
        "某条例\n第一编 总则\n第一章 一般规定\n第一节 目的\n第一条 为了规范管理，制定本条例。\n第二条 本条例适用于本省。\n"
        "第二编 附则\n第二章 其他\n第三条 本条例自2021年5月1日起施行。\n"
    )
    assert [entry[:2] for entry in items(text)] == [
        ("part", (1,)), ("section", (1, 1)), ("section", (1, 1, 1)), ("point", (1, 1, 1, 1)), ("point", (1, 1, 1, 2)),
        ("part", (2,)), ("section", (2, 2)), ("point", (2, 2, 3)),
    ]  # fmt: skip


def test_articles_without_chapters():
    text = (
        "某办法\n第一条 为规范竞赛活动，制定本办法。\n第二条 竞赛应当坚持以下原则：\n"
        "（一）公开公平；\n（二）注重实效。\n第三条 本办法自印发之日起施行。\n"
    )
    assert [entry[:2] for entry in items(text)] == [("point", (1,)), ("point", (2,)), ("point", (3,))]


def test_articles_below_han_numbers():
    text = f"措施\n一、扩大就业\n第一条 开发岗位。{BODY}\n第二条 支持创业。{BODY}\n二、加强培训\n第三条 开展培训。{BODY}\n"
    assert points(text) == {(1, 1): "开发岗位", (1, 2): "支持创业", (2, 3): "开展培训"}


def test_references_to_articles_open_nothing():
    text = (
        "某办法\n第一条 为规范竞赛活动，根据上位法第二条、第三条的规定，"
        "制定本办法。\n第二条 违反本办法第一条规定的，责令改正。\n"
    )
    assert len(points(text)) == 2


def test_decimal_numbers_of_emergency_plans():
    text = (
        f"某市应急预案\n1 总则\n1.1 编制目的\n{BODY}\n1.2 适用范围\n{BODY}\n"
        f"2 组织体系\n2.1 领导机构\n2.1.1 指挥部\n{BODY}\n2.1.2 办公室\n{BODY}\n"
    )
    assert items(text) == [
        ("part", (1,), "总则"),
        ("point", (1, 1), "编制目的"),
        ("point", (1, 2), "适用范围"),
        ("part", (2,), "组织体系"),
        ("section", (2, 1), "领导机构"),
        ("point", (2, 1, 1), "指挥部"),
        ("point", (2, 1, 2), "办公室"),
    ]


def test_numbers_in_prose_open_nothing():
    text = (
        "要点\n一、甲部分\n（一）建设学校。对小学一、二年级不作统一要求，"
        "健全统一、协调的机制，按照1.5倍计算，每降低0.1个百分点扣2分，"
        "其中第十九、二十条就近享受。\n（二）培训教师。培训3、4月进行，见附件2。\n"
    )
    assert points(text) == {(1, 1): "建设学校", (1, 2): "培训教师"}


def test_review_then_plan():
    text = (
        f"政府工作报告\n一、2020年工作回顾\n（一）经济稳步增长。{BODY}\n"
        f"（二）民生持续改善。{BODY}\n二、2021年工作安排\n（一）狠抓项目建设。{BODY}\n"
    )
    assert parts(text) == {1: "2020年工作回顾", 2: "2021年工作安排"}
    assert list(points(text)) == [(1, 1), (1, 2), (2, 1)]


def test_notes_below_a_table_start_again_and_open_nothing():
    text = f"方案\n一、任务\n1.建设学校。{BODY}\n2.培训教师。{BODY}\n注：\n1.本表由教育局解释。\n2.本表自印发之日起使用。\n"
    assert points(text) == {(1, 1): "建设学校", (1, 2): "培训教师"}


def test_labels_keep_their_print():
    record = read(f"要点\n一、甲部分\n（一）建设学校。{BODY}\n（二）培训教师。{BODY}\n")
    assert [node.label for node in record.nodes if node.kind.value in ("part", "point")] == ["一、", "（一）", "（二）"]


def test_a_month_a_year_or_a_large_number_straight_after_the_number():
    text = f"一、总体要求\n1.2024年种树。{BODY}\n2.5月底前浇水。{BODY} 3.12月上旬护林。{BODY}\n4.1.5万名工人培训。{BODY}\n"
    assert list(points(text)) == [(1, 1), (1, 2), (1, 3), (1, 4)]


def test_tasks_that_are_counted():
    text = f"一、总体要求\n{BODY}\n二、重点任务\n任务一：修渠\n{BODY}\n任务二：种树\n{BODY}\n三、工作要求\n{BODY}\n"
    assert points(text) == {(2, 1): "修渠", (2, 2): "种树"}
