from __future__ import annotations

import pytest

from ingest.formats import read_source
from ingest.metadata.title import kind_of
from ingest.structure import read_structure
from ontology.records import DocumentMeta

BODY = "各学校要认真落实主体责任。"
PLAN = f"一、夯实基础\n（一）建设学校。{BODY}\n（二）培训教师。{BODY}\n"


def meta(text: str, name: str = "plan.txt") -> DocumentMeta:
    return read_structure(read_source(text.encode(), name)).meta


def test_a_notice_that_issues_a_plan():
    found = meta(
        "云岭省教育厅关于印发《云岭省2021年职业教育工作要点》的通知\n某教职成〔2021〕7号\n各市教育局，各高等职业院校：\n"
        "现将《云岭省2021年职业教育工作要点》印发给你们，请认真落实。\n云岭省教育厅\n2021年3月25日\n"
        f"云岭省2021年职业教育工作要点\n为深入贯彻《国家职业教育改革实施方案》和《关于推动发展的意见》，制定本要点。\n{PLAN}"
    )
    assert found == DocumentMeta(
        title="云岭省2021年职业教育工作要点",
        doc_number="某教职成〔2021〕7号",
        issuer="云岭省教育厅",
        issuers=("云岭省教育厅",),
        recipients=("各市教育局", "各高等职业院校"),
        date="2021-03-25",
        year=2021,
        kind="工作要点",
        region="云岭省",
        based_on=("国家职业教育改革实施方案", "关于推动发展的意见"),
    )


def test_a_notice_of_its_own():
    found = meta(
        "国务院办公厅关于推进职业教育的意见\n国办发〔2018〕5号\n"
        f"各省、自治区、直辖市人民政府：\n{PLAN}国务院办公厅\n2018年1月2日\n"
    )
    assert (found.title, found.kind, found.issuer, found.region) == (
        "国务院办公厅关于推进职业教育的意见",
        "意见",
        "国务院办公厅",
        None,
    )


def test_a_title_that_opens_with_the_issuer_and_the_year():
    found = meta(f"云岭省教育厅2021年工作要点\n{PLAN}")
    assert (found.title, found.issuer, found.year) == ("云岭省教育厅2021年工作要点", "云岭省教育厅", 2021)


def test_a_title_printed_in_other_words_than_the_notice_gives():
    found = meta(
        "云岭省教育厅关于印发2021年云岭省教育工作要点的通知\n各市教育局：\n现将2021年云岭省教育工作要点印发给你们。\n"
        f"云岭省教育厅\n2021年3月25日\n2021年全省教育工作要点\n{PLAN}"
    )
    assert (found.title, found.issuer) == ("2021年全省教育工作要点", "云岭省教育厅")


def test_a_title_with_the_issuer_that_the_notice_leaves_out():
    found = meta(
        "云岭省教育厅关于印发2021年工作要点的通知\n各市教育局：\n现将《2021年云岭省教育厅工作要点》印发给你们。\n"
        f"云岭省教育厅\n2021年3月25日\n云岭省教育厅2021年工作要点\n{PLAN}"
    )
    assert found.title == "云岭省教育厅2021年工作要点"


def test_the_first_of_several_documents_that_a_notice_issues():
    found = meta(
        "各市教育局：\n《云岭省学校建设方案》《云岭省学校财政措施》已经省政府同意，现印发给你们。\n2021年3月25日\n"
        f"云岭省学校建设方案\n{PLAN}"
    )
    assert found.title == "云岭省学校建设方案"


def test_what_is_to_be_carried_out_is_no_basis():
    found = meta(f"云岭省教育厅2021年工作要点\n总体要求是：落实好《教育强省方案》，办好学校。\n{PLAN}")
    assert found.based_on == ()


def test_issuer_from_the_number_alone():
    found = meta(f"关于印发工作要点的通知\n教职成司函〔2021〕7号\n各省教育厅：\n{PLAN}")
    assert found.issuer == "教育部职业教育与成人教育司"
    assert found.date is None
    assert found.year == 2021


