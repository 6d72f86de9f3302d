"""Questions for documents by the day they were issued, by number and by subject."""

from __future__ import annotations

from functools import cache

import pytest

from search.answer.answerer import Answerer
from search.answer.issued import times_of, within
from tests.search.answer.library import notice, record

POINTS = "一、主要工作\n1.清理河道淤泥。\n2.修补堤坝缺口。\n"
CITING = "根据《青州湖管理办法》（青政办发〔2020〕33号）要求，开展巡查。"


def _issued(title: str, number: str, day: str, body: str = POINTS) -> str:
    return notice(title, number, day, body)


@cache
def answerer() -> Answerer:
    texts = {
        "hedao.txt": _issued("云溪市河道清淤工作方案", "云政发〔2021〕8号", "2021年3月5日"),
        "tiba.txt": _issued("云溪市堤坝修补工作方案", "云政发〔2021〕9号", "2021年3月28日"),
        "luye.txt": _issued("云溪市鹭鸟保护工作方案", "云政发〔2021〕21号", "2021年11月2日"),
        "luniao.txt": _issued("云溪市鹭鸟巡护实施细则", "云政发〔2022〕3号", "2022年1月17日", f"一、巡护\n1.{CITING}\n"),
        "muban.txt": "云溪市2021年木板仓储工作要点\n\n一、仓储\n1.盘点木板。\n2.登记木板。\n",
    }
    return Answerer([record(name, text) for name, text in texts.items()])


def labels(question: str) -> set[str]:
    return {item.label.removeprefix("云溪市")[:4] for item in answerer().ask(question).items}


RIVER, DAM, HERON, WATCH = "河道清淤", "堤坝修补", "鹭鸟保护", "鹭鸟巡护"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("2021年3月发布了哪些文件？", {RIVER, DAM}),
        ("哪些文件是2021年3月发布的？", {RIVER, DAM}),
        ("2021年3月28日发布了哪些文件？", {DAM}),
        ("2021-03-28发布了哪些文件？", {DAM}),
        ("二〇二一年三月五日印发的文件有哪些？", {RIVER}),
        ("2021年3月上旬印发了哪些文件？", {RIVER}),
        ("2021年上半年印发了哪些方案？", {RIVER, DAM}),
        ("2021年下半年有哪些文件？", {HERON}),
        ("2021年第四季度云溪市人民政府发布了哪些文件？", {HERON}),
        ("2021年前三季度发布了哪些文件？", {RIVER, DAM}),
        ("2021年10月到2022年2月发布了哪些文件？", {HERON, WATCH}),
        ("2021年3月1日至10日发布了哪些文件？", {RIVER}),
        ("2021年9至12月发布了哪些文件？", {HERON}),
        ("2021年3月和11月发布了哪些文件？", {RIVER, DAM, HERON}),
        ("2022年以来发布了哪些文件？", {WATCH}),
        ("11月发布了哪些文件？", {HERON}),
        ("2021年发布了哪些文件？", {RIVER, DAM, HERON, "2021"}),  # of one only the year is known
    ],
)
def test_documents_of_a_time_are_listed_to_the_day(question: str, found: set[str]) -> None:
    assert labels(question) == found


@pytest.mark.parametrize("question", ["2021年7月发布了哪些文件？", "2021年3月6日印发的文件有哪些？", "2019年发布了哪些文件？"])
def test_a_time_without_documents_is_declined(question: str) -> None:
    answer = answerer().ask(question)
    assert (answer.answerable, answer.how.method) == (False, "none")
    assert "年" in answer.how.summary


def test_spans_of_time() -> None:
    named = times_of("2021年底以后发布了哪些文件?", ())
    assert named.rest == "发布了哪些文件?"
    assert not within("2021-12-31", 2021, named.spans)
    assert within("2022-01-01", 2022, named.spans)
    assert not within(None, None, named.spans)
    assert times_of("初中有哪些文件", (2021,)).spans == ()


@pytest.mark.parametrize(
    "question",
    [
        "云政发〔2021〕88号是关于什么的？",
        "云政发［２０２１］88号是哪个部门发布的？",
        "云政发(2021)88号河道清淤工作方案有几条？",
    ],
)
def test_a_number_that_no_document_has_is_declined(question: str) -> None:
    answer = answerer().ask(question)
    assert not answer.answerable
    assert "云政发〔2021〕88号" in answer.how.summary


def test_a_number_that_is_only_cited_is_told_by_the_sentence_that_cites_it() -> None:
    answer = answerer().ask("青政办发[2020]33号是什么文件？")
    assert answer.answerable
    assert "青州湖管理办法" in answer.answer
    assert [citation.source_name for citation in answer.citations] == ["luniao.txt"]
    assert not answerer().ask("青政办发〔2020〕33号共有多少条？").answerable


@pytest.mark.parametrize("number", ["云政发〔2021〕8号", "云政发[2021]8号", "云政发（２０２１）第8号", "云政发﹝2021﹞8号"])
def test_a_number_in_any_brackets_names_its_document(number: str) -> None:
    answer = answerer().ask(f"{number}是关于什么的？")
    assert answer.answerable
    assert "河道清淤" in answer.answer


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("2021年有哪些关于鹭鸟的文件？", {HERON}),
        ("关于鹭鸟的文件有哪些？", {HERON, WATCH}),
        ("2021年哪些文件是关于堤坝修补的？", {DAM}),
        ("2022年有哪些关于巡护鹭鸟方面的文件？", {WATCH}),
    ],
)
def test_documents_about_a_subject_are_those_whose_titles_say_it(question: str, found: set[str]) -> None:
    assert labels(question) == found


def test_where_no_title_is_about_a_subject_titles_of_points_are_read() -> None:
    text = _issued("云溪市年度工作方案", "云政发〔2023〕1号", "2023年2月1日", "一、修缮古桥\n1.加固桥墩。\n2.总结经验。\n")
    answer = Answerer([record("niandu.txt", text)]).ask("2023年有哪些关于修缮古桥的文件？")
    assert [item.label for item in answer.items] == ["云溪市年度工作方案"]


def test_a_subject_of_no_document_is_declined() -> None:
    assert not answerer().ask("2021年有哪些关于滑雪的文件？").answerable
