"""An ONNX graph of a BERT encoder with int8 weights, built node by node.

Activations are quantised with fixed scales found on calibration text, never with scales of the batch at hand: so a sentence has
the same vector alone and among others. Channels that are much larger than the rest are made smaller before they are quantised
and the weights that read them larger by as much (SmoothQuant, arXiv:2211.10438).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from search.train.weights import Array, BertWeights

Dense = tuple[Array, Array]
Ranges = Mapping[str, tuple[Array, Array]]  # activation → its lowest and highest value in each channel
_MS = "com.microsoft"
_EPSILON = 1e-12
OUTPUTS = ("vectors", "passages")
LEVELS = 63
"""Largest weight code. 7 bits and not 8: so a sum of two products stays within 16 bits on processors that add them there
(AVX2), every processor gives the same vectors, and the file packs better."""


@dataclass
class _Graph:
    """Nodes and constants collected so far; ``taps`` are the inputs of matrix products, by name."""

    nodes: list[Any] = field(default_factory=list)
    constants: dict[str, Any] = field(default_factory=dict)
    taps: list[str] = field(default_factory=list)
    ranges: Ranges | None = None

    def constant(self, name: str, value: NDArray[Any] | np.generic) -> str:
        self.constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def dense(self, source: str, products: Sequence[tuple[str, Dense]]) -> None:
        """For each (output, (weight, bias)): ``source @ weight + bias``, in int8 once the range of ``source`` is known."""
        if source not in self.taps:
            self.taps.append(source)
        if self.ranges is None:
            for output, (weight, bias) in products:
                product = self.add("MatMul", [source, self.constant(f"{output}.w", weight)], f"{output}.product")
                self.add("Add", [product, self.constant(f"{output}.b", bias)], output)
            return
        label = products[0][0]
        smooth, step, zero = _activation(self.ranges[source], np.concatenate([weight for _, (weight, _) in products], axis=1))
        scaled = self.add("Mul", [source, self.constant(f"{label}.smooth", 1 / smooth)], f"{label}.smoothed")
        steps = self.constant(f"{label}.step", np.float32(step)), self.constant(f"{label}.zero", np.uint8(zero))
        codes = self.add("QuantizeLinear", [scaled, *steps], f"{label}.codes")
        for output, (weight, bias) in products:
            self._product(codes, steps, weight * smooth[:, None], bias, output)

    def _product(self, codes: str, steps: tuple[str, str], weight: Array, bias: Array, output: str) -> None:
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / LEVELS
        inputs = [
            codes,
            self.constant(f"{output}.w", np.clip(np.round(weight / scale), -LEVELS, LEVELS).astype(np.int8)),
            steps[0],
            self.constant(f"{output}.scale", scale.astype(np.float32)),
            steps[1],
            self.constant(f"{output}.wzero", np.zeros(len(scale), np.int8)),
            self.constant(f"{output}.b", bias),
        ]
        self.add("MatMulIntegerToFloat", inputs, output, _MS)

    def norm(self, source: str, other: str | None, norm: Dense, output: str) -> str:
        """Layer norm of the sum; as two nodes, since the runtime's fused one is many times slower on a CPU."""
        total = source if other is None else self.add("Add", [source, other], f"{output}.sum")
        scale, shift = self.constant(f"{output}.gamma", norm[0]), self.constant(f"{output}.beta", norm[1])
        return self.add("LayerNormalization", [total, scale, shift], output, axis=-1, epsilon=_EPSILON)


def _activation(bounds: tuple[Array, Array], weight: Array) -> tuple[Array, float, int]:
    """Return the smoothing divisor of each channel, the step and the zero point of a quantised activation."""
    low, high = (np.asarray(bound, np.float32) for bound in bounds)
    size = np.maximum(np.maximum(-low, high), 1e-5)
    smooth = np.sqrt(size / np.maximum(np.abs(weight).max(axis=1), 1e-5))
    smooth = (smooth / np.exp(np.log(smooth).mean())).astype(np.float32)
    lowest, highest = min(float((low / smooth).min()), 0.0), max(float((high / smooth).max()), 0.0)
    step = max(highest - lowest, 1e-6) / 255
    return smooth, step, int(np.clip(round(-lowest / step), 0, 255))


