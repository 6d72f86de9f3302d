"""What a tokenizer must do for the text index and for queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text.

    Attributes:
        text: The word as the index stores it (folded).
        start: Where it begins in the text that was given, in characters.
        end: Where it ends, exclusive.
    """

    text: str
    start: int
    end: int


@runtime_checkable
class Tokenizer(Protocol):
    """Cuts text into the words that are indexed and looked up.

    Both sides fold the same way, so a query word that stands in a text is always among the text's index words. No input is
    refused: what holds no word gives an empty list. Calls are thread-safe and do not depend on earlier calls.
    """

    @property
    def name(self) -> str:
        """Engine, version and a fingerprint of all dictionary data: two equal names cut equally."""
        ...

    def cut_index(self, text: str) -> list[str]:
        """Words of a text in order, sub-words of long words before the word itself."""
        ...

    def cut_query(self, text: str) -> list[str]:
        """Words of a query in order."""
        ...

    def words(self, text: str) -> list[Word]:
        """Index words with the place of each in ``text`` (for highlights)."""
        ...
