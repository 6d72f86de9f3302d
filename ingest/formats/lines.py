"""Collects lines of text with hints about them, for the formats that know headings and tables."""

from __future__ import annotations

import re

from ingest.formats.source import Extracted, Hint

_BETWEEN_HAN = re.compile(r"(?<=[一-鿿]) (?=[一-鿿])")


class LineCollector:
    """Lines in order; ``finish`` gives the text and the hints in its offsets."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._hints: list[Hint] = []

    def add(self, line: str, kind: str | None = None, level: int = 1) -> None:
        """Add one line; ``kind`` and ``level`` become its hint."""
        if kind and line.strip():
            self._hints.append(Hint(kind, self._length, self._length + len(line), level))
        self._lines.append(line)
        self._length += len(line) + 1

    def row(self, cells: list[str]) -> None:
        """Add a table row: cells without line breaks, parted by tabs."""
        joined = "\t".join(_BETWEEN_HAN.sub("", " ".join(cell.split())) for cell in cells)
        if joined.strip():
            self.add(joined, "row", len(cells))

    def finish(self, *notes: str) -> Extracted:
        """The text with a line break after each line."""
        return Extracted("\n".join(self._lines) + ("\n" if self._lines else ""), tuple(self._hints), notes)
