"""From the rooms' own types to wire models, and from query parameters to filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ontology.errors import InvalidQuery, NotFound
from ontology.records import Node, NodeKind, Record, Resolution
from service.problems import in_plain_words
from service.wire.common import DocumentRef
from service.wire.compare import ComparedPair, CompareResponse
from service.wire.documents import (
    DocumentDetail,
    DocumentRow,
    EntityOut,
    MentionOut,
    NodeOut,
    StatementOut,
    TargetOut,
    UnreadOut,
)
from service.wire.search import (
    FILTER_FIELDS,
    AnswerItem,
    AskResponse,
    Citation,
    CitedDocument,
    How,
    SearchParams,
    SearchResponse,
)

if TYPE_CHECKING:
    from search.answer.model import Answer
    from search.compare import Comparison
    from search.engine import Filters, SearchResult


def document_ref(record: Record) -> DocumentRef:
    """How a document is named beside what stands in it."""
    meta = record.meta
    return DocumentRef(id=record.id, title=meta.title, year=meta.year, issuer=meta.issuer, source_name=record.source_name)


def document_row(record: Record, added: str | None) -> DocumentRow:
    """A document in a list."""
    meta = record.meta
    return DocumentRow(
        **document_ref(record).model_dump(),
        kind=meta.kind,
        doc_number=meta.doc_number,
        date=meta.date,
        region=meta.region,
        points=sum(node.kind is NodeKind.POINT for node in record.nodes),
        statements=len(record.statements),
        characters=len(record.text),
        added=added,
    )


def document(record: Record, resolution: Resolution, added: str | None) -> DocumentDetail:
    """A document whole; its entities bear the ids and names that hold across the library."""
    canonical = resolution.canonical_ids
    mine = {canonical.get(entity.id, entity.id) for entity in record.entities}
    known = [EntityOut.model_validate(entity) for entity in resolution.entities if entity.id in mine]
    return DocumentDetail(
        **document_row(record, added).model_dump(),
        text=record.text,
        extractor=record.extractor,
        recipients=list(record.meta.recipients),
        nodes=[node_out(node) for node in record.nodes],
        entities=known,
        mentions=[
            MentionOut(entity=canonical[m.entity], start=m.start, end=m.end, path=list(m.path))
            for m in record.mentions
            if m.entity in canonical
        ],
        facts=statements(record, canonical),
        targets=[target_out(target) for target in record.targets],
        unread=[UnreadOut.model_validate(gap) for gap in record.unread],
        notes=list(record.notes),
    )


def statements(record: Record, canonical: Mapping[str, str]) -> list[StatementOut]:
    """The facts of a record; those about rejected entities are left out."""
    rejected = {entity.id for entity in record.entities} - canonical.keys()
    facts = [fact for fact in record.statements if not {fact.subject, fact.object} & rejected]
    said = [StatementOut.model_validate(fact) for fact in facts]
    return [
        fact.model_copy(update={"object": canonical[fact.object], "subject": canonical.get(fact.subject, fact.subject)})
        for fact in said
    ]


def node_out(node: Node) -> NodeOut:
    """A node of the outline."""
    return NodeOut.model_validate(node)


def target_out(target: Any) -> TargetOut:  # noqa: ANN401
    """A promised number."""
    return TargetOut.model_validate(target)


def find_node(records: Iterable[Record], identifier: str) -> tuple[Record, Node]:
    """The record and the node of a point, part or preamble.

    Args:
        records: Where to look.
        identifier: Its id.

    Returns:
        The record and the node.

    Raises:
        NotFound: No node has this id.
    """
    for record in records:
        for node in record.nodes:
            if node.id == identifier:
                return record, node
    raise NotFound("no such point", where=identifier[:80], hint="A document lists its points")


def titles_above(record: Record, node: Node) -> list[str]:
    """Titles from the top down to the node's own."""
    by_id = {other.id: other for other in record.nodes}
    titles: list[str] = []
    step: Node | None = node
    while step is not None and step.kind is not NodeKind.DOCUMENT:
        if step.title:
            titles.insert(0, step.title)
        step = by_id.get(step.parent) if step.parent else None
    return titles


def answer(found: Answer) -> AskResponse:
    """An answer with its evidence."""
    return AskResponse(
        answer=found.answer,
        answerable=found.answerable,
        items=[AnswerItem(label=item.label, entity=item.entity) for item in found.items],
        citations=[
            Citation(
                quote=c.quote,
                start=c.start,
                end=c.end,
                path=list(c.path),
                document=CitedDocument(id=c.document, title=c.title, source_name=c.source_name),
            )
            for c in found.citations
        ],
        how=How(summary=found.how.summary, method=found.how.method, cypher=found.how.cypher, params=dict(found.how.params)),
    )


def comparison(before: Record, after: Record, found: Comparison) -> CompareResponse:
    """Two documents aligned."""
    pairs = [ComparedPair.model_validate(pair) for pair in found.pairs]
    return CompareResponse(before=document_ref(before), after=document_ref(after), counts=found.counts, pairs=pairs)


def search_params(given: Mapping[str, Any]) -> SearchParams:
    """Query parameters, checked.

    Args:
        given: What was given, by name.

    Returns:
        The parameters.

    Raises:
        InvalidQuery: One cannot be used; it is named.
    """
    try:
        return SearchParams.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where, what = in_plain_words(first)
        raise InvalidQuery(what, where=where, hint="See docs/reference/endpoints.md for the parameters") from error


def filters(wanted: SearchParams, identify: Callable[[str], str]) -> Filters:
    """What hits must satisfy.

    Args:
        wanted: The parameters.
        identify: Gives the id of a document by its id or its file name.

    Returns:
        The filters.

    Raises:
        InvalidQuery: There is no such predicate.
        NotFound: There is no such document.
    """
    from ontology.model import load_model
    from search.engine import Filters

    known = load_model().predicates
    for predicate in wanted.predicate:
        if predicate not in known:
            raise InvalidQuery("no such predicate", where=predicate[:80], hint=f"One of {', '.join(sorted(known))}")
    given = {name: getattr(wanted, name) for name in (*FILTER_FIELDS, "ignore")}
    lists = {name: tuple(values) for name, values in given.items()}
    lists["document"] = tuple(map(identify, wanted.document))
    return Filters(sort=wanted.sort, literal=wanted.literal, **lists)


def search_response(wanted: SearchParams, result: SearchResult) -> SearchResponse:
    """A page of hits."""
    found = {name: getattr(result, name) for name in ("total", "hits", "facets", "understood")}
    # As one value: a call for each of a hundred facets would take longer than what it does.
    return SearchResponse.model_validate({"query": wanted.q, "limit": wanted.limit, "offset": wanted.offset, **found})
