"""How much of what a query says a text holds."""

from __future__ import annotations

import math
from collections.abc import Mapping

from search.engine.shelf import Shelf
from search.understand import Query


def idf(passages: int, holding: int) -> float:
    """Weight of a word that ``holding`` of ``passages`` passages hold (Robertson, with Lucene's +1)."""
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))


class Coverage:
    """Weighs the words of one query by their rarity.

    Args:
        query: The query, read.
        vocabulary: In how many passages each word stands.
        passages: How many passages there are.
    """

    def __init__(self, query: Query, vocabulary: Mapping[str, int], passages: int) -> None:
        self._weighed = [
            (tuple(dict.fromkeys((form, *forms))), idf(passages, min(passages, vocabulary.get(form, 0))))
            for form, forms in query.forms.items()
        ]
        self._total = sum(weight for _, weight in self._weighed) or 1.0

    def of_text(self, *folded: str) -> float:
        """Share of the query's weight that stands in any of the folded texts, 0 to 1; a word counts once."""
        mass = 0.0
        for forms, weight in self._weighed:
            if _stands(forms, folded):
                mass += weight
        return mass / self._total

    def of_passage(self, shelf: Shelf, passage: str) -> float:
        """Share of the query's weight that a passage and what stands around it hold, 0 to 1."""
        return self.of_text(shelf.folded[passage], shelf.around[passage])


def _stands(forms: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    """Whether a text holds a form. Plain loops: this runs some thousand times a query, and generators would double its time."""
    for text in texts:
        for form in forms:
            if form in text:
                return True
    return False
