"""PDF files: lines from the places of their words, paragraphs from the places of their lines."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2

from ingest.formats.source import Extracted
from ontology.errors import UnreadableDocument

_LOCK = threading.Lock()  # the library behind pypdfium2 is not thread-safe
_PAGE_NUMBER = re.compile(r"[—–－\-·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[—–－\-·\s]*")
_EDGE = 0.1
_FEWEST_REPEATS = 3
_SHARE = 1 / 3
_FEWEST_CHARACTERS = 10
_GAP = 1.6
_SLACK = 1.6
_INDENT = 1.2
"""Gaps, slack at the right margin and indents are measured in heights of the letters (a Han character is as wide as high)."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page; coordinates in points, y upwards."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


def _merge(pieces: Sequence[_Line]) -> _Line:
    """Pieces of one line, from left to right; wide gaps become tabs (cells of a table)."""
    ordered = sorted(pieces, key=lambda piece: piece.left)
    text = ordered[0].text
    for before, after in pairwise(ordered):
        gap = (after.left - before.right) / before.height
        text += ("\t" if gap > _GAP and len(ordered) > 2 else " " if gap > 0.5 else "") + after.text
    return _Line(
        ordered[0].left,
        min(piece.bottom for piece in ordered),
        max(piece.right for piece in ordered),
        max(piece.top for piece in ordered),
        text,
    )


def _lines(page: pypdfium2.PdfPage) -> list[_Line]:
    textpage = page.get_textpage()
    pieces: list[_Line] = []
    for index in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(index)
        text = textpage.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\n", "").replace("\ufffe", "")
        if text.strip():
            pieces.append(_Line(left, bottom, right, top, text.strip()))
    textpage.close()
    rows: list[list[_Line]] = []
    for piece in pieces:
        middle = (piece.top + piece.bottom) / 2
        row = next((row for row in rows[-8:] if row[0].bottom - 1 <= middle <= row[0].top + 1), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    rows.sort(key=lambda row: -row[0].top)
    return [_merge(row) for row in rows]


def _running(pages: Sequence[Sequence[_Line]], heights: Sequence[float]) -> set[tuple[int, int]]:
    """Page numbers, and heads and feet that come back in the same place on a third of the pages: (page, line)."""
    edges: list[tuple[int, int]] = []
    body: set[str] = set()
    for page, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for index, line in enumerate(lines):
            if line.top > height * (1 - _EDGE) or line.bottom < height * _EDGE:
                edges.append((page, index))
            else:
                body.add(_shape(line))
    places = Counter((_shape(pages[page][index]), round(pages[page][index].bottom / 4)) for page, index in edges)
    bare = Counter(int(text) - page for page, index in edges if (text := pages[page][index].text.strip()).isdecimal())
    enough = max(_FEWEST_REPEATS, len(pages) * _SHARE)
    dropped = set()
    for page, index in edges:
        line = pages[page][index]
        text = line.text.strip()
        repeated = places[_shape(line), round(line.bottom / 4)] >= enough and _shape(line) not in body
        if text.isdecimal():  # a number alone may be a table's: only those that count the pages go
            numbered = bare[int(text) - page] >= min(_FEWEST_REPEATS, max(len(pages) // 2, 1)) and (
                len(pages) > 1 or line.top < heights[page] * _EDGE
            )
        else:
            numbered = _PAGE_NUMBER.fullmatch(text) is not None
        if numbered or (repeated and not text.isdecimal()):
            dropped.add((page, index))
    return dropped


def _shape(line: _Line) -> str:
    """The words of a line with its numbers made equal."""
    return re.sub(r"\d+", "#", line.text)


def _goes_on(line: _Line, following: _Line, left: float, right: float) -> bool:
    """Whether a line runs to the right margin and the next one begins at the left one: the paragraph goes on."""
    if "\t" in line.text or "\t" in following.text:
        return False
    size = line.height
    full = line.right >= right - _SLACK * size
    flush = following.left <= left + _INDENT * size
    return full and flush and abs(following.height - size) < 0.5 * size


def _paragraphs(lines: Sequence[_Line]) -> str:
    """Lines of all pages as text, one paragraph a line."""
    if not lines:
        return ""
    wide = [line for line in lines if len(line.text) >= 15] or list(lines)
    left = min(Counter(round(line.left) for line in wide).most_common(3), key=lambda pair: pair[0])[0]
    right = sorted(line.right for line in wide)[int(0.9 * (len(wide) - 1))]
    text = lines[0].text
    for line, following in pairwise(lines):
        joins = _goes_on(line, following, left, right)
        latin = (
            joins
            and line.text[-1:].isascii()
            and line.text[-1:].isalnum()
            and following.text[:1].isascii()
            and following.text[:1].isalpha()
        )
        text += (" " if latin else "" if joins else "\n") + following.text
    return text + "\n"


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument("the PDF is protected by a password", where=name, hint="Save a copy without it") from error
        raise UnreadableDocument("the PDF is damaged", where=name, hint="Fetch it again") from error


def read_pdf(data: bytes, name: str) -> Extracted:
    """Read the text of a PDF.

    Args:
        data: The file's bytes.
        name: The file's name, for messages.

    Returns:
        One line for each paragraph; notes say what was left out.

    Raises:
        UnreadableDocument: Encrypted, damaged, or a scan without text.
    """
    with _LOCK:
        document = _open(data, name)
        try:
            pages, heights = [], []
            for page in document:
                pages.append(_lines(page))
                heights.append(float(page.get_height()))
                page.close()
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument("a page of the PDF is damaged", where=name, hint="Fetch it again") from error
        finally:
            document.close()
    characters = sum(len(line.text) for lines in pages for line in lines)
    if characters < _FEWEST_CHARACTERS * max(len(pages), 1):
        reason = f"the PDF holds pictures of {len(pages)} pages but no text (a scan)"
        raise UnreadableDocument(reason, where=name, hint="Run text recognition (OCR) on it first")
    dropped = _running(pages, heights)
    kept = [line for page, lines in enumerate(pages) for index, line in enumerate(lines) if (page, index) not in dropped]
    empty = [str(page + 1) for page, lines in enumerate(pages) if not lines]
    notes = [f"left out {len(dropped)} page numbers and running heads"] if dropped else []
    if empty:
        notes.append(f"no text on page {', '.join(empty)} (a picture?)")
    return Extracted(_paragraphs(kept), (), tuple(notes))
