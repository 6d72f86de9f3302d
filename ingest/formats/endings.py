"""What a name says a file is: which endings are read here, and what helps with the others."""

from __future__ import annotations

from pathlib import PurePath

from ontology.errors import UnsupportedFormat

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"
ENDINGS = {".pdf": PDF, ".docx": DOCX, ".html": HTML, ".htm": HTML, ".md": MARKDOWN, ".markdown": MARKDOWN, ".txt": TEXT}
"""The media type that each ending promises; an ending in capitals is the same one."""

_HINTS = {
    "Save it as .docx": (".doc", ".wps", ".rtf", ".odt", ".docm", ".dot", ".dotx"),
    "Save the sheet as .docx, .pdf or .txt": (".xls", ".xlsx", ".et", ".ods", ".csv"),
    "Save it as .pdf": (".ppt", ".pptx", ".dps", ".odp", ".ofd", ".ceb", ".caj"),
    "Run text recognition (OCR) on it first": (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"),
    "Unpack it first": (".zip", ".gz", ".7z", ".rar", ".bz2", ".xz", ".tar", ".tgz"),
}


def expected_type(name: str) -> str | None:
    """The media type that the ending of a name promises, ``None`` where it promises none that is read here."""
    return ENDINGS.get(PurePath(name).suffix.lower())


def is_document(name: str) -> bool:
    """Whether a name ends as those of documents do."""
    return expected_type(name) is not None


def check_ending(name: str) -> None:
    """Refuse a file that is no document by its ending.

    Args:
        name: The name or path.

    Raises:
        UnsupportedFormat: Its ending is none of those that are read.
    """
    if is_document(name):
        return
    ending = PurePath(name).suffix
    what = f"a file of the kind {ending[:20]} is not read" if ending else "a file without an ending is not read"
    known = "Give a .txt, .md, .pdf, .docx or .html file"
    hint = next((hint for hint, endings in _HINTS.items() if ending.lower() in endings), known)
    raise UnsupportedFormat(what, where=name, hint=hint)
