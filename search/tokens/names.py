"""Finding known names in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import compress
from operator import add

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
        done, names = 0, self._names
        lengths = list(map(self._lengths.get, map(add, text, text[1:])))
        for at, found in compress(enumerate(lengths), lengths):  # no step of Python for the many places where none begins
            if at < done:
                continue
            for length in found or ():  # never None here, which only the type checker cannot see
                if text[at : at + length] in names:
                    done = at + length
                    yield text[at:done], at, done
                    break
