from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.docx_numbering import format_number
from ingest.numerals import parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一百", 100), ("一百零五", 105), ("一百一十", 110),
        ("二○二一", 2021), ("二〇二一", 2021), ("二零零八", 2008), ("两千", 2000), ("12", 12), ("１２", 12), ("叁拾", 30),
    ],
)  # fmt: skip
def test_numerals(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "甲", "一甲", "十甲", "abc"])
def test_what_is_no_numeral(text):
    assert parse_number(text) is None


@given(st.integers(min_value=1, max_value=999))
def test_what_word_prints_is_read_back(number):
    assert parse_number(format_number(number, "chineseCounting")) == number
