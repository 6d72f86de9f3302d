"""The shipped transformer: onnxruntime and tokenizers, no torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np

from ontology.errors import ConfigurationError
from search.embed.folder import fingerprint, read_model, read_settings, read_tokenizer
from search.embed.protocol import Vectors
from search.tokens.fold import fold_script

WINDOW = 190
"""Tokens seen at once, without the two that mark start and end. A longer text is read in windows and gets their mean."""
BATCH_TOKENS = 512
"""Tokens in one call: enough to fill a core, few enough that what passes between layers stays in its cache."""
THREADS = 2
Window = tuple[list[int], list[int]]
"""Token numbers, and for each the unit that it is read in."""
PASSAGES, QUERIES = "passages", "vectors"
"""Outputs of the model: with and without what brings the vector of a text read in pairs nearer to that of the full reading."""


class OnnxEmbedder:
    """Sentence vectors by a small transformer with int8 weights.

    Of a passage, neighbouring tokens are read as pairs: two fifths less to compute, and nothing lost in search (decision 090).
    A query is short and read in full.

    Args:
        folder: Holds ``model.onnx.gz`` (inputs ``ids`` and ``merge``, outputs ``vectors`` and ``passages``, see
            ``search/train/graph.py``) and ``tokenizer.json``; and, where the model was taught with words before each query,
            ``model.json`` with ``query_prompt``.
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
    def _marking(self) -> frozenset[int]:
        """Tokens that hold no letter or digit: they stand alone, and pairs begin anew after them."""
        words = self._tokenizer.get_vocab()
        return frozenset(number for word, number in words.items() if not any(map(str.isalnum, word)))

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401  a library without types
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # One thread a call and two calls at once: batches are independent, so nothing waits for the slower half of a product.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena keeps the largest batch's memory for ever
        options.log_severity_level = 3
        model, slow = read_model(self._folder), ["SkipLayerNormFusion"]  # the fused node takes ten times as long as the two
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"], disabled_optimizers=slow)
        if not {PASSAGES, QUERIES} <= {output.name for output in session.get_outputs()}:
            hint = "Make it again with: python -m search.train.student"
            raise ConfigurationError("the model is of an earlier make", where=str(self._folder), hint=hint)
        return session

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, float32 of shape (len(texts), dimensions)."""
        return self._embed(texts, self._pairs, PASSAGES)

    def embed_query(self, text: str) -> Vectors:
        """Vector of what is looked for, float32 of shape (dimensions,)."""
        vector: Vectors = self._embed(
            [self._prompt + text if text.strip() else ""], lambda ids: list(range(len(ids))), QUERIES
        )[0]
        return vector

    def _embed(self, texts: Sequence[str], units: Callable[[list[int]], list[int]], output: str) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        owners, windows = self._windows(texts, units)
        batches = list(_batches([len(ids) for ids, _ in windows]))
        with ThreadPoolExecutor(THREADS) as pool:
            run = pool.map if len(batches) > 1 else map
            one = partial(self._run, output)
            for rows, found in zip(batches, run(one, [[windows[row] for row in rows] for rows in batches]), strict=True):
                np.add.at(vectors, [owners[row] for row in rows], found)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

    def _windows(self, texts: Sequence[str], units: Callable[[list[int]], list[int]]) -> tuple[list[int], list[Window]]:
        """Windows of all texts and the row of the text that each belongs to; a text without a known token has none."""
        start, end, unknown = self._marks
        owners: list[int] = []
        windows: list[Window] = []
        for row, found in enumerate(
            self._tokenizer.encode_batch_fast([fold_script(text) for text in texts], add_special_tokens=False)
        ):
            tokens = found.ids
            if all(token == unknown for token in tokens):
                continue
            for at in range(0, len(tokens), WINDOW):
                ids = [start, *tokens[at : at + WINDOW], end]
                owners.append(row)
                windows.append((ids, units(ids)))
        return owners, windows

    def _pairs(self, ids: list[int]) -> list[int]:
        """Units of two neighbours each; what marks the text's ends or its clauses stands alone."""
        start, end, _ = self._marks
        units: list[int] = []
        unit, open_ = -1, False
        for token in ids:
            alone = token in self._marking or token in (start, end)
            unit += not open_ or alone
            open_ = not open_ and not alone
            units.append(unit)
        return units

    def _run(self, output: str, windows: list[Window]) -> Vectors:
        length, most = max(len(ids) for ids, _ in windows), max(units[-1] + 1 for _, units in windows)
        padded = np.zeros((len(windows), length), np.int32)
        merge = np.zeros((len(windows), most, length), np.float32)
        for row, (ids, units) in enumerate(windows):
            padded[row, : len(ids)] = ids
            merge[row, units, np.arange(len(ids))] = 1 / np.bincount(units)[units]
        found: Vectors = self._session.run([output], {"ids": padded, "merge": merge})[0]
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
