from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from search.tokens.names import NameFinder


def test_the_longest_name_is_found() -> None:
    assert list(NameFinder(["教育部", "教育部办公厅"]).find("由教育部办公厅负责")) == [("教育部办公厅", 1, 7)]


def test_names_do_not_overlap() -> None:
    assert [name for name, _, _ in NameFinder(["甲乙丙", "丙丁戊"]).find("甲乙丙丁戊")] == ["甲乙丙"]


def test_no_names_no_finds() -> None:
    assert list(NameFinder([]).find("教育部")) == []


@given(st.lists(st.text(alphabet="甲乙丙", min_size=2, max_size=4)), st.text(alphabet="甲乙丙", max_size=20))
def test_found_names_stand_where_they_say(names: list[str], text: str) -> None:
    found = list(NameFinder(names).find(text))
    assert all(text[start:end] == name and name in names for name, start, end in found)
    assert all(one[2] <= other[1] for one, other in pairwise(found))
