"""Markdown to text: headings become hints, tables rows with tabs, links their words."""

from __future__ import annotations

import re

from ingest.formats.lines import LineCollector
from ingest.formats.source import Extracted

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_RULE = re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_DELIMITER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_QUOTE = re.compile(r"^ {0,3}>[ ]?")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")


def _inline(line: str) -> str:
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", line))


def read_markdown(text: str) -> Extracted:
    """Render Markdown as plain lines. A front matter block between ``---`` lines at the top is kept out and noted."""
    lines = text.replace("\r\n", "\n").split("\n")
    notes: tuple[str, ...] = ()
    if lines and lines[0].strip() == "---" and "---" in [line.strip() for line in lines[1:60]]:
        end = [line.strip() for line in lines].index("---", 1)
        lines, notes = lines[end + 1 :], (f"left out {end + 1} lines of front matter",)
    collector = LineCollector()
    for line in lines:
        heading = _HEADING.match(line)
        if heading:
            collector.add(_inline(heading[2]), "heading", len(heading[1]))
        elif _DELIMITER.match(line) and "|" in line:
            continue
        elif _ROW.match(line):
            collector.row([_inline(cell) for cell in line.strip().strip("|").split("|")])
        elif _RULE.match(line) or _FENCE.match(line):
            collector.add("")
        else:
            collector.add(_inline(_QUOTE.sub("", line)))
    return collector.finish(*notes)
