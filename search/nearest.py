"""From nearest sentences to passages: the best sentence decides, those beside it support it (decision 066).

One sentence near a query may be near by chance; several in one passage seldom are. Both indexes ask for the same number of
sentences and come here, so that they rank alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from search.index import Scored

SENTENCES = 12
"""Sentences to ask for, for each passage wanted: several of the nearest often stand in one."""
SUPPORTING = 3
SUPPORT = 0.5
"""What the mean of the next ``SUPPORTING`` sentences counts beside the best one."""


def by_passage(found: Iterable[tuple[str, float, int]], limit: int) -> list[Scored]:
    """Passages of the nearest sentences.

    Args:
        found: (passage id, similarity, number of the sentence), best first.
        limit: Most passages.

    Returns:
        Passages with the number of their best sentence, best first, equal ones by id. Their score is the weighted mean of the
        similarities; a supporting sentence that was not found counts as the farthest that was.
    """
    similarities: dict[str, list[float]] = {}
    first: dict[str, int] = {}
    farthest = 0.0
    for passage, farthest, number in found:  # some thousand times a query
        of_passage = similarities.get(passage)
        if of_passage is None:
            similarities[passage], first[passage] = [farthest], number
        elif len(of_passage) <= SUPPORTING:
            of_passage.append(farthest)
    ranked = sorted([(-_score(near, farthest), passage) for passage, near in similarities.items()])[:limit]
    return [Scored(passage, -score, first[passage], similarities[passage][0]) for score, passage in ranked]


def _score(near: list[float], farthest: float) -> float:
    others = near[1:]
    support = (sum(others) + farthest * (SUPPORTING - len(others))) / SUPPORTING
    return (near[0] + SUPPORT * support) / (1 + SUPPORT)
