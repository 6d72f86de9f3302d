"""In which of many texts each pair of neighbouring characters stands: an inverted index made in one sort.

Counting the pairs of a library one by one takes Python several times as long as sorting their codes (decision 096).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice

import numpy as np
import numpy.typing as npt

from search.question.fold import is_clear, is_word

Places = npt.NDArray[np.uint32]
_BATCH = 4096  # texts that are in memory as codes at a time
_PLANE = 0x10000  # no character beyond the basic plane belongs to a word
_BREAK, _CLEAR, _WORD = 0, 1, 2


class PairIndex:
    """Numbers of the texts that hold a pair, as ``bigrams`` finds the pairs of each.

    Args:
        texts: Folded texts; the first has the number 0.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        every = _sorted_keys(texts)
        pairs = (every >> np.uint64(32)).astype(np.uint32)
        self._places: Places = every.astype(np.uint32)  # the lower half
        bounds = np.flatnonzero(np.diff(pairs, prepend=np.uint32(0), append=np.uint32(0)))
        self._bounds: list[int] = bounds.tolist()
        self._rows = {pair: row for row, pair in enumerate(_written(pairs[bounds[:-1]]))}

    def __contains__(self, pair: str) -> bool:
        """Whether any text holds the pair."""
        return pair in self._rows

    def places(self, pair: str) -> Places:
        """Numbers of the texts that hold it, ascending."""
        row = self._rows.get(pair)
        return self._places[:0] if row is None else self._places[self._bounds[row] : self._bounds[row + 1]]

    def count(self, pair: str) -> int:
        """How many texts hold it."""
        row = self._rows.get(pair)
        return 0 if row is None else self._bounds[row + 1] - self._bounds[row]


def _sorted_keys(texts: Iterable[str]) -> npt.NDArray[np.uint64]:
    """The keys of all texts in order; at most twice their size is needed at a time."""
    parts = [np.zeros(0, np.uint64)]
    rest, first = iter(texts), 0
    while batch := list(islice(rest, _BATCH)):
        parts.append(_keys(batch, first))
        first += len(batch)
    every = np.concatenate(parts)
    parts.clear()
    every.sort()
    return every


def _keys(texts: Sequence[str], first: int) -> npt.NDArray[np.uint64]:
    """Each pair with the number of its text, once and in order: the codes of the two characters, then the number."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4")
    numbers = np.repeat(np.arange(first, first + len(texts), dtype=np.uint64), [len(text) for text in texts])
    kinds = _kinds()[np.minimum(codes, _PLANE - 1)]
    codes, numbers, kinds = (values[kinds != _CLEAR] for values in (codes, numbers, kinds))
    joined = (kinds[:-1] == _WORD) & (kinds[1:] == _WORD) & (numbers[:-1] == numbers[1:])
    pairs = codes[:-1][joined].astype(np.uint64) << np.uint64(16) | codes[1:][joined]
    keys = np.sort(pairs << np.uint64(32) | numbers[:-1][joined])
    return keys[np.diff(keys, prepend=np.uint64(0)) > 0]


def _written(pairs: npt.NDArray[np.uint32]) -> list[str]:
    """Codes of pairs as text."""
    codes = np.stack((pairs >> np.uint32(16), pairs & np.uint32(_PLANE - 1)), axis=1)
    text = codes.astype("<u4").tobytes().decode("utf-32-le")
    return [text[at : at + 2] for at in range(0, len(text), 2)]


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """Of each character of the basic plane whether it belongs to a word, is looked through, or parts what is around it."""
    chars = map(chr, range(_PLANE))
    kinds = [_WORD if is_word(char) else _CLEAR if is_clear(char) else _BREAK for char in chars]
    return np.array(kinds, np.uint8)
