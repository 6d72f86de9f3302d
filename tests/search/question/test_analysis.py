"""What a question asks: type, wanted form, measure, documents, entities, predicates, years, quoted parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import ConfigurationError, InvalidQuery
from search.question.analysis import analyse, clean_question
from search.question.asking import read_asking
from search.question.fold import bigrams, fold
from search.question.names import NameBook, longest_common
from search.question.question import Question
from search.question.terms import folded_years
from search.question.wording import load_wording
from search.understand.acts import predicates_of
from tests.search.answer.library import samples


def asks(text: str) -> Question:
    return analyse(text, NameBook(samples()), lambda _: 0.5)


@pytest.mark.parametrize(
    ("question", "kind", "form"),
    [
        ("全市要建设多少个劝导站？", "count", None),
        ("比例要达到多少？", "number", "percent"),
        ("一共安排了多少亿元？", "number", "money"),
        ("咨询电话是多少？", "number", "phone"),
        ("由哪个部门牵头？", "who", "body"),
        ("组长由谁担任？", "who", "person_or_body"),
        ("召集人是谁？", "who", "person"),
        ("什么时候施行？", "when", "date"),
        ("有效期到哪天？", "when", "date"),
        ("可以办成营利性的吗？", "yes_no", None),
        ("能不能试办社区学院？", "yes_no", None),
        ("包括哪些方面？", "list", None),
        ("两部法律有什么不同？", "compare", None),
        ("分成几个部分？", "count", None),
        ("以哪份方案为纲领？", "lookup", "document"),
        ("文号是什么？", "lookup", "number_code"),
        ("属于什么颜色的对象？", "lookup", "color"),
        ("在哪个城市举行？", "lookup", "city"),
    ],
)
def test_type_and_form(question: str, kind: str, form: str | None) -> None:
    asking = read_asking(fold(question), load_wording())
    assert (asking.kind, asking.form) == (kind, form)


def test_how_many_things_are_asked_for() -> None:
    assert read_asking("要发展哪六大方向?", load_wording()).asked == 6
    assert read_asking("有哪些方向?", load_wording()).asked is None


def test_documents_by_title_year_and_place() -> None:
    question = asks("云溪市2022年安全生产工作要点有几个部分？")
    assert question.documents[0].title == "云溪市2022年安全生产工作要点"
    assert question.years == (2022,)
    assert asks("云溪市2023年安全生产工作要点有几个部分？").documents[0].title == "云溪市2023年安全生产工作要点"


def test_words_that_name_the_document_weigh_less() -> None:
    question = asks("云溪市2022年安全生产工作要点里劝导站要建设多少个？")
    weights = {term.text: term.weight for term in question.terms}
    assert weights["安全"] < weights["劝导"]


def test_entities_the_longest_name_first() -> None:
    names = [entity.name for entity in asks("全国职业院校技能大赛怎么办？").entities]
    assert "全国职业院校技能大赛" in names


def test_predicates_by_their_verbs() -> None:
    assert "revises" in predicates_of("要修订哪些文件?")
    assert "formulates" in predicates_of("要研制什么?")


def test_quoted_parts_and_asking_words() -> None:
    question = asks("“整治重点行业隐患”这一部分有几条？")
    assert question.parts == ("整治重点行业隐患",)
    texts = [term.text for term in question.terms]
    assert "几条" not in texts
    assert "部分" in texts or all("部分" not in text for text in texts)


def test_years_are_read_once_each() -> None:
    assert folded_years("２０２１年和2022年的，2021年") == (2021, 2022)
    assert folded_years("12345678") == ()


@pytest.mark.parametrize(("text", "clean"), [("  2021年\n要点 ", "2021年 要点"), ("a\x00b", "a b"), ("\ud800好吗", "好吗")])
def test_a_question_is_cleaned(text: str, clean: str) -> None:
    assert clean_question(text) == clean


@pytest.mark.parametrize("text", ["", " \n", "。。？", "\x00", "好" * 501])
def test_what_cannot_be_asked_is_refused(text: str) -> None:
    with pytest.raises(InvalidQuery):
        clean_question(text)


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="双高计划,。ab", max_size=20), st.text(alphabet="双高计划,。ab", max_size=20))
def test_the_longest_common_run_is_in_both(a: str, b: str) -> None:
    run = longest_common(a, b)
    assert run in a
    assert run in b
    assert not any(a[i : i + len(run) + 1] in b for i in range(len(a) - len(run)))


def test_pairs_do_not_cross_punctuation() -> None:
    assert bigrams("双高，计划".replace("，", ",")) == {"双高", "计划"}


@pytest.mark.parametrize(("question", "place"), [("山阴县的补助是多少？", True), ("重点县的补助是多少？", False)])
def test_a_class_of_districts_is_no_place(question: str, place: bool) -> None:
    assert analyse(question, NameBook(), lambda _: 0.5).terms[0].place is place


def test_an_expert_file_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "asking.yaml"
    path.write_text("kinds: [{kind: list, patterns: ['(']}]", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"asking\.yaml"):
        load_wording(path)
