"""Who holds which office, read from a roster whose posts repeat the words for offices. All names are invented."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from tests.search.answer.library import record

ROSTER = """云溪市人民政府办公室关于调整云溪市湿地委员会组成人员的通知
云政办函〔2022〕18号
各县（市、区）人民政府：
　　根据工作需要，市政府决定调整云溪市湿地委员会组成人员。现将名单通知如下：
　　主　任：林　川　　市政府副市长
　　副主任：周文海　　市林业局局长
　　　　　　赵晓岚　　市水利局副局长、河务委员会副主任
　　秘书长：何　平　　市林业局副局长
　　成　员：孙立　　　市财政局副局长
　　　　　　吴国梁　　市农业农村局副局长
　　　　　　郑小溪　　教授、云溪学院学术委员会主任
　　成员因工作变动需要调整的，由所在单位提出。
云溪市人民政府办公室
2022年5月6日
"""


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer([record("weiyuanhui.txt", ROSTER)])


@pytest.mark.parametrize(
    ("question", "wanted", "other"),
    [
        ("云溪市湿地委员会的主任是谁？", ["林川"], "郑小溪"),
        ("云溪市湿地委员会的副主任有哪几位？", ["周文海", "赵晓岚"], "林川"),
        ("市财政局在湿地委员会里的成员是哪位？", ["孙立"], "吴国梁"),
        ("市水利局有谁是湿地委员会的副主任？", ["赵晓岚"], "周文海"),
        ("何平在云溪市湿地委员会担任什么职务？", ["秘书长"], "林川"),
    ],
)
def test_the_line_of_the_office_answers(answerer: Answerer, question: str, wanted: list[str], other: str) -> None:
    answer = answerer.ask(question)
    assert answer.answerable, answer.answer
    assert all(name in answer.answer for name in wanted)
    assert other not in answer.answer.split("\n")[0]
    text = next(iter(answerer.shelf.books.values())).record.text
    assert all(text[c.start : c.end] == c.quote for c in answer.citations)


def test_a_body_of_which_nobody_stands_in_the_roster(answerer: Answerer) -> None:
    answer = answerer.ask("市公安局在湿地委员会里的成员是哪位？")
    assert not answer.answerable
    assert "公安局" in answer.answer


def test_the_head_of_a_body_is_not_the_head_of_its_office(answerer: Answerer) -> None:
    answer = answerer.ask("湿地委员会办公室主任是谁？")
    assert not answer.answerable
    assert "办公室主任" in answer.answer


def test_who_does_something_is_not_read_from_the_roster(answerer: Answerer) -> None:
    assert "所在单位" in answerer.ask("湿地委员会成员要调整时由谁提出？").answer
