"""A model's folder and its fingerprint."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from ontology.errors import ConfigurationError

MODELS = Path(__file__).parent / "models"


def read_model(folder: Path) -> bytes:
    """Read and unpack a model's ``model.onnx.gz``.

    Args:
        folder: The model's folder.

    Returns:
        The bytes of the ONNX model.

    Raises:
        ConfigurationError: The file is missing or damaged.
    """
    path = folder / "model.onnx.gz"
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise ConfigurationError(f"cannot read the model: {error}", where=str(path), hint="Install the package anew") from error


def read_tokenizer(folder: Path) -> Any:  # noqa: ANN401  a library without types
    """Read a model's ``tokenizer.json``.

    Args:
        folder: The model's folder.

    Returns:
        A ``tokenizers.Tokenizer``.

    Raises:
        ConfigurationError: The file is missing or damaged.
    """
    from tokenizers import Tokenizer

    path = folder / "tokenizer.json"
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises nothing narrower
        raise ConfigurationError(
            f"cannot read the tokenizer: {error}", where=str(path), hint="Install the package anew"
        ) from error


def read_settings(folder: Path) -> dict[str, Any]:
    """Read a model's ``model.json``.

    Args:
        folder: The model's folder.

    Returns:
        What it says; nothing where there is no such file.

    Raises:
        ConfigurationError: The file is not a JSON object.
    """
    path = folder / "model.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except ValueError as error:
        hint = "Install the package anew, or mend the file"
        raise ConfigurationError(f"cannot read the model's settings: {error}", where=str(path), hint=hint) from error
    if not isinstance(found, dict):
        raise ConfigurationError("the model's settings must be a JSON object", where=str(path))
    return found


@cache
def fingerprint(folder: Path) -> str:
    """Twelve hexadecimal digits that depend on the names and bytes of the model's data files.

    Model cards do not count: a corrected sentence in a README must not make an index stale.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix in {".gz", ".json", ".safetensors", ".bin"}:
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
