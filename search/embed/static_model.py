"""The static model: a sentence is the mean of its words' vectors. NumPy and tokenizers, no onnxruntime, no torch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ontology.errors import ConfigurationError
from search.embed.folder import fingerprint, read_tokenizer
from search.embed.protocol import Vectors
from search.tokens.fold import fold_script

BATCH = 1_024  # texts looked up at once


class StaticEmbedder:
    """Sentence vectors by looking words up; the same numbers as ``SentenceTransformer(folder)`` gives.

    Args:
        folder: Holds ``model.safetensors`` (``embedding.weight``, float16, shape (words, dimensions)) and ``tokenizer.json``.
        label: Name of the model as the project documents it.
    """

    def __init__(self, folder: Path, label: str) -> None:
        self._folder = folder
        self._label = label

    @cached_property
    def name(self) -> str:
        """Label and a fingerprint of the model's files."""
        return f"{self._label}-{fingerprint(self._folder)}"

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._table.shape[1])

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401  a library without types
        return read_tokenizer(self._folder)

    @cached_property
    def _table(self) -> NDArray[np.float32]:
        return read_table(self._folder / "model.safetensors").astype(np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, float32 of shape (len(texts), dimensions)."""
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), BATCH):
            encoded = self._tokenizer.encode_batch_fast([fold_script(text) for text in texts[start : start + BATCH]])
            rows = [start + row for row, found in enumerate(encoded) if found.ids]
            if rows:
                ids = [found.ids for found in encoded if found.ids]
                begins = np.cumsum([0, *map(len, ids[:-1])])
                vectors[rows] = np.add.reduceat(self._table[np.concatenate(ids)], begins, axis=0)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """Vector of what is looked for, float32 of shape (dimensions,)."""
        vector: Vectors = self.embed_passages([text])[0]
        return vector


def read_table(path: Path) -> NDArray[np.float16]:
    """Read the one tensor of a safetensors file: eight bytes of header length, a JSON header, then the numbers.

    Args:
        path: The file.

    Returns:
        ``embedding.weight``, float16 of shape (words, dimensions), read-only.

    Raises:
        ConfigurationError: The file is not such a file, or holds another tensor.
    """
    try:
        data = path.read_bytes()
        size = int.from_bytes(data[:8], "little")
        entry = json.loads(data[8 : 8 + size])["embedding.weight"]
        begin, end = entry["data_offsets"]
        if entry["dtype"] != "F16":
            raise ValueError(f"dtype is {entry['dtype']}, not F16")
        return np.frombuffer(data[8 + size + begin : 8 + size + end], np.float16).reshape(entry["shape"])
    except (OSError, KeyError, ValueError) as error:
        raise ConfigurationError(f"not a static model: {error}", where=str(path), hint="Install the package anew") from error
