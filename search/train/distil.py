"""Teaches a light reader of passages to give the vectors of a deep one.

Knowledge distillation (arXiv:1503.02531) on sentence vectors (arXiv:2004.09813): the loss is one minus the cosine. The reader
learns with weights rounded to as many bits as will be stored, and the gradient passes the rounding as if it were not there
(straight-through estimator, arXiv:1308.3432).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from search.embed.units import Window, batches
from search.train.rounding import LEVELS, as_stored
from search.train.weights import EPSILON, Array, BertWeights

RATE, WARM, LEAST = 5e-4, 200, 0.02
"""Highest learning rate, the steps that lead up to it, and the part of it that the last step has (half a cosine between)."""
DECAY, LONGEST_STEP = 0.01, 1.0
TOKENS = 3_600  # in one step
POOL = 8_192  # texts sorted by length at a time, so that batches differ between epochs
Parameters = Mapping[str, Any]


def distil(
    start: BertWeights, windows: Sequence[Window], wanted: NDArray[Any], epochs: int, tell: Callable[[str], None], seed: int = 7
) -> BertWeights:
    """Fit the norm and the layers so that each window's vector points where its wanted one does.

    Args:
        start: Where learning begins. The vectors of its tokens and places are shared with the deep reader and stay.
        windows: What is read; a unit holds one token or two neighbours.
        wanted: Vectors of length 1, shape (windows, width).
        epochs: How often each window is seen.
        tell: Told the mean cosine after every epoch.
        seed: Of the order of the windows.

    Returns:
        The fitted weights, of the same shapes.
    """
    learned = {name: value.requires_grad_() for name, value in _tensors(_flat(start)).items()}
    tables = _tables(start)
    optimiser = torch.optim.AdamW(
        [
            {"params": [value for value in learned.values() if value.ndim > 1], "weight_decay": DECAY},
            {"params": [value for value in learned.values() if value.ndim == 1], "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
    )
    chance = np.random.default_rng(seed)
    plan = [list(_epoch([len(ids) for ids, _ in windows], chance)) for _ in range(epochs)]
    steps, step = sum(map(len, plan)), 0
    for number, epoch in enumerate(plan):
        cosines = []
        for rows in epoch:
            for group in optimiser.param_groups:
                group["lr"] = RATE * _share(step, steps)
            found = _read(_rounded(learned), tables, start, [windows[row] for row in rows])
            cosine = (found * torch.from_numpy(wanted[rows].astype(np.float32))).sum(dim=-1).mean()
            optimiser.zero_grad()
            (1 - cosine).backward()
            torch.nn.utils.clip_grad_norm_(list(learned.values()), LONGEST_STEP)
            optimiser.step()
            step += 1
            cosines.append(float(cosine.detach()))
        tell(f"epoch {number + 1}/{epochs} cosine {np.mean(cosines):.4f}")
    return _whole({name: value.detach().numpy() for name, value in learned.items()}, start)


def read(weights: BertWeights, windows: Sequence[Window]) -> Array:
    """Vectors of length 1, float32 of shape (windows, width), with the layers' weights as they are."""
    with torch.no_grad():
        vectors: Array = _read(_tensors(_flat(weights)), _tables(weights), weights, windows).numpy()
    return vectors


def _tensors(flat: Mapping[str, Array]) -> dict[str, Any]:
    return {name: torch.from_numpy(value.copy()) for name, value in flat.items()}


def _tables(weights: BertWeights) -> tuple[Any, Any]:
    """Vectors of tokens and of places as the model gives them."""
    stored = as_stored(weights)
    return torch.from_numpy(stored.tokens), torch.from_numpy(stored.positions)


def _share(step: int, steps: int) -> float:
    falling = LEAST + (1 - LEAST) * 0.5 * (1 + math.cos(math.pi * step / steps))
    return min(1.0, (step + 1) / WARM) * falling


