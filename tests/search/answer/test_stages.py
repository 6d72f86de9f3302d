"""Aims of several years, beginnings and ends, consequences, groups told apart. All is invented."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from tests.search.answer.library import notice, record

BEES = notice(
    "云溪市蜜蜂养殖行动方案",
    "云政发〔2021〕17号",
    "2021年4月2日",
    """　　一、目标
　　到2025年，蜜蜂良种覆盖率达到60%。到2030年，蜜蜂良种覆盖率达到85%。蜂农培训合格率由40%提高到70%。
　　二、培训
　　蜂农培训报名自5月6日开始。蜂农培训报名截止时间为5月20日。
　　培训后未参加现场考试的，一律取消补贴资格。参加培训的蜂农应当携带登记证明并参加现场考试。
　　三、考核
　　（一）乡镇自查。各乡镇在2021年9月底前完成蜂场登记。
　　（二）县级核查。各县和各乡镇在2021年10月底前完成实地核查。
　　（三）市级抽查。市农业农村局在2021年11月底前完成抽查。
　　四、场所
　　养蜂经验交流会每年召开一次，上海市、杭州市的专家参加。
　　五、分工
　　（一）扩大蜂群。推广新式蜂箱。（责任单位：市农业农村局、市林业局）
　　（二）打开销路。组织蜂蜜展销。（责任单位：市商务局、市农业农村局）
　　蜂蜜产品要取得绿色食品、有机食品、地理标志等三种认证标志，检验项目包括水分、糖分、药残。
""",
)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer([record("mifeng.txt", BEES)])


def first(answerer: Answerer, question: str) -> str:
    return answerer.ask(question).answer.split("\n")[0]


def test_each_year_is_told_where_none_is_asked_for(answerer: Answerer) -> None:
    assert first(answerer, "云溪市蜜蜂良种覆盖率的目标是多少？") == "到2025年60%，到2030年85%。"
    assert first(answerer, "云溪市蜜蜂良种覆盖率最终要达到多少？") == "到2030年85%。"
    assert first(answerer, "2025年云溪市蜜蜂良种覆盖率要达到多少？") == "60%。"


def test_both_stages_are_cited(answerer: Answerer) -> None:
    quotes = [citation.quote for citation in answerer.ask("云溪市蜜蜂良种覆盖率的目标是多少？").citations]
    assert any("60%" in quote for quote in quotes)
    assert any("85%" in quote for quote in quotes)


def test_what_it_rises_to_is_not_what_it_rises_from(answerer: Answerer) -> None:
    assert first(answerer, "云溪市蜂农培训合格率要提到多少？") == "70%。"


def test_the_beginning_is_not_the_end(answerer: Answerer) -> None:
    assert first(answerer, "云溪市蜂农培训什么时候开始报名？").startswith("5月6日")
    assert first(answerer, "云溪市蜂农培训报名什么时候截止？").startswith("5月20日")


def test_a_consequence_goes_before_what_is_demanded(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市蜂农培训后没参加现场考试会怎么样？")
    assert "取消补贴资格" in answer.citations[0].quote


def test_three_things_are_told_apart(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市蜂场的乡镇自查、县级核查、市级抽查分别在几月底前完成？")
    assert [item.label for item in answer.items] == ["2021年9月底前", "2021年10月底前", "2021年11月底前"]


def test_cities_that_stand_elsewhere_are_no_venue(answerer: Answerer) -> None:
    assert not answerer.ask("云溪市养蜂经验交流会在哪里召开？").answerable


def test_no_single_one_is_told_where_none_is_ranked(answerer: Answerer) -> None:
    assert not answerer.ask("云溪市蜂农培训得第一的是哪家蜂场？").answerable


def test_all_bodies_of_a_plan(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市蜜蜂养殖行动方案的责任单位有哪些？")
    assert [item.label for item in answer.items] == ["市农业农村局", "市林业局", "市商务局"]


def test_a_list_is_known_by_the_noun_after_it(answerer: Answerer) -> None:
    assert first(answerer, "云溪市蜂蜜产品要取得哪几种认证标志？") == "绿色食品、有机食品、地理标志。"
