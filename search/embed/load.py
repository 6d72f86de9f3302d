"""Which embedder a setting means."""

from __future__ import annotations

from pathlib import Path

from ontology.errors import ConfigurationError
from search.embed.folder import MODELS
from search.embed.onnx_model import OnnxEmbedder
from search.embed.protocol import Embedder
from search.embed.static_model import StaticEmbedder
from search.embed.transformers_model import TransformersEmbedder

SHIPPED = ("default", "static")
HUB_DEFAULT = "BAAI/bge-small-zh-v1.5"


def load_embedder(name: str | None = None) -> Embedder:
    """Return an embedder; the model's files are read at the first use.

    Args:
        name: None or ``default`` for the shipped transformer, ``static`` for the shipped word vectors, ``transformers`` for the
            usual hub model, or a folder or hub name (``owner/model``) for sentence-transformers.

    Returns:
        The embedder; its vectors are float32 and of length 1.

    Raises:
        ConfigurationError: The name is none of these.
        MissingExtra: A sentence-transformers model is asked for and the package is not installed.
    """
    if name in (None, "", "default"):
        return OnnxEmbedder(MODELS / "default", "default")
    if name == "static":
        return StaticEmbedder(MODELS / "static", "static")
    if name == "transformers":
        return TransformersEmbedder(HUB_DEFAULT)
    if Path(name).is_dir():
        return _from_folder(Path(name))
    if "/" in name and not name.startswith((".", "/", "~")):
        return TransformersEmbedder(name)
    raise ConfigurationError(
        "no such embedder",
        where=name,
        hint=f"Use {', '.join(SHIPPED)}, transformers, an existing folder, or a hub name (owner/model)",
    )


def _from_folder(folder: Path) -> Embedder:
    if (folder / "modules.json").exists():
        return TransformersEmbedder(str(folder))
    if (folder / "model.onnx.gz").exists() and (folder / "tokenizer.json").exists():
        return OnnxEmbedder(folder, folder.name)
    raise ConfigurationError(
        "not a model folder",
        where=str(folder),
        hint="It needs modules.json (sentence-transformers), or model.onnx.gz and tokenizer.json",
    )
