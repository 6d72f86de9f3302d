"""Weights in few bits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from search.train.weights import Array, BertWeights

LEVELS = 31
"""Largest weight code: 6 bits. Up to 7, a sum of two products stays within 16 bits on processors that add them there (AVX2), so
that every processor gives the same vectors; the seventh would cost 2 MB (decision 094)."""


def codes(table: Array, axis: int) -> tuple[NDArray[np.int8], Array]:
    """Codes of a table's values, and their step along an axis; codes times step come nearest to the values."""
    step = (np.maximum(np.abs(table).max(axis=axis, keepdims=True), 1e-8) / LEVELS).astype(np.float32)
    return np.clip(np.round(table / step), -LEVELS, LEVELS).astype(np.int8), step


def channel_sizes(weights: BertWeights) -> Array:
    """Size of each channel of the token vectors.

    One that is twenty times the others would leave the others few of the codes: so each is divided by its size before rounding.
    """
    sizes: Array = (np.sqrt((weights.tokens**2).mean(axis=0)) + 1e-6).astype(np.float32)
    return sizes


def as_stored(weights: BertWeights) -> BertWeights:
    """The vectors of tokens and places as a model gives them, rounded."""
    sizes = channel_sizes(weights)
    rounded = [codes(table / sizes, axis=1) for table in (weights.tokens, weights.positions)]
    tokens, positions = ((numbers * step * sizes).astype(np.float32) for numbers, step in rounded)
    return replace(weights, tokens=tokens, positions=positions)
