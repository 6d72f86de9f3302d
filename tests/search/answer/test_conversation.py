"""Follow-up questions lean on the last one."""

from __future__ import annotations

import pytest

from ingest.pipeline import extract
from search.answer.answerer import Answerer
from search.conversation import lean
from tests.search.answer.library import sample_answerer


def stands(text: str, *history: str) -> str:
    return lean(text, history, sample_answerer().understand)


def test_a_year_takes_the_place_of_the_year() -> None:
    assert stands("那2022年呢？", "2021年工作要点分成几个部分？") == "2022年工作要点分成几个部分？"


def test_a_pronoun_stands_for_the_document() -> None:
    leaned = stands("它的文号是什么？", "云溪市2022年安全生产工作要点有几个部分？")
    assert leaned == "云溪市2022年安全生产工作要点的文号是什么？"


def test_a_bare_question_takes_the_subject() -> None:
    leaned = stands("哪天印发？", "云溪市2022年安全生产工作要点有几个部分？")
    assert leaned.startswith("云溪市2022年安全生产工作要点")


def test_a_whole_question_is_left_alone() -> None:
    question = "2021年高职院校扩招任务是多少人？"
    assert stands(question, "云溪市2022年安全生产工作要点有几个部分？") == question


def test_a_follow_up_of_a_follow_up() -> None:
    history = ["云溪市2022年安全生产工作要点有几个部分？", "它的文号是什么？"]
    answer = sample_answerer().ask("那2023年呢？", history)
    assert answer.answerable
    assert all("2023" in citation.title for citation in answer.citations)


def test_history_that_cannot_be_asked_is_passed_over() -> None:
    assert stands("它的文号是什么？", "", "？？") == "它的文号是什么？"


@pytest.mark.parametrize("text", ["那 呢", "那。呢", "。呢"])
def test_a_follow_up_without_words_can_be_asked(text: str) -> None:
    assert sample_answerer().ask(text, ["云溪市2022年安全生产工作要点有几个部分？"]).how.summary


def test_a_title_may_hold_any_character() -> None:
    title = r"云溪市教育局\1数字\q校园2023年工作要点"
    answerer = Answerer([extract(f"{title}\n\n一、推进改革\n1.建设数字校园\n工作措施：培训教师200人。\n".encode(), "a.txt")])
    leaned = lean("它的目标任务是什么？", [f"{title}的工作措施是什么？"], answerer.understand)
    assert leaned == f"{title}的目标任务是什么？"


def test_what_would_grow_too_long_is_left_alone() -> None:
    text = "它的文号是" + "很" * 480 + "什么？"
    assert stands(text, "云溪市2022年安全生产工作要点有几个部分？") == text
