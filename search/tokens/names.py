"""Finding known names in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

_HEAD = 2  # characters by which names are grouped


class NameFinder:
    """Finds the longest known name at every place, from left to right, without overlaps.

    Args:
        names: Names of at least two characters.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for name in self._names:
            lengths[name[:_HEAD]].add(len(name))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Give the names as (name, start, end)."""
        at, lengths, names = 0, self._lengths, self._names
        while at < len(text):
            for length in lengths.get(text[at : at + _HEAD], ()):
                if text[at : at + length] in names:
                    yield text[at : at + length], at, at + length
                    at += length
                    break
            else:
                at += 1
