"""What the service says about a workspace, as wire models. Routes and commands call these, so both say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ontology.errors import InvalidQuery, NotFound
from service import convert
from service.projections import State
from service.settings import LoadedSettings
from service.version import version
from service.wire.common import DamagedOut
from service.wire.compare import CompareResponse
from service.wire.documents import DocumentDetail, DocumentsResponse
from service.wire.search import (
    AskResponse,
    Hit,
    RelatedResponse,
    SearchResponse,
    Suggestion,
    SuggestResponse,
)
from service.wire.system import Anything, ProjectionOut, SettingOut, StatusResponse
from service.workspace import Workspace


def search(workspace: Workspace, **params: Any) -> SearchResponse:  # noqa: ANN401  the fields of SearchParams
    """Hits of a query.

    Args:
        workspace: The workspace.
        **params: Parameters by name.

    Returns:
        A page of hits.

    Raises:
        InvalidQuery: A parameter cannot be used, or the query is empty.
        NotFound: A document that is filtered by is not in the library.
    """
    wanted = convert.search_params(params)
    filters = convert.filters(wanted, workspace.holdings.identify)
    reading = workspace.reading()
    result = reading.engine.search(wanted.q, filters, limit=wanted.limit, offset=wanted.offset)
    if result.hits:
        workspace.past.add(wanted.q)
    return convert.search_response(wanted, result)


def ask(workspace: Workspace, question: str, history: Sequence[Mapping[str, str]] = ()) -> AskResponse:
    """The answer to a question.

    Args:
        workspace: The workspace.
        question: The question.
        history: Earlier turns, the oldest first.

    Returns:
        The answer.

    Raises:
        InvalidQuery: The question is empty.
    """
    if not question.strip():
        raise InvalidQuery("the question is empty", where="question", hint="Write what you want to know")
    earlier = [turn["question"] for turn in history]
    return convert.answer(workspace.reading().answerer.ask(question, earlier))


def suggest(workspace: Workspace, q: str, limit: int = 10) -> SuggestResponse:
    """Completions of what is being typed."""
    found = workspace.reading().suggester.suggest(q, limit)
    return SuggestResponse(suggestions=[Suggestion(text=c.text, kind=c.kind, id=c.id) for c in found])


def related(workspace: Workspace, id: str, limit: int = 10) -> RelatedResponse:
    """Points that say or do something similar."""
    record, node = convert.find_node(workspace.holdings.records.values(), id)
    hits = workspace.reading().engine.related(record.id, node.id, limit=limit)
    return RelatedResponse(id=id, related=[Hit.model_validate(hit) for hit in hits])


def compare(workspace: Workspace, a: str, b: str) -> CompareResponse:
    """Two documents aligned."""
    from search.compare import compare as align

    pair = workspace.document(a), workspace.document(b)
    return convert.comparison(*pair, align(*pair))


def documents(workspace: Workspace, limit: int = 100, offset: int = 0) -> DocumentsResponse:
    """Documents by year and title."""
    records = sorted(workspace.holdings.records.values(), key=lambda r: (r.meta.year or 0, r.meta.title, r.id))
    rows = [convert.document_row(record, workspace.added(record.id)) for record in records[offset : offset + limit]]
    return DocumentsResponse(documents=rows, total=len(records), damaged=_damaged(workspace))


def _damaged(workspace: Workspace) -> list[DamagedOut]:
    return [DamagedOut.model_validate(damage) for damage in workspace.holdings.damaged.values()]


def document(workspace: Workspace, id: str) -> DocumentDetail:
    """One document whole, with its entities under their library-wide ids."""
    record = workspace.document(id)
    return convert.document(record, workspace.reading().snapshot.resolution, workspace.added(record.id))


def show(workspace: Workspace, id: str) -> Anything:
    """Whatever has this id, or the entity of this name.

    Args:
        workspace: The workspace.
        id: An id, a document's file name, or a whole name of an entity.

    Returns:
        Its kind, and the thing itself.

    Raises:
        NotFound: Nothing has it.
        InvalidQuery: Several entities bear the name.
    """
    from service import exploring

    attempts = (("document", document), ("point", exploring.point), ("entity", exploring.entity))
    for kind, view in attempts:
        try:
            return Anything(kind=kind, value=view(workspace, id).model_dump(mode="json"))
        except NotFound:
            continue
    return Anything(kind="entity", value=exploring.named(workspace, id).model_dump(mode="json"))


def status(workspace: Workspace, loaded: LoadedSettings | None = None) -> StatusResponse:
    """The state of library, graph and index."""
    from service.extraction import extractor_version
    from service.presence import served_at

    revision, documents = workspace.present_revision(), len(workspace.library.ids())
    rows = loaded.rows() if loaded else []
    return StatusResponse(
        version=version(),
        workspace=str(workspace.settings.workspace.resolve()),
        store=workspace.settings.store,
        revision=revision,
        extractor=extractor_version(workspace.settings),
        documents=documents,
        outdated=len(workspace.outdated()),
        damaged=_damaged(workspace),
        projections=[_projection(state, documents) for state in workspace.projections.states(revision)],
        settings=[SettingOut(name=name, value=value, origin=origin) for name, value, origin in rows],
        served_at=served_at(workspace.settings.workspace),
    )


def _projection(state: State, documents: int) -> ProjectionOut:
    found = ProjectionOut.model_validate(state)
    if found.state == "empty" and documents and found.problem is None:
        return found.model_copy(update={"problem": "not built yet; whatever needs it first builds it"})
    return found
