"""From the vector of a text that was read in pairs to that of the full reading, as one matrix."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from search.embed.protocol import Embedder
from search.train.weights import Array

RIDGE = 3.0
THREADS = 2


def fit_bridge(embedder: Embedder, texts: Sequence[str]) -> Array:
    """Least squares with a ridge that draws the matrix to the identity: where the texts say nothing, nothing is changed.

    Args:
        embedder: Reads passages in pairs and queries in full, with nothing before them and no bridge.
        texts: What to fit on; some tens of texts for each dimension.

    Returns:
        What to add, float32 of shape (width, width): ``pairs @ (1 + bridge)`` comes nearest to the full readings.
    """
    pairs = embedder.embed_passages(texts).astype(np.float64)
    with ThreadPoolExecutor(THREADS) as pool:
        full = np.stack(list(pool.map(embedder.embed_query, texts))).astype(np.float64)
    square = pairs.T @ pairs + RIDGE * np.eye(pairs.shape[1])
    bridge: Array = np.linalg.solve(square, pairs.T @ (full - pairs)).astype(np.float32)
    return bridge
