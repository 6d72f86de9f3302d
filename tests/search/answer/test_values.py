"""Readers of values, scales, verdicts and enumerations, on sentences of our own."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from ontology.errors import ConfigurationError
from search.answer.modality import verdict
from search.answer.model import compose
from search.answer.sentences import split_sentences
from search.answer.shelf import Shelf
from search.answer.values import enumerations, find_values, graded, measure_of, numbers
from search.answer.vocabulary import load_vocabulary
from search.question.analysis import analyse
from search.question.fold import fold
from search.question.names import NameBook
from search.question.question import Question
from tests.search.answer.library import record, samples


def values(form: str, text: str, unit: str = "") -> list[str]:
    folded = fold(text)
    return [folded[start:end] for start, end in find_values(form, folded, unit)]


@pytest.mark.parametrize(
    ("form", "text", "unit", "found"),
    [
        ("money", "补助1.5万元，另奖300元/人", "", ["1.5万元", "300元/人"]),
        ("percent", "达到75%以上，提高百分之三", "", ["75%", "百分之三"]),
        ("number", "培训2000人次，建成20个基地", "人", ["2000人次"]),
        ("number", "一般情况下统一安排一批项目", "", []),
        ("number", "年满3周岁", "岁可以", ["3周岁"]),
        ("phone", "联系电话：02012345678", "", ["02012345678"]),
        ("phone", "印发〔2020〕12345678号", "", []),
        ("date", "2020年12月底前完成，每年5月的第二周举办", "", ["2020年12月底前", "每年5月的第二周"]),
        ("date", "多次年度考核，首次月报，次年起执行", "", ["次年起"]),
        ("duration", "不超过3个月，每天2小时，2021年", "", ["3个月", "2小时"]),
        ("number_code", "云安办〔2022〕6号", "", ["云安办(2022)6号"]),
        ("color", "列为橙色预警对象", "", ["橙色"]),
        ("person", "组长：王小明，副组长由处长兼任", "", ["王小明"]),
        ("person", "召 集 人：李大山　　市长", "", ["李大山"]),
        ("address", "网址：http://a.example/x）", "", ["http://a.example/x"]),
    ],
)
def test_values_of_a_form(form: str, text: str, unit: str, found: list[str]) -> None:
    assert values(form, text, unit) == found


def test_a_measure_is_told_from_other_words() -> None:
    assert measure_of("人次") == "人次"
    assert measure_of("修正") == ""


def test_enumerations_by_marks_and_titles() -> None:
    text = "重点推进制造、信息、材料和能源四大方向,实施《甲办法》《乙办法》。"
    runs = [[text[a:b] for a, b in run] for run in enumerations(text)]
    assert [len(run) for run in runs] == [4, 2]
    assert runs[0][1:3] == ["信息", "材料"]


@pytest.mark.parametrize(("score", "grade"), [("95", "优秀"), ("80", "良好"), ("60", "合格"), ("12", "不合格")])
def test_a_scale_grades_a_score(score: str, grade: str) -> None:
    scale = "90分以上为优秀,75分以上90分以下为良好,60分以上75分以下为合格,60分以下为不合格。"
    assert graded(f"考核得了{score}分,是什么等级?", scale) == grade


def asked(text: str) -> Question:
    return analyse(text, NameBook(samples()), lambda _: 0.5)


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("幼儿园可以考试吗？", "幼儿园招生不得组织任何形式的考试。", "不可以"),
        ("企业可以先扩产吗？", "企业经同意后，可先扩产再补手续。", "可以"),
        ("报告需要公开吗？", "报告应当主动向社会公开。", "需要"),
        ("年度报告可以不公开吗？", "年度报告向社会公开。", "不可以"),
        ("缓缴期间要交滞纳金吗？", "缓缴期间不收取滞纳金。", "不需要"),
    ],
)
def test_yes_or_no_with_the_polarity_of_the_question(question: str, sentence: str, said: str) -> None:
    assert verdict(asked(question), fold(sentence)) == said


def test_sentences_lose_nothing_but_space() -> None:
    for one in samples():
        kept = "".join(one.text[s.start : s.end] for s in split_sentences(one))
        drop = str.maketrans("", "", " \n\t\r　*#|>")
        assert kept.translate(drop) == one.text.translate(drop)


def test_sentences_do_not_overlap_and_bear_their_headings() -> None:
    one = record("a.txt", "云溪市2022年农业工作要点\n\n一、稳定生产\n\n1.建设蔬菜基地\n\n新建基地20个；培训农户。\n")
    sentences = split_sentences(one)
    assert all(a.end <= b.start for a, b in itertools.pairwise(sentences))
    last = sentences[-1]
    assert one.text[last.start : last.end] == "培训农户。"
    assert last.headings == ("建设蔬菜基地", "稳定生产")


def test_the_shelf_finds_in_the_documents_that_are_asked_for() -> None:
    shelf, wanted = Shelf(samples()), samples()[0].id
    assert len({key for key, _ in shelf.candidates([("工作", 1.0)], 50)}) > 1
    assert {key for key, _ in shelf.candidates([("工作", 1.0)], 50, frozenset({wanted}))} == {wanted}
    assert not Shelf().candidates([("工作", 1.0)], 50)


def test_one_document_twice_stands_on_the_shelf_once() -> None:
    once, twice = Shelf(samples()), Shelf([*samples(), *samples()])
    assert len(twice) == len(once)
    assert twice.candidates([("工作", 1.0)], 50) == once.candidates([("工作", 1.0)], 50)


def test_rare_words_weigh_more() -> None:
    shelf = Shelf(samples())
    assert shelf.idf("燃气") > shelf.idf("工作")
    assert shelf.idf("没有这个词") == 1.0


def test_an_answer_keeps_to_its_limit() -> None:
    one = samples()[0]
    sentence = split_sentences(one)[5]
    from search.answer.model import cite

    citation = cite(one, sentence.start, sentence.end, sentence.path)
    assert len(compose("答案。", (citation,) * 50)) <= 600
    assert compose("答" * 590, (citation,)).startswith("答")


def test_an_expert_file_of_forms_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "forms.yaml"
    path.write_text("offices: []", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"forms\.yaml"):
        load_vocabulary(path)


@pytest.mark.parametrize(
    ("form", "text", "wanted"),
    [
        ("frequency", "每两年清淤一次,逐日报告", ["每两年", "逐日"]),
        ("ordinal", "做好第三次全国普查", ["第三次"]),
        ("money", "二元结构下每人补助200元,共计三万元", ["200元", "三万元"]),
        ("duration", "第二年起,期限为两年,5月3日前", ["两年"]),
        ("city", "交易市场设在上海市和苏州", ["上海市", "苏州"]),
        ("province", "浙江省和上海市", ["浙江省", "上海市"]),
        ("number", "印发60号文件,进一步增加到30处", ["30处"]),
    ],
)
def test_values_of_further_forms(form: str, text: str, wanted: list[str]) -> None:
    assert [text[a:b] for a, b in find_values(form, text)] == wanted


def test_things_joined_by_plus_are_a_list() -> None:
    text = "给予金融+财政+土地的激励"
    assert [[text[a:b] for a, b in run] for run in enumerations(text)] == [["给予金融", "财政", "土地的激励"]]


def test_a_word_that_holds_the_lead_of_a_pair_leads_into_none() -> None:
    assert enumerations("立即组织水利局和林业局开展检查。") == []
    text = "即工作日与休息日。"
    assert [[text[a:b] for a, b in run] for run in enumerations(text)] == [["工作日", "休息日"]]


def test_a_quantity_without_a_unit_ends_with_its_bound() -> None:
    text = "须有3年以上企业经历,覆盖率达到95%以上"
    assert [text[slice(*span)] for span in numbers(text)] == ["3年以上", "95%以上"]
