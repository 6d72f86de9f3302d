from __future__ import annotations

import pytest

from ontology.records import NodeKind
from tests.ingest.outline import files_of_tables as made
from tests.ingest.outline.reading import items, parts, points, read

BODY = "各学校要认真落实主体责任，做到底数清、情况明、措施实。"
NOTICE = (
    "某市教育局关于印发《某市教育工作要点》的通知\n某教〔2021〕5号\n"
    "各区教育局：\n现将《某市教育工作要点》印发给你们，请认真落实。\n"
)
SIGNED = "某市教育局\n2021年3月1日\n（此件公开发布）\n"
PLAN = f"某市教育工作要点\n全市教育工作的总要求是坚持立德树人。\n一、夯实基础\n（一）建设学校。{BODY}\n（二）培训教师。{BODY}\n"


def kinds(record):
    return [node.kind for node in record.nodes if node.parent == record.nodes[0].id]


def test_covering_notice_then_the_plan():
    record = read(NOTICE + SIGNED + PLAN)
    assert kinds(record) == [NodeKind.FRONT, NodeKind.PREAMBLE, NodeKind.PART]
    front, preamble = (record.nodes[i] for i in [1, next(i for i, n in enumerate(record.nodes) if n.kind is NodeKind.PREAMBLE)])
    assert record.text[front.start : front.end] == (NOTICE + SIGNED).strip()
    assert record.text[preamble.start : preamble.end].startswith("某市教育工作要点\n全市")
    assert front.path == preamble.path == (0,)


def test_the_plan_as_an_attachment_of_the_notice():
    record = read(NOTICE + "附件：某市教育工作要点\n" + SIGNED + "附件\n" + PLAN)
    assert items(record) == [("part", (1,), "夯实基础"), ("point", (1, 1), "建设学校"), ("point", (1, 2), "培训教师")]


def test_a_notice_with_numbers_of_its_own_before_the_plan_that_it_issues():
    text = NOTICE.replace("请认真落实。", "并就有关事项通知如下：\n一、提高认识。要高度重视。\n二、抓好落实。要细化措施。")
    assert parts(text + SIGNED + PLAN + f"二、提升质量\n（三）改善条件。{BODY}\n") == {1: "夯实基础", 2: "提升质量"}


def test_an_attachment_with_items_is_a_part_after_the_last():
    text = (
        f"某市教育局关于做好安全工作的通知\n一、提高认识\n{BODY}\n"
        f"二、抓好落实\n{BODY}\n附件：1.学校安全工作指引\n2.检查表\n{SIGNED}"
        f"附件1\n学校安全工作指引\n一、日常管理\n（一）门卫管理。{BODY}\n"
        f"（二）食堂管理。{BODY}\n附件2\n检查表\n学校名称\n检查人\n"
    )
    record = read(text)
    assert items(record) == [
        ("part", (1,), "提高认识"),
        ("part", (2,), "抓好落实"),
        ("part", (3,), "学校安全工作指引"),
        ("section", (3, 1), "日常管理"),
        ("point", (3, 1, 1), "门卫管理"),
        ("point", (3, 1, 2), "食堂管理"),
    ]
    assert kinds(record)[-1] is NodeKind.BACK


def test_the_list_of_attachments_opens_no_items():
    text = f"通知\n一、提高认识\n{BODY}\n二、抓好落实\n{BODY}\n附件：1. 学校安全工作指引\n      2. 学校安全检查表\n{SIGNED}"
    assert items(text) == [("part", (1,), "提高认识"), ("part", (2,), "抓好落实")]


def test_a_second_text_without_the_word_attachment():
    text = (
        f"某市安全工作方案\n一、提高认识\n{BODY}\n二、抓好落实\n{BODY}\n"
        f"某市督导检查办法\n一、检查内容\n{BODY}\n二、检查方式\n{BODY}\n"
    )
    assert items(text) == [
        ("part", (1,), "提高认识"),
        ("part", (2,), "抓好落实"),
        ("part", (3,), "某市督导检查办法"),
        ("point", (3, 1), "检查内容"),
        ("point", (3, 2), "检查方式"),
    ]


