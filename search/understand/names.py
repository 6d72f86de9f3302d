"""Names of entities in a query, and all the other names of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.tokens import fold

_LONGEST = 40  # characters of a name that are compared
_SCANNED = 400  # characters of a query in which names are looked for
_MIN_NAME = 2


@dataclass(frozen=True, slots=True)
class NamedThing:
    """Something that a query names: the words that name it, the entity when the library has it, and its folded names."""

    words: str
    entity: str | None
    label: str
    names: tuple[str, ...]


class NameIndex:
    """Finds names by their first place and greatest length.

    Args:
        groups: For each thing its entity id (or None), its label and all its names.
    """

    def __init__(self, groups: Iterable[tuple[str | None, str, Iterable[str]]]) -> None:
        self._things: dict[str, list[tuple[str | None, str, tuple[str, ...]]]] = {}
        for entity, label, names in groups:
            folded = tuple(dict.fromkeys(fold(name).text.strip("《》\"' ") for name in names))
            for name in folded:
                if _MIN_NAME <= len(name) <= _LONGEST:
                    self._things.setdefault(name, []).append((entity, label, folded))

    def find(self, folded: str) -> list[NamedThing]:
        """Things named in a folded query, in order; a name inside a longer one is not found."""
        found: list[NamedThing] = []
        text, at = folded[:_SCANNED], 0
        while at < len(text):
            for length in range(min(_LONGEST, len(text) - at), _MIN_NAME - 1, -1):
                things = self._things.get(text[at : at + length])
                if things:
                    words = text[at : at + length]
                    found += [NamedThing(words, entity, label, names) for entity, label, names in things]
                    at += length - 1
                    break
            at += 1
        return found

    def aliases(self) -> Mapping[str, set[str]]:
        """Each folded name with the other folded names of the same things."""
        return {
            name: {other for _, _, names in things for other in names if other != name} for name, things in self._things.items()
        }

    def names(self) -> Iterable[str]:
        """All folded names."""
        return self._things.keys()