def _epoch(lengths: Sequence[int], chance: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    order = chance.permutation(len(lengths))
    for at in range(0, len(order), POOL):
        pool = order[at : at + POOL]
        groups = list(batches([lengths[row] for row in pool], TOKENS))
        chance.shuffle(groups)
        yield from (pool[group] for group in groups)


def _read(learned: Parameters, tables: tuple[Any, Any], like: BertWeights, windows: Sequence[Window]) -> Any:
    """What ``search.train.graph.build`` computes, shape (windows, width)."""
    first, last, there = _places(windows)
    places = torch.from_numpy(np.stack([first, last]))
    ids = torch.from_numpy(np.stack([_taken(windows, first), _taken(windows, last)]))
    embedded = functional.embedding(ids, tables[0]) + functional.embedding(places, tables[1])
    hidden = _norm(embedded.mean(dim=0), learned, "norm")
    mask = torch.from_numpy(there)[:, None, None]
    for number in range(len(like.layers)):
        asking = hidden[:, :1] if number == len(like.layers) - 1 else hidden
        hidden = _layer(learned, f"{number}.", asking, hidden, mask, like.heads)
    return functional.normalize(hidden[:, 0], dim=-1)


def _layer(learned: Parameters, name: str, asking: Any, hidden: Any, mask: Any, heads: int) -> Any:
    query, key, value = (
        _dense(source, learned, name + part).unflatten(-1, (heads, -1)).transpose(1, 2)
        for source, part in ((asking, "query"), (hidden, "key"), (hidden, "value"))
    )
    context = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask).transpose(1, 2).flatten(2)
    mixed = _norm(asking + _dense(context, learned, f"{name}out"), learned, f"{name}norm1")
    inner = functional.gelu(_dense(mixed, learned, f"{name}up"))
    return _norm(mixed + _dense(inner, learned, f"{name}down"), learned, f"{name}norm2")


def _dense(source: Any, learned: Parameters, name: str) -> Any:
    return source @ learned[f"{name}.0"] + learned[f"{name}.1"]


def _rounded(learned: Parameters) -> Parameters:
    """Matrices in as many bits as will be stored; the gradient reaches those that are learned."""
    return {name: _round(value) if value.ndim > 1 else value for name, value in learned.items()}


def _round(weight: Any) -> Any:
    exact = weight.detach()
    step = exact.abs().amax(dim=0).clamp_min(1e-8) / LEVELS
    return weight + (torch.round(exact / step) * step - exact)


def _norm(source: Any, learned: Parameters, name: str) -> Any:
    return functional.layer_norm(source, source.shape[-1:], learned[f"{name}.0"], learned[f"{name}.1"], EPSILON)


def _places(windows: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """First and last place of each unit, and which units there are, each of shape (windows, units)."""
    most = max(units[-1] + 1 for _, units in windows)
    first, last = np.zeros((len(windows), most), np.int64), np.zeros((len(windows), most), np.int64)
    there = np.zeros((len(windows), most), bool)
    for row, (_, units) in enumerate(windows):
        places, numbers = np.arange(len(units)), np.asarray(units)
        last[row, numbers] = places
        first[row, numbers[::-1]] = places[::-1]
        there[row, : units[-1] + 1] = True
    return first, last, there


def _taken(windows: Sequence[Window], places: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.stack([np.asarray(ids)[row] for (ids, _), row in zip(windows, places, strict=True)])


def _flat(weights: BertWeights) -> dict[str, Array]:
    flat = {"norm.0": weights.norm[0], "norm.1": weights.norm[1]}
    for number, layer in enumerate(weights.layers):
        for part, pair in layer.items():
            flat |= {f"{number}.{part}.{side}": value for side, value in enumerate(pair)}
    return flat


def _whole(flat: Mapping[str, Array], like: BertWeights) -> BertWeights:
    layers = tuple(
        {part: (flat[f"{number}.{part}.0"], flat[f"{number}.{part}.1"]) for part in layer}
        for number, layer in enumerate(like.layers)
    )
    return replace(like, norm=(flat["norm.0"], flat["norm.1"]), layers=layers)
