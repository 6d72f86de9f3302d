"""What a list says of the names in it, and the kinds of work that stand in 《》."""

from __future__ import annotations

import pytest

from tests.ingest.mentions.reading import named, read

TITLE = "临江市工作要点"
HEAD = f"{TITLE}\n一、夯实基础\n（一）做好工作。"


def entities(text: str, kind: str) -> list[str]:
    made = read(HEAD + text).entities
    return [entity.name for entity in made if entity.type == kind and entity.name != TITLE]


def test_names_side_by_side_are_not_one_thing() -> None:
    both = ["匠艺学校设置标准", "本科层次匠艺学校设置标准"]
    assert entities("研制匠艺学校设置标准、本科层次匠艺学校设置标准。", "Policy") == both
    assert len(entities("研制本科层次匠艺学校设置标准。落实匠艺学校设置标准。", "Policy")) == 1


def test_a_form_inside_a_longer_form_of_the_same_name_is_no_mention() -> None:
    assert named(f"{HEAD}实施“雨露计划+”就业促进行动。落实雨露计划。", "Program") == [
        ("Program", "“雨露计划+”就业促进行动"),
        ("Program", "雨露计划"),
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("办好《匠艺》期刊。", "Policy", []),
        ("修订《匠艺章程》。", "Policy", ["匠艺章程"]),
        ("制（修）订烹饪专业教学标准。", "Policy", ["烹饪专业教学标准"]),
        ("发布匠艺教材推荐书目。", "Policy", ["匠艺教材推荐书目"]),
        ("在东北、西北和西南地区推广。", "Region", ["东北地区", "西北地区", "西南地区"]),
        ("全面建成小康社会和“十三五”规划收官年。", "Policy", ["“十三五”规划"]),
        ("锚定匠艺提质行动。", "Program", ["匠艺提质行动"]),
        ("打造省域副中心。", "Region", ["省域副中心"]),
        ("落实匠艺发布各项制度。", "Program", []),
        ("推进“互联网+”上门匠艺服务，加强监管。", "Program", ["“互联网+”上门匠艺服务"]),
        ("落实中央12号文件。", "Policy", ["中央12号文件"]),
        ("考评结果支撑国家高新区有进有出。", "Region", ["国家高新技术产业开发区"]),
        ("在黑龙江省部分地下水超采区推进。", "Region", ["地下水超采区", "黑龙江省"]),
        ("打造一批绿色低碳示范工厂（园区）。", "Program", ["绿色低碳示范工厂"]),
        ("服务地方急需。", "Group", []),
        ("贯彻中国　特色制度。", "Region", []),
        ("贯彻省委九届九次、十次全会精神。", "Event", ["省委九届九次、十次全会"]),
        ("这是“十三五”规划收官之年。", "Policy", ["“十三五”规划"]),
        ("实施匠艺传承“三大工程”。", "Program", ["匠艺传承“三大工程”"]),
        ("实施公立医院员额制。", "Program", ["公立医院员额制"]),
        ("月底二级及以上综合医院开设记忆门诊。", "Group", ["二级及以上综合医院"]),
        ("建设国家战略人才力量。", "Group", []),
        ("推进骨干教师企业实践。", "Group", ["骨干教师"]),
        ("支持国家乡村振兴重点帮扶县发展。", "Region", ["国家乡村振兴重点帮扶县"]),
    ],
)
def test_kinds_of_work(sentence: str, kind: str, expected: list[str]) -> None:
    assert entities(sentence, kind) == expected


def test_a_place_that_opens_a_line_is_named_whole() -> None:
    assert ("Region", "乡村匠艺示范区") in named(f"{HEAD}\n乡村匠艺示范区要加强管理。")


def test_an_addressee_whose_words_also_end_another() -> None:
    notice = "临江市教育局关于做好工作的通知\n各区匠艺工作有关单位，有关单位：\n请落实。\n一、夯实基础\n（一）做好工作。"
    assert ("Institution", "有关单位") in named(notice)


def test_one_body_may_have_a_conjunction_in_its_name() -> None:
    text = "（责任单位：区科技和经信局、区文体和旅游局、区民政局和区司法局、各镇（街道））"
    bodies = ["区科技和经信局", "区文体和旅游局", "区民政局", "区司法局", "各镇（街道）"]
    assert [name for _, name in named(HEAD + text, "Institution")] == bodies
    assert named(f"{HEAD}由区匠艺服务和大数据管理局牵头。", "Institution") == [("Institution", "区匠艺服务和大数据管理局")]


def test_a_label_without_brackets_keeps_the_brackets_of_its_bodies() -> None:
    found = named(f"{HEAD}\n责任领导：王匠；牵头单位：区民政局；配合单位：各镇（街道）", "Institution")
    assert [name for _, name in found] == ["区民政局", "各镇（街道）"]


def test_plans_of_the_nation_and_of_a_place_are_two() -> None:
    text = "根据《国家匠艺传承行动计划（2021—2025年）》《青海省匠艺传承行动计划（2021—2025年）》，做好工作。"
    assert len(entities(text, "Policy")) == 2


def test_a_count_is_no_part_of_a_group() -> None:
    assert named(f"{HEAD}为2万人次残疾学生提供资助。", "Group") == [("Group", "残疾学生")]


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("（市教育局以及市财政局负责）", ["市教育局", "市财政局"]),
        ("（区民政局等和区财政局负责）", ["区民政局", "区财政局"]),
        ("（责任单位：市高新区和市财政局）", ["市财政局"]),
        ("（责任单位：市人大和市财政局）", ["市人大", "市财政局"]),
        ("由市妇联和市教育局牵头。", ["市妇联", "市教育局"]),
        ("由市交警支队和市城管局牵头。", ["市交警支队", "市城管局"]),
        ("由市大数据中心和市市场监管局牵头。", ["市大数据中心", "市市场监管局"]),
        ("培育新主体（区块链和人工智能企业）。", []),
        ("引进机构（市场化和专业化机构）。", []),
        ("（责任单位：市应急管理局（2024年6月底前））", ["市应急管理局"]),
    ],
)
def test_two_bodies_with_a_conjunction_stay_two(sentence: str, bodies: list[str]) -> None:
    assert [name for _, name in named(HEAD + sentence, "Institution")] == bodies
