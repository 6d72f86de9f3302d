"""Vectors made ahead are the embedder's own, whatever is asked for in whatever order."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ontology.errors import ConfigurationError
from search.embed import AheadEmbedder, Vectors, load_embedder
from search.embed import ahead as module
from search.embed.static_model import StaticEmbedder

TEXTS = [f"落实第{number}项职业教育工作任务。" for number in range(700)]


class Counting(StaticEmbedder):
    """The shipped static model; remembers what it was asked for."""

    def __init__(self) -> None:
        shipped = load_embedder("static")
        assert isinstance(shipped, StaticEmbedder)
        super().__init__(shipped._folder, "static")
        self.seen: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        return super().embed_passages(texts)


class Held(Counting):
    """Embeds what is made ahead only when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go = threading.Event(), threading.Event()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if threading.current_thread().name == "embed-ahead":
            self.begun.set()
            self.go.wait()
        return super().embed_passages(texts)


def test_each_distinct_text_is_embedded_once_and_gets_its_own_vector() -> None:
    inner = Counting()
    embedder = AheadEmbedder(inner)
    embedder.ahead(TEXTS[:600])
    embedder.ahead(TEXTS[300:650])
    asked = [*TEXTS, *TEXTS[:50]]
    np.testing.assert_array_equal(embedder.embed_passages(asked), load_embedder("static").embed_passages(asked))
    assert sorted(inner.seen) == sorted(TEXTS)


def test_after_forgetting_texts_are_embedded_anew() -> None:
    inner = Counting()
    embedder = AheadEmbedder(inner)
    embedder.ahead(TEXTS)
    embedder.forget()
    before = len(inner.seen)
    embedder.embed_passages(TEXTS[:3])
    assert inner.seen[before:] == TEXTS[:3]


def test_what_does_not_fit_is_embedded_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 10)
    inner = Counting()
    embedder = AheadEmbedder(inner)
    embedder.ahead(TEXTS)
    assert embedder.embed_passages(TEXTS).shape == (len(TEXTS), inner.dimensions)
    assert inner.seen[:10] == TEXTS[:10]
    assert sorted(inner.seen) == sorted(TEXTS)


def test_a_failure_is_raised_where_the_vectors_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    embedder = AheadEmbedder(StaticEmbedder(tmp_path, "broken"))
    embedder.ahead(["职业教育"])
    with pytest.raises(ConfigurationError):
        embedder.embed_passages(["职业教育"])
    embedder.forget()


def test_several_threads_ask_at_once() -> None:
    embedder = AheadEmbedder(load_embedder("static"))
    expected = load_embedder("static").embed_passages(TEXTS)
    found: list[Vectors] = []
    embedder.ahead(TEXTS[::2])
    threads = [threading.Thread(target=lambda: found.append(embedder.embed_passages(TEXTS))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    for vectors in found:
        np.testing.assert_array_equal(vectors, expected)


def test_forgetting_lets_go_of_who_waits_for_what_is_no_longer_made() -> None:
    inner = Held()
    embedder = AheadEmbedder(inner)
    embedder.ahead(TEXTS[:600])  # more than one batch
    inner.begun.wait()
    asking = threading.Thread(target=embedder.embed_passages, args=(TEXTS[599:600],), daemon=True)
    asking.start()
    while not embedder._changed._waiters:  # type: ignore[attr-defined]
        time.sleep(0.001)
    forgetting = threading.Thread(target=embedder.forget, daemon=True)
    forgetting.start()
    asking.join(10)
    alive = asking.is_alive()
    inner.go.set()
    forgetting.join()
    assert not alive


def test_a_query_waits_for_a_model_that_is_being_loaded() -> None:
    inner = Held()
    embedder = AheadEmbedder(inner)
    embedder.get_ready()
    assert inner.begun.wait(10)
    asked: list[Vectors] = []
    query = threading.Thread(target=lambda: asked.append(embedder.embed_query("职业教育")))
    query.start()
    query.join(0.2)
    assert not asked
    inner.go.set()
    query.join(10)
    np.testing.assert_array_equal(asked[0], load_embedder("static").embed_query("职业教育"))
