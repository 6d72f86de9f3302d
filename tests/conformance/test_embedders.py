"""One suite over every embedder; the shipped ones here, sentence-transformers in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from search.embed import Embedder, load_embedder
from search.embed.folder import MODELS
from tests.conformance.embedder_suite import CHECKS, TEXTS

ROOT = Path(__file__).parents[2]
RUNNER = """
import json, sys
from search.embed import load_embedder
from tests.conformance.embedder_suite import CHECKS, TEXTS
embedder = load_embedder(sys.argv[1])
for check in CHECKS:
    check(embedder)
print(json.dumps([embedder.name, embedder.embed_passages(TEXTS).tolist()]))
"""


@pytest.fixture(scope="module", params=["default", "static"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return load_embedder(request.param)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_shipped(embedder: Embedder, check: Callable[[Embedder], None]) -> None:
    check(embedder)


@pytest.fixture(scope="module")
def other_python() -> str:
    python = os.environ.get("YAODIAN_TRANSFORMERS_PYTHON", "")
    if not python:
        pytest.skip("YAODIAN_TRANSFORMERS_PYTHON names no Python with sentence-transformers")
    return python


def _run_there(python: str, folder: Path) -> tuple[str, np.ndarray]:
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT), "TOKENIZERS_PARALLELISM": "false"}
    done = subprocess.run(
        [python, "-c", RUNNER, str(folder)], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    name, vectors = json.loads(done.stdout.splitlines()[-1])
    return name, np.array(vectors, np.float32)


def test_sentence_transformers_with_a_local_model(other_python: str, shared: Path) -> None:
    name, _ = _run_there(other_python, shared / "models" / "bge-small-zh-v1.5")
    assert name.startswith("bge-small-zh-v1.5-")


def test_static_model_is_the_same_in_sentence_transformers(other_python: str) -> None:
    _, there = _run_there(other_python, MODELS / "static")
    np.testing.assert_allclose(there, load_embedder("static").embed_passages(TEXTS), atol=1e-4)
