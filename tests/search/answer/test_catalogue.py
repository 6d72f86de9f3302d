"""Questions about the library itself, duties in other words, and what holds only of the opposite kind."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from tests.search.answer.library import record, sample_answerer, samples

SCHOOLS = """云溪市2023年学校管理办法

一、管理
1.公办学校实行理事会领导下的校长负责制，理事会讨论重大事项。
2.免费为值班教师提供班车。
3.学校与企业联合招收学徒，应当签订协议。
二、分工
4.建设实训基地。（责任单位：市教委、市农业委）
5.举办技能比赛。（责任单位：市农业委）
云溪市人民政府
2023年3月1日
"""


def titles(question: str) -> list[str]:
    return [item.label for item in sample_answerer().ask(question).items]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("云溪市人民政府办公室发布了哪些文件", 1),
        ("哪些文件由云溪市安全生产委员会办公室印发", 2),
        ("云溪市安全生产委员会办公室2023年发了哪些文件", 1),
        ("哪些文件是2022年发布的", 3),
        ("云溪市2022年印发的意见有哪些", 1),
        ("云溪市人民政府发布了哪些文件", 1),  # its office issues for it
    ],
)
def test_documents_are_listed_by_issuer_year_and_kind(question: str, found: int) -> None:
    answer = sample_answerer().ask(question)
    assert len(answer.items) == found
    assert answer.how.method == "metadata"
    assert len(answer.citations) == found
    assert all(citation.quote for citation in answer.citations)


def test_how_many_documents_the_library_holds() -> None:
    assert sample_answerer().ask("文献库里一共有多少份文件？").answer.startswith(f"共{len(samples())}份")


def test_what_documents_are_about_is_not_told_by_their_particulars() -> None:
    assert sample_answerer().ask("2022年发布的哪些文件提到应急演练").how.method != "metadata"


def test_a_document_without_an_issuer_has_none() -> None:
    answer = sample_answerer().ask("职业教育与继续教育2022年工作要点是谁发布的？")
    assert (answer.answerable, answer.how.summary) == (False, "文件里没有写明由谁发布")


def test_what_holds_of_the_opposite_kind_is_no_answer() -> None:
    school = Answerer([record("xuexiao.txt", SCHOOLS)])
    assert school.ask("公办学校实行校长负责制吗？").answer.startswith("是")
    assert not school.ask("民办学校实行校长负责制吗？").answerable


def test_whether_one_pays_is_told_by_a_sentence_about_money() -> None:
    school = Answerer([record("xuexiao.txt", SCHOOLS)])
    assert school.ask("值班教师坐班车要钱吗？").answer.startswith("不需要")
    assert not school.ask("学校招学徒要收费吗？").answerable


@pytest.mark.parametrize("question", ["市教委负责哪些任务", "云溪市教委负责学校管理办法里的哪些任务", "市教委负责的任务有哪些"])
def test_duties_in_other_words(question: str) -> None:
    answer = Answerer([record("xuexiao.txt", SCHOOLS), *samples()]).ask(question)
    assert [item.label for item in answer.items] == ["建设实训基地"]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("由谁负责？", "问题里没有说是哪件事"),
        ("云溪市2019年安全生产工作要点有哪些内容？", "2019年"),
    ],
)
def test_what_cannot_be_told_is_declined_with_the_reason(question: str, why: str) -> None:
    answer = sample_answerer().ask(question)
    assert not answer.answerable
    assert why in answer.how.summary


def test_the_end_of_a_span_is_told_where_it_is_asked_for() -> None:
    text = "云溪市扶持办法\n\n一、附则\n1.本办法自2024年3月1日起施行，有效期至2027年2月28日。\n"
    answer = Answerer([record("fuchi.txt", text)]).ask("云溪市扶持办法有效期到哪一天？")
    assert "2027年2月28日" in answer.answer.split("\n")[0]
    assert "2024年" not in answer.answer.split("\n")[0]
