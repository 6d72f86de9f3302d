"""What only the embedded index can suffer: files that are damaged or left half written."""

from __future__ import annotations

import numpy as np
import pytest

from ontology.errors import IndexMismatch, SearchIndexError
from search.embedded_index import EmbeddedIndex, vectors
from search.embedded_index.vectors import VectorTable
from search.index import FieldWeights
from search.quantise import quantise
from tests.search.texts import all_passages, embedder, tokenizer


@pytest.fixture
def folder(tmp_path):
    made = EmbeddedIndex(tmp_path / "index", tokenizer(), embedder())
    made.sync(all_passages(), "r1")
    made.close()
    return tmp_path / "index"


def opened(folder) -> EmbeddedIndex:
    return EmbeddedIndex(folder, tokenizer(), embedder())


def test_it_is_found_again_after_closing(folder):
    index = opened(folder)
    assert index.meta().revision == "r1"
    assert index.by_words({"学徒": 1.0}, FieldWeights(), 5)


def test_a_half_written_index_counts_as_empty_and_is_built_again(folder):
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"complete": true', '"complete": false'), encoding="utf-8")
    index = opened(folder)
    assert index.meta() is None
    with pytest.raises(IndexMismatch):
        index.by_words({"学徒": 1.0}, FieldWeights(), 5)
    assert index.sync(all_passages(), "r1").added == len(all_passages())


@pytest.mark.parametrize("name", ["vectors.bin", "manifest.json"])
def test_a_damaged_file_is_told_or_healed(folder, name):
    (folder / name).write_bytes(b"\x00" * 20)
    index = opened(folder)
    with pytest.raises((SearchIndexError, IndexMismatch), match="yaodian rebuild"):
        index.by_words({"学徒": 1.0}, FieldWeights(), 5)
    assert index.sync(all_passages(), "r1").added == len(all_passages())
    assert index.by_words({"学徒": 1.0}, FieldWeights(), 5)


def unit_rows(count: int, dimensions: int) -> np.ndarray:
    rows = np.random.default_rng(7).normal(size=(count, dimensions)).astype(np.float32)
    rows *= 1 / np.arange(1, dimensions + 1) ** 0.7  # as in real embeddings, some directions carry more
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def table(rows: np.ndarray) -> VectorTable:
    stored, scales = quantise(rows)
    count = len(rows)
    return VectorTable(stored, scales, np.arange(count, dtype=np.int32), np.zeros(count, np.int32), count)


def test_rounding_costs_little_similarity():
    rows = unit_rows(200, 128)
    stored, scales = quantise(rows)
    assert np.abs(stored * scales[:, None] @ rows[0] - rows @ rows[0]).max() < 0.01


def test_a_row_of_zeros_stays_zero():
    stored, scales = quantise(np.zeros((1, 8), np.float32))
    assert not np.any(stored * scales[:, None])


def test_beyond_the_matrix_the_best_are_still_found(monkeypatch):
    rows = unit_rows(12_000, 96)
    monkeypatch.setattr(vectors, "MATRIX_BYTES", 1_000)
    query = rows[5] + 0.02 * unit_rows(1, 96)[0]
    exact = set(np.argsort(-(rows @ query))[:10].tolist())
    found = {position for position, _, _ in table(rows).nearest(query, 10)}
    assert len(found & exact) >= 9


def test_a_cut_file_is_refused(tmp_path):
    path = tmp_path / "vectors.bin"
    table(unit_rows(10, 8)).save(path)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises((ValueError, EOFError, OSError)):
        VectorTable.load(path)