def test_a_list_of_members_is_set_apart():
    text = f"方案\n一、提高认识\n{BODY}\n二、抓好落实\n{BODY}\n某市安全工作领导小组成员名单\n组长：张某某\n副组长：李某某\n"
    record = read(text)
    assert record.nodes[-1].path == (0,)
    back = next(node for node in record.nodes if node.kind is NodeKind.BACK)
    assert record.text[back.start : back.end].startswith("某市安全工作领导小组成员名单")


@pytest.mark.parametrize(
    "signature",
    ["某市人民政府\n2021年3月1日\n", "某市人民政府 2021年3月1日\n", "某市人民政府\n二○二一年三月一日\n", "2021年3月1日\n"],
)
def test_signatures_at_the_end_are_no_part_of_the_last_point(signature):
    record = read(f"方案\n一、任务\n（一）建设学校。{BODY}\n（二）培训教师。{BODY}\n{signature}")
    back = record.nodes[-1]
    assert back.path == (0,)
    assert "2021" in record.text[back.start :] or "二一" in record.text[back.start :]
    last = [node for node in record.nodes if node.kind is NodeKind.POINT][-1]
    assert record.text[last.start : last.end] == f"（二）培训教师。{BODY}"


def test_rows_of_a_table_cell_by_cell():
    assert points(made.BY_LINES) == {(1,): "新建中小学校", (2,): "改造老旧校舍", (3,): "建设口袋公园"}


def test_rows_with_tabs_in_an_attachment():
    text = PLAN + "附件\n重点任务清单\n序号\t任务名称\t牵头单位\n1\t学校达标\t教育局\n2\t教师培训\t人社局\n"
    assert items(text)[-3:] == [("part", (2,), "重点任务清单"), ("point", (2, 1), "学校达标"), ("point", (2, 2), "教师培训")]


def test_rows_with_nothing_between_the_cells():
    assert points(PLAN + made.GLUED) == {
        (1, 1): "建设学校", (1, 2): "培训教师", (2, 1): "建立评估机制", (2, 2): "校舍安全专项整治", (2, 3): "完善应急机制",
    }  # fmt: skip


def test_rows_in_sections_run_on():
    text = PLAN + (
        "附件\n重点任务清单\n序号\n任务名称\n单位\n一、校舍方面（共1项）\n1\n学校达标\n"
        "教育局\n二、教师方面（共2项）\n2\n教师培训\n人社局\n3\n师德建设\n教育局\n"
    )
    assert list(points(text))[-3:] == [(2, 1), (2, 2), (2, 3)]


def test_a_table_of_contents_opens_nothing_and_is_told():
    text = (
        "某省教育规划\n目  录\n第一章 发展环境......1\n第二章 主要任务......5\n"
        f"第一章 发展环境\n{BODY}\n第二章 主要任务\n{BODY}\n"
    )
    record = read(text)
    assert parts(record) == {1: "发展环境", 2: "主要任务"}
    assert [span.why for span in record.unread] == ["a table of contents, which repeats the headings"]


def test_contents_without_leaders():
    text = f"某省教育规划\n目录\n一、发展环境\n二、主要任务\n一、发展环境\n{BODY}\n二、主要任务\n{BODY}\n"
    assert parts(text) == {1: "发展环境", 2: "主要任务"}


def test_boxes_of_a_plan_keep_their_numbers_to_themselves():
    text = (
        f"规划\n一、任务\n（一）建设学校。{BODY}\n专栏1 重点工程\n"
        f"1.扩容工程。{BODY}\n2.改造工程。{BODY}\n（二）培训教师。{BODY}\n"
    )
    assert points(text) == {(1, 1): "建设学校", (1, 2): "培训教师"}


def test_words_of_a_web_page_are_unread():
    text = (
        "首页\n无障碍阅读\n登录\n当前位置：首页 > 教育局\n"
        + NOTICE
        + SIGNED
        + PLAN
        + "扫一扫在手机打开当前页\n打印 关闭\n网站地图\n联系我们\n版权所有 某市人民政府\n"
    )
    record = read(text)
    assert [span.why for span in record.unread] == ["words of the web page around the document"] * 2
    unread = "".join(record.text[span.start : span.end] for span in record.unread)
    assert "首页" in unread and "版权所有" in unread
    assert "通知" not in unread and BODY not in unread
    assert record.meta.title == "某市教育工作要点"


