"""Yes or no about who does something, when a document came out and what belongs to a list. All names are invented."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from search.answer.claim_bodies import acts_in
from tests.search.answer.library import notice, record

MOSS = """一、总体要求
　　苔原修复试点工作分三年推进。
二、主要任务
　　（一）采种。各县要采收苔原草籽五吨。（市林业局牵头，市财政局、市水利局参与）
　　（二）巡护。各县要组建苔原巡护队。（市林业局牵头，市公安局配合）
三、保障措施
　　建立由市农业农村局、市气象局牵头的草籽调运协调机制，统筹草籽调运。
　　市统计局负责苔原监测数据核算，市档案局负责苔原修复档案归集。
　　名册由各县核对，职工信息更新由市人事局负责。
　　职工名册核对由市档案局负责。
　　苔原修复联席会议由市林业局、市财政局、市水利局、市公安局、市气象局组成。
　　根据申报情况，确定松林县、白河县、石门县、双桥县作为苔原修复试点地区。
"""
LAMP = """一、主要任务
　　（一）换灯。老旧路灯要在年底前换完。（市住房城乡建设局等部门牵头）
　　（二）节电。路灯夜间要分时调光，有关单位负责调光改造。
　　市财政局要安排路灯更新资金，并加强资金监管。
"""


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    moss = notice("云溪市苔原修复试点工作方案", "云政发〔2021〕7号", "2021年4月9日", MOSS)
    lamp = notice("云溪市路灯更新行动计划", "云政发〔2023〕2号", "2023年2月6日", LAMP)
    return Answerer([record("taiyuan.txt", moss), record("ludeng.txt", lamp)])


@pytest.mark.parametrize(
    ("question", "begins", "cited"),
    [
        ("苔原修复试点工作由市林业局牵头吗？", "是。", "市林业局牵头"),
        ("苔原修复试点工作由市水利局牵头吗？", "不是。由市林业局牵头", "市林业局牵头"),
        ("草籽调运协调机制由市气象局牵头吗？", "是。", "草籽调运协调机制"),
        ("草籽调运协调机制是不是由市公安局牵头？", "不是。由市农业农村局、市气象局牵头", "草籽调运协调机制"),
        ("草籽调运协调机制的牵头单位是市公安局吗？", "不是。由市农业农村局、市气象局牵头", "草籽调运协调机制"),
        ("苔原监测数据核算由市统计局负责吗？", "是。", "市统计局负责"),
        ("苔原监测数据核算由市档案局负责吗？", "不是。由市统计局负责", "市统计局负责"),
        ("职工名册核对由市人事局负责吗？", "不是。由市档案局负责", "职工名册核对"),
        ("市统计局负责苔原监测数据核算吗？", "是。", "市统计局负责"),
        ("云溪市苔原修复试点工作方案由云溪市人民政府印发吗？", "是。", "云溪市人民政府"),
        ("云溪市苔原修复试点工作方案是由市林业局印发的吗？", "不是。由云溪市人民政府印发", "云溪市人民政府"),
        ("云溪市路灯更新行动计划是2023年印发的吗？", "是。", "2023年2月6日"),
        ("云溪市路灯更新行动计划是2021年印发的吗？", "不是。", "2023年2月6日"),
        ("云溪市路灯更新行动计划是2023年5月印发的吗？", "不是。", "2023年2月6日"),
        ("苔原修复联席会议的成员包括市公安局吗？", "包括。", "联席会议由"),
        ("苔原修复联席会议的成员包括市教育局吗？", "不包括。", "联席会议由"),
        ("苔原修复试点地区包括白河县吗？", "包括。", "作为苔原修复试点地区"),
        ("苔原修复试点地区包括东平县吗？", "不包括。", "作为苔原修复试点地区"),
    ],
)
def test_what_the_sentence_says_of_the_one_named(answerer: Answerer, question: str, begins: str, cited: str) -> None:
    answer = answerer.ask(question)
    assert answer.answerable, answer.answer
    assert answer.answer.startswith(begins)
    assert cited in answer.citations[0].quote
    records = {book.record.id: book.record for book in answerer.shelf.books.values()}
    assert all(records[c.document].text[c.start : c.end] == c.quote for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "路灯更新由市财政局牵头吗？",  # the list of leaders is left open
        "路灯更新资金由市财政局牵头吗？",
        "路灯夜间调光由市财政局负责吗？",
        "云溪市河道清淤办法是2021年印发的吗？",
    ],
)
def test_what_no_sentence_says_is_declined(answerer: Answerer, question: str) -> None:
    assert not answerer.ask(question).answerable


@pytest.mark.parametrize(
    ("text", "act", "bodies"),
    [
        ("(甲部牵头,乙部、丙局参与)", "牵头", ["甲部"]),
        ("建立由甲部、乙局牵头的机制", "牵头", ["甲部", "乙局"]),
        ("责任单位:甲局、乙委", "负责", ["甲局", "乙委"]),
        ("牵头单位:甲局;配合单位:乙委", "牵头", ["甲局"]),
        ("(甲部、乙委按职责分工负责)", "负责", ["甲部", "乙委"]),
        ("主要负责同志要亲自抓", "负责", []),
        ("实行校长负责制", "负责", []),
    ],
)
def test_bodies_are_those_that_stand_before_the_act(text: str, act: str, bodies: list[str]) -> None:
    assert [body for found in acts_in(text, act) for body in found.bodies] == bodies
