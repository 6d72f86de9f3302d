"""Lists: headings side by side, where a name stands, what a body answers for, particulars and outlines of two documents."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from search.answer.model import Answer
from tests.search.answer.wetland import wetland


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return wetland()


def labels(answer: Answer) -> list[str]:
    return [item.label for item in answer.items]


def check(answerer: Answerer, answer: Answer) -> None:
    texts = {book.record.id: book.record.text for book in answerer.shelf.books.values()}
    assert answer.citations
    for citation in answer.citations:
        assert texts[citation.document][citation.start : citation.end] == citation.quote


def test_headings_side_by_side(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市湿地保护行动方案有哪三大工程？")
    assert labels(answer) == ["水系连通工程", "栖息地修复工程", "巡护能力工程"]
    check(answerer, answer)


def test_all_documents_that_print_a_name(answerer: Answerer) -> None:
    answer = answerer.ask("哪些文件提到了候鸟栖息地？")
    assert "2份文件" in answer.answer
    assert {citation.source_name for citation in answer.citations} == {"shidi.txt", "haimian.txt"}
    check(answerer, answer)


def test_a_name_that_no_document_prints_is_declined(answerer: Answerer) -> None:
    assert not answerer.ask("哪些文件提到了海底隧道？").answerable


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("湿地保护行动方案里市林业局负责哪些任务？", ["栖息地修复工程", "巡护能力工程"]),
        ("湿地保护行动方案里市水利局牵头的任务有哪些？", ["水系连通工程"]),
    ],
)
def test_what_a_body_answers_for(answerer: Answerer, question: str, wanted: list[str]) -> None:
    answer = answerer.ask(question)
    assert labels(answer) == wanted
    check(answerer, answer)


def test_a_list_that_runs_over_sentences_is_cited_whole(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市巡护员要做到哪“三不准”？")
    assert answer.answerable
    for words in ("私自捕捞", "带火进入", "收受财物"):
        assert words in answer.answer


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("湿地保护行动方案和海绵城市建设方案，哪天印发？", ["2022年3月4日", "2021年5月6日"]),
        ("湿地保护行动方案和海绵城市建设方案的文号分别是什么？", ["云政办〔2022〕7号", "云政办〔2021〕3号"]),
        ("湿地保护行动方案和海绵城市建设方案的重点任务各有几条？", ["3条", "2条"]),
    ],
)
def test_two_documents_side_by_side(answerer: Answerer, question: str, wanted: list[str]) -> None:
    answer = answerer.ask(question)
    assert answer.answerable, answer.answer
    for words in wanted:
        assert words in answer.answer
    check(answerer, answer)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("云政办〔2022〕7号是哪天发的？", "2022年3月4日"),
        ("湿地保护方案主送哪些单位？", "各县"),
        ("要求巡护员做到“三不准”的那份方案，文号是什么？", "云政办〔2022〕7号"),
        ("透水铺装写在哪份文件里，这份文件何时印发？", "2021年5月6日"),
    ],
)
def test_a_document_is_known_by_number_by_words_and_by_what_it_says(answerer: Answerer, question: str, wanted: str) -> None:
    answer = answerer.ask(question)
    assert answer.answerable, answer.answer
    assert wanted in answer.answer
