"""What is asked of the search engine and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ontology.records import Path
from search.passages import PassageDocument, Span
from search.understand import Understood

Sort = Literal["relevance", "year", "document"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must satisfy. A field with several values accepts any of them; an empty one accepts all.

    ``literal`` takes nothing from the words of the query, ``ignore`` names fields that are not taken from them.
    """

    year: tuple[int, ...] = ()
    issuer: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()
    predicate: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    sort: Sort = "relevance"
    literal: bool = False
    ignore: tuple[str, ...] = ()

    def active(self) -> bool:
        """Whether anything is filtered."""
        fields = (self.year, self.issuer, self.region, self.kind, self.entity, self.predicate, self.document)
        return any(fields)


@dataclass(frozen=True, slots=True)
class SimilarPassage:
    """A passage of another document that says nearly the same and is not listed again."""

    id: str
    title: str
    document: PassageDocument
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that fits. ``text`` is the document's text from ``start`` to ``end``; all offsets count in the document.

    ``id`` is the id of the node that the best sentence stands in where that node lies inside the passage, else the passage's;
    ``node``, ``path``, ``title`` and ``kind`` are that node's in any case, and
    ``around`` is what of it lies inside the passage.
    """

    id: str
    node: str
    text: str
    score: float
    path: Path
    title: str
    kind: str
    start: int
    end: int
    document: PassageDocument
    outline: tuple[str, ...] = ()
    highlights: tuple[Span, ...] = ()
    best: Span | None = None
    around: Span | None = None
    why: tuple[str, ...] = ()
    duplicates: tuple[SimilarPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a field and how many hits have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of hits, best first. ``total`` counts the hits of all pages."""

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    understood: tuple[Understood, ...] = ()
