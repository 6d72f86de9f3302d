"""A file that became text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """What a format knew of a stretch of the decoded text.

    ``kind`` is ``title`` (the document's title), ``heading`` (``level`` 1 is the outermost) or ``row`` (a table row whose cells
    are parted by tabs; ``level`` is the number of cells).
    """

    kind: str
    start: int
    end: int
    level: int = 1


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text of a file of some kind, before anything else is known of it."""

    text: str
    hints: tuple[Hint, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded original. Offsets of hints count code points of ``text``."""

    name: str
    sha256: str
    media_type: str
    encoding: str | None
    text: str
    hints: tuple[Hint, ...] = ()
    notes: tuple[str, ...] = ()
