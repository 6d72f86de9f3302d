"""Scores that two stores cannot tell apart alike do not decide who is first."""

from __future__ import annotations

from search.engine.fuse import FusionWeights, Signals, fuse
from search.index import Scored

FAR = Scored("far", 0.2, 0, 0.2)
"""An ordinary passage: nearness is measured from it."""


def ranked(words: dict[str, float], near: dict[str, float]) -> list[Signals]:
    text = [Scored(name, score) for name, score in words.items()]
    vectors = [Scored(name, 0.6, 0, similarity) for name, similarity in near.items()]
    return fuse(text, [*vectors, FAR], lambda passage: 1.0, FusionWeights(), {})


def test_scores_that_are_nearly_equal_are_ordered_by_meaning() -> None:
    first = ranked({"a": 10.0, "b": 9.998}, {"a": 0.5, "b": 0.7})
    assert [signals.passage for signals in first[:2]] == ["b", "a"]
    assert first[0].score == first[1].score
    assert ranked({"a": 9.998, "b": 10.0}, {"a": 0.5, "b": 0.7})[0].passage == "b"


def test_scores_that_differ_decide() -> None:
    first = ranked({"a": 10.0, "b": 9.9}, {"a": 0.5, "b": 0.7})
    assert [signals.passage for signals in first[:2]] == ["a", "b"]
    assert first[0].score > first[1].score
