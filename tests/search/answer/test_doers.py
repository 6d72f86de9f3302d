"""By whom something is done and whom it goes to, read from 由, 报送 and 向. All is invented."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from tests.search.answer.library import notice, record

ORCHARDS = notice(
    "云溪市果园改造工作方案",
    "云政发〔2022〕31号",
    "2022年5月6日",
    """　　一、申报
　　果园改造计划由所在乡镇（街道、林场）统一编制。改造资金的使用由项目承担农户自主决定，由农业主管部门报市财政局备案。
　　各县完成验收后，及时将结果告知果农，并报送市农业农村局。
　　二、苗木
　　引进新品种苗木的，由市林业局审核后批准。农户也可以自己育苗，主管部门给予指导。
　　（一）健全苗木检验体系。推动检验站研究部署新技术。（市农业农村局、市林业局、市财政局等负责。排在首位的是牵头部门）
""",
)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer([record("guoyuan.txt", ORCHARDS)])


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("云溪市果园改造计划由谁来编制？", "所在乡镇（街道、林场）。"),
        ("云溪果园改造资金怎么用由谁自己决定？", "项目承担农户。"),
        ("云溪市引进新品种苗木，由哪个部门批准？", "市林业局。"),
        ("云溪各县果园验收的结果要报送给哪个部门？", "市农业农村局。"),
        ("云溪市健全苗木检验体系，牵头的是哪个部门？", "市农业农村局。"),
    ],
)
def test_who_is_read_from_the_words_that_say_so(answerer: Answerer, question: str, first: str) -> None:
    assert answerer.ask(question).answer.split("\n")[0] == first


def test_all_of_a_kind_is_no_thing_to_be_found_first(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市自己育苗的农户，由谁给予指导？")
    assert answer.how.method != "path"
    assert "所指的是" not in answer.answer
