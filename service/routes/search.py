"""Search, answers, suggestions, comparison and watching."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from service import views, watching
from service.dependencies import WorkspaceDep
from service.handlers import declare
from service.wire.compare import CompareResponse
from service.wire.search import (
    MAX_TEXT,
    AskRequest,
    AskResponse,
    SavedSearches,
    SearchParams,
    SearchResponse,
    SuggestResponse,
    WatchResponse,
)

router = APIRouter(prefix="/api", tags=["search"], responses=declare(400, 401, 422, 503))


@router.get("/search", response_model=SearchResponse)
def search(workspace: WorkspaceDep, params: Annotated[SearchParams, Query()]) -> Response:
    """Find passages by words, meaning and entities, with filters and facets."""
    return _written(views.search(workspace, **params.model_dump()))


@router.post("/ask", response_model=AskResponse)
def ask(workspace: WorkspaceDep, request: AskRequest) -> Response:
    """Answer a question with citations, or say that the library does not answer it."""
    return _written(views.ask(workspace, request.question, [turn.model_dump() for turn in request.history]))


def _written(answer: BaseModel) -> Response:
    """An answer as JSON, written in this thread: FastAPI would hand it to another one first, to look through it once more."""
    return Response(answer.model_dump_json(by_alias=True), media_type="application/json")


@router.get("/suggest")
def suggest(
    workspace: WorkspaceDep,
    q: Annotated[str, Query(max_length=200, description="What has been typed so far.")],
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> SuggestResponse:
    """Complete what is being typed: entities, titles, points, past queries; initials of pinyin work too."""
    return views.suggest(workspace, q, limit)


@router.get("/compare", responses=declare(404))
def compare(
    workspace: WorkspaceDep,
    a: Annotated[str, Query(description="Id or file name of the first document.")],
    b: Annotated[str, Query(description="Id or file name of the second document.")],
) -> CompareResponse:
    """Align the points of two documents into continued, changed (and how), new and dropped."""
    return views.compare(workspace, a, b)


@router.get("/watch")
def watch(
    workspace: WorkspaceDep,
    since: Annotated[str | None, Query(description="A date or a moment; documents that came in since.")] = None,
    q: Annotated[str | None, Query(max_length=MAX_TEXT, description="Only points that this search finds.")] = None,
) -> WatchResponse:
    """List new points in documents that came in after a date, all of them or what a search finds."""
    return watching.watch(workspace, since, q)


@router.get("/watch/saved")
def saved(workspace: WorkspaceDep) -> SavedSearches:
    """List the kept searches."""
    return watching.saved(workspace)


@router.put("/watch/saved/{name}")
def keep(
    workspace: WorkspaceDep,
    name: str,
    q: Annotated[str, Query(max_length=MAX_TEXT, description="The search to keep.")],
) -> SavedSearches:
    """Keep a search under a name."""
    workspace.saved.save(name, q)
    return watching.saved(workspace)


@router.delete("/watch/saved/{name}", responses=declare(404))
def forget(workspace: WorkspaceDep, name: str) -> SavedSearches:
    """Forget a kept search."""
    workspace.saved.remove(name)
    return watching.saved(workspace)
