"""The HTTP application. ``create_app`` makes it; nothing happens at import."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from service.dependencies import KeyDep
from service.handlers import add_handlers
from service.middleware import Metrics, RequestContext
from service.pages import add_pages
from service.routes import documents, explore, query, search, system
from service.settings import LoadedSettings, Settings, load_settings
from service.version import version
from service.workspace import Workspace

THREADS = 16
"""Requests that are worked on at the same time; the others wait. More threads than that only cost memory."""


def create_app(settings: Settings | LoadedSettings | None = None, workspace: Workspace | None = None) -> FastAPI:
    """Make the application.

    Args:
        settings: The settings; read from the environment and the file when left out.
        workspace: An open workspace, which the caller closes. When left out, the application opens and closes its own.

    Returns:
        The application; it opens nothing before it starts.
    """
    loaded = settings if isinstance(settings, LoadedSettings) else _loaded(settings)
    app = FastAPI(
        title="要点 yaodian",
        version=version(),
        summary="Knowledge graph and semantic search for Chinese policy documents",
        lifespan=_lifespan,
        docs_url=None,  # the framework's own pages load their scripts from another host; see service.pages
        redoc_url=None,
    )
    app.state.loaded, app.state.settings, app.state.metrics = loaded, loaded.values, Metrics()
    app.state.given = app.state.workspace = workspace
    app.add_middleware(RequestContext, metrics=app.state.metrics, body_limit=loaded.values.upload_limit)
    add_handlers(app)
    app.include_router(system.open_router)
    routers = [module.router for module in (search, documents, explore, query, system)]
    for router in routers:
        app.include_router(router, dependencies=[KeyDep])
    app.state.endpoints = [route for router in routers for route in router.routes]
    add_pages(app)
    return app


def _loaded(settings: Settings | None) -> LoadedSettings:
    if settings is None:
        return load_settings()
    return LoadedSettings(settings, dict.fromkeys(Settings.model_fields, "given"))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    from anyio import to_thread

    to_thread.current_default_thread_limiter().total_tokens = THREADS
    if app.state.given is None:
        app.state.workspace = await to_thread.run_sync(Workspace.open, app.state.settings)
    try:
        if app.state.given is None:
            await to_thread.run_sync(app.state.workspace.warm)
        yield
    finally:
        if app.state.given is None:
            await to_thread.run_sync(app.state.workspace.close)
