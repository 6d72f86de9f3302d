"""Vectors made before they are asked for, each distinct text once.

While one document is read, the sentences of those before it are embedded in the background: the runtimes that embed let go of
Python's lock, so both cores work. Whoever asks for the vectors later gets the same ones that the embedder would have given.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np

from search.embed.protocol import Embedder, Vectors

MOST = 16_384
"""Vectors kept for who will ask for them: 32 MB of 512 dimensions. What is beyond is embedded when it is asked for."""
_NOTHING = ""  # to embed it takes no time once the model is loaded
_AT_ONCE = 512  # texts: enough to sort by length, and nobody who forgets waits long


class AheadEmbedder:
    """An embedder that can be told which texts will be asked for, and keeps their vectors until ``forget``.

    What goes wrong in the background leaves a text without a vector; it goes wrong again, and is raised, where it is asked for.

    Args:
        inner: Makes the vectors.
    """

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self._changed = threading.Condition()
        self._kept: dict[str, Vectors] = {}
        self._waiting: dict[str, None] = {}  # in order, each once
        self._working: frozenset[str] = frozenset()
        self._running = False

    @property
    def name(self) -> str:
        """The inner embedder's."""
        return self._inner.name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._inner.dimensions

    def embed_query(self, text: str) -> Vectors:
        """Vector of what is looked for, float32 of shape (dimensions,)."""
        with self._changed:  # a model that is being loaded is not loaded twice
            self._changed.wait_for(lambda: _NOTHING not in self._waiting and _NOTHING not in self._working)
        return self._inner.embed_query(text)

    def get_ready(self) -> None:
        """Begin to load the model; returns at once. What is wrong with it is raised where it is used."""
        self.ahead([_NOTHING])

    def ahead(self, texts: Iterable[str]) -> None:
        """Begin to embed texts that will be asked for; returns at once."""
        with self._changed:
            room = MOST - len(self._kept) - len(self._waiting) - len(self._working)
            fresh = [text for text in dict.fromkeys(texts) if text not in self._kept and text not in self._working]
            self._waiting.update(dict.fromkeys(fresh[: max(0, room)]))
            if self._waiting and not self._running:
                self._running = True
                threading.Thread(target=self._work, name="embed-ahead", daemon=True).start()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, float32 of shape (len(texts), dimensions)."""
        if not texts:
            return self._inner.embed_passages(texts)
        distinct = dict.fromkeys(texts)
        with self._changed:
            self._changed.wait_for(lambda: not any(text in self._waiting or text in self._working for text in distinct))
            found = {text: self._kept[text] for text in distinct if text in self._kept}
        missing = [text for text in distinct if text not in found]
        if missing:
            made = self._inner.embed_passages(missing)
            found.update(zip(missing, made, strict=True))
        return np.stack([found[text] for text in texts])

    def forget(self) -> None:
        """Let go of all vectors, and of what is still to be embedded."""
        with self._changed:
            self._waiting.clear()
            self._changed.notify_all()  # nobody makes what others wait for; they make it themselves
            self._changed.wait_for(lambda: not self._working)
            self._kept.clear()

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._waiting:
                    self._running = False
                    return
                batch = list(islice(self._waiting, _AT_ONCE))
                self._working = frozenset(batch)
                for text in batch:
                    del self._waiting[text]
            made: Vectors | None = None
            try:
                made = self._inner.embed_passages(batch)
            except Exception:  # whatever it is, it is raised in the thread that asks for these vectors
                made = None
            finally:
                with self._changed:
                    self._working = frozenset()
                    if made is not None:
                        self._kept.update(zip(batch, made, strict=True))
                    self._changed.notify_all()
