"""What an embedder must do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]


@runtime_checkable
class Embedder(Protocol):
    """Turns sentences into vectors whose inner product is their similarity.

    Vectors have length 1, except that a text without a single known character gives the zero vector. The same text always
    gives the same vector, alone or in a batch (up to float rounding). Calls are thread-safe.
    """

    @property
    def name(self) -> str:
        """The model and a fingerprint of its files: two equal names give equal vectors."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, float32 of shape (len(texts), dimensions)."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """Vector of what is looked for, float32 of shape (dimensions,)."""
        ...
