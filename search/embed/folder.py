"""A model's folder and its fingerprint."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

MODELS = Path(__file__).parent / "models"


@cache
def fingerprint(folder: Path) -> str:
    """Twelve hexadecimal digits that depend on the names and bytes of the model's data files.

    Model cards do not count: a corrected sentence in a README must not make an index stale.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix in {".onnx", ".json", ".safetensors", ".npz", ".bin"}:
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