def test_joint_issue_by_signatures():
    found = meta(f"关于加强安全管理的意见\n各有关单位：\n{PLAN}临江市教育局\n临江市公安局\n临江市财政局\n2021年3月25日\n")
    assert found.issuers == ("临江市教育局", "临江市公安局", "临江市财政局")
    assert found.issuer == "临江市教育局"
    assert found.region == "临江市"


def test_joint_issue_by_the_title():
    found = meta(f"中共中央 国务院关于做好2023年重点工作的意见\n（2023年1月2日）\n{BODY}\n{PLAN}")
    assert found.issuers == ("中共中央", "国务院")
    assert found.year == 2023


def test_the_author_and_the_date_in_brackets_under_the_title():
    found = meta(f"2020年匠艺工作总结\n临江市人力资源和社会保障局\n（二〇二〇年十二月三十一日）\n现总结如下。\n{PLAN}")
    assert (found.issuer, found.date) == ("临江市人力资源和社会保障局", "2020-12-31")


def test_what_is_carried_out_is_no_basis_though_its_title_holds_a_verb_of_making():
    lead = "要认真贯彻落实《关于印发〈匠艺振兴规划〉的通知》，抓好各项工作。"
    assert meta(f"2021年匠艺工作要点\n{lead}\n{PLAN}").based_on == ()


def test_what_guides_is_a_basis():
    assert meta(f"2021年匠艺工作要点\n以《匠艺振兴规划》为行动纲领，抓好工作。\n{PLAN}").based_on == ("匠艺振兴规划",)


def test_the_issuer_in_a_row_of_the_page():
    found = meta(f"[ 发布机构 ] | 元阳县科技局 | ||\n[ 成文日期 ] | 2021-08-17 |\n元阳县科技创新规划\n{PLAN}")
    assert (found.issuer, found.date) == ("元阳县科技局", "2021-08-17")
    assert meta(f"来源：元阳县供销合作社\n元阳县匠艺发展规划\n{PLAN}").issuer == "元阳县供销合作社"


def test_a_plan_that_its_notice_names_without_marks():
    notice = (
        "各乡镇人民政府：\n元阳县匠艺事业发展规划已经县政府同意，现予印发，请执行。\n元阳县人民政府办公室\n2021年12月22日\n"
    )
    assert meta(f"{notice}元阳县匠艺局元阳县匠艺事业发展规划\n{BODY}\n{PLAN}").title == "元阳县匠艺事业发展规划"


def test_a_bracket_on_the_next_line_of_a_title():
    notice = "各学校：\n现将《匠艺行动计划（2021—2023年）》印发给你们。\n元阳县匠艺局\n2021年2月2日\n"
    assert meta(f"{notice}匠艺行动计划\n（2021—2023年）\n{BODY}\n{PLAN}").title == "匠艺行动计划（2021—2023年）"


def test_a_title_of_two_lines_that_holds_another_title():
    found = meta(f"临江市人民政府办公室\n关于印发2021年《政府工作报告》\n重点任务分工的通知\n各区人民政府：\n{PLAN}")
    assert found.title == "临江市人民政府办公室关于印发2021年《政府工作报告》重点任务分工的通知"


def test_a_body_of_which_only_the_level_is_printed_has_the_place_that_the_page_names():
    found = meta(f"县人民政府关于做好2021年重点工作的通知\n发文单位：元阳县人民政府\n各乡镇人民政府，湿地公园管理处：\n{PLAN}")
    assert found.issuer == "元阳县人民政府"
    assert found.recipients == ("各乡镇人民政府", "湿地公园管理处")


def test_a_number_in_brackets_behind_the_title():
    found = meta(f"2021年县政府重点工作任务（元政发〔2021〕2号）\n来源：元阳县第一中学网\n各乡镇人民政府：\n{PLAN}")
    assert (found.doc_number, found.issuer) == ("元政发〔2021〕2号", None)


