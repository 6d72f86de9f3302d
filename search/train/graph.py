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

from search.train.rounding import channel_sizes, codes
from search.train.weights import EPSILON, Array, BertWeights

Dense = tuple[Array, Array]
Ranges = Mapping[str, tuple[Array, Array]]  # activation → its lowest and highest value in each channel
Reader = tuple[str, BertWeights]  # its name in the graph and in the ranges, and its weights
FULL, OUTPUT = "full", "vectors"
_MS = "com.microsoft"


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
        rounded = self.add("QuantizeLinear", [scaled, *steps], f"{label}.codes")
        for output, (weight, bias) in products:
            self._product(rounded, steps, weight * smooth[:, None], bias, output)

    def _product(self, source: str, steps: tuple[str, str], weight: Array, bias: Array, output: str) -> None:
        numbers, step = codes(weight, axis=0)
        inputs = [
            source,
            self.constant(f"{output}.w", numbers),
            steps[0],
            self.constant(f"{output}.scale", step[0]),
            steps[1],
            self.constant(f"{output}.wzero", np.zeros(step.size, np.int8)),
            self.constant(f"{output}.b", bias),
        ]
        self.add("MatMulIntegerToFloat", inputs, output, _MS)

    def few_bits(self, name: str, table: Array, axis: int) -> str:
        """A constant kept as codes with a step along an axis; the runtime multiplies it out once, when it loads the model."""
        kept, step = codes(table, axis)
        floats = self.add("Cast", [self.constant(f"{name}.codes", kept)], f"{name}.float", to=TensorProto.FLOAT)
        return self.add("Mul", [floats, self.constant(f"{name}.step", step)], name)

    def matrices(self, name: str, table: Array, axis: int, size: Array) -> str:
        """Weights of float products, in few bits where all others are; ``size`` as from ``size_of``, along its axis."""
        if self.ranges is None:
            return self.constant(name, table)
        scaled = self.few_bits(f"{name}.sized", table * size, axis)
        return self.add("Mul", [scaled, self.constant(f"{name}.size", 1 / size)], name)

    def size_of(self, source: str, weight: Array) -> Array:
        """By what a channel of ``source`` is larger than others, float32 of shape (channels,): errors there count for more."""
        if source not in self.taps:
            self.taps.append(source)
        return np.ones(len(weight), np.float32) if self.ranges is None else _activation(self.ranges[source], weight)[0]

    def norm(self, source: str, other: str | None, norm: Dense, output: str) -> str:
        """Layer norm of the sum; as two nodes, since the runtime's fused one is many times slower on a CPU."""
        total = source if other is None else self.add("Add", [source, other], f"{output}.sum")
        scale, shift = self.constant(f"{output}.gamma", norm[0]), self.constant(f"{output}.beta", norm[1])
        return self.add("LayerNormalization", [total, scale, shift], output, axis=-1, epsilon=EPSILON)


def _activation(bounds: tuple[Array, Array], weight: Array) -> tuple[Array, float, int]:
    """Return the smoothing divisor of each channel, the step and the zero point of a quantised activation."""
    low, high = (np.asarray(bound, np.float32) for bound in bounds)
    size = np.maximum(np.maximum(-low, high), 1e-5)
    smooth = np.sqrt(size / np.maximum(np.abs(weight).max(axis=1), 1e-5))
    smooth = (smooth / np.exp(np.log(smooth).mean())).astype(np.float32)
    lowest, highest = min(float((low / smooth).min()), 0.0), max(float((high / smooth).max()), 0.0)
    step = max(highest - lowest, 1e-6) / 255
    return smooth, step, int(np.clip(round(-lowest / step), 0, 255))


