"""One suite over every tokenizer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.tokens import PolicyTokenizer, Tokenizer, load_tokenizer

TEXT = "修订《职业教育法》，推进１＋Ｘ证书制度試點，二〇二一年扩招二百万人。"


@pytest.fixture(scope="module", params=["rjieba", "jieba", "lexicon"])
def tokenizer(request: pytest.FixtureRequest) -> Tokenizer:
    if request.param == "lexicon":
        return load_tokenizer()
    return PolicyTokenizer(["双高计划"], engine=request.param)


def test_it_is_a_tokenizer(tokenizer: Tokenizer) -> None:
    assert isinstance(tokenizer, Tokenizer)
    assert tokenizer.name and tokenizer.name == tokenizer.name.strip()


def test_words_stand_where_they_say(tokenizer: Tokenizer) -> None:
    words = tokenizer.words(TEXT)
    assert [word.text for word in words] == tokenizer.cut_index(TEXT)
    assert {TEXT[word.start : word.end] for word in words} >= {"修订", "職業" if "職業" in TEXT else "职业", "二百万", "試點"}


def test_sub_words_are_indexed_beside_the_word(tokenizer: Tokenizer) -> None:
    assert {"教育", "教育部"} <= set(tokenizer.cut_index("教育部办公厅"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("試點", "试点"),
        ("１００", "100"),
        ("二百万人", "200万人"),
        ("二〇二一年", "2021年"),
        ("AI", "ai"),
        ("百分之三十", "30%"),
    ],
)
def test_ways_to_write_the_same_give_the_same_words(tokenizer: Tokenizer, one: str, other: str) -> None:
    assert tokenizer.cut_index(one) == tokenizer.cut_index(other) != []


def test_marks_and_space_are_no_words(tokenizer: Tokenizer) -> None:
    assert tokenizer.cut_index("，。！？《》“”——… \n\t\x00\x1f") == []


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800", "a" * 10_000, "教" * 10_000, "😀😀", "\x00\x01\x7f", "1" * 5_000, "'; DROP TABLE x;--"]
)
def test_odd_input_is_harmless(tokenizer: Tokenizer, text: str) -> None:
    assert all(0 < len(word) <= 64 for word in tokenizer.cut_index(text))
    assert all(0 <= word.start < word.end <= len(text) for word in tokenizer.words(text))


@given(text=st.text(alphabet=st.characters(), max_size=60))
def test_any_text_gives_words_that_can_be_stored(tokenizer: Tokenizer, text: str) -> None:
    for word in tokenizer.words(text):
        assert word.text.encode("utf-8")
        assert 0 <= word.start < word.end <= len(text)


@given(text=st.text(alphabet="教育部职业院校2021年二百万人AI。，", max_size=40))
def test_calls_do_not_depend_on_each_other(tokenizer: Tokenizer, text: str) -> None:
    first = tokenizer.cut_index(text)
    tokenizer.cut_query("别的文字")
    assert tokenizer.cut_index(text) == first


def test_engines_cut_policy_text_alike() -> None:
    fast, slow = (PolicyTokenizer(engine=engine).cut_index(TEXT) for engine in ("rjieba", "jieba"))
    assert fast == slow
