from __future__ import annotations

import pytest

from ontology.records import NodeKind
from tests.ingest.outline.reading import items, leaves, parts, points, read

BODY = "各学校要认真落实主体责任，做到底数清、情况明、措施实。"


def test_a_body_all_on_one_line():
    text = (
        "某市2021年教育工作要点 2021年工作的总要求是：坚持立德树人。"
        f"一、夯实基础（一）建设学校。{BODY}（市教育局负责）（二）培训教师。{BODY}"
        f"二、提升质量（三）改善条件{BODY}"
    )
    assert parts(text) == {1: "夯实基础", 2: "提升质量"}
    assert list(points(text)) == [(1, 1), (1, 2), (2, 3)]


def test_a_heading_that_runs_into_an_enumeration():
    text = f"要点 一、夯实基础（一）建设学校一是新建小学。{BODY}二是改建中学。{BODY}（二）培训教师。{BODY}"
    assert points(text) == {(1, 1): "建设学校", (1, 2): "培训教师"}


def test_a_heading_parted_from_its_text_by_a_space():
    text = (
        f"方案 现制定如下方案。 一、责任体系 建立统一指挥的责任体系。 1.乡镇职责。{BODY} 2.村级职责。{BODY} 二、工作要求 {BODY}"
    )
    assert parts(text) == {1: "责任体系", 2: "工作要求"}
    assert points(text) == {(1, 1): "乡镇职责", (1, 2): "村级职责"}


def test_a_heading_with_commas():
    text = f"方案\n一、任务\n（一）聚焦减损提质，推动生产高质高效发展\n{BODY}\n（二）补齐短板弱项，实现关键环节突破\n{BODY}\n"
    assert points(text) == {(1, 1): "聚焦减损提质，推动生产高质高效发展", (1, 2): "补齐短板弱项，实现关键环节突破"}


def test_a_heading_that_ends_in_a_full_stop_on_its_own_line():
    text = f"方案\n一、任务\n（一）建设学校。\n{BODY}\n（二）培训教师。\n{BODY}\n"
    record = read(text)
    assert points(record) == {(1, 1): "建设学校", (1, 2): "培训教师"}
    assert leaves(record, (1, 1), NodeKind.MEASURE) == [BODY]


def test_a_heading_that_ends_in_a_colon():
    text = (
        "通知\n一、推广的举措\n（一）管理方面3项：下放职称评审权；开放共享设备；容错免责。"
        f"\n（二）金融方面2项：设立专板；质押贷款。\n二、要求\n{BODY}\n"
    )
    assert points(text) == {(1, 1): "管理方面3项", (1, 2): "金融方面2项"}


def test_the_responsible_bodies_are_no_part_of_a_title():
    text = f"方案\n一、任务\n（一）建设学校（市教育局牵头）\n{BODY}\n（二）培训教师（责任单位：市教育局、市人社局）\n{BODY}\n"
    assert points(text) == {(1, 1): "建设学校", (1, 2): "培训教师"}


def test_a_number_alone_on_its_line_takes_the_next_line_for_its_title():
    text = f"方案\n一、任务\n（一）\n建设学校\n{BODY}\n（二）\n培训教师\n{BODY}\n"
    assert points(text) == {(1, 1): "建设学校", (1, 2): "培训教师"}


def test_titles_in_lenticular_brackets():
    text = "条例\n第一章 总则\n第一条 【立法目的】 为了规范管理，制定本条例。\n第二条 【适用范围】 本条例适用于本省。\n"
    assert points(text) == {(1, 1): "立法目的", (1, 2): "适用范围"}


def test_goal_and_measures():
    record = read(
        "要点\n一、夯实基础\n1.建设学校\n目标任务：优化布局，改善条件。\n工作措施：核查办学条件。"
        "整合薄弱学校。\n2.培训教师\n目标任务：提高能力。\n工作措施：实施国培计划。\n"
    )
    assert leaves(record, (1, 1), NodeKind.GOAL) == ["优化布局，改善条件。"]
    assert leaves(record, (1, 1), NodeKind.MEASURE) == ["核查办学条件。", "整合薄弱学校。"]
    assert leaves(record, (1, 2), NodeKind.MEASURE) == ["实施国培计划。"]


def test_labels_with_nothing_after_them_name_nothing():
    record = read(f"要点\n一、夯实基础\n1.建设学校\n目标任务：工作措施：{BODY}\n2.培训教师\n{BODY}工作措施：\n")
    assert leaves(record, (1, 1), NodeKind.GOAL) == []
    assert len(leaves(record, (1, 2), NodeKind.MEASURE)) == 1


def test_sentences_are_measures_and_take_their_responsible_bodies():
    record = read(
        "要点\n一、夯实基础\n（一）建设学校。核查办学条件。整合薄弱学校。"
        "（市教育局、各县〔区〕政府负责）\n（二）培训教师。实施计划。\n"
    )
    assert leaves(record, (1, 1), NodeKind.MEASURE) == ["核查办学条件。", "整合薄弱学校。（市教育局、各县〔区〕政府负责）"]


