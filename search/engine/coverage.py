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
        shelf: The passages.
    """

    def __init__(self, query: Query, vocabulary: Mapping[str, int], shelf: Shelf) -> None:
        passages = len(shelf.passages)
        self._shelf = shelf
        self._weighed = [
            (tuple(dict.fromkeys((form, *forms))), idf(passages, min(passages, vocabulary.get(form, 0))))
            for form, forms in query.forms.items()
        ]
        self._total = sum(weight for _, weight in self._weighed) or 1.0
        self._sifted = {form: shelf.sieve.may_hold(form) for forms, _ in self._weighed for form in forms}
        self._words = [([(form, self._sifted[form]) for form in forms], weight) for forms, weight in self._weighed]

    def of_text(self, folded: str) -> float:
        """Share of the query's weight that stands in a folded text, 0 to 1; a word counts once."""
        mass = 0.0
        for forms, weight in self._weighed:
            for form in forms:
                if form in folded:
                    mass += weight
                    break
        return mass / self._total

    def of_passage(self, passage: str) -> float:
        """Share of the query's weight that a passage and what stands around it hold, 0 to 1.

        Plain loops: this runs some thousand times a query, and generators would double its time.
        """
        number, text, around = self._shelf.numbers[passage], self._shelf.folded[passage], self._shelf.around[passage]
        mass = 0.0
        for forms, weight in self._words:
            for form, may_hold in forms:
                if may_hold[number] and (form in text or form in around):
                    mass += weight
                    break
        return mass / self._total

    def may_hold(self, passage: str, form: str) -> bool:
        """Whether a form of a word of the query can stand in a passage or around it; mostly, it then does."""
        return bool(self._sifted[form][self._shelf.numbers[passage]])
