"""Value ranges of activations on calibration text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from search.embed.units import Units, feed
from search.train.graph import Ranges, Reader, build
from search.train.weights import Array

Feed = Mapping[str, NDArray[Any]]


def feeds(units: Units, texts: Sequence[str], *, pairs: bool, size: int = 16) -> Iterator[Feed]:
    """What the model is given for the texts, sorted by length, ``size`` windows at a time."""
    windows = sorted(units.windows(texts, pairs=pairs)[1], key=lambda window: len(window[0]))
    for start in range(0, len(windows), size):
        yield feed(windows[start : start + size])


def activations(model: bytes, names: Sequence[str], inputs: Sequence[Feed]) -> dict[str, Array]:
    """Values of the named outputs at all units that are not padding, float32 of shape (units, channels).

    Outputs of the last layer have one row for each text.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    seen: dict[str, list[Array]] = {name: [] for name in names}
    for given in inputs:
        there = given["merge"].any(axis=2)
        for name, values in zip(names, session.run(list(names), given), strict=True):
            seen[name].append(values[there] if values.shape[:2] == there.shape else values.reshape(-1, values.shape[-1]))
    return {name: np.concatenate(values) for name, values in seen.items()}


def measure(reader: Reader, inputs: Sequence[Feed], clip: float = 0.9999) -> Ranges:
    """Range of each channel of each activation: from the ``1 - clip`` to the ``clip`` quantile of its values."""
    model = build(reader, taps=True)
    names = dict.fromkeys(output.name for output in onnx.load_from_string(model).graph.output[1:])
    ranges = {}
    for tap, values in activations(model, list(names), inputs).items():
        low, high = np.quantile(values, [1 - clip, clip], axis=0)
        ranges[tap] = (low.astype(np.float32), high.astype(np.float32))
    return ranges
