"""Value ranges of activations on calibration text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from search.train.graph import OUTPUTS, Ranges, build
from search.train.weights import Array, BertWeights

Batch = tuple[NDArray[np.int32], NDArray[np.int32]]


def batches(tokenizer: Tokenizer, texts: Sequence[str], size: int = 16, longest: int = 254) -> Iterator[Batch]:
    """Token ids and masks of the texts, sorted by length, in batches of ``size``."""
    encoded = sorted((e.ids[:longest] for e in tokenizer.encode_batch(list(texts))), key=len)
    for start in range(0, len(encoded), size):
        group = encoded[start : start + size]
        ids = np.zeros((len(group), len(group[-1])), np.int32)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(group):
            ids[row, : len(tokens)], mask[row, : len(tokens)] = tokens, 1
        yield ids, mask


def activations(model: bytes, names: Sequence[str], inputs: Sequence[Batch]) -> dict[str, Array]:
    """Values of the named outputs at all tokens that are not padding, float32 of shape (tokens, channels).

    Outputs of the last layer have one row for each text.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    seen: dict[str, list[Array]] = {name: [] for name in names}
    for ids, mask in inputs:
        for name, values in zip(names, session.run(list(names), unmerged(ids, mask)), strict=True):
            seen[name].append(
                values[mask.astype(bool)] if values.shape[:2] == mask.shape else values.reshape(-1, values.shape[-1])
            )
    return {name: np.concatenate(values) for name, values in seen.items()}


def unmerged(ids: NDArray[np.int32], mask: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
    """All inputs, no tokens merged: the mean of several values lies within their range, so these ranges hold for units too."""
    return {"ids": ids, "merge": np.eye(mask.shape[1], dtype=np.float32) * mask[:, :, None].astype(np.float32)}


def measure(weights: BertWeights, inputs: Sequence[Batch], clip: float = 0.9999) -> Ranges:
    """Range of each channel of each activation: from the ``1 - clip`` to the ``clip`` quantile of its values."""
    model = build(weights, taps=True)
    names = dict.fromkeys(output.name for output in onnx.load_from_string(model).graph.output[len(OUTPUTS) :])
    ranges = {}
    for name, values in activations(model, list(names), inputs).items():
        low, high = np.quantile(values, [1 - clip, clip], axis=0)
        ranges[name] = (low.astype(np.float32), high.astype(np.float32))
    return ranges
