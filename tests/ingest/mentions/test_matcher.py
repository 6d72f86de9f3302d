"""Known names are found at every place where one begins, the longest there, however many names there are."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ingest.mentions.matcher import NameIndex

_CHARACTERS = "甲乙丙丁戊己庚辛-]^"
_MANY = ["".join(pair) for pair in product(_CHARACTERS, repeat=2)]  # enough that a pattern looks for them
_NAMES = st.lists(st.text(_CHARACTERS, min_size=1, max_size=5), max_size=12)


def _longest(names: list[str], text: str) -> list[tuple[int, str]]:
    found = []
    for at in range(len(text)):
        here = [name for name in names if len(name) >= 2 and text.startswith(name, at)]
        if here:
            found.append((at, max(here, key=len)))
    return found


@given(_NAMES, st.text(_CHARACTERS + "。", max_size=40))
def test_the_longest_name_is_found_at_every_place(names: list[str], text: str) -> None:
    for known in (names, [*names, *_MANY[::2]]):
        index = NameIndex((name, name) for name in known)
        matches = [(at, name) for at, name, _ in index.matches(text)]
        assert matches == _longest(known, text)
        assert [(at, hit[0]) for at in range(len(text)) if (hit := index.longest(text, at))] == matches


def test_the_first_meaning_of_a_name_counts() -> None:
    index = NameIndex([("甲乙", 1), ("甲乙", 2), ("甲乙丙", 3)])
    assert list(index.matches("甲乙甲乙丙")) == [(0, "甲乙", 1), (2, "甲乙丙", 3)]
