"""Matching of known names: a pattern finds the pairs of characters that begin one, their third narrows them, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
_FEW = 50  # pairs that are sooner sought one by one than put together into a pattern


class NameIndex(Generic[T]):
    """Known names of at least two characters and what each means."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        table: dict[str, dict[str, T]] = {}
        for name, meaning in names:
            if len(name) >= 2:
                table.setdefault(name[:2], {}).setdefault(name, meaning)
        self._table = {pair: _by_third(found) for pair, found in table.items()}
        self._begin = _pattern(self._table) if len(self._table) > _FEW else None

    def longest(self, text: str, at: int) -> tuple[str, T] | None:
        """The longest name that begins at ``at``, with its meaning."""
        thirds = self._table.get(text[at : at + 2])
        for name, meaning in thirds.get(text[at + 2 : at + 3], thirds[""]) if thirds else ():
            if text.startswith(name, at):
                return name, meaning
        return None

    def matches(self, text: str) -> Iterator[tuple[int, str, T]]:
        """At every offset the longest name that begins there: offset, name, meaning."""
        table = self._table
        for at in self._places(text):
            thirds = table.get(text[at : at + 2])
            for name, meaning in thirds.get(text[at + 2 : at + 3], thirds[""]) if thirds else ():
                if text.startswith(name, at):
                    yield at, name, meaning
                    break

    def _places(self, text: str) -> Iterable[int]:
        """Where a name can begin, in order."""
        if self._begin is not None:
            return [found.start() for found in self._begin.finditer(text)]
        return sorted(at for pair in self._table if pair in text for at in _all(text, pair))


def _by_third(found: dict[str, T]) -> dict[str, list[tuple[str, T]]]:
    """Names with the same first two characters by their third, longest first; the name of two, or none, under ``""``."""
    thirds: dict[str, list[tuple[str, T]]] = {"": []}
    for name, meaning in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        thirds.setdefault(name[2:3], []).append((name, meaning))
    shortest = thirds[""]
    return {third: names + shortest if third else names for third, names in thirds.items()}


def _pattern(pairs: Iterable[str]) -> re.Pattern[str]:
    """Where a character that opens a pair stands before one that closes a pair: a little more than the pairs themselves."""
    first, second = (re.escape("".join(sorted(set(side)))) for side in zip(*pairs, strict=True))
    return re.compile(f"[{first}](?=[{second}])")


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
