"""How far a word of the question stands in a sentence."""

from __future__ import annotations

import pytest

from search.answer.reading import credit
from search.question.terms import Term


@pytest.mark.parametrize(
    ("word", "text", "stands"),
    [
        ("or", "推动sensor应用", False),
        ("or", "a or b", True),
        ("20", "2020年新建", False),
        ("200", "扩招200万人", True),
        ("5g", "依托5g网络", True),
        ("1+x证书", "推行1+x证书2项", True),
        ("林场", "新建林场3家", True),
    ],
)
def test_letters_and_figures_stand_only_as_whole_words(word: str, text: str, stands: bool) -> None:
    assert (credit(Term(word, 1.0), text) == 1.0) is stands
