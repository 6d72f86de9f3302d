"""Documents called by the first characters of their titles' words, and kinds of document with a subject of their own."""

from __future__ import annotations

from search.question.analysis import analyse
from search.question.names import NameBook
from search.question.question import Question
from tests.search.answer.library import record

LAW = "云溪市水域保护条例\n（2019年6月1日云溪市第五届人民代表大会常务委员会通过）\n第一条 为了保护水域，制定本条例。\n"
PLAN = "云溪市蜜蜂养殖三年行动计划（2021-2023年）\n　　为扩大养蜂规模，制定本行动计划。\n一、扩大蜂群\n"


def understand(text: str) -> Question:
    return analyse(text, NameBook([record("law.txt", LAW), record("plan.txt", PLAN)]), lambda word: 0.5)


def test_a_title_is_known_by_the_first_characters_of_its_words() -> None:
    question = understand("水保条例里罚款怎么定？")
    assert question.documents[0].title.endswith("水域保护条例")
    assert question.documents[0].score >= 0.5
    assert any(term.text == "水域" for term in question.terms)


def test_a_kind_of_document_with_another_subject_is_another_document() -> None:
    named = understand("养鹅行动计划的任务有哪些？").documents
    assert all(document.score < 0.45 for document in named)
    assert understand("行动计划的任务有哪些？").documents[0].score > named[0].score if named else True


def test_what_stands_after_a_verb_of_giving_is_no_word() -> None:
    assert "报送" in [term.text for term in understand("验收结果报送给哪个部门？").terms]


def test_a_month_is_each_month_only_where_a_sum_is_asked_for() -> None:
    assert "每月" in [term.text for term in understand("一个月补多少钱？").terms]
    assert "每月" not in [term.text for term in understand("要提前一个月报名吗？").terms]


def test_a_phrase_ends_where_words_end() -> None:
    assert "上网课" in [term.text for term in understand("在家上网课怎么考勤？").terms]
    assert "上网课" not in [term.text for term in understand("上网课程怎么收费？").terms]


def test_what_something_depends_on_is_no_number() -> None:
    question = understand("付多少钱跟什么挂钩？")
    assert (question.kind, question.form) == ("lookup", None)