def build(weights: BertWeights, ranges: Ranges | None = None, bridge: Array | None = None, taps: bool = False) -> bytes:
    """Build the model file.

    Inputs are ``ids``, int32 of shape (batch, length), and ``merge``, float32 of shape (batch, units, length): its rows hold
    the shares of the tokens that are read as one unit (the identity merges nothing); a row of zeros is padding. The output
    ``vectors`` holds the vector of the first unit, of length 1, float32 of shape (batch, width), and ``passages`` the same
    after the bridge.

    Args:
        weights: The encoder.
        ranges: Value ranges of all activations; None gives a float model.
        bridge: What is added to the vector of a merged text, as a matrix of shape (width, width) that multiplies it, so that it
            comes nearer to that of the full reading; None adds nothing.
        taps: Also give out every activation whose range is needed, for calibration.

    Returns:
        The serialised ONNX model.
    """
    graph = _Graph(ranges=ranges)
    hidden, mask = _merge(graph, _embeddings(graph, weights))
    for number, layer in enumerate(weights.layers[:-1]):
        hidden = _layer(graph, layer, hidden, f"layer{number}", weights.heads, mask)
    first = _first(graph, hidden)
    hidden = _layer(graph, weights.layers[-1], hidden, f"layer{len(weights.layers) - 1}", weights.heads, mask, asking=first)
    graph.add("Squeeze", [hidden, graph.constant("axis", np.array([1], np.int64))], "pooled")
    graph.add("LpNormalization", ["pooled"], "vectors", axis=-1, p=2)
    width = weights.tokens.shape[1]
    none = np.zeros((width, width), np.float32)
    graph.dense("pooled", [("bridge", (none if bridge is None else bridge, none[0]))])
    graph.add("LpNormalization", [graph.add("Add", ["pooled", "bridge"], "bridged")], "passages", axis=-1, p=2)
    return _model(graph, width, graph.taps if taps else [])


def _merge(graph: _Graph, hidden: str) -> tuple[str, str]:
    """Units made of tokens, and their mask: what follows costs by the number of units (token merging, arXiv:2210.09461)."""
    units = graph.add("MatMul", ["merge", hidden], "units")
    shares = graph.add("ReduceMax", ["merge", graph.constant("merge.axis", np.array([2], np.int64))], "units.share", keepdims=0)
    there = graph.add("Cast", [shares], "units.there", to=TensorProto.BOOL)
    return units, graph.add("Cast", [there], "units.mask", to=TensorProto.INT32)


def _first(graph: _Graph, hidden: str) -> str:
    """The first token's row: in the last layer nothing else is asked for, which saves most of that layer's work."""
    names = [
        graph.constant(f"first.{name}", np.array([value], np.int64)) for name, value in (("from", 0), ("to", 1), ("axis", 1))
    ]
    return graph.add("Slice", [hidden, *names], "first")


def _embeddings(graph: _Graph, weights: BertWeights) -> str:
    step = np.maximum(np.abs(weights.tokens).max(axis=1, keepdims=True), 1e-8) / LEVELS
    codes = np.clip(np.round(weights.tokens / step), -LEVELS, LEVELS).astype(np.int8)
    rows = graph.add("Gather", [graph.constant("tokens", codes), "ids"], "token.codes")
    steps = graph.add("Gather", [graph.constant("token.steps", step.astype(np.float32)), "ids"], "token.step")
    floats = graph.add("Cast", [rows], "token.float", to=TensorProto.FLOAT)
    tokens = graph.add("Mul", [floats, steps], "token.vectors")
    place = np.float32(np.abs(weights.positions).max() / 127)
    graph.constant("positions", np.round(weights.positions / place).astype(np.int8))
    graph.constant("zero", np.array([0], np.int64))
    shape = graph.add("Shape", ["ids"], "length", start=1, end=2)
    rows = graph.add("Slice", ["positions", "zero", shape, "zero"], "position.codes")
    floats = graph.add("Cast", [rows], "position.float", to=TensorProto.FLOAT)
    positions = graph.add("Mul", [floats, graph.constant("position.step", place)], "position.vectors")
    return graph.norm(tokens, positions, weights.norm, "hidden")


def _layer(
    graph: _Graph, layer: dict[str, Dense], hidden: str, name: str, heads: int, mask: str, asking: str | None = None
) -> str:
    """One layer; with ``asking`` only those rows are carried on, and all of ``hidden`` is looked at."""
    parts = [(f"{name}.{part}", layer[part]) for part in ("query", "key", "value")]
    if asking is None:
        graph.dense(hidden, parts)
    else:
        graph.dense(asking, parts[:1])
        graph.dense(hidden, parts[1:])
    names = [part for part, _ in parts]
    context = graph.add("MultiHeadAttention", [*names, "", mask], f"{name}.context", _MS, num_heads=heads)
    graph.dense(context, [(f"{name}.out", layer["out"])])
    mixed = graph.norm(f"{name}.out", asking or hidden, layer["norm1"], f"{name}.mixed")
    graph.dense(mixed, [(f"{name}.up", layer["up"])])
    inner = graph.add("Gelu", [f"{name}.up"], f"{name}.gelu", _MS)
    graph.dense(inner, [(f"{name}.down", layer["down"])])
    return graph.norm(f"{name}.down", mixed, layer["norm2"], f"{name}.hidden")


def _model(graph: _Graph, width: int, taps: list[str]) -> bytes:
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", width]) for name in OUTPUTS]
    outputs += [helper.make_tensor_value_info(tap, TensorProto.FLOAT, None) for tap in taps]
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT32, ["batch", "length"]),
        helper.make_tensor_value_info("merge", TensorProto.FLOAT, ["batch", "units", "length"]),
    ]
    body = helper.make_graph(graph.nodes, "encoder", inputs, outputs, list(graph.constants.values()))
    versions = [helper.make_opsetid("", 20), helper.make_opsetid(_MS, 1)]
    model = helper.make_model(body, opset_imports=versions, ir_version=9, producer_name="yaodian")
    return bytes(onnx.ModelProto.SerializeToString(model, deterministic=True))
