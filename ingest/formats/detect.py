"""What a file is, by its content; its name only decides where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from ingest.formats.endings import DOCX, HTML, MARKDOWN, PDF, TEXT, expected_type
from ontology.errors import UnreadableDocument, UnsupportedFormat

_IMAGES = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\x00": "TIFF", b"MM\x00*": "TIFF", b"BM": "BMP"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = {b"\x1f\x8b": "gzip", b"7z\xbc\xaf": "7-Zip", b"Rar!": "RAR", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table|article|section|p[\s>])",
    re.I | re.S,
)
_HTML_INSIDE = re.compile(rb"<(?:html|body)[\s>]", re.I)
_PACKED = frozenset({PDF, DOCX})
_HEAD = 4096
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def _zip_type(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype").decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, RuntimeError, OSError, KeyError) as error:
        raise UnreadableDocument("the file is a damaged archive", where=name, hint="Fetch it again") from error
    if "word/document.xml" in names:
        return DOCX
    if any(entry.startswith("xl/") for entry in names):
        raise UnsupportedFormat("an Excel workbook is not read", where=name, hint="Save the sheet as .docx, .pdf or .txt")
    if any(entry.startswith("ppt/") for entry in names):
        raise UnsupportedFormat("a PowerPoint file is not read", where=name, hint="Save it as .pdf")
    if "OFD.xml" in names:
        raise UnsupportedFormat("an OFD file is not read", where=name, hint="Export it as .pdf")
    kind = "an OpenDocument or EPUB file" if mimetype else "a zip archive"
    raise UnsupportedFormat(f"{kind} is not read", where=name, hint="Give the .docx, .pdf, .html, .md or .txt itself")


def _binary(data: bytes, name: str) -> None:
    """Refuse what is known to be no text.

    Args:
        data: The file's bytes.
        name: The file's name, for messages.

    Raises:
        UnsupportedFormat: A picture, an archive, an old Word file, RTF, or another binary file.
        UnreadableDocument: A Word file that is protected by a password.
    """
    if data.startswith(_OLE):
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e" in data:
            raise UnreadableDocument("the file is protected by a password", where=name, hint="Save a copy without the password")
        raise UnsupportedFormat("an old Office file (.doc, .wps, .xls) is not read", where=name, hint="Save it as .docx")
    if data.startswith(b"{\\rtf"):
        raise UnsupportedFormat("an RTF file is not read", where=name, hint="Save it as .docx")
    for magic, kind in _IMAGES.items():
        if data.startswith(magic) and (magic != b"BM" or b"\x00" in data[:64]):
            raise UnsupportedFormat(f"a {kind} picture is not read", where=name, hint="Run text recognition (OCR) on it first")
    for magic, kind in _ARCHIVES.items():
        if data.startswith(magic):
            raise UnsupportedFormat(f"a {kind} archive is not read", where=name, hint="Unpack it first")
    head = data[:_HEAD]
    if b"\x00" in head and not head.startswith(_UTF16_BOMS) and not looks_like_utf16(data):
        raise UnsupportedFormat("the file is binary, not text", where=name, hint="Give a .txt, .md, .pdf, .docx or .html file")


def looks_like_utf16(data: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` where bytes without a byte order mark read as Chinese in it, else ``None``."""
    head = data[: _HEAD // 2 * 2]
    if len(head) < 8 or len(data) % 2:
        return None
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        highs, lows = head[high::2], head[1 - high :: 2]
        fits = sum(
            1
            for byte, low in zip(highs, lows, strict=True)
            if 0x4E <= byte <= 0x9F or byte in (0x30, 0xFF) or (byte == 0 and low >= 9)
        )
        if fits >= 0.95 * len(highs) and b"\x00" in highs + b"\x00" * (len(highs) == 0):
            return encoding
    return None


def detect(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The media type of a file and notes about a name that says something else.

    Args:
        data: The file's bytes.
        name: The file's name; only its ending counts, and only where the content leaves it open.

    Returns:
        The media type and the notes.

    Raises:
        UnsupportedFormat: The file is of a kind that is not read here.
        UnreadableDocument: The file is empty, damaged or protected, or text under the name of a PDF or Word file.
    """
    if not data.strip(b"\x00 \t\r\n\xff\xfe"):
        what = "the file is empty: it holds nothing but zero bytes" if b"\x00" in data else "the file is empty"
        raise UnreadableDocument(what, where=name, hint="Check that it was saved or fetched completely")
    expected = expected_type(name)
    if b"%PDF-" in data[:1024]:
        found = PDF
    elif data.startswith(b"PK\x03\x04"):
        found = _zip_type(data, name)
    else:
        _binary(data, name)
        is_html = _HTML.search(data[:_HEAD]) or (expected == HTML and _HTML_INSIDE.search(data[: _HEAD * 16]))
        found = HTML if is_html else MARKDOWN if expected == MARKDOWN else TEXT
    if expected is None or found == expected:
        return found, ()
    ending = PurePath(name).suffix
    if expected in _PACKED and found not in _PACKED:
        what = f"the name ends in {ending} but the file is {'a web page' if found == HTML else 'plain text'}"
        hint = f"Fetch the file again; if this is what you want, rename it to {'.html' if found == HTML else '.txt'}"
        raise UnreadableDocument(what, where=name, hint=hint)  # most often a page that says the file is gone
    return found, (f"the name ends in {ending} but the file is {found}; read as that",)