def build(thorough: Reader, light: Reader | None = None, ranges: Ranges | None = None, taps: bool = False) -> bytes:
    """Build the model file.

    Inputs are ``ids``, int32 of shape (batch, length), and ``merge``, float32 of shape (batch, units, length): its rows hold
    the shares of the tokens that are read as one unit (the identity merges nothing); a row of zeros is padding. Where there are
    two readers, ``full``, a bool without shape, says which one reads; the other is not computed. The output ``vectors`` holds
    the vector of the first unit, of length 1, float32 of shape (batch, width).

    Args:
        thorough: Name and weights of the encoder that reads when ``full`` is true.
        light: Another one, which reads the same vectors of tokens and places.
        ranges: Value ranges of all activations; None gives a float model.
        taps: Also give out every activation whose range is needed, for calibration of a single reader.

    Returns:
        The serialised ONNX model.
    """
    graph = _Graph(ranges=ranges)
    weights = thorough[1]
    units = _merge(graph, _embeddings(graph, weights))
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT32, ["batch", "length"]),
        helper.make_tensor_value_info("merge", TensorProto.FLOAT, ["batch", "units", "length"]),
    ]
    width = weights.tokens.shape[1]
    if light is None:
        _reader(graph, *thorough, *units, OUTPUT)
    else:
        inputs.append(helper.make_tensor_value_info(FULL, TensorProto.BOOL, []))
        then, other = (_branch(reader, units, width, ranges) for reader in (thorough, light))
        graph.add("If", [FULL], OUTPUT, then_branch=then, else_branch=other)
    return _model(graph, inputs, width, graph.taps if taps else [])


def _branch(reader: Reader, units: tuple[str, str], width: int, ranges: Ranges | None) -> Any:
    """One reader as a graph of its own that sees the units around it."""
    graph, name = _Graph(ranges=ranges), reader[0]
    _reader(graph, *reader, *units, f"{name}.vectors")
    outputs = [helper.make_tensor_value_info(f"{name}.vectors", TensorProto.FLOAT, ["batch", width])]
    return helper.make_graph(graph.nodes, name, [], outputs, list(graph.constants.values()))


def _reader(graph: _Graph, name: str, weights: BertWeights, units: str, mask: str, output: str) -> None:
    """From units to vectors."""
    hidden = graph.norm(units, None, weights.norm, f"{name}.hidden")
    last = len(weights.layers) - 1
    for number, layer in enumerate(weights.layers[:-1]):
        hidden = _layer(graph, layer, hidden, f"{name}.{number}", weights.heads, mask)
    hidden = _last_layer(graph, weights.layers[-1], hidden, f"{name}.{last}", weights.heads, mask)
    axis = graph.constant(f"{name}.axis", np.array([1], np.int64))
    pooled = graph.add("Squeeze", [hidden, axis], f"{name}.pooled")
    graph.add("LpNormalization", [pooled], output, axis=-1, p=2)


def _merge(graph: _Graph, tokens: str) -> tuple[str, str]:
    """Units made of tokens, and their mask: what follows costs by the number of units (token merging, arXiv:2210.09461)."""
    units = graph.add("MatMul", ["merge", tokens], "units")
    shares = graph.add("ReduceMax", ["merge", graph.constant("merge.axis", np.array([2], np.int64))], "units.share", keepdims=0)
    there = graph.add("Cast", [shares], "units.there", to=TensorProto.BOOL)
    return units, graph.add("Cast", [there], "units.mask", to=TensorProto.INT32)


def _first(graph: _Graph, hidden: str, name: str) -> str:
    names = [
        graph.constant(f"{name}.first.{bound}", np.array([value], np.int64))
        for bound, value in (("from", 0), ("to", 1), ("axis", 1))
    ]
    return graph.add("Slice", [hidden, *names], f"{name}.first")


def _embeddings(graph: _Graph, weights: BertWeights) -> str:
    """Sums of token and place vectors."""
    sizes = channel_sizes(weights)
    graph.constant("sizes", sizes)
    tokens = _rows(graph, "token", weights.tokens / sizes, "ids")
    bounds = [graph.constant("zero", np.int64(0)), _length(graph), graph.constant("one", np.int64(1))]
    positions = _rows(graph, "position", weights.positions / sizes, graph.add("Range", bounds, "places"))
    return graph.add("Add", [tokens, positions], "embedded")


def _length(graph: _Graph) -> str:
    shape = graph.add("Shape", ["ids"], "shape", start=1, end=2)
    return graph.add("Squeeze", [shape], "length")


def _rows(graph: _Graph, name: str, table: Array, numbers: str) -> str:
    """Rows of a table that is kept in few bits."""
    whole = graph.add("Mul", [graph.few_bits(f"{name}s", table, axis=1), "sizes"], f"{name}.table")
    return graph.add("Gather", [whole, numbers], f"{name}.vectors")


def _layer(graph: _Graph, layer: dict[str, Dense], hidden: str, name: str, heads: int, mask: str) -> str:
    """One layer, all units asking all."""
    parts = [(f"{name}.{part}", layer[part]) for part in ("query", "key", "value")]
    graph.dense(hidden, parts)
    names = [part for part, _ in parts]
    context = graph.add("MultiHeadAttention", [*names, "", mask], f"{name}.context", _MS, num_heads=heads)
    return _after_attention(graph, layer, context, hidden, name)


