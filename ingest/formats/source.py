"""A file that became text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """What a format knew of a stretch of the decoded text: ``kind`` is ``heading``, ``row`` or ``title``.

    ``level`` is 1 for the highest heading, and the column count for a table row.
    """

    kind: str
    start: int
    end: int
    level: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded original. Offsets of hints count code points of ``text``."""

    name: str
    sha256: str
    media_type: str
    encoding: str | None
    text: str
    hints: tuple[Hint, ...] = ()
