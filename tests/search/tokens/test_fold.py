from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.tokens import fold, fold_script
from search.tokens.numerals import parse_chinese, write


@pytest.mark.parametrize(
    ("given_text", "folded"),
    [
        ("ＡＩ技术", "ai技术"),
        ("職業教育法", "职业教育法"),
        ("二〇二一年三月五日", "2021年3月5日"),
        ("2021-03-05", "2021年3月5日"),
        ("2021年03月05日", "2021年3月5日"),
        ("2,000,000人", "200万人"),
        ("2000000人", "200万人"),
        ("二百万人", "200万人"),
        ("百分之三十五", "35%"),
        ("第三条", "第3条"),
        ("第二十一条", "第21条"),
        ("1.5亿元", "1.5亿元"),
    ],
)
def test_ways_to_write_the_same_become_one(given_text: str, folded: str) -> None:
    assert fold(given_text).text == folded


@pytest.mark.parametrize(
    "text", ["十四五规划", "一带一路", "三农", "千万不要", "2020", "0571-88886666", "5g", "著名", "第三产业"]
)
def test_what_is_no_amount_or_date_stays(text: str) -> None:
    assert fold(text).text == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10), ("三十六", 36), ("一百零五", 105), ("两千", 2000), ("一万二千", 12000), ("三亿五千万", 350_000_000),
        ("二〇三五", 2035), ("十四五", None), ("二三十", None), ("千万", None), ("", None), ("零", None),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert parse_chinese(text) == value


@given(st.integers(min_value=1, max_value=10**12))
def test_written_numbers_fold_to_themselves(value: int) -> None:
    assert fold(write(value)).text == write(value)


@given(st.text(max_size=80))
def test_places_lead_back_into_the_text(text: str) -> None:
    folded = fold(text)
    for position in range(len(folded.text)):
        start, end = folded.original_span(position, position + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两〇第年月日条%0123456789,.-", max_size=30))
def test_folding_twice_is_folding_once_for_places(text: str) -> None:
    folded = fold(text)
    assert folded.original_span(0, len(folded.text)) == (0, len(text)) if folded.text else not text


@given(st.text(max_size=80))
def test_script_folding_keeps_length(text: str) -> None:
    assert len(fold_script(text)) == len(text)


@given(st.text(st.sampled_from("0129.,-/ ２年月日第条百分之零〇两三十千万亿a教"), max_size=40))
def test_numerals_are_looked_for_where_any_can_begin(text: str) -> None:
    rules = import_module("search.tokens.fold")
    every = ((match.start(), match.end(), match[0], rules._rewrite(match)) for match in rules._NUMERAL.finditer(text))
    expected = [(start, end, new) for start, end, old, new in every if new is not None and new != old]
    assert list(rules._rewrites(text)) == expected
