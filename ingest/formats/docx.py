"""Word documents: paragraphs with their automatic numbers, headings, tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError, _Element

from ingest.formats.docx_numbering import Numbering, W, read_numbering
from ingest.formats.lines import LineCollector
from ingest.formats.source import Extracted
from ontology.errors import UnreadableDocument

_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rPr", f"{W}pPr"}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_HEADING = re.compile(r"^(?:heading|标题)\s*(\d)$", re.I)
_TITLE = re.compile(r"^(?:title|标题|文档标题)$", re.I)
_LARGEST = 200 * 1024 * 1024


def _text(element: _Element) -> str:
    """The words of a paragraph: runs, links, insertions; deletions and field codes left out."""
    parts: list[str] = []

    def walk(node: _Element) -> None:
        for child in node:
            if child.tag in _SKIPPED:
                continue
            if child.tag in (f"{W}t", _MATH):
                parts.append(child.text or "")
            elif child.tag == f"{W}tab":
                parts.append("　" if not parts else " ")
            elif child.tag in (f"{W}br", f"{W}cr"):
                parts.append("\n")
            elif child.tag == f"{W}noBreakHyphen":
                parts.append("-")
            elif isinstance(child.tag, str) and not child.tag.endswith("}Fallback"):
                walk(child)

    walk(element)
    return "".join(parts)


class _Styles:
    """Names, outline levels and list membership of paragraph styles, inherited ones too."""

    def __init__(self, root: _Element | None) -> None:
        found = root.findall(f"{W}style") if root is not None else []
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}

    def _chain(self, style_id: str) -> Iterator[_Element]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            based = style.find(f"{W}basedOn")
            style_id = based.get(f"{W}val", "") if based is not None else ""

    def kind(self, style_id: str) -> tuple[str, int] | None:
        """``("heading", level)`` or ``("title", 1)`` for the styles that mean it."""
        for style in self._chain(style_id):
            named = style.find(f"{W}name")
            name = named.get(f"{W}val", "") if named is not None else ""
            heading = _HEADING.match(name)
            if heading:
                return "heading", int(heading[1])
            if _TITLE.match(name):
                return "title", 1
        return None

    def number(self, style_id: str) -> tuple[str, int] | None:
        """List id and level that the style gives its paragraphs."""
        for style in self._chain(style_id):
            found = _own_number(style.find(f"{W}pPr"))
            if found:
                return found
        return None


def _own_number(properties: _Element | None) -> tuple[str, int] | None:
    number = properties.find(f"{W}numPr") if properties is not None else None
    if number is None:
        return None
    identifier, level = number.find(f"{W}numId"), number.find(f"{W}ilvl")
    if identifier is None:
        return None
    return identifier.get(f"{W}val", ""), int(level.get(f"{W}val", "0")) if level is not None else 0


class _Reader:
    def __init__(self, styles: _Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self.lines = LineCollector()

    def _paragraph_text(self, paragraph: _Element) -> tuple[str, str]:
        """The words with their automatic number, and the style id."""
        properties = paragraph.find(f"{W}pPr")
        styled = properties.find(f"{W}pStyle") if properties is not None else None
        style_id = styled.get(f"{W}val", "") if styled is not None else ""
        text = _text(paragraph)
        number = _own_number(properties) or self._styles.number(style_id)
        if number and number[0] != "0" and text.strip():
            text = self._numbering.label(*number) + text
        return text, style_id

    def _paragraph(self, paragraph: _Element) -> None:
        text, style_id = self._paragraph_text(paragraph)
        kind = self._styles.kind(style_id)
        for line in text.split("\n"):
            self.lines.add(line, *(kind or ()))

    def _table(self, table: _Element) -> None:
        for row in table.iter(f"{W}tr"):
            cells = []
            for cell in row.findall(f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                merged = properties.find(f"{W}vMerge") if properties is not None else None
                goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
                words = [self._paragraph_text(paragraph)[0] for paragraph in cell.iter(f"{W}p")]
                cells.append("" if goes_on else "".join(words))
            self.lines.row(cells)

    def body(self, parent: _Element) -> None:
        """Read paragraphs and tables in order, those in content controls too."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
                self.body(child)


def _part(document: docx.document.Document, kind: str) -> _Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            part = relation.target_part
            element: _Element | None = getattr(part, "_element", None)  # styles and numbering are parts with a parsed element
            return element
    return None


def read_docx(data: bytes, name: str) -> Extracted:
    """Read a .docx file.

    Args:
        data: The file's bytes.
        name: The file's name, for messages.

    Returns:
        One line for each paragraph, with hints about headings and table rows.

    Raises:
        UnreadableDocument: The file is damaged or would unpack to more than 200 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise UnreadableDocument("the file unpacks to more than 200 MB", where=name, hint="Take the pictures out of it")
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, XMLSyntaxError, ValueError, OSError, RuntimeError) as error:
        raise UnreadableDocument("the Word file is damaged", where=name, hint="Open and save it again in Word") from error
    reader = _Reader(_Styles(_part(document, "styles")), read_numbering(_part(document, "numbering")))
    reader.body(document.element.body)
    return reader.lines.finish()
