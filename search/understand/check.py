"""Which queries can be run at all."""

from __future__ import annotations

import unicodedata

from ontology.errors import InvalidQuery

MAX_QUERY = 10_000
"""Longest query, in characters."""
_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn")


def clean_query(text: str) -> str:
    """Return the query without what no document prints: control and format characters, halves of surrogate pairs.

    Args:
        text: As it was typed.

    Returns:
        The text without them, white space made single.

    Raises:
        InvalidQuery: It is too long, or nothing is left to look for.
    """
    if len(text) > MAX_QUERY:
        hint = f"Write at most {MAX_QUERY} characters"
        raise InvalidQuery(f"the query has {len(text)} characters", where="query", hint=hint)
    kept = "".join(" " if unicodedata.category(char) in _DROPPED else char for char in text)
    cleaned = " ".join(kept.split())
    if not any(char.isalnum() for char in cleaned):
        raise InvalidQuery("the query holds no word", where="query", hint="Write what you look for")
    return cleaned
