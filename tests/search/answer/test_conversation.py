"""Follow-up questions lean on the last one."""

from __future__ import annotations

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
