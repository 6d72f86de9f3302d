from __future__ import annotations

import importlib.util

import pytest

from ontology.errors import MissingExtra
from search.rerank import load_reranker


def test_nothing_named_is_no_reranker() -> None:
    assert load_reranker(None) is None
    assert load_reranker("") is None


@pytest.mark.skipif(
    importlib.util.find_spec("sentence_transformers") is not None, reason="sentence-transformers is installed here"
)
def test_without_the_extra_the_error_names_it() -> None:
    with pytest.raises(MissingExtra, match="sentence-transformers is not installed"):
        load_reranker("default")
