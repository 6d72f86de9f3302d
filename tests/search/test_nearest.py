from __future__ import annotations

import pytest

from search.nearest import SENTENCES, SUPPORT, SUPPORTING, by_passage


def test_several_near_sentences_outweigh_a_single_one_that_is_little_nearer() -> None:
    found = [("one", 0.62, 4), ("many", 0.60, 1), ("many", 0.58, 0), ("many", 0.57, 2), ("many", 0.56, 3), ("far", 0.20, 0)]
    assert [(hit.passage, hit.sentence) for hit in by_passage(found, 10)] == [("many", 1), ("one", 4), ("far", 0)]


def test_a_sentence_that_is_clearly_nearest_decides() -> None:
    found = [("one", 0.80, 0), ("many", 0.50, 0), ("many", 0.50, 1), ("many", 0.50, 2), ("many", 0.50, 3), ("far", 0.30, 0)]
    assert by_passage(found, 1)[0].passage == "one"


def test_the_score_is_a_weighted_mean_in_which_what_was_not_found_counts_as_the_farthest() -> None:
    [hit, _] = by_passage([("a", 0.9, 0), ("a", 0.6, 1), ("b", 0.3, 0)], 2)
    assert hit.score == pytest.approx((0.9 + SUPPORT * (0.6 + (SUPPORTING - 1) * 0.3) / SUPPORTING) / (1 + SUPPORT))
    assert hit.similarity == 0.9


def test_further_sentences_of_a_passage_change_nothing() -> None:
    near = [("a", 0.9 - number / 100, number) for number in range(SUPPORTING + 1)]
    end = [("z", 0.1, 0)]
    assert by_passage([*near, *end], 1) == by_passage([*near, ("a", 0.2, 9), *end], 1)


def test_equal_passages_are_ordered_by_id_whatever_the_order_they_come_in() -> None:
    found = [("b", 0.5, 0), ("a", 0.5, 0)]
    assert [hit.passage for hit in by_passage(found, 2)] == ["a", "b"]


def test_nothing_found_is_no_passage() -> None:
    assert by_passage([], 5) == []
    assert SENTENCES > SUPPORTING
