"""The shipped transformer: onnxruntime and tokenizers, no torch."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np

from ontology.errors import ConfigurationError
from search.embed.folder import fingerprint, read_model, read_settings, read_tokenizer
from search.embed.protocol import Vectors
from search.embed.units import Units, Window, batches, feed

THREADS = 2


class OnnxEmbedder:
    """Sentence vectors by a small transformer with int8 weights.

    A query is short and read in full by all layers. Of a passage, neighbouring tokens are read as pairs by one layer that was
    taught to give the vectors of the others: a tenth of the work, and little lost in search (decision 094).

    Args:
        folder: Holds ``model.onnx.gz`` (inputs ``ids``, ``merge`` and ``full``, output ``vectors``, see
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
    def _units(self) -> Units:
        return Units(read_tokenizer(self._folder))

    @cached_property
    def _prompt(self) -> str:
        return str(read_settings(self._folder).get("query_prompt", ""))

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
        if "full" not in {given.name for given in session.get_inputs()}:
            hint = "Make it again with: python -m search.train.student"
            raise ConfigurationError("the model is of an earlier make", where=str(self._folder), hint=hint)
        return session

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, float32 of shape (len(texts), dimensions)."""
        return self._embed(texts, full=False)

    def embed_query(self, text: str) -> Vectors:
        """Vector of what is looked for, float32 of shape (dimensions,)."""
        vector: Vectors = self.read_in_full([self._prompt + text if text.strip() else ""])[0]
        return vector

    def read_in_full(self, texts: Sequence[str]) -> Vectors:
        """Vectors by all layers, with nothing before the texts, float32 of shape (len(texts), dimensions)."""
        return self._embed(texts, full=True)

    def _embed(self, texts: Sequence[str], *, full: bool) -> Vectors:
        owners, windows = self._units.windows(texts, pairs=not full)
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        seen = np.zeros((len(windows), self.dimensions), np.float32)
        groups = list(batches([len(ids) for ids, _ in windows]))
        with ThreadPoolExecutor(THREADS) as pool:
            run = pool.map if len(groups) > 1 else map
            found = run(partial(self._run, full), [[windows[row] for row in rows] for rows in groups])
            for rows, part in zip(groups, found, strict=True):
                seen[rows] = part
        whose, first = np.unique(owners, return_index=True)  # windows of one text are neighbours
        if len(whose):
            vectors[whose] = np.add.reduceat(seen, first)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

    def _run(self, full: bool, windows: list[Window]) -> Vectors:
        found: Vectors = self._session.run(["vectors"], {**feed(windows), "full": np.array(full)})[0]
        return found