def test_everything_on_one_line():
    found = meta(
        "云岭省人民政府印发关于稳定就业若干措施的通知 各市、县（区）人民政府，"
        "省政府各部门： 现将《关于稳定就业若干措施》印发给你们，请认真执行。 "
        f"2020年2月4日 （此件主动公开） 关于稳定就业若干措施 为稳定就业，现提出以下措施： {PLAN * 4}"
    )
    assert found.title == "关于稳定就业若干措施"
    assert found.issuer == "云岭省人民政府"
    assert found.recipients == ("各市、县（区）人民政府", "省政府各部门")
    assert (found.date, found.kind) == ("2020-02-04", "若干措施")


def test_the_letterhead_completes_a_shortened_name():
    found = meta(f"某临江市人民政府办公厅文件\n市人民政府办公厅关于做好复工的通知\n各区人民政府：\n{PLAN}2020年2月11日\n")
    assert found.issuer == "某临江市人民政府办公厅"


def test_a_law():
    found = meta(
        "中华人民共和国某某法\n1997年3月12日第八届全国人民代表大会常务委员会第二十次会议通过\n"
        "第一章 总则\n第一条 为了发展教育，根据宪法，制定本法。\n"
        "第二条 本法适用于全国。\n第二章 附则\n第三条 本法自1996年9月1日起施行。\n"
    )
    assert (found.title, found.kind, found.date, found.effective) == (
        "中华人民共和国某某法",
        "法律",
        "1997-03-12",
        "1996-09-01",
    )
    assert found.issuer == "全国人民代表大会常务委员会"
    assert found.based_on == ("宪法",)


def test_a_title_with_its_years_on_the_next_line():
    found = meta(f"附件\n临江市产业高质量发展三年行动计划\n（2021—2023年）\n为加快发展，制定本计划。\n{PLAN}")
    assert found.title == "临江市产业高质量发展三年行动计划（2021—2023年）"
    assert (found.kind, found.year) == ("行动计划", 2021)


def test_the_year_of_a_range_of_years_is_that_of_the_date():
    found = meta(f"临江市行动方案（2026—2030年）\n各有关单位：\n{PLAN}临江市教育局\n2025年12月22日\n")
    assert found.year == 2025


def test_of_two_years_in_a_title_that_of_the_date_counts():
    found = meta(f"关于2020年计划执行情况与2021年计划的报告\n{BODY}\n{PLAN}临江市发展和改革委员会\n2021年2月3日\n")
    assert found.year == 2021


def test_a_year_ahead_of_the_date():
    found = meta(f"临江市2022年工作要点\n{BODY}\n{PLAN}临江市教育局\n2021年12月30日\n")
    assert found.year == 2022


def test_a_title_that_is_not_printed_is_put_together():
    found = meta(f"各省人民政府：\n现就加强湿地养护工作提出如下意见：\n{PLAN}国务院\n二○一一年十月十七日\n")
    assert found.title == "国务院关于加强湿地养护工作的意见"
    assert found.date == "2011-10-17"


def test_a_title_that_is_put_together_is_noted():
    text = f"各省人民政府：\n现就加强湿地养护工作提出如下意见：\n{PLAN}国务院\n2011年10月17日\n"
    assert "no title is printed" in read_structure(read_source(text.encode(), "plan.txt")).notes[0]
    assert read_structure(read_source(f"临江市工作要点\n{PLAN}".encode(), "plan.txt")).notes == ()


def test_nothing_is_made_up():
    assert meta("今天天气很好，我们去公园。\n") == DocumentMeta(title="今天天气很好")


def test_joint_issue_by_names_before_the_title():
    found = meta(f"临江市教育局 临江市财政局\n关于提高经费标准的通知\n各区教育局、财政局：\n{PLAN}")
    assert found.title == "临江市教育局 临江市财政局关于提高经费标准的通知"
    assert found.issuers == ("临江市教育局", "临江市财政局")


