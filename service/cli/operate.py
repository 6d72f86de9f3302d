"""Commands that run things: serve, rebuild, status."""

from __future__ import annotations

from typing import Annotated

import typer

from ontology.errors import LibraryError, SearchIndexError, StoreError
from service.cli import render
from service.cli.session import JsonOption, WorkspaceOption, emit, progress, read, writing
from service.problems import EXIT_STATUS


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    for command in (serve, rebuild, status):
        app.command()(command)


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 picks a free one.", show_default="8000")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Serve the web page and the HTTP interface until stopped."""
    from service.server import run_server

    run_server(context.obj.load(workspace=workspace, host=host, port=port))


def rebuild(
    context: typer.Context,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Also empty a Neo4j that holds another workspace's graph.")
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> int:
    """Read every original again and build records, graph and indexes anew. What cannot be read again is named and stays."""
    with writing(context, workspace) as opened, progress("rebuild") as report:
        payload = opened.rebuild(report, take_over=take_over)
    emit(payload, as_json, lambda value: ", ".join(f"{number} {what}" for what, number in value.items()))
    return EXIT_STATUS[LibraryError] if payload["failed"] else 0


def status(context: typer.Context, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> int:
    """Show the settings with their origins, and the state of library, graph and indexes; fails if one is unreachable."""
    loaded = context.obj.load(workspace=workspace)
    payload = read(context, workspace, "status")
    payload["settings"] = [{"name": name, "value": value, "origin": origin} for name, value, origin in loaded.rows()]
    emit(payload, as_json, render.state)
    gone = {room["name"] for room in payload["projections"] if room["state"] == "unreachable"}
    return EXIT_STATUS[StoreError] if "graph" in gone else EXIT_STATUS[SearchIndexError] if gone else 0
