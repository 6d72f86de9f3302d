"""Decoded text to clean text, with a map back to the original."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.records import OffsetRun


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text and the runs that tie it to the decoded original."""

    text: str
    offsets: tuple[OffsetRun, ...]


def normalise(text: str) -> CleanText:
    """Clean a decoded text."""
    return CleanText(text, (OffsetRun(0, 0, len(text)),) if text else ())
