from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer

from search.embed.folder import MODELS
from search.embed.units import WINDOW, Units, batches, feed


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODELS / "default" / "tokenizer.json"))


@pytest.fixture(scope="module")
def units(tokenizer: Tokenizer) -> Units:
    return Units(tokenizer)


def test_pairs_begin_anew_after_a_mark(units: Units) -> None:
    _, [(_, found)] = units.windows(["落实教，育经费"], pairs=True)
    #            start 落 实 教 ， 育 经 费 end
    assert found == [0, 1, 1, 2, 3, 4, 4, 5, 6]


def test_read_in_full_each_token_is_a_unit(units: Units) -> None:
    _, [(ids, found)] = units.windows(["落实教育经费"], pairs=False)
    assert found == list(range(len(ids))) == list(range(8))


def test_a_long_text_is_read_in_windows_that_leave_nothing_out(units: Units, tokenizer: Tokenizer) -> None:
    text = "落实教育经费" * 50
    owners, windows = units.windows(["短", text], pairs=True)
    assert owners == [0, 1, 1]
    read = [token for ids, _ in windows[1:] for token in ids[1:-1]]
    assert read == tokenizer.encode(text, add_special_tokens=False).ids
    assert max(len(ids) for ids, _ in windows) == WINDOW + 2


def test_texts_without_a_known_token_have_no_window(units: Units) -> None:
    assert units.windows(["", "😀", "经费"], pairs=True)[0] == [2]


def test_the_shares_of_each_unit_sum_to_one(units: Units) -> None:
    given = feed(units.windows(["落实教育经费", "经费"], pairs=True)[1])
    assert given["ids"].shape == (2, 8)
    np.testing.assert_array_equal(given["merge"].sum(axis=2), [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])


def test_batches_hold_each_row_once_and_little_padding() -> None:
    lengths = [5, 190, 7, 6, 190, 5]
    found = list(batches(lengths, tokens=200))
    assert sorted(row for batch in found for row in batch) == list(range(6))
    assert all(len(batch) * max(lengths[row] for row in batch) <= 200 for batch in found)
