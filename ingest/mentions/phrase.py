"""What the name grammar works with: a phrase, and where known names stand in its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Phrase(NamedTuple):
    """A name found by the grammar, before it is judged. Offsets are into the line; tokens are indices of the line's words."""

    first: int  # first token
    last: int  # one past the last token
    start: int
    end: int
    head: str
    governor: str  # the word that stopped the walk, "" at a mark
    quoted: bool  # begins with a quotation mark


@dataclass(frozen=True, slots=True)
class KnownEdges:
    """Where known names of a line begin, and where its known bodies, places and groups end. Offsets into the line."""

    starts: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    institutions: frozenset[int] = frozenset()  # where known institutions end


NOTHING = KnownEdges()
