"""A figure answers only with the words, the year and the measure that are asked for."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from search.answer.model import Answer
from search.answer.years import years_in
from tests.search.answer.library import record
from tests.search.answer.wetland import wetland


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return wetland()


def said(answer: Answer) -> str:
    return answer.answer.split("\n")[0] + "|" + "|".join(item.label for item in answer.items)


def check_says(asked: Answerer, question: str, wanted: str) -> None:
    answer = asked.ask(question)
    assert answer.answerable, answer.answer
    assert wanted in said(answer)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("云溪市2025年湿地保护率要达到多少？", "60%"),
        ("云溪市2023年湿地保护率要达到多少？", "52%"),
        ("云溪市候鸟栖息点要增加到多少处？", "30处"),
        ("云溪市多久清淤一次河道？", "每两年"),
        ("云溪市巡护员每月要巡护多少天？", "12天"),
        ("云溪市河口滩涂修复在哪年基本完成？", "2025年"),
        ("云溪市单个村庄清淤最高补助多少钱？", "20万元"),
    ],
)
def test_the_figure_that_stands_with_the_words_is_given(answerer: Answerer, question: str, wanted: str) -> None:
    check_says(answerer, question, wanted)


@pytest.mark.parametrize(
    "question",
    [
        "云溪市2030年湿地保护率要达到多少？",
        "云溪市红树林保护率2025年要达到多少？",
        "云溪市清淤补助的总规模是多少万元？",
        "云溪市哪些企业被列入了失信名单？",
        "云溪市湿地保护行动方案有多少个志愿者参加？",
        "云溪市湿地公园是哪天开放的？",
    ],
)
def test_another_year_thing_or_total_is_declined(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)
    assert not answer.answerable, answer.answer
    assert answer.how.method == "none"


def test_two_years_of_one_document_stand_side_by_side(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市2023年和2025年的湿地保护率各是多少？")
    assert answer.how.method == "compare"
    assert [item.label for item in answer.items] == ["52%", "60%"]


@pytest.mark.parametrize("question", ["%25%", "25", "100% 50%", "谁", "多少"])
def test_a_question_without_words_is_declined(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)
    assert not answer.answerable
    assert "没有可查的词" in answer.answer


def test_a_span_of_years_holds_the_years_between() -> None:
    assert years_in("2021-2023年") == {2021, 2022, 2023}
    assert years_in("2021年至2022年和2030年") == {2021, 2022, 2030}
    assert years_in("文号2021") == {2021}


REPORT = """云溪市政府工作报告
——2020年1月8日在云溪市第五届人民代表大会第四次会议上
云溪市人民政府市长  何远山

一、2019年工作回顾
全市茶叶产量达到3万吨，新建公共厕所12座。

二、2020年工作安排
全市茶叶产量增长5%。修订《云溪市河道管理条例》。

专班成员名单
副组长：李青山　　市林业局副局长
　　　　　赵文清　　市水利局副局长
"""


@pytest.fixture(scope="module")
def report() -> Answerer:
    return Answerer([record("baogao.txt", REPORT)])


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("云溪市2019年茶叶产量是多少？", "3万吨"),
        ("云溪市2019年新建了多少座公厕？", "12座"),
        ("云溪市专班的副组长是哪两位？", "赵文清"),
    ],
)
def test_headings_give_the_year_and_lines_go_on(report: Answerer, question: str, wanted: str) -> None:
    check_says(report, question, wanted)


@pytest.mark.parametrize(
    "question",
    [
        "云溪市2020年茶叶产量是多少万吨？",
        "云溪市林业局局长是谁？",
        "青岭县2019年茶叶产量是多少？",
        "云溪市政府工作报告第七部分的标题是什么？",
        "云溪市给每户发几个水表？",
    ],
)
def test_a_deputy_another_year_place_or_part_is_no_answer(report: Answerer, question: str) -> None:
    answer = report.ask(question)
    assert not answer.answerable, answer.answer
