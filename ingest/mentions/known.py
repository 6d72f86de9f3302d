"""Names that the lexicon lists, found wherever they stand as words of their own."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.lexicon import Entry, Lexicon
from ingest.mentions.found import Found
from ingest.mentions.matcher import NameIndex
from ingest.mentions.words import Line, shadow

_SHORT = 3  # names up to this length must stand on jieba's word edges


class KnownNames:
    """The lexicon's names, for documents of central bodies or of local ones."""

    def __init__(self, lexicon: Lexicon, central: bool) -> None:
        forms: list[tuple[str, Entry]] = [(shadow(form), entry) for form, entry in lexicon.forms.items()]
        if central:
            forms += [(shadow(form), entry) for form, entry in lexicon.central_forms.items()]
        self._index: NameIndex[Entry] = NameIndex(forms)

    def find(self, line: Line) -> Iterator[Found]:
        """Find known names; quotation marks around the whole name stay outside the span."""
        edges = line.edges
        for at, name, entry in self._index.matches(line.text):
            end = at + len(name)
            if len(name) <= _SHORT and (at not in edges or end not in edges):
                continue
            start = at
            if name[0] == "“" and name[-1] == "”":
                start, end = at + 1, end - 1
            yield Found(
                line.start + start, line.start + end, entry.type, "lexicon", entry.name, entry, entry.scope, rank=1
            )
