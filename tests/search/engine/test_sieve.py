"""The sieve never says of a text that it lacks what it holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.engine.sieve import Sieve

ANY = st.text(alphabet="职业教育改革ab 1\n😀\ud800", max_size=30)


@given(texts=st.lists(ANY, min_size=1, max_size=20), word=ANY)
def test_a_text_that_holds_a_word_may_hold_it(texts, word):
    told = Sieve(texts).may_hold(word)
    assert len(told) == len(texts)
    assert all(may_hold for may_hold, text in zip(told, texts, strict=True) if word in text)


def test_most_texts_that_lack_a_word_are_told():
    told = Sieve(["推广现代学徒制", "扩大招生规模", ""]).may_hold("学徒")
    assert list(map(bool, told)) == [True, False, False]
