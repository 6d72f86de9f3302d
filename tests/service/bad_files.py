"""Files that cannot be used, made here, each with a word that its error must hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def encrypted_pdf() -> bytes:
    """A PDF that wants a password."""
    sink = io.BytesIO()
    canvas = Canvas(sink, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(100, 700, "work points")
    canvas.save()
    return sink.getvalue()


def scanned_pdf() -> bytes:
    """A PDF whose page is a picture."""
    picture = Image.new("L", (200, 100), 255)
    ImageDraw.Draw(picture).text((20, 40), "work points", fill=0)
    sink = io.BytesIO()
    canvas = Canvas(sink)
    canvas.drawImage(ImageReader(picture), 50, 600, 300, 150)
    canvas.save()
    return sink.getvalue()


def not_a_docx() -> bytes:
    """A zip that is no Word document."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("hello.txt", "hello")
    return sink.getvalue()


BAD_FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("empty.txt", lambda: b""),
    "blank": ("blank.txt", lambda: b" \n\t\n" * 10),
    "binary": ("binary.txt", lambda: bytes(range(256)) * 20),
    "picture-named-text": ("picture.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(4000)),
    "zip-named-docx": ("zip.docx", not_a_docx),
    "unknown-kind": ("movie.mp4", lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(200)),
    "encrypted-pdf": ("encrypted.pdf", encrypted_pdf),
    "scanned-pdf": ("scanned.pdf", scanned_pdf),
    "cut-pdf": ("cut.pdf", lambda: encrypted_pdf()[:300]),
}
