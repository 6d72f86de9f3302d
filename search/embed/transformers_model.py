"""Any sentence-transformers model: a local folder, or a name on a hub. Needs the extra ``transformers``."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from ontology.errors import ConfigurationError, MissingExtra
from search.embed.folder import fingerprint
from search.embed.protocol import Vectors
from search.tokens.fold import without_halves

BATCH = 64
_BGE = "为这个句子生成表示以用于检索相关文章："
INSTRUCTIONS = {"bge-small-zh": _BGE, "bge-base-zh": _BGE, "bge-large-zh": _BGE}
"""What a family of models was trained to see before a query; v1.5 of bge works without, so it is only given to older ones."""


def instruction_for(model: str) -> str:
    """The words to put before a query for a model, or none."""
    lowered = model.lower()
    return "" if "v1.5" in lowered else next((text for key, text in INSTRUCTIONS.items() if key in lowered), "")


class TransformersEmbedder:
    """Sentence vectors by sentence-transformers; half precision on a GPU where there is one.

    A hub name is fetched by the library's own means: ``HF_ENDPOINT`` names a mirror, ``HF_HUB_OFFLINE=1`` keeps it from asking.
    A name that begins with ``modelscope:`` is fetched by the package modelscope, where it is installed.

    Args:
        model: A folder or a hub name.

    Raises:
        MissingExtra: sentence-transformers is not installed.
    """

    def __init__(self, model: str) -> None:
        try:
            import sentence_transformers  # noqa: F401
        except ImportError as error:
            raise MissingExtra("sentence-transformers", "transformers") from error
        self._given = model
        self._lock = threading.Lock()

    @cached_property
    def name(self) -> str:
        """The model's name; for a folder also a fingerprint of its files."""
        folder = Path(self._given)
        return f"{folder.name}-{fingerprint(folder.resolve())}" if folder.is_dir() else self._given

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self.embed_passages(["一"]).shape[1])

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401  a library without types
        import torch
        from sentence_transformers import SentenceTransformer

        place = _from_modelscope(self._given) if self._given.startswith("modelscope:") else self._given
        try:
            model = SentenceTransformer(place)
        except (OSError, ValueError) as error:
            raise ConfigurationError(
                "cannot load the model", where=self._given, hint="Name a local folder, or check the network and HF_ENDPOINT"
            ) from error
        return model.half() if torch.cuda.is_available() else model.float()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, float32 of shape (len(texts), dimensions)."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        clean = [without_halves(text) for text in texts]
        with self._lock:
            found = self._model.encode(
                [text if text.strip() else "。" for text in clean],
                batch_size=BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        vectors: Vectors = np.asarray(found, np.float32)
        vectors[[not text.strip() for text in clean]] = 0.0
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)  # half precision leaves lengths a thousandth off
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """Vector of what is looked for, float32 of shape (dimensions,)."""
        words = instruction_for(self._given) + text if text.strip() else ""
        vector: Vectors = self.embed_passages([words])[0]
        return vector


def _from_modelscope(name: str) -> str:
    try:
        from modelscope import snapshot_download
    except ImportError as error:
        raise ConfigurationError(
            "the package modelscope is not installed", where=name, hint="Install it with: pip install modelscope"
        ) from error
    return str(snapshot_download(name.removeprefix("modelscope:")))
