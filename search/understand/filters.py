"""Filters that a query carries in words: a year, an issuing body, a region.

They are preferences: documents that satisfy them come first, others still follow, because “2018年” in a query may well mean a
year that a report of 2019 tells of. The answer names them, and each can be undone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from search.passages import PassageDocument
from search.tokens import fold

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年度?|(?!\d))")
_RANK = re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|自治州|自治县|综合实验区|省|市|区|县)$")
_LEVEL = re.compile(r".+?(?:自治区|自治州|综合实验区|省|市|片区|区|县|街道|镇)")
_MIN_NAME = 2


@dataclass(frozen=True, slots=True)
class Understood:
    """What the query was taken to say. ``words`` are the words of the query that said so."""

    field: str
    value: str
    words: str


class FilterWords:
    """Knows the years, issuers and regions of the library's documents.

    Args:
        documents: The documents.
        aliases: Folded names of a body to the folded other names of it, for short forms of issuers.
    """

    def __init__(self, documents: Iterable[PassageDocument], aliases: dict[str, set[str]] | None = None) -> None:
        self._years: set[int] = set()
        self._names: dict[str, tuple[str, str]] = {}
        for document in documents:
            if document.year:
                self._years.add(document.year)
            for issuer in document.issuers:
                folded = fold(issuer).text
                self._add(folded, "issuer", issuer)
                for other in sorted((aliases or {}).get(folded, ())):
                    self._add(other, "issuer", issuer)
            for level in _LEVEL.findall(document.region or ""):
                self._add(fold(level).text, "region", level)
                self._add(_RANK.sub("", fold(level).text), "region", level)

    def find(self, folded: str) -> list[Understood]:
        """Filters in a folded query: the longest names, each stretch of the query used once."""
        found = [Understood("year", match[1], match[0]) for match in _YEAR.finditer(folded) if int(match[1]) in self._years]
        taken: list[tuple[int, int]] = []
        for name in sorted((name for name in self._names if name in folded), key=lambda name: (-len(name), name)):
            at = folded.find(name)
            if not any(at < end and at + len(name) > start for start, end in taken):
                taken.append((at, at + len(name)))
                found.append(Understood(*self._names[name], name))
        return found

    def _add(self, name: str, kind: str, value: str) -> None:
        if len(name) >= _MIN_NAME:
            self._names.setdefault(name, (kind, value))


def fits(document: PassageDocument, understood: Understood) -> bool:
    """Whether a document satisfies a filter in words. A ministry's name also covers its departments."""
    if understood.field == "year":
        return str(document.year) == understood.value
    if understood.field == "issuer":
        return any(issuer.startswith(understood.value) for issuer in document.issuers)
    return understood.field == "region" and understood.value in (document.region or "")
