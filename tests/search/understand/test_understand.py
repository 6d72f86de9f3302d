"""Names, short forms and misspellings of queries, with words of our own."""

from __future__ import annotations

import pytest

from search.spelling import Spelling, known_characters
from search.understand import Abbreviations, FilterWords, NameIndex, Reader
from search.understand.synonyms import synonyms_in
from tests.search.texts import tokenizer

WORDS = {"无障碍": 3, "环境": 9, "行政审批": 4, "无障碍环境建设": 1, "接口": 5, "审查": 7}


def starts(text: str) -> tuple[int, ...]:
    return tuple(sorted({0, *(word.start for word in tokenizer().words(text) if len(word.text) > 1)}))


def spelling() -> Spelling:
    printed = "推进无障碍环境建设。行政审批提速。接口审查。"
    return Spelling(WORDS, ["数字乡村"], lambda stretch: stretch in printed)


def corrected(query: str, *known: str) -> list[tuple[str, str]]:
    return [(c.wrong, c.right) for c in spelling().correct(query, known_characters(query, known))]


@pytest.mark.parametrize(
    ("query", "pair"),
    [("无章碍", ("无章碍", "无障碍")), ("行证审批", ("行证审批", "行政审批")), ("数字乡材", ("数字乡材", "数字乡村"))],
)
def test_wrong_characters_are_set_right(query, pair):
    assert corrected(query) == [pair]


@pytest.mark.parametrize("query", ["无障碍", "无障碍环境", "天气预报", "abc123"])
def test_nothing_is_set_right_that_is_right_or_unknown(query):
    assert corrected(query) == []


def test_known_words_are_left_alone():
    assert corrected("审茶接口", "接口") == [("审茶", "审查")]
    assert corrected("审茶接口", "审茶", "接口") == []


def test_a_long_text_is_not_corrected():
    assert corrected("无章碍" * 50) == []


@pytest.mark.parametrize(
    ("short", "full"),
    [("环评", "环境影响评价"), ("发改委", "发展和改革委员会"), ("自考", "自学考试"), ("自考委", "自学考试委员会")],
)
def test_short_forms_take_first_characters(short, full):
    known = ["环境影响评价", "发展和改革委员会", "高等教育自学考试委员会", "环境保护"]
    assert full in Abbreviations(lambda: known, starts, lambda _: 1).expand(short)


@pytest.mark.parametrize("short", ["评环", "高铁", "环", "改革", "发展改革委员会"])
def test_other_words_are_no_short_forms(short):
    known = ["环境影响评价", "发展和改革委员会", "高等教育自学考试委员会"]
    assert Abbreviations(lambda: known, starts, lambda _: 1).expand(short) == []


def test_the_longest_name_is_found_with_its_other_names():
    names = NameIndex([("e1", "长江学院", ["长江学院", "江院"]), ("e2", "长江学院联盟", ["长江学院联盟"])])
    found = names.find("建设长江学院联盟和江院")
    assert [(thing.words, thing.entity) for thing in found] == [("长江学院联盟", "e2"), ("江院", "e1")]
    assert found[1].names == ("长江学院", "江院")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("提高企业收益", []),
        ("学科创新", []),
        ("公开工作要点", []),
        ("查高企怎么认定", ["高企"]),
        ("扣个税最多多少", ["个税"]),
        ("矿山开工和公开工作", ["开工"]),
    ],
)
def test_a_short_form_across_two_words_is_none(query, words):
    assert list(synonyms_in(query, tokenizer())) == words


def read(query: str, printed: str) -> dict[str, tuple[str, ...]]:
    known = Spelling({}, [], lambda stretch: stretch in printed)
    short = Abbreviations(lambda: [], starts, lambda _: 1)
    return dict(Reader(tokenizer(), NameIndex([]), FilterWords([], {}), known, short).read(query).forms)


def test_a_character_of_a_term_that_no_dictionary_has_stands_for_the_term():
    assert [word for word in tokenizer().cut_query("脑机接口") if len(word) == 1] == ["脑", "机"]
    forms = read("脑机接口", "布局脑机接口产业；电脑随机派位")
    assert (forms["脑"], forms["机"], forms["接口"]) == (("脑机接口",), ("脑机接口",), ("接口",))


def test_a_character_of_a_term_that_is_not_printed_stands_for_itself():
    assert read("脑机接口", "电脑随机派位")["机"] == ("机",)
