"""The shipped transformer: onnxruntime and tokenizers, no torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from search.embed.folder import fingerprint, read_model, read_settings, read_tokenizer
from search.embed.protocol import Vectors
from search.tokens.fold import fold_script

WINDOW = 190
"""Tokens seen at once, without the two that mark start and end. A longer text is read in windows and gets their mean."""
BATCH_TOKENS = 1_024
"""Tokens in one call: enough to fill a core, small enough for the memory budget."""
THREADS = 2


class OnnxEmbedder:
    """Sentence vectors by a small transformer with int8 weights.

    Args:
        folder: Holds ``model.onnx.gz`` (inputs ``ids`` and ``mask``, output ``vectors``) and ``tokenizer.json``; and, where the
            model was taught with words before each query, ``model.json`` with ``query_prompt``.
        label: Name of the model as the project documents it.
    """

    def __init__(self, folder: Path, label: str) -> None:
        self._folder = folder
        self._label = label

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
        return read_tokenizer(self._folder)

    @cached_property
    def _prompt(self) -> str:
        return str(read_settings(self._folder).get("query_prompt", ""))

    @cached_property
    def _marks(self) -> tuple[int, int, int]:
        """Numbers of the tokens for start, end and unknown."""
        start, end, unknown = (self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[UNK]"))
        return start, end, unknown

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401  a library without types
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # One thread a call and two calls at once: batches are independent, so nothing waits for the slower half of a product.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena keeps the largest batch's memory for ever
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(read_model(self._folder), options, providers=["CPUExecutionProvider"])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, float32 of shape (len(texts), dimensions)."""
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        owners, windows = self._windows(texts)
        batches = list(_batches([len(window) for window in windows]))
        with ThreadPoolExecutor(THREADS) as pool:
            run = pool.map if len(batches) > 1 else map
            for rows, found in zip(batches, run(self._run, [[windows[row] for row in rows] for rows in batches]), strict=True):
                np.add.at(vectors, [owners[row] for row in rows], found)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """Vector of what is looked for, float32 of shape (dimensions,)."""
        vector: Vectors = self.embed_passages([self._prompt + text if text.strip() else ""])[0]
        return vector

    def _windows(self, texts: Sequence[str]) -> tuple[list[int], list[list[int]]]:
        """Token windows of all texts and the row of the text that each belongs to; a text without a known token has none."""
        start, end, unknown = self._marks
        owners: list[int] = []
        windows: list[list[int]] = []
        for row, found in enumerate(
            self._tokenizer.encode_batch_fast([fold_script(text) for text in texts], add_special_tokens=False)
        ):
            if all(token == unknown for token in found.ids):
                continue
            for at in range(0, len(found.ids), WINDOW):
                owners.append(row)
                windows.append([start, *found.ids[at : at + WINDOW], end])
        return owners, windows

    def _run(self, ids: list[list[int]]) -> Vectors:
        padded = np.zeros((len(ids), max(map(len, ids))), np.int32)
        mask = np.zeros_like(padded)
        for row, tokens in enumerate(ids):
            padded[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        found: Vectors = self._session.run(None, {"ids": padded, "mask": mask})[0]
        return found


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows in batches of like length, so that little is padded."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[row] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
