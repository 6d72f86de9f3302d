"""Words near in meaning: paraphrases, no words of the same field that mean another thing."""

from __future__ import annotations

import pytest

from search.question.kin import LEAST_NEAR, kin_of


@pytest.mark.parametrize(("word", "other"), [("社保", "社会保险"), ("房租", "租金"), ("评估", "评价"), ("农村", "乡村")])
def test_another_word_for_it_is_near(word: str, other: str) -> None:
    assert other in [near for near, _ in kin_of(word)]


@pytest.mark.parametrize(("word", "other"), [("农药", "化肥"), ("北京", "上海"), ("水稻", "小麦"), ("电话", "邮箱")])
def test_a_word_of_the_same_field_is_not(word: str, other: str) -> None:
    assert other not in [near for near, _ in kin_of(word)]


def test_the_nearest_come_first_and_none_holds_the_word() -> None:
    near = kin_of("环保")
    assert 0 < len(near) <= 8
    assert [cosine for _, cosine in near] == sorted((cosine for _, cosine in near), reverse=True)
    assert all(cosine >= LEAST_NEAR and "环保" not in word for word, cosine in near)


@pytest.mark.parametrize("word", ["", "甲", "第三方", "abc", "龘靐"])
def test_what_the_model_lacks_has_no_kin(word: str) -> None:
    assert kin_of(word) == ()
