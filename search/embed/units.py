"""Texts as the shipped transformers read them: tokens in windows, and the units that tokens are read in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.tokens.fold import fold_script

WINDOW = 190
"""Tokens seen at once, without the two that mark start and end. A longer text is read in windows and gets their mean."""
BATCH_TOKENS = 512
"""Tokens in one call: enough to fill a core, few enough that what passes between layers stays in its cache."""
Window = tuple[list[int], list[int]]
"""Token numbers, and for each the unit that it is read in."""


class Units:
    """Cuts texts into windows of tokens, each token in a unit of its own or with a neighbour.

    Args:
        tokenizer: A ``tokenizers.Tokenizer`` with the marks ``[CLS]``, ``[SEP]`` and ``[UNK]``.
    """

    def __init__(self, tokenizer: Any) -> None:  # noqa: ANN401  a library without types
        self._tokenizer = tokenizer
        self._start, self._end, self._unknown = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[UNK]"))
        # Tokens that hold no letter or digit stand alone, and pairs begin anew after them: no pair spans two clauses.
        marking = {number for word, number in tokenizer.get_vocab().items() if not any(map(str.isalnum, word))}
        self._alone = frozenset({*marking, self._start, self._end})

    def windows(self, texts: Sequence[str], *, pairs: bool) -> tuple[list[int], list[Window]]:
        """Windows of all texts and the row of the text that each belongs to; a text without a known token has none.

        Args:
            texts: What is to be read.
            pairs: Whether neighbouring tokens are read as one unit.

        Returns:
            Rows and windows, equally many.
        """
        owners: list[int] = []
        windows: list[Window] = []
        folded = [fold_script(text) for text in texts]
        for row, found in enumerate(self._tokenizer.encode_batch_fast(folded, add_special_tokens=False)):
            tokens = found.ids
            if all(token == self._unknown for token in tokens):
                continue
            for at in range(0, len(tokens), WINDOW):
                ids = [self._start, *tokens[at : at + WINDOW], self._end]
                owners.append(row)
                windows.append((ids, self._pairs(ids) if pairs else list(range(len(ids)))))
        return owners, windows

    def _pairs(self, ids: list[int]) -> list[int]:
        units: list[int] = []
        unit, open_ = -1, False
        for token in ids:
            alone = token in self._alone
            unit += not open_ or alone
            open_ = not open_ and not alone
            units.append(unit)
        return units


def feed(windows: Sequence[Window]) -> dict[str, NDArray[Any]]:
    """The model's inputs for some windows.

    Args:
        windows: As ``Units.windows`` gives them.

    Returns:
        ``ids``, int32 of shape (windows, tokens), and ``merge``, float32 of shape (windows, units, tokens): the share of each
        token in each unit. Both are filled up with zeros.
    """
    length, most = max(len(ids) for ids, _ in windows), max(units[-1] + 1 for _, units in windows)
    padded = np.zeros((len(windows), length), np.int32)
    merge = np.zeros((len(windows), most, length), np.float32)
    for row, (ids, units) in enumerate(windows):
        padded[row, : len(ids)] = ids
        merge[row, units, np.arange(len(ids))] = 1 / np.bincount(units)[units]
    return {"ids": padded, "merge": merge}


def batches(lengths: Sequence[int], tokens: int = BATCH_TOKENS) -> Iterator[list[int]]:
    """Rows in batches of like length, so that little is padded; about ``tokens`` in each."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[row] > tokens:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
