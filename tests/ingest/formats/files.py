"""Makes small files of every kind for the tests of the formats."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

NOTICE = "某市人民政府关于印发《某市校园安全工作方案》的通知\n一、总体要求\n各学校要落实安全责任，开展隐患排查。\n"

NUMBERING = """
<w:numbering %s>
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%%2）"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%%3."/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>
"""


def numbered(paragraph: docx.text.paragraph.Paragraph, level: int, number_id: int = 1) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'))


def word(fill) -> bytes:
    """A .docx with the lists of ``NUMBERING``; ``fill`` adds its content."""
    document = docx.Document()
    part = document.part.numbering_part
    part._element.getparent() if part._element.getparent() is not None else None
    for child in list(part._element):
        part._element.remove(child)
    for child in parse_xml(NUMBERING % nsdecls("w")):
        part._element.append(child)
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(pages: list[list[tuple[float, float, str]]], password: str | None = None, size: float = 16) -> bytes:
    """A PDF of pages of (x, y, text) in a Chinese font."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=password)
    for page in pages:
        canvas.setFont("STSong-Light", size)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scan() -> bytes:
    """A PDF that holds a picture of a page and no text."""
    buffer = io.BytesIO()
    Image.new("L", (400, 600), 255).save(buffer, "PDF")
    return buffer.getvalue()


def archive(**files: str) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in files.items():
            target.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()
