"""The index of pairs says what counting the pairs of each text says."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.answer import pairs as module
from search.answer.pairs import PairIndex
from search.question.fold import bigrams

ALPHABET = "扩招教ab1 \"'.。,\n㐀𠀀𠀁\uffff\ud800"
TEXTS = st.lists(st.text(st.sampled_from(ALPHABET), max_size=12), max_size=8)


@pytest.fixture(params=[1, 3, 4096])
def batch(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Texts that are sorted at a time."""
    monkeypatch.setattr(module, "_BATCH", request.param)
    return int(request.param)


@pytest.mark.usefixtures("batch")
@given(texts=TEXTS)
def test_every_pair_stands_where_counting_finds_it(texts: list[str]) -> None:
    index = PairIndex(texts)
    for pair in map("".join, product(ALPHABET, repeat=2)):
        numbers = [number for number, text in enumerate(texts) if pair in bigrams(text)]
        assert index.places(pair).tolist() == numbers
        assert index.count(pair) == len(numbers)
        assert (pair in index) == bool(numbers)


def test_a_pair_that_no_text_holds() -> None:
    index = PairIndex(["扩招", "", "招生"])
    assert "扩生" not in index
    assert index.count("扩生") == 0
    assert not len(index.places("招招"))
    assert not len(PairIndex([]).places("扩招"))
