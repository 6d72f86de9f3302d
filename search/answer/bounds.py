"""A quantity with the bound that the text gives it: 不少于1000例 is not 1000例."""

from __future__ import annotations

from search.answer.phrases import phrase
from search.answer.values import Span

_FAR = 8  # characters that the words of a bound take


def with_bound(text: str, span: Span) -> Span:
    """Widen a quantity to the words right before and after it that bound it.

    Args:
        text: The folded text.
        span: The quantity in it.

    Returns:
        The span with its bound; as it was where the text gives none.
    """
    start, end = span
    before = phrase("bound_before").search(text[max(0, start - _FAR) : start])
    after = phrase("bound_after").match(text, end)
    return start - len(before.group()) if before else start, after.end() if after else end
