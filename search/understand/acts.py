"""What a query wants done to something: the predicates whose trigger words it holds."""

from __future__ import annotations

from functools import cache

from ontology.model import load_model
from search.tokens import fold


@cache
def _verbs() -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, fold(word).text)
        for name, predicate in load_model().predicates.items()
        for trigger in predicate.triggers
        if not trigger.weak
        for word in trigger.words
        if len(word) > 1
    )


def verbs_of(folded: str) -> tuple[str, ...]:
    """Trigger words of predicates that stand in the query."""
    return tuple(dict.fromkeys(word for _, word in _verbs() if word in folded))


def predicates_of(folded: str) -> tuple[str, ...]:
    """Predicates whose trigger words stand in the query, in the order of the model."""
    return tuple(dict.fromkeys(name for name, word in _verbs() if word in folded))