def test_a_document_without_any_structure_is_all_preamble():
    record = read("今天天气很好。\n我们去公园散步。\n")
    assert {node.path for node in record.nodes[1:]} == {(0,)}


def test_contents_without_a_heading_of_their_own():
    text = (
        "某市应急预案\n1 总则\n1.1 编制目的\n2 组织体系\n2.1 指挥部\n"
        f"1 总则\n1.1 编制目的\n{BODY}\n2 组织体系\n2.1 指挥部\n{BODY}\n"
    )
    record = read(text)
    assert points(record) == {(1, 1): "编制目的", (2, 1): "指挥部"}
    assert len(record.unread) == 1


def test_prose_that_speaks_of_a_web_site_is_read():
    answer = "答：纳税人登录电子税务局首页，点击“在线客服”即可。"
    text = f"问题解答\n一、如何登录\n{answer}\n{answer}\n{answer}\n二、如何打印\n{answer}\n"
    assert read(text).unread == ()


def test_rows_that_count_grades_are_no_work_items():
    text = PLAN + "附件\n分值表\n序号\t指标\t分值\n1\t学历\t10\n2\t技能\t20\n1\t年龄\t5\n2\t住房\t5\n"
    assert list(points(text)) == [(1, 1), (1, 2)]


def test_many_texts_in_one_file_take_no_longer_than_their_length():
    text = "某市管理办法\n一、总则。\n二、附则。\n" * 300
    assert len(parts(text)) == 301


def test_the_title_of_a_row_is_the_cell_that_tells_rows_apart():
    text = PLAN + (
        "附件\n重点任务清单\n序号\t类别\t工作任务\t单位\n1\t基建\t新建学校。"
        "\t教育局\n2\t基建\t改造校舍。\t教育局\n3\t师资\t培训教师。\t人社局\n"
    )
    assert [points(text)[2, number] for number in (1, 2, 3)] == ["新建学校", "改造校舍", "培训教师"]


def test_tables_of_other_things_are_no_work_items():
    text = PLAN + "附件\n病种目录\n序号\t病种\t标准\n1\t高血压\t200元\n2\t糖尿病\t200元\n"
    assert list(points(text)) == [(1, 1), (1, 2)]


def test_a_colon_between_number_and_title():
    text = f"汇编\n第一部分：合法缴纳\n{BODY}\n第二部分：违规补缴\n{BODY}\n"
    assert parts(text) == {1: "合法缴纳", 2: "违规补缴"}


def test_an_attachment_without_a_title():
    record = read("一、总则\n附件\n一、甲\n二、乙\n")
    assert [path for _, path, _ in items(record)] == [(1,), (2,), (2, 1), (2, 2)]


def test_rows_below_the_sections_of_one_table():
    text = (
        "云溪县工作任务清单\n序号\t工作任务\t责任单位\n一、农业\n1\t修渠\t水利局\n2\t种树\t林业局\n二、教育\n3\t建校\t教育局\n"
    )
    assert points(text) == {(1, 1): "修渠", (1, 2): "种树", (2, 3): "建校"}


@pytest.mark.parametrize(
    "closing",
    [
        "抄送：县委办公室。\n云溪县教育局办公室        2024年2月28日印发\n共印50份\n",
        "（信息公开形式：主动公开）\n云溪县教育局\n2024年2月28日\n",
        "【打印】 【关闭】\n上一篇：会议通知\n下一篇：工作总结\n主办单位：云溪县教育局 地址：人民路1号 电话：0000-1234567\n",
    ],
    ids=["imprint", "note above the signature", "foot of a page"],
)
def test_what_closes_a_printed_page_is_no_part_of_the_last_point(closing: str) -> None:
    record = read(f"云溪县教育局2024年工作要点\n一、党建\n1.抓学习。{BODY}\n2.抓队伍。{BODY}\n{closing}")
    last = next(node for node in record.nodes if node.path == (1, 2))
    assert record.text[last.start : last.end] == f"2.抓队伍。{BODY}"
