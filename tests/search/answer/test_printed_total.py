"""A total that a heading prints goes before what the outline has; an edition of a year says only which document is meant."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from search.answer.printed_total import printed_in
from tests.search.answer.library import notice, record

SPREAD = """一、推广的护林办法（共9项）
（一）巡山管护方面4项
在林区推广。
（二）防火预警方面5项
在林区推广。
二、抓好组织
各地落实。
"""
LAW = """云溪市湿地条例
（2004年5月1日云溪市人民代表大会常务委员会通过）
第一章　总则
第一条　为了保护湿地，制定本条例。
第二条　湿地分级管理。
第二章　附则
第三条　本条例自2004年6月1日起施行。
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云政发〔2024〕6号推广的护林办法共多少项？", "9项"),
        ("推广护林办法工作方案一共推广了多少项护林办法？", "9项"),
        ("云政发〔2024〕6号巡山管护方面有几项？", "4项"),
        ("云政发〔2024〕6号防火预警方面推广几项？", "5项"),
    ],
)
def test_a_total_printed_in_a_heading_is_told(question: str, said: str) -> None:
    text = notice("云溪市推广护林办法工作方案", "云政发〔2024〕6号", "2024年4月1日", SPREAD)
    answer = Answerer([record("hulin.txt", text)]).ask(question)
    assert answer.answerable
    assert f"{said}。" in answer.answer


@pytest.mark.parametrize("edition", ["2004年版", "2004版", "2004年修订版", "2004年版本"])
def test_an_edition_of_a_year_only_names_the_document(edition: str) -> None:
    answer = Answerer([record("shidi.txt", LAW)]).ask(f"云溪市湿地条例{edition}共有多少条？")
    assert answer.answerable
    assert "共有3条" in answer.answer


def test_digits_are_run_through_once() -> None:
    assert printed_in("1" * 100_000 + "项目(", "项") is None
    total = printed_in("推广的举措（共" + "1" * 100_000 + "项）", "项")
    assert total and len(total["number"]) == 100_000
