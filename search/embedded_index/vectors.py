"""Vectors of sentences in one file, searched exactly; beyond a size, a short projection picks whom to score exactly.

Up to ``MATRIX_BYTES`` the matrix is held as float32, where one multiplication answers. Beyond it, the rows are projected on
their first principal directions; the best few thousand rows by that are scored by the stored vectors.

No matrix product is left to BLAS while a query waits: it would split the work over threads that wait for each other, which on
busy cores takes a hundred times the work itself (decision 091). ``vecdot`` and ``einsum`` stay in the thread.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.embed.protocol import Vectors
from search.quantise import Rows, Scales, restore

MATRIX_BYTES = 120_000_000
COARSE_DIMENSIONS = 32
EXACT_ROWS = 3_000
_SAMPLE = 20_000  # rows that the principal directions are taken from

Owners = NDArray[np.int32]


@dataclass(frozen=True)
class VectorTable:
    """Rows of all sentences: ``owners[i]`` is the position of the row's passage, ``numbers[i]`` its number in it."""

    rows: Rows
    scales: Scales
    owners: Owners
    numbers: Owners
    count: int  # passages

    @classmethod
    def empty(cls, dimensions: int) -> VectorTable:
        """A table without rows."""
        none = np.zeros(0, np.int32)
        return cls(np.zeros((0, dimensions), np.int8), np.zeros(0, np.float32), none, none, 0)

    def save(self, path: Path) -> None:
        """Write the table whole or not at all."""
        temporary = path.with_name(path.name + ".part")
        with temporary.open("wb") as file:
            for array in (self.rows, self.scales, self.owners, self.numbers, np.array([self.count])):
                np.save(file, array)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)

    @classmethod
    def load(cls, path: Path) -> VectorTable:
        """Read a table.

        Args:
            path: The file.

        Returns:
            The table.

        Raises:
            OSError: The file cannot be read.
            ValueError: It is damaged.
            EOFError: It was cut short.
        """
        with path.open("rb") as file:
            rows, scales, owners, numbers, count = (np.load(file, allow_pickle=False) for _ in range(5))
        if not len(rows) == len(scales) == len(owners) == len(numbers):
            raise ValueError("columns of different lengths")
        return cls(rows, scales, owners, numbers, int(count[0]))

    def nearest(self, vector: Vectors, limit: int, allowed: Collection[int] | None = None) -> list[tuple[int, float, int]]:
        """Nearest sentences: (position of the passage, similarity, number in it), best first, equal ones by their order."""
        if not len(self.rows):
            return []
        chosen = self._chosen(vector, allowed)
        sims = self._exact(vector, chosen)
        best = np.argpartition(-sims, limit)[:limit] if limit < len(sims) else np.arange(len(sims))
        best = best[np.lexsort((best, -sims[best]))]  # only these are sorted: many times as fast as all of a large library
        rows = best if chosen is None else chosen[best]
        return list(zip(self.owners[rows].tolist(), sims[best].tolist(), self.numbers[rows].tolist(), strict=True))

    def _chosen(self, vector: Vectors, allowed: Collection[int] | None) -> NDArray[np.intp] | None:
        """Rows to score exactly; None means all."""
        if allowed is not None:
            mask = np.zeros(self.count, bool)
            mask[list(allowed)] = True
            return np.flatnonzero(mask[self.owners])
        if self._matrix is not None:
            return None
        directions, short = self._coarse
        rough = np.einsum("ij,j->i", short, np.vecdot(directions, vector))
        return np.sort(np.argpartition(-rough, EXACT_ROWS)[:EXACT_ROWS])

    def _exact(self, vector: Vectors, chosen: NDArray[np.intp] | None) -> Vectors:
        if self._matrix is not None:
            found: Vectors = np.vecdot(self._matrix if chosen is None else self._matrix[chosen], vector)
            return found
        assert chosen is not None
        exact: Vectors = np.vecdot(self.rows[chosen].astype(np.float32), vector) * self.scales[chosen]
        return exact

    @cached_property
    def _matrix(self) -> Vectors | None:
        if self.rows.size * 4 > MATRIX_BYTES and len(self.rows) > EXACT_ROWS:
            return None
        return restore(self.rows, self.scales)

    @cached_property
    def _coarse(self) -> tuple[Vectors, Vectors]:
        """Principal directions (k, d), and all rows projected on them (n, k)."""
        sample = self.rows[:: max(1, len(self.rows) // _SAMPLE)].astype(np.float32)
        _, vectors = np.linalg.eigh(sample.T @ sample)
        directions = np.ascontiguousarray(vectors[:, ::-1][:, :COARSE_DIMENSIONS].T.astype(np.float32))
        short = np.empty((len(self.rows), len(directions)), np.float32)
        for at in range(0, len(self.rows), 50_000):
            part = restore(self.rows[at : at + 50_000], self.scales[at : at + 50_000])
            short[at : at + 50_000] = part @ directions.T
        return directions, short
