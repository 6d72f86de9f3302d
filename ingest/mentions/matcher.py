"""Matching of known names. Names are looked up by their first two characters, longest first: one step for each character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from operator import add
from typing import Generic, TypeVar

T = TypeVar("T")


class NameIndex(Generic[T]):
    """Known names of at least two characters and what each means."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        table: dict[str, dict[str, T]] = {}
        for name, meaning in names:
            if len(name) >= 2:
                table.setdefault(name[:2], {}).setdefault(name, meaning)
        self._table: Mapping[str, tuple[tuple[str, T], ...]] = {
            key: tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))) for key, found in table.items()
        }

    def longest(self, text: str, at: int) -> tuple[str, T] | None:
        """The longest name that begins at ``at``, with its meaning."""
        for name, meaning in self._table.get(text[at : at + 2], ()):
            if text.startswith(name, at):
                return name, meaning
        return None

    def matches(self, text: str) -> Iterator[tuple[int, str, T]]:
        """At every offset the longest name that begins there: offset, name, meaning."""
        buckets = list(map(self._table.get, map(add, text, text[1:])))
        for at, bucket in compress(enumerate(buckets), buckets):  # no step of Python for the many places where none begins
            for name, meaning in bucket or ():  # never None here, which only the type checker cannot see
                if text.startswith(name, at):
                    yield at, name, meaning
                    break
