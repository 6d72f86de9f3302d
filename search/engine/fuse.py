"""One score from words, meaning and the graph, trusting each as far as the passage gives reason to.

BM25 is sure where most of what the query says stands in the passage, and noise where a paraphrase shares a stray word with it.
So a passage's share of the best text score counts by how much of the query's weight it holds (``coverage`` to a power), and the
similarity of its nearest sentences beside it, measured between an ordinary passage's and the best. A passage that states a
fact which the query asks for (to amend this law) gets a part of the best score for that, whatever its words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from search.index import Scored

EQUAL = 0.0005
"""Scores are this unsure: the same words weigh as much more or less in another store's index."""
ORDINARY = 95
"""Rank of the passage that stands for similarity by chance; fixed, so that indexes with other pools measure alike."""


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """Chosen by ``benchmarks/retrieval/tune.py`` with cross-validation over queries.

    Attributes:
        coverage_power: How fast trust in words falls with the share of the query that a passage lacks.
        meaning: What similarity counts beside words.
        preference: What each filter in words that the document satisfies adds, as a share of the score.
        fact: What a fact that the query asks for adds.
    """

    coverage_power: float = 1.0
    meaning: float = 0.8
    preference: float = 0.1
    fact: float = 1.2


@dataclass(frozen=True, slots=True)
class Signals:
    """Why a passage got its score. ``similarity`` is its best sentence's, None where none was among the nearest."""

    passage: str
    score: float
    coverage: float
    similarity: float | None
    sentence: int


def fuse(
    text: Sequence[Scored],
    vectors: Sequence[Scored],
    held: Callable[[str], float],
    weights: FusionWeights,
    preferred: Mapping[str, int],
    stated: Collection[str] = (),
) -> list[Signals]:
    """Score the pool of both rankings, best first; equal scores by similarity, then by passage id.

    Args:
        text: Passages by words, best first.
        vectors: Passages by meaning, best first.
        held: Share of the query's weight that a passage holds, 0 to 1.
        weights: The numbers of the fusion.
        preferred: How many of the query's filters in words a passage's document satisfies.
        stated: Passages that state a fact which the query asks for.

    Returns:
        The pool, best first.
    """
    best_text = max((hit.score for hit in text), default=0.0) or 1.0
    by_text = {hit.passage: hit.score / best_text for hit in text}
    near = {hit.passage: hit for hit in vectors}
    similarities = [hit.score for hit in vectors]
    top = similarities[0] if similarities else 0.0
    middle = similarities[min(ORDINARY, len(similarities) // 2)] if similarities else 0.0
    room = max(top - middle, 1e-6)
    found = []
    for passage in {**by_text, **near, **dict.fromkeys(sorted(stated))}:
        coverage = held(passage)
        hit = near.get(passage)
        meaning = (hit.score - middle) / room if hit else 0.0
        score = by_text.get(passage, 0.0) * coverage**weights.coverage_power + weights.meaning * meaning
        score += weights.fact * (passage in stated)
        score *= 1 + weights.preference * preferred.get(passage, 0) if score > 0 else 1
        found.append(
            Signals(
                passage, score / (1 + weights.meaning), coverage, hit.similarity if hit else None, hit.sentence if hit else -1
            )
        )
    return _in_order(found)


def _in_order(found: list[Signals]) -> list[Signals]:
    """Best first. Scores nearer to one another than the indexes' own roundings are equal, so that all stores rank alike."""
    ranked = sorted(found, key=lambda signals: (-signals.score, signals.passage))
    groups: list[list[Signals]] = []
    for signals in ranked:
        if groups and groups[-1][0].score - signals.score < EQUAL:
            groups[-1].append(signals)
        else:
            groups.append([signals])
    return [_scored(one, group[0].score) for group in groups for one in sorted(group, key=_nearest)]


def _scored(signals: Signals, score: float) -> Signals:
    return signals if signals.score == score else replace(signals, score=score)


def _nearest(signals: Signals) -> tuple[float, str]:
    return -(signals.similarity or 0.0), signals.passage