def test_a_point_that_is_only_its_heading_does_what_it_says():
    record = read(f"要点\n一、夯实基础\n（一）建设学校。{BODY}\n（二）稳步发展职业本科教育。\n（三）培训教师。{BODY}\n")
    assert leaves(record, (1, 2), NodeKind.MEASURE) == ["稳步发展职业本科教育。"]


def test_decimals_do_not_end_a_sentence():
    record = read("要点\n一、夯实基础\n（一）建设学校。投入增长3.5%，达到1.2亿元。改善条件。\n（二）培训教师。实施计划。\n")
    assert len(leaves(record, (1, 1), NodeKind.MEASURE)) == 2


def test_closing_paragraphs_belong_to_the_part():
    text = (
        f"方案\n一、任务\n（一）建设学校。{BODY}\n（二）培训教师。{BODY}\n（三）加强督导。{BODY}\n"
        "本方案自印发之日起施行，有效期五年。\n"
    )
    record = read(text)
    assert leaves(record, (1,), NodeKind.PARAGRAPH) == ["本方案自印发之日起施行，有效期五年。"]


def test_what_all_places_are_told_at_the_end_belongs_to_the_part():
    told = "各地区、各部门要高度重视，认真落实本通知要求，重要情况及时报告。"
    record = read(f"通知\n一、任务\n（一）建设学校。{BODY}\n（二）培训教师。{BODY * 2}\n{told}\n")
    assert leaves(record, (1,), NodeKind.PARAGRAPH) == [told]


def test_a_point_of_several_paragraphs_keeps_them():
    text = f"方案\n一、任务\n（一）建设学校。{BODY}\n{BODY}\n（二）培训教师。{BODY}\n{BODY}\n（三）加强督导。{BODY}\n{BODY}\n"
    record = read(text)
    assert leaves(record, (1,), NodeKind.PARAGRAPH) == []
    assert len(leaves(record, (1, 3), NodeKind.MEASURE)) == 2


def test_unnumbered_headings_before_lists_that_start_again():
    text = (
        f"某区2023年教育工作要点\n总体要求\n{BODY}\n重点任务\n1.扩大资源。{BODY}\n"
        f"2.提升质量。{BODY}\n保障措施\n1.加强领导。{BODY}\n2.强化督导。{BODY}\n"
    )
    assert parts(text) == {1: "总体要求", 2: "重点任务", 3: "保障措施"}
    assert list(points(text)) == [(2, 1), (2, 2), (3, 1), (3, 2)]


def test_headings_that_the_file_styles():
    text = f"# 某区教育规划\n\n## 总体要求\n{BODY}\n\n## 重点任务\n### 扩大资源\n{BODY}\n### 提升质量\n{BODY}\n"
    record = read(text, "plan.md")
    assert items(record) == [
        ("part", (1,), "总体要求"),
        ("part", (2,), "重点任务"),
        ("point", (2, 1), "扩大资源"),
        ("point", (2, 2), "提升质量"),
    ]
    assert record.meta.title == "某区教育规划"


def test_styled_headings_with_printed_numbers_are_counted_once():
    text = (
        f"# 某区教育规划\n\n## 一、总体要求\n{BODY}\n\n## 二、重点任务\n"
        f"### （一）扩大资源\n{BODY}\n### （二）提升质量\n{BODY}\n"
    )
    assert items(read(text, "plan.md")) == [
        ("part", (1,), "总体要求"),
        ("part", (2,), "重点任务"),
        ("point", (2, 1), "扩大资源"),
        ("point", (2, 2), "提升质量"),
    ]


@pytest.mark.parametrize(
    ("goal", "works"), [("目标任务：", "工作措施："), ("【目标任务】", "【工作措施】"), ("目标任务。", "重点举措。")]
)
def test_labels_of_goal_and_measures_in_each_form(goal: str, works: str) -> None:
    record = read(
        f"一、强师\n1.培训教师\n{goal}建成基地。\n{works}选好教师。办好讲座。\n2.招聘教师\n{goal}招满教师。\n{works}做好招聘。\n"
    )
    assert leaves(record, (1, 1), NodeKind.GOAL) == ["建成基地。"]
    assert leaves(record, (1, 1), NodeKind.MEASURE) == ["选好教师。", "办好讲座。"]


def test_a_line_that_names_what_it_tells_stays_with_the_last_point() -> None:
    record = read(
        f"一、强师\n1.培训教师。{BODY}\n2.招聘教师。{BODY}\n3.奖励教师。{BODY}\n责任单位：县教育局。\n完成时限：12月底。\n"
    )
    assert leaves(record, (1, 3), NodeKind.MEASURE)[-2:] == ["责任单位：县教育局。", "完成时限：12月底。"]
