"""Learning needs torch, which is in the environment of sentence-transformers only; onnx is in this one only."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[3]
RUNNER = """
import json, pickle, sys
from pathlib import Path
import numpy, onnxruntime
from search.embed.units import feed
from search.train.distil import distil, read
folder, EPOCHS = Path(sys.argv[1]), int(sys.argv[2])
start, other, windows = pickle.loads((folder / "given.pickle").read_bytes())
session = onnxruntime.InferenceSession(folder / "start.onnx", providers=["CPUExecutionProvider"])
model = session.run(["vectors"], feed(windows))[0]
wanted, told = read(other, windows), []
learned = distil(start, windows, wanted, EPOCHS, told.append)
first, again = (distil(start, windows, wanted, 3, told.append) for _ in range(2))
before, after = ((read(weights, windows) * wanted).sum(axis=1).mean() for weights in (start, learned))
print(json.dumps({
    "apart": float(numpy.abs(read(start, windows) - model).max()),
    "before": float(before), "after": float(after), "told": len(told),
    "kept": bool((learned.tokens == start.tokens).all() and (learned.positions == start.positions).all()),
    "same": bool(all((first.layers[0][part][0] == again.layers[0][part][0]).all() for part in first.layers[0])),
}))
"""
WIDTH, INNER, WORDS, LENGTH, EPOCHS = 16, 32, 30, 12, 400


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    python = os.environ.get("YAODIAN_TRANSFORMERS_PYTHON", "")
    if not python:
        pytest.skip("YAODIAN_TRANSFORMERS_PYTHON names no Python with torch")
    pytest.importorskip("onnx", reason="the scripts that make models need onnx")
    from search.train.graph import build
    from search.train.weights import BertWeights

    chance = np.random.default_rng(3)

    def numbers(*shape: int) -> np.ndarray:
        return chance.normal(0, 0.3, shape).astype(np.float32)

    def reader(tokens: np.ndarray, positions: np.ndarray) -> BertWeights:
        layer = {part: (numbers(WIDTH, WIDTH), numbers(WIDTH)) for part in ("query", "key", "value", "out")}
        layer |= {"up": (numbers(WIDTH, INNER), numbers(INNER)), "down": (numbers(INNER, WIDTH), numbers(WIDTH))}
        layer |= {norm: (1 + numbers(WIDTH), numbers(WIDTH)) for norm in ("norm1", "norm2")}
        return BertWeights(tokens, positions, (1 + numbers(WIDTH), numbers(WIDTH)), (layer,), heads=4)

    tables = numbers(WORDS, WIDTH), numbers(LENGTH, WIDTH)
    start, other = reader(*tables), reader(*tables)
    windows = []
    for length in chance.integers(3, LENGTH, 300):
        ids = [2, *chance.integers(4, WORDS, length - 2).tolist(), 3]
        windows.append((ids, [0, *(1 + place // 2 for place in range(length - 2)), 1 + (length - 1) // 2]))
    folder = tmp_path_factory.mktemp("learning")
    (folder / "given.pickle").write_bytes(pickle.dumps((start, other, windows)))
    (folder / "start.onnx").write_bytes(build(("passages", start)))
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [python, "-c", RUNNER, str(folder), str(EPOCHS)], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_what_learns_computes_what_the_model_computes(learned: dict[str, float]) -> None:
    assert learned["apart"] < 1e-5


def test_the_reader_comes_nearer_to_what_it_should_give(learned: dict[str, float]) -> None:
    assert learned["after"] > 0.8 > 0.4 > learned["before"]
    assert learned["told"] == EPOCHS + 6


def test_the_shared_tables_stay_and_learning_repeats(learned: dict[str, float]) -> None:
    assert learned["kept"]
    assert learned["same"]
