"""Health, metrics, status and judgements."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from service import experts, views
from service.dependencies import KeyDep, WorkspaceDep
from service.handlers import declare
from service.version import version
from service.wire.system import Health, JudgementsResponse, StatusResponse

open_router = APIRouter(tags=["system"])
router = APIRouter(prefix="/api", tags=["system"], responses=declare(401))


@open_router.get("/health")
def health() -> Health:
    """Say that the server answers."""
    return Health(status="ok", version=version())


@open_router.get("/metrics", response_class=Response, dependencies=[KeyDep], responses=declare(401))
def metrics(request: Request) -> Response:
    """Give the service's measures in the text format of Prometheus."""
    return Response(generate_latest(request.app.state.metrics.registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/status")
def status(request: Request, workspace: WorkspaceDep) -> StatusResponse:
    """Give the settings with their origins, and the state of library, graph and indexes."""
    return views.status(workspace, request.app.state.loaded)


@router.get("/judgements")
def judgements(workspace: WorkspaceDep) -> JudgementsResponse:
    """List the decisions about which names are one thing."""
    return experts.judgements(workspace)
