"""The teacher's weights as plain arrays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
EPSILON = 1e-12
"""What keeps a layer norm from dividing by nothing, as BERT has it."""

_HF = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}


@dataclass(frozen=True)
class BertWeights:
    """A BERT encoder.

    Attributes:
        tokens: Token vectors with the segment vector added, shape (vocabulary, width).
        positions: Position vectors, shape (length, width).
        norm: Scale and shift of the embedding norm.
        layers: For each layer, name → (weight, bias): matrices as (inputs, outputs); norms as (scale, shift).
        heads: Attention heads.
    """

    tokens: Array
    positions: Array
    norm: tuple[Array, Array]
    layers: tuple[dict[str, tuple[Array, Array]], ...]
    heads: int


def read_bert(folder: Path) -> BertWeights:
    """Read a BERT encoder saved by transformers (``config.json`` and ``model.safetensors``)."""
    from safetensors.numpy import load_file

    config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tensors = {
        name.removeprefix("bert."): np.asarray(value, np.float32)
        for name, value in load_file(folder / "model.safetensors").items()
    }
    layers = []
    for number in range(config["num_hidden_layers"]):
        layer = {}
        for theirs, ours in _HF.items():
            weight, bias = (tensors[f"encoder.layer.{number}.{theirs}.{part}"] for part in ("weight", "bias"))
            layer[ours] = (np.ascontiguousarray(weight.T), bias)
        layers.append(layer)
    return BertWeights(
        tokens=tensors["embeddings.word_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0],
        positions=tensors["embeddings.position_embeddings.weight"],
        norm=(tensors["embeddings.LayerNorm.weight"], tensors["embeddings.LayerNorm.bias"]),
        layers=tuple(layers),
        heads=config["num_attention_heads"],
    )


def prune(weights: BertWeights, token_ids: Sequence[int], length: int) -> BertWeights:
    """Keep some tokens (in the given order) and the first ``length`` positions."""
    return replace(weights, tokens=weights.tokens[list(token_ids)], positions=weights.positions[:length])


def narrow(weights: BertWeights, inner: int) -> BertWeights:
    """Keep the ``inner`` feed-forward channels of each layer whose weights are largest."""
    return replace(weights, layers=tuple(_narrow(layer, inner) for layer in weights.layers))


def _narrow(layer: dict[str, tuple[Array, Array]], inner: int) -> dict[str, tuple[Array, Array]]:
    (up, up_bias), (down, down_bias) = layer["up"], layer["down"]
    kept = np.argsort(-np.linalg.norm(up, axis=0) * np.linalg.norm(down, axis=1), kind="stable")[:inner]
    return {**layer, "up": (up[:, kept], up_bias[kept]), "down": (down[kept], down_bias)}
