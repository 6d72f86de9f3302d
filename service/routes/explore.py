"""Entities with their facts, neighbours, paths, and points."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from service import exploring, views
from service.dependencies import WorkspaceDep
from service.handlers import declare
from service.wire.graph import EntitiesResponse, EntityDetail, NeighboursResponse, PathsResponse, PointDetail
from service.wire.search import MAX_TEXT, RelatedResponse

router = APIRouter(prefix="/api", tags=["explore"], responses=declare(400, 401, 404, 422, 503))


@router.get("/entities")
def entities(
    workspace: WorkspaceDep,
    q: Annotated[str, Query(max_length=MAX_TEXT, description="Part of a name; empty for the most named.")] = "",
    type: Annotated[str | None, Query(description="Only entities of this type.")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 20,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> EntitiesResponse:
    """Find entities by name or alias."""
    return exploring.entities(workspace, q, type, limit, offset)


@router.get("/entities/{id}")
def entity(
    workspace: WorkspaceDep,
    id: str,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0)] = 0,
    predicate: Annotated[str | None, Query(description="Only facts with this predicate.")] = None,
) -> EntityDetail:
    """Give an entity with its facts and, for each, the words that say it."""
    return exploring.entity(workspace, id, limit, offset, predicate)


@router.get("/entities/{id}/neighbours")
def neighbours(workspace: WorkspaceDep, id: str, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> NeighboursResponse:
    """List what is one step away from an entity, a point or a document."""
    return exploring.neighbours(workspace, id, limit)


@router.get("/paths")
def paths(
    workspace: WorkspaceDep,
    source: Annotated[str, Query(alias="from", description="Id of an entity, point or document.")],
    target: Annotated[str, Query(alias="to", description="Id of an entity, point or document.")],
    longest: Annotated[int, Query(ge=1, le=6, description="Most steps.")] = 4,
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
) -> PathsResponse:
    """Find the shortest ways from one node to another, with a quote for each step."""
    return exploring.paths(workspace, source, target, longest, limit)


@router.get("/points/{id}")
def point(workspace: WorkspaceDep, id: str) -> PointDetail:
    """Give one point with its text, facts and targets."""
    return exploring.point(workspace, id)


@router.get("/points/{id}/related")
def related(workspace: WorkspaceDep, id: str, limit: Annotated[int, Query(ge=1, le=50)] = 10) -> RelatedResponse:
    """List similar points of other documents and years, nearest first."""
    return views.related(workspace, id, limit)
