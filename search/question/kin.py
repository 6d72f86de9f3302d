"""Words near in meaning, by the shipped static model: what a question calls 环保 a document may call 环境保护.

Only words that are one token of the model count: the vector of a longer one is the mean of its pieces, by which 工人 would
equal 人工. Words with numerals are left out (第三方 is near 第三次), and so are words of which one holds the other, which are
found as parts.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from search.embed.folder import MODELS, read_tokenizer
from search.embed.static_model import read_table
from search.question.fold import is_han

LEAST_NEAR = 0.7
"""Cosine from which on a word may stand for another. Below it come words of one field that mean something else (农药, 化肥)."""
_MOST = 8
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两第")


@cache
def _model() -> tuple[dict[str, int], list[str], NDArray[np.float32]]:
    """Row of each Chinese word of the model, the words, and their vectors of length 1, shape (words, dimensions)."""
    folder = MODELS / "static"
    vocabulary = read_tokenizer(folder).get_vocab()
    kept = sorted(w for w in vocabulary if len(w) > 1 and all(map(is_han, w)) and not _NUMERALS & set(w))
    table = read_table(folder / "model.safetensors")[[vocabulary[word] for word in kept]].astype(np.float32)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    np.divide(table, lengths, out=table, where=lengths > 0)
    return {word: row for row, word in enumerate(kept)}, kept, table


@lru_cache(maxsize=4096)
def kin_of(word: str) -> tuple[tuple[str, float], ...]:
    """Up to eight words near a folded word with their cosine, the nearest first; none for a word that the model lacks."""
    rows, words, table = _model()
    row = rows.get(word)
    if row is None:
        return ()
    near = np.einsum("wd,d->w", table, table[row])  # on one core: a library of threads would hold up the other questions
    found = [(words[n], round(float(near[n]), 3)) for n in np.flatnonzero(near >= LEAST_NEAR).tolist()]
    apart = [(other, cosine) for other, cosine in found if other not in word and word not in other]
    return tuple(sorted(apart, key=lambda pair: (-pair[1], pair[0]))[:_MOST])
