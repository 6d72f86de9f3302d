"""What every embedder must do; run by test_embedders.py, and by a Python of its own for sentence-transformers."""

from __future__ import annotations

import numpy as np

from search.embed import Embedder

TEXTS = [
    "修订职业教育法。",
    "",
    "推进高职扩招，核查办学条件。",
    "\ud800",
    "职业教育",
    "   ",
    "第二批试点学校名单公布",
    "😀" * 3,
    "学" * 900,
]


def check_protocol(embedder: Embedder) -> None:
    assert isinstance(embedder, Embedder)
    assert embedder.name and embedder.name == embedder.name.strip()
    assert embedder.dimensions > 0


def check_shape_and_length(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), embedder.dimensions)
    lengths = np.linalg.norm(vectors, axis=1)
    for text, length in zip(TEXTS, lengths, strict=True):
        assert abs(length - 1) < 1e-3 or (length == 0 and not any("一" <= char <= "龥" for char in text))
    assert lengths[1] == lengths[5] == 0


def check_no_texts(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimensions)


def check_alone_as_in_a_batch(embedder: Embedder) -> None:
    together = embedder.embed_passages(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        np.testing.assert_allclose(embedder.embed_passages([text])[0], vector, atol=2e-5)


def check_same_again(embedder: Embedder) -> None:
    np.testing.assert_array_equal(embedder.embed_passages(TEXTS), embedder.embed_passages(TEXTS))


def check_query(embedder: Embedder) -> None:
    vector = embedder.embed_query("高等职业学校扩大招生")
    assert vector.shape == (embedder.dimensions,)
    assert vector.dtype == np.float32
    near, far = embedder.embed_passages(["推进高职扩招，核查办学条件。", "加强海上渔船安全检查。"]) @ vector
    assert near > far
    assert not embedder.embed_query("").any()


CHECKS = [check_protocol, check_shape_and_length, check_no_texts, check_alone_as_in_a_batch, check_same_again, check_query]