def test_an_order_of_the_state_council():
    found = meta(
        "临江管理条例\n（2021年7月27日中华人民共和国国务院令第746号公布）\n"
        "第一章 总则\n第一条 为了规范管理，制定本条例。\n第二条 本条例适用于全国。\n"
    )
    assert (found.issuer, found.date, found.doc_number) == ("国务院", "2021-07-27", "中华人民共和国国务院令第746号")


def test_a_revised_law_has_the_date_of_its_last_revision():
    found = meta(
        "中华人民共和国某某法\n2007年8月30日 第十届全国人民代表大会常务委员会第二十九次会议通过\n"
        "2015年4月24日 第十二届全国人民代表大会常务委员会第十四次会议《关于修改〈某某法〉的决定》修正\n"
        "第一章 总则\n第一条 为了发展，制定本法。\n"
    )
    assert found.date == "2015-04-24"


def test_a_date_in_brackets_after_the_number():
    found = meta(f"国务院关于进一步加强环境保护工作的决定\n国发〔1990〕65号（一九九〇年十二月五日）\n{BODY}\n{PLAN}")
    assert (found.date, found.year) == ("1990-12-05", 1990)


def test_a_government_report():
    found = meta(
        "各位代表：\n现在，我代表市人民政府，向大会报告政府工作，请予审议。"
        f"\n一、2020年工作回顾\n{BODY}\n二、2021年工作安排\n{BODY}\n"
    )
    assert (found.title, found.kind, found.issuer, found.recipients) == ("政府工作报告", "政府工作报告", "市人民政府", ())


@pytest.mark.parametrize(
    ("line", "recipients"),
    [
        ("教育部：", ("教育部",)),
        ("区属各单位：", ("区属各单位",)),
        ("各区人民政府，市政府各部门：经市政府同意，", ("各区人民政府", "市政府各部门")),
        ("各处室（中心），东庠办事处，各村（居）：现将", ("各处室（中心）", "东庠办事处", "各村（居）")),
        ("主题词：各党委、各基层党组织：", ("各党委、各基层党组织",)),
        ("市自来水集团，排水中心，节水中心：", ("市自来水集团", "排水中心", "节水中心")),
        ("各区农业农村委、市属有关单位：", ("各区农业农村委", "市属有关单位")),
        ("各乡镇党委和人民政府、县直各部门：", ("各乡镇党委和人民政府", "县直各部门")),
        ("国务院各部委、各直属机构：", ("国务院各部委、各直属机构",)),
        ("各区、县（市）匠艺局、各直属匠艺单位、各处室：", ("各区、县（市）匠艺局", "各直属匠艺单位", "各处室")),
        ("各省教育厅，国家匠艺局综合司，市匠艺支队：", ("各省教育厅", "国家匠艺局综合司", "市匠艺支队")),
        ("各市、县（区）教育局、财政局：", ("各市、县（区）教育局、财政局",)),
        ("办理方式：线上办理：", ()),
        ("尊敬的纳税人：", ()),
        ("各位代表：", ()),
        ("本办法的使用范围包括：", ()),
        ("信息来源：临江市教育局", ()),
    ],
)
def test_addressees(line, recipients):
    assert meta(f"临江市教育局关于做好工作的通知\n{line}\n{BODY}\n{PLAN}").recipients == recipients


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("临江市2021年工作要点", "工作要点"),
        ("临江市教育事业发展规划纲要", "规划纲要"),
        ("临江市三年行动计划（2021—2023年）", "行动计划"),
        ("临江市管理办法（试行）", "管理办法"),
        ("关于印发《临江市方案》的通知", "通知"),
        ("某某法", "法律"),
        ("无题", None),
    ],
)
def test_kinds(title, kind):
    assert kind_of(title) == kind