def _last_layer(graph: _Graph, layer: dict[str, Dense], hidden: str, name: str, heads: int, mask: str) -> str:
    """The last layer: the first unit asks, since nothing else is looked at.

    One question goes through the key's matrix instead of all units, and through the value's goes their mean instead of each:
    ``(q Kᵀ) hᵀ`` and ``(a h) V`` are ``q (h K)ᵀ`` and ``a (h V)``. The key's bias adds the same to all and drops out.
    """
    first = _first(graph, hidden, name)
    graph.dense(first, [(f"{name}.query", layer["query"])])
    width = layer["key"][0].shape[0]
    side = width // heads
    size = graph.size_of(hidden, np.concatenate([layer[part][0] for part in ("key", "value")], axis=1))
    keys = layer["key"][0].T.reshape(heads, side, width) / np.float32(np.sqrt(side))
    values = layer["value"][0].reshape(width, heads, side).transpose(1, 0, 2)
    query = _shaped(graph, f"{name}.query", [0, heads, 1, side])
    asked = graph.add("MatMul", [query, graph.matrices(f"{name}.keys", keys, 2, size)], f"{name}.asked")
    asked = _shaped(graph, asked, [0, heads, width])
    turned = graph.add("Transpose", [hidden], f"{name}.turned", perm=[0, 2, 1])
    scores = graph.add("MatMul", [asked, turned], f"{name}.scores")
    open_scores = graph.add("Add", [scores, _shut(graph, mask, name)], f"{name}.open")
    shares = graph.add("Softmax", [open_scores], f"{name}.shares", axis=-1)
    mean = _shaped(graph, graph.add("MatMul", [shares, hidden], f"{name}.mean"), [0, heads, 1, width])
    context = graph.add("MatMul", [mean, graph.matrices(f"{name}.values", values, 1, size[:, None])], f"{name}.heads")
    context = _shaped(graph, context, [0, 1, width])
    context = graph.add("Add", [context, graph.constant(f"{name}.value.b", layer["value"][1])], f"{name}.context")
    return _after_attention(graph, layer, context, first, name)


def _after_attention(graph: _Graph, layer: dict[str, Dense], context: str, asking: str, name: str) -> str:
    graph.dense(context, [(f"{name}.out", layer["out"])])
    mixed = graph.norm(f"{name}.out", asking, layer["norm1"], f"{name}.mixed")
    graph.dense(mixed, [(f"{name}.up", layer["up"])])
    inner = graph.add("Gelu", [f"{name}.up"], f"{name}.gelu", _MS)
    graph.dense(inner, [(f"{name}.down", layer["down"])])
    return graph.norm(f"{name}.down", mixed, layer["norm2"], f"{name}.hidden")


def _shaped(graph: _Graph, source: str, shape: list[int]) -> str:
    """Another shape; 0 keeps the first length."""
    return graph.add("Reshape", [source, graph.constant(f"{source}.shape", np.array(shape, np.int64))], f"{source}.shaped")


def _shut(graph: _Graph, mask: str, name: str) -> str:
    """What is added to scores: nothing for units that are there, and far below all for padding, shape (batch, 1, units)."""
    there = graph.add("Cast", [mask], f"{name}.there", to=TensorProto.FLOAT)
    missing = graph.add("Sub", [there, graph.constant(f"{name}.all", np.float32(1))], f"{name}.missing")
    lowered = graph.add("Mul", [missing, graph.constant(f"{name}.far", np.float32(1e9))], f"{name}.lowered")
    return graph.add("Unsqueeze", [lowered, graph.constant(f"{name}.shut.axis", np.array([1], np.int64))], f"{name}.shut")


def _model(graph: _Graph, inputs: list[Any], width: int, taps: list[str]) -> bytes:
    outputs = [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", width])]
    outputs += [helper.make_tensor_value_info(tap, TensorProto.FLOAT, None) for tap in taps]
    body = helper.make_graph(graph.nodes, "encoder", inputs, outputs, list(graph.constants.values()))
    versions = [helper.make_opsetid("", 20), helper.make_opsetid(_MS, 1)]
    model = helper.make_model(body, opset_imports=versions, ir_version=9, producer_name="yaodian")
    return bytes(onnx.ModelProto.SerializeToString(model, deterministic=True))
