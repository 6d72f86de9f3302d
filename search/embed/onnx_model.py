"""The shipped transformer: onnxruntime and tokenizers, no torch."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from search.embed.folder import fingerprint
from search.embed.protocol import Vectors

MAX_TOKENS = 192
"""Longer sentences are cut by the caller; what is still longer is judged by its first 192 characters."""
BATCH_TOKENS = 2_048
"""Tokens in one call: enough to fill two cores, small enough for the memory budget."""
THREADS = 2


class OnnxEmbedder:
    """Sentence vectors by a small transformer with int8 weights.

    Args:
        folder: Holds ``model.onnx`` (inputs ``input_ids``, ``attention_mask``, output ``vector``) and ``tokenizer.json``.
        label: Name of the model as the project documents it.
        instruction: Put before a query, never before a passage; what the teacher was trained with, if anything.
    """

    def __init__(self, folder: Path, label: str, instruction: str = "") -> None:
        self._folder = folder
        self._label = label
        self._instruction = instruction
        self._lock = threading.Lock()

    @cached_property
    def name(self) -> str:
        """Label and a fingerprint of the model's files."""
        return f"{self._label}-{fingerprint(self._folder)}"

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._session.get_outputs()[0].shape[-1])

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401  a library without types
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        return tokenizer

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401  a library without types
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena keeps the largest batch's memory for ever
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, float32 of shape (len(texts), dimensions)."""
        found = self._tokenizer.encode_batch_fast([_clean(text) for text in texts])
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for rows in _batches([len(one.ids) for one in found]):
            vectors[rows] = self._run([found[row].ids for row in rows])
        vectors[[not text.strip() for text in texts]] = 0.0
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """Vector of what is looked for, float32 of shape (dimensions,)."""
        vector: Vectors = self.embed_passages([self._instruction + text if text.strip() else ""])[0]
        return vector

    def _run(self, ids: list[list[int]]) -> Vectors:
        longest = max(map(len, ids))
        padded = np.zeros((len(ids), longest), np.int64)
        mask = np.zeros((len(ids), longest), np.int64)
        for row, tokens in enumerate(ids):
            padded[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        with self._lock:  # two runs at once would share two cores and double the memory
            found: Vectors = self._session.run(None, {"input_ids": padded, "attention_mask": mask})[0]
        return found


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Rows in batches of like length, so that little is padded."""
    batches: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batches and (len(batches[-1]) + 1) * lengths[row] <= BATCH_TOKENS:
            batches[-1].append(row)
        else:
            batches.append([row])
    return batches


def _clean(text: str) -> str:
    """Surrogate halves cannot be encoded; a replacement character is as unknown as they are."""
    return text.encode("utf-8", "replace").decode("utf-8")
