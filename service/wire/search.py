"""Search, answers, suggestions, comparison and watching."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ontology.characters import is_whole
from service.wire.common import DocumentRef, SpanOut, Wire

FILTER_FIELDS = ("year", "issuer", "region", "kind", "entity", "predicate", "document")
MAX_TEXT = 10_000
"""Longest query, in characters."""
MAX_QUESTION = 500
"""Longest question in characters, white space at both ends and beside other white space not counted."""


def _whole_characters(text: str) -> str:
    if not is_whole(text):
        raise ValueError("holds half of a surrogate pair")
    return text


Text = Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(_whole_characters)]
"""Text from a client: bounded, and encodable."""


class SimilarHit(Wire):
    """A passage that says nearly the same and is not listed again."""

    id: str
    title: str
    document: DocumentRef
    start: int
    end: int


class Hit(SpanOut):
    """A passage that fits. ``document.text[start:end]`` is ``text``."""

    id: str = Field(description="Of the node if it lies inside the passage, else of the passage.", examples=["nod-5c1e…"])
    node: str = Field(description="The point, part or other node that the best sentence stands in.", examples=["nod-5c1e…"])
    text: str
    score: float = Field(examples=[0.83])
    path: list[int] = Field(examples=[[2, 3]])
    title: str
    kind: str = Field(description="Kind of node.", examples=["point"])
    document: DocumentRef
    outline: list[str] = Field(default_factory=list, description="Titles from the top to this passage.")
    highlights: list[SpanOut] = Field(
        default_factory=list, description="Words of the query, as offsets into the document's text."
    )
    best: SpanOut | None = Field(default=None, description="The sentence that fits best, as offsets into the document's text.")
    around: SpanOut | None = Field(default=None, description="What of the node lies inside ``text``.")
    why: list[str] = Field(
        default_factory=list, description="Why it was found, in words.", examples=[["含“扩招”", "意思相近 0.71"]]
    )
    duplicates: list[SimilarHit] = Field(default_factory=list)


class FacetValue(Wire):
    """A value of a field and how many hits have it."""

    value: str = Field(examples=["2021"])
    count: int = Field(examples=[12])


class Understood(Wire):
    """A filter that the query carries in words. Undo it with ``literal=true``, or with ``ignore`` and its field."""

    field: str = Field(examples=["year"])
    value: str = Field(examples=["2021"])
    words: str = Field(description="The words of the query that said so.", examples=["2021年"])


class SearchResponse(Wire):
    """Hits, best first; the same query gives the same order, so pages do not overlap."""

    query: str
    total: int = Field(description="Number of hits over all pages.", examples=[57])
    limit: int
    offset: int
    hits: list[Hit]
    facets: dict[str, list[FacetValue]] = Field(default_factory=dict)
    understood: list[Understood] = Field(default_factory=list)


class Turn(Wire):
    """An earlier question of the conversation."""

    question: Text
    answer: Text = ""


class AskRequest(Wire):
    """A question in Chinese; ``history`` lets it lean on earlier ones."""

    question: Text = Field(examples=["2021年高职要扩招多少人？"], json_schema_extra={"maxLength": MAX_QUESTION})
    history: list[Turn] = Field(
        default_factory=list,
        max_length=20,
        description="Earlier turns, the oldest first, so that “那2022年呢？” means what was asked last.",
    )


class AnswerItem(Wire):
    """One item of the answer."""

    label: str = Field(examples=["200万人"])
    entity: str | None = None


class CitedDocument(Wire):
    """The document of a citation."""

    id: str
    title: str = ""
    source_name: str = Field(examples=["zhijiao-2021.txt"])


class Citation(SpanOut):
    """The words that say so; ``document.text[start:end]`` is ``quote``."""

    quote: str
    path: list[int] = Field(examples=[[2, 4]])
    document: CitedDocument


class How(Wire):
    """How the answer was found."""

    summary: str = Field(description="In plain words.")
    method: str = Field(description="`outline`, `metadata`, `graph`, `reading`, `compare`, `path` or `none`.")
    cypher: str | None = Field(default=None, description="The graph query that ran, if one did.")
    params: dict[str, Any] = Field(default_factory=dict, description="Its parameters.")


class AskResponse(Wire):
    """An answer with its evidence, or a plain no."""

    answer: str = Field(examples=["200万人"])
    answerable: bool
    items: list[AnswerItem] = Field(default_factory=list)
    citations: list[Citation] = Field(default_factory=list)
    how: How


class Suggestion(Wire):
    """A completion of what is being typed."""

    text: str = Field(examples=["现代学徒制"])
    kind: str = Field(description="An entity type, `title` or `point`.", examples=["Program"])
    id: str | None = None


class SuggestResponse(Wire):
    """Completions, best first."""

    suggestions: list[Suggestion]


class RelatedResponse(Wire):
    """Points that say or do something similar, across documents and years."""

    id: str
    related: list[Hit]


class NewPoint(Wire):
    """A point in a document that came in after a date."""

    id: str
    path: list[int]
    title: str
    document: DocumentRef
    added: str


class WatchResponse(Wire):
    """What is new since a date, all of it or what a search finds."""

    since: str = Field(examples=["2026-01-01"])
    query: str | None = None
    points: list[NewPoint]


class SavedSearch(Wire):
    """A search that is kept, and when its news were last seen."""

    name: str = Field(examples=["学徒制"])
    query: str = Field(examples=["现代学徒制"])
    seen: str


class SavedSearches(Wire):
    """All kept searches by name."""

    searches: list[SavedSearch]


class SearchParams(BaseModel):
    """Query parameters of a search. A filter given several times accepts any of its values."""

    model_config = ConfigDict(extra="forbid")

    q: Text = Field(description="What is looked for.", examples=["修订职业教育法"])
    limit: int = Field(default=20, ge=1, le=100, description="Most hits.")
    offset: int = Field(default=0, ge=0, le=10_000, description="Hits to skip.")
    sort: Literal["relevance", "year", "document"] = Field(default="relevance", description="`year` puts the newest first.")
    literal: bool = Field(default=False, description="Take no filters from the words of the query.")
    ignore: list[str] = Field(default_factory=list, description="Fields whose words in the query are not filters.")
    year: list[int] = Field(default_factory=list, description="Year of the document.")
    issuer: list[Text] = Field(default_factory=list, description="Issuing body.")
    region: list[Text] = Field(default_factory=list, description="Region of the issuing body.")
    kind: list[Text] = Field(default_factory=list, description="Kind of document, such as 工作要点.")
    entity: list[Text] = Field(default_factory=list, description="Id or name of an entity that the passage names.")
    predicate: list[Text] = Field(default_factory=list, description="Predicate that the passage states, such as `builds`.")
    document: list[Text] = Field(default_factory=list, description="Id or file name of the document.")
