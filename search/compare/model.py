"""What a comparison of two documents is made of."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.records import Path


@dataclass(frozen=True, slots=True)
class Side:
    """A point of one document: the node, its path and title, and its span in the record's text."""

    id: str
    path: Path
    title: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A run of characters: ``same``, ``removed`` or ``added``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one respect: ``targets``, ``bodies`` or ``wording``."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two points that are the same work, or one without a counterpart.

    ``status`` is continued, changed, new or dropped; ``score`` is the likeness in 0..1, 0 for a point alone.
    """

    status: str
    score: float
    before: Side | None = None
    after: Side | None = None
    changes: tuple[Change, ...] = ()
    diff: tuple[DiffPiece, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Points of two documents aligned, in the order of the later document, dropped points last."""

    before: str
    after: str
    pairs: tuple[Pair, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many pairs have each status."""
        return {status: sum(p.status == status for p in self.pairs) for status in ("continued", "changed", "new", "dropped")}
