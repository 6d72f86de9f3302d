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
        self._table = _by_beginning(names)
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


def _by_beginning(names: Iterable[tuple[str, T]]) -> dict[str, dict[str, list[tuple[str, T]]]]:
    """Names by their first two characters and their third, longest first; a name of two stands in all, and under ``""``."""
    found: dict[str, T] = {}
    for name, meaning in names:
        if len(name) >= 2:
            found.setdefault(name, meaning)
    table: dict[str, dict[str, list[tuple[str, T]]]] = {}
    for name in sorted(found, key=len, reverse=True):
        thirds = table.setdefault(name[:2], {"": []})
        if len(name) > 2:
            thirds.setdefault(name[2], []).append((name, found[name]))
        else:  # it comes last, when all that begin with it are there
            for listed in thirds.values():
                listed.append((name, found[name]))
    return table


def _pattern(pairs: Iterable[str]) -> re.Pattern[str]:
    """Where a character that opens a pair stands before one that closes a pair: a little more than the pairs themselves."""
    first, second = (re.escape("".join(sorted(set(side)))) for side in zip(*pairs, strict=True))
    return re.compile(f"[{first}](?=[{second}])")


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
