"""Web pages: the main text without menus, scripts and footers."""

from __future__ import annotations

import re

import lxml.html
from lxml.etree import ParserError, XMLSyntaxError
from lxml.html import HtmlElement

from ingest.formats.lines import LineCollector
from ingest.formats.source import Extracted
from ingest.formats.text import decode
from ontology.errors import UnreadableDocument

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_DROPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "svg",
    "object",
    "head",
}
_BLOCKS = {
    "p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "figure", "figcaption", "table", "tbody", "thead", "tfoot", "caption", "center", "address", "hr",
    "fieldset", "details", "summary",
}  # fmt: skip
_MAIN_NAMES = (
    "trs_editor|trs-editor|ucap-content|article(?:-?con(?:tent)?)?|pages?_content|content(?:-?text)?|zoom|main-?text|detail-?con(?:tent)?"
    "|view|news_?con(?:tent)?|txt|wp_articlecontent|text-?con(?:tent)?|con"
)
_ASIDE_NAMES = (
    "nav|menu|footer|foot|header|head(?:er)?-?(?:bar|nav)?|breadcrumb|crumbs?|share|sidebar|side|toolbar|login|search|copyright|qrcode"
    "|ewm|related|recommend|pagination|bshare|print"
)
_MAIN = re.compile(rf"(?:^|[\s_-])(?:{_MAIN_NAMES})(?:$|[\s_-])", re.I)
_ASIDE = re.compile(rf"(?:^|[\s_-])(?:{_ASIDE_NAMES})(?:$|[\s_-])", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_META_TITLE = ("ArticleTitle", "og:title", "title")
_FEWEST = 200


def _charset(data: bytes) -> bytes:
    match = _CHARSET.search(data[:4096])
    return match[1].lower() if match else b""


def _decode(data: bytes, name: str) -> tuple[str, str]:
    declared = _charset(data).decode("ascii")
    if declared in ("gb2312", "gbk", "gb18030"):
        try:
            return data.decode("gb18030"), "gb18030"
        except UnicodeDecodeError:
            pass  # many pages declare one encoding and are in another
    return decode(data, name)


def _drop(root: HtmlElement) -> None:
    """Take out what is no text of the page: scripts, hidden elements, menus, footers."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            if element.getparent() is not None:
                element.drop_tree()
            continue
        if element.getparent() is None or element.tag in ("html", "body"):
            continue
        named = f"{element.get('id', '')} {element.get('class', '')}"
        aside = (
            element.tag in ("div", "ul", "section", "header", "table", "span")
            and _ASIDE.search(named)
            and not _MAIN.search(named)
        )
        hidden = _HIDDEN.search(element.get("style", "")) is not None
        if element.tag in _DROPPED or hidden or (aside and len(element.text_content()) < 2000 and not element.xpath(".//h1")):
            element.drop_tree()


def _weight(element: HtmlElement) -> int:
    """Letters in the element that stand in no link."""
    words = len(re.sub(r"\s", "", element.text_content()))
    linked = sum(len(re.sub(r"\s", "", link.text_content())) for link in element.iter("a"))
    return words - 2 * linked


def _main(root: HtmlElement) -> HtmlElement:
    """The element with the main text: a named container that holds most of it, else the smallest that does."""
    body = root.find("body") if root.tag == "html" else root
    whole: HtmlElement = body if body is not None else root
    total = max(_weight(whole), 1)
    named = [
        element
        for element in whole.iter("div", "article", "main", "td", "section")
        if element.tag in ("article", "main") or _MAIN.search(f"{element.get('id', '')} {element.get('class', '')}")
    ]
    weighed = [(weight, element) for element in named if (weight := _weight(element)) >= max(_FEWEST, 0.5 * total)]
    if weighed:
        return min(weighed, key=lambda pair: pair[0])[1]
    current = whole
    while True:
        heavy = [
            child
            for child in current
            if isinstance(child.tag, str)
            and child.tag in ("div", "section", "table", "tbody", "tr", "td", "center")
            and _weight(child) >= 0.9 * total
        ]
        if len(heavy) != 1:
            return current
        current = heavy[0]


class _Renderer:
    def __init__(self) -> None:
        self.lines = LineCollector()
        self._current: list[str] = []
        self._kind: tuple[str, int] | None = None

    def _flush(self) -> None:
        text = re.sub(r"[ \t\r\n]+", " ", "".join(self._current)).strip(" ")
        if text:
            self.lines.add(text, *(self._kind or ()))
        self._current = []

    def render(self, element: HtmlElement) -> None:
        """Add the lines of an element."""
        tag = element.tag
        if not isinstance(tag, str):
            return
        if tag == "br":
            self._flush()
            return
        if tag == "tr":
            self._row(element)
            return
        block = tag in _BLOCKS
        if block:
            self._flush()
        outer = self._kind
        if re.fullmatch(r"h[1-6]", tag):
            self._kind = ("heading", int(tag[1]))
        self._current.append(element.text or "")
        for child in element:
            self.render(child)
            self._current.append(child.tail or "")
        if block:
            self._flush()
        self._kind = outer

    def _row(self, row: HtmlElement) -> None:
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) < 2 or row.xpath(".//table"):  # a table that only lays out the page
            self._flush()
            for cell in cells:
                for part in [cell]:
                    self._current.append(part.text or "")
                    for child in part:
                        self.render(child)
                        self._current.append(child.tail or "")
                self._flush()
            return
        self._flush()
        self.lines.row([cell.text_content() for cell in cells])

    def finish(self, *notes: str) -> Extracted:
        """The text and its hints."""
        self._flush()
        return self.lines.finish(*notes)


def _page_title(root: HtmlElement) -> str | None:
    """The title that the page's metadata or its only first-rank heading gives."""
    for wanted in _META_TITLE:
        for element in root.iter("meta"):
            if wanted.lower() in (element.get("name", "").lower(), element.get("property", "").lower()) and element.get(
                "content"
            ):
                return " ".join(element.get("content", "").split())
    headings = list(root.iter("h1"))
    return " ".join(headings[0].text_content().split()) if len(headings) == 1 else None


def _published(root: HtmlElement) -> str | None:
    for element in root.iter("meta"):
        if element.get("name", "").lower() in ("pubdate", "publishdate", "date") and element.get("content"):
            return str(element.get("content", ""))[:10]
    return None


def read_html(data: bytes, name: str) -> tuple[Extracted, str]:
    """Read a web page.

    Args:
        data: The file's bytes.
        name: The file's name, for messages.

    Returns:
        The main text with its hints, and the encoding.

    Raises:
        UnreadableDocument: The bytes are not a page, or hold no text.
    """
    text, encoding = _decode(data, name)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = lxml.html.document_fromstring(text)
    except (ParserError, XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(
            "the page holds no text", where=name, hint="Save the page as it is shown, or copy its text"
        ) from error
    title, published = _page_title(root), _published(root)
    _drop(root)
    renderer = _Renderer()
    main = _main(root)
    words = re.sub(r"\s", "", main.text_content())
    if title and re.sub(r"\s", "", title) not in words[: 400 + len(title)] and len(title) >= 4:
        renderer.lines.add(title, "title")
    if published and published not in words:
        renderer.lines.add(f"发布时间：{published}")
    renderer.render(main)
    return renderer.finish(), encoding
