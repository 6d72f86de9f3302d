"""Optional second look at the first hits: a cross-encoder reads query and text together. Needs the extra ``transformers``."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from ontology.errors import ConfigurationError, MissingExtra
from search.tokens.fold import without_halves

DEFAULT = "BAAI/bge-reranker-base"
BATCH = 32


@runtime_checkable
class Reranker(Protocol):
    """Judges how well each text answers a query."""

    @property
    def name(self) -> str:
        """The model."""
        ...

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One score for each text, float32 of shape (len(texts),), larger is better; comparable within one query only."""
        ...


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers; half precision on a GPU where there is one.

    Args:
        model: A folder or a hub name.

    Raises:
        MissingExtra: sentence-transformers is not installed.
    """

    def __init__(self, model: str = DEFAULT) -> None:
        try:
            import sentence_transformers  # noqa: F401
        except ImportError as error:
            raise MissingExtra("sentence-transformers", "transformers") from error
        self._given = model
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The model's folder or hub name."""
        return self._given

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401  a library without types
        import torch
        from sentence_transformers import CrossEncoder

        try:
            model = CrossEncoder(self._given)
        except (OSError, ValueError) as error:
            hint = "Name a local folder, or check the network and HF_ENDPOINT"
            raise ConfigurationError("cannot load the reranker", where=self._given, hint=hint) from error
        if torch.cuda.is_available():
            model.model.half()
        return model

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One score for each text, float32 of shape (len(texts),)."""
        if not texts:
            return np.zeros(0, np.float32)
        pairs = [(without_halves(query), without_halves(text)) for text in texts]
        with self._lock:
            found = self._model.predict(pairs, batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True)
        return np.asarray(found, np.float32).reshape(len(texts))


def load_reranker(name: str | None) -> Reranker | None:
    """Return a reranker; its model is read at the first use.

    Args:
        name: A folder or hub name; ``default`` is the usual hub model, None or nothing means none.

    Returns:
        The reranker, or None.

    Raises:
        MissingExtra: sentence-transformers is not installed.
    """
    if not name:
        return None
    return CrossEncoderReranker(DEFAULT if name == "default" else name)
