"""What is asked of the bundled samples, type by type. Every citation is checked against the text."""

from __future__ import annotations

import pytest

from ontology.errors import InvalidQuery
from search.answer.answerer import Answerer
from search.answer.model import Answer
from tests.search.answer.library import record, sample_answerer, samples


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return sample_answerer()


def said(answer: Answer) -> str:
    return answer.answer + "|" + "|".join(item.label for item in answer.items)


def check_citations(answer: Answer) -> None:
    texts = {record.id: record.text for record in samples()}
    assert answer.citations
    for citation in answer.citations:
        assert texts[citation.document][citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("2021年高职院校扩招任务是多少人？", ["200万"]),
        ("2021年工作要点以哪份方案为行动纲领？", ["国家职业教育改革实施方案"]),
        ("云溪市2022年要改造多少公里老旧燃气管道？", ["85公里"]),
        ("云溪市危险化学品专项整治由哪个部门牵头？", ["市应急管理局"]),
        ("云溪市高危行业安全生产责任保险的参保率要达到多少？", ["90%"]),
        ("2021年工作要点分成几个部分？", ["7个部分"]),
        ("《职业教育与继续教育2021年工作要点》一共有多少条要点？", ["23条"]),
        ("中职学校能试办社区学院吗？", ["可以"]),
        ("云溪市2022年安全生产工作要点是哪天印发的？", ["2022年2月18日"]),
        ("云溪市2022年安全生产工作要点的文号是什么？", ["云安办〔2022〕6号"]),
        ("云溪市2022年安全生产工作要点是谁印发的？", ["云溪市安全生产委员会办公室"]),
        ("推动职业院校开展哪四方面的学习？", ["党史", "新中国史", "改革开放史", "社会主义发展史"]),
    ],
)
def test_the_answer_says_what_is_asked_and_cites_it(answerer: Answerer, question: str, wanted: list[str]) -> None:
    answer = answerer.ask(question)
    assert answer.answerable
    for words in wanted:
        assert words in said(answer).replace(" ", "")
    assert len(answer.answer) <= 600 + 40
    check_citations(answer)


@pytest.mark.parametrize(
    "question",
    [
        "明天北京天气怎么样",
        "2021年工作要点安排了多少亿元专项经费？",
        "云溪市应急管理局的电话是多少？",
        "全国职业院校技能大赛在哪个城市举行？",
        "首批双高计划入选了哪些大学？",
    ],
)
def test_what_the_library_does_not_say_is_declined(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)
    assert not answer.answerable
    assert not answer.citations
    assert answer.how.looked_for
    assert "没有找到答案" in answer.answer


@pytest.mark.parametrize("question", ["", "   ", "？！，。", "问" * 501])
def test_nothing_to_ask_is_one_clear_error(answerer: Answerer, question: str) -> None:
    with pytest.raises(InvalidQuery):
        answerer.ask(question)


def test_an_empty_library_declines() -> None:
    answer = Answerer().ask("2021年高职要扩招多少人？")
    assert not answer.answerable
    assert "还没有文件" in answer.answer


def test_a_document_that_is_not_there_does_not_answer() -> None:
    kept = [record for record in samples() if "zhijiao" not in record.source_name]
    assert "200万" in Answerer(samples()).ask("2021年高职院校扩招任务是多少人？").answer
    assert not Answerer(kept).ask("2021年高职院校扩招任务是多少人？").answerable


def test_order_of_records_does_not_matter() -> None:
    questions = ["2021年高职院校扩招任务是多少人？", "云溪市要组建什么救援队？"]
    forward, backward = Answerer(samples()), Answerer(tuple(reversed(samples())))
    for question in questions:
        assert forward.ask(question).answer == backward.ask(question).answer


def test_two_documents_are_set_side_by_side(answerer: Answerer) -> None:
    answer = answerer.ask("2021年和2022年的职业教育工作要点，对中职学校建设的提法各是什么？")
    assert answer.kind == "compare"
    assert len({citation.document for citation in answer.citations}) == 2
    check_citations(answer)


def test_a_question_of_two_links(answerer: Answerer) -> None:
    answer = answerer.ask("要求改造急弯陡坡路段的那份文件，文号是什么、哪天印发？")
    assert answer.how.method == "path"
    assert "云安办〔2022〕6号" in said(answer)
    assert "2022年2月18日" in said(answer)
    check_citations(answer)


def test_a_counted_idiom_is_spelled_out() -> None:
    text = (
        "云溪市防汛工作要点\n\n一、落实责任\n\n1.做好预警\n\n对险情做到早发现、早报告、早处置。落实应急值守。\n\n"
        "2.备好物资\n\n储备沙袋、水泵和冲锋舟。\n"
    )
    answer = Answerer([record("a.txt", text)]).ask("云溪市防汛要做到哪“三早”？")
    assert [item.label[-3:] for item in answer.items] == ["早发现", "早报告", "早处置"]


def test_items_under_a_heading_are_listed() -> None:
    text = (
        "云溪市幼儿园招生方案\n\n一、招生原则\n\n（一）适龄优先。三周岁入园。\n\n"
        "（二）免试入园。不考试。\n\n二、招生对象\n\n本市户籍幼儿。\n"
    )
    answer = Answerer([record("a.txt", text)]).ask("云溪市幼儿园招生的原则有哪些？")
    assert [item.label for item in answer.items] == ["适龄优先", "免试入园"]


def test_another_year_or_place_is_declined(answerer: Answerer) -> None:
    assert not answerer.ask("云溪市2025年安全生产工作要点有几条？").answerable
    assert not answerer.ask("江西省要改造多少公里老旧燃气管道？").answerable
