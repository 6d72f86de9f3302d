"""What a recogniser finds before it becomes a mention of an entity."""

from __future__ import annotations

from typing import NamedTuple

from ingest.lexicon import Entry


class Found(NamedTuple):
    """A span that names something.

    ``start`` and ``end`` are offsets into the record's text. ``rank`` decides between spans of equal length that overlap:
    the lower wins. A ``nested`` span may lie inside a longer one (the issuing body in a title).
    """

    start: int
    end: int
    type: str
    rule: str
    name: str = ""  # canonical name, if it is known; the printed form otherwise
    entry: Entry | None = None
    scope: str = ""
    rank: int = 5
    nested: bool = False
    aliases: tuple[str, ...] = ()
    printed: str = ""  # filled in once the span is chosen

    @property
    def length(self) -> int:
        """Characters."""
        return self.end - self.start
