"""Words that stand inside a name although they govern or modify elsewhere, and nouns that only seem to be one."""

from __future__ import annotations

import pytest

from tests.ingest.mentions.reading import read

TITLE = "临江市工作要点"


def entities(text: str, kind: str) -> list[str]:
    made = read(f"{TITLE}\n一、夯实基础\n（一）做好工作。{text}").entities
    return [entity.name for entity in made if entity.type == kind and entity.name != TITLE]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("实施农村匠艺高质量发展工程。", ["农村匠艺高质量发展工程"]),
        ("打赢高质量匠艺攻坚战。", ["高质量匠艺攻坚战"]),
        ("实施农村人才协同发展行动。", ["农村人才协同发展行动"]),
        ("实施匠艺设施加固补强工程。", ["匠艺设施加固补强工程"]),
        ("实施匠艺教育体系构建行动。", ["匠艺教育体系构建行动"]),
        ("各部门协同开展工作，企业联合攻关。", []),
        ("启动实施新一轮匠艺惠民工程。", ["匠艺惠民工程"]),
        ("开工建设江南匠艺治理工程。", ["江南匠艺治理工程"]),
        ("实施百亿级龙头企业培育计划。", ["百亿级龙头企业培育计划"]),
        ("推进匠艺公园、郊野公园、体育公园建设。", []),
        ("落实匠艺奖励、社保补贴。", ["社保补贴"]),
        ("深化零基预算改革，推进农村改革。", ["零基预算改革"]),
        ("深化匠艺产品定价机制改革，持续深化重点领域改革。", ["匠艺产品定价机制改革"]),
        ("提供“量身定制”服务，严格落实“四个最严”要求，落实“两个毫不动摇”。", []),
        ("开展匠艺作风建设年活动。", ["匠艺作风建设年"]),
        ("加快建设江南大数据中心。", ["江南大数据中心"]),
        ("以农业特色产业提档升级“3+2”工程为抓手。", ["农业特色产业提档升级“3+2”工程"]),
        ("推进匠人开业“一件事”改革。", ["匠人开业“一件事”改革"]),
        ("办好市委市政府为民办实事项目和十大民生实事项目。", ["市委市政府为民办实事项目", "民生实事项目"]),
        ("推进“匠人”“学徒”“匠师”等维权专项行动。", ["匠人", "学徒", "匠师", "维权专项行动"]),
        ("加快示范区基础设施建设，发放匠人企业贴息补助。", []),
        ("推广匠人服务码，建设匠具需求库。", ["匠人服务码", "匠具需求库"]),
    ],
)
def test_programmes(sentence: str, expected: list[str]) -> None:
    assert entities(sentence, "Program") == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("发挥匠艺强市和品牌建设领导小组作用。", "Institution", ["匠艺强市和品牌建设领导小组"]),
        ("举办中国匠具及工艺博览会。", "Event", ["中国匠具及工艺博览会"]),
        ("办好国际匠艺节、匠艺旅游节等活动。", "Event", ["匠艺旅游节"]),
        ("开展第三届市长质量奖评选。", "Event", ["市长质量奖"]),
        ("贯彻省委八届历次全会精神。", "Event", ["省委八届历次全会"]),
        ("落实匠艺经济促进条例。", "Policy", ["匠艺经济促进条例"]),
        ("对接国际高标准经贸规则。", "Policy", []),
        ("打造一刻钟便民生活圈、15分钟匠艺服务圈。", "Region", ["15分钟匠艺服务圈", "一刻钟便民生活圈"]),
        ("深化商务区城市更新，建设宜居城市。", "Region", ["宜居城市"]),
        ("支持境外经贸合作区和和美乡村片区。", "Region", ["和美乡村片区", "境外经贸合作区"]),
        ("服务中央驻粤单位。", "Group", ["中央驻粤单位"]),
        ("推动60%公办匠艺学校达标。", "Group", ["公办匠艺学校"]),
        ("维护新业态匠人、新就业形态人员权益。", "Group", ["新就业形态人员"]),
        ("保障学生餐安全，完善职工基本医疗保险。", "Group", []),
        ("力争地方政府专项债券支持。", "Group", []),
        ("组织共青团员、预备党员和青年讲师学习。", "Group", ["共青团员", "青年讲师", "预备党员"]),
        ("引导广大青年创业。", "Group", ["青年"]),
        ("做好建党100周年庆祝活动。", "Event", ["中国共产党成立100周年"]),
        ("开展“匠心”主题团日，开展党风廉政宣传教育月。", "Event", ["党风廉政宣传教育月", "“匠心”主题团日"]),
        ("会同市教卫工作党委做好工作。", "Institution", ["临江市教卫工作党委"]),
        ("落实《青岚省政务公开领导小组关于印发要点的通知》。", "Institution", ["青岚省政务公开领导小组"]),
        ("培育一批智能工厂、未来工厂。", "Group", ["智能工厂", "未来工厂"]),
    ],
)
def test_other_names(sentence: str, kind: str, expected: list[str]) -> None:
    assert sorted(entities(sentence, kind)) == sorted(expected)


def test_the_office_of_a_joint_meeting_is_another_body() -> None:
    names = entities("经国务院职业教育工作部际联席会议同意，由国务院职业教育工作部际联席会议办公室印发。", "Institution")
    assert names == ["国务院职业教育工作部际联席会议", "国务院职业教育工作部际联席会议办公室"]


def test_a_title_with_years_leaves_the_name_to_what_the_lexicon_knows() -> None:
    assert entities("落实《健康中国行动（2019—2030年）》。推进健康中国行动。", "Program") == ["健康中国行动"]
