"""Commands that ask: search, ask, compare, watch."""

from __future__ import annotations

from typing import Annotated

import typer

from service.cli import render
from service.cli.session import JsonOption, WorkspaceOption, emit, read, writing

TextArgument = Annotated[str, typer.Argument(help="What is looked for.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    for command in (search, ask, compare, watch):
        app.command()(command)


def search(
    context: typer.Context,
    text: TextArgument,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most hits.")] = 10,
    offset: Annotated[int, typer.Option(min=0, help="Hits to skip.")] = 0,
    filters: Annotated[
        list[str] | None,
        typer.Option("--filter", "-f", help="field=value; field is year, issuer, region, kind, document, entity or predicate."),
    ] = None,
    sort: Annotated[str, typer.Option(help="relevance, year (newest first) or document.")] = "relevance",
    literal: Annotated[bool, typer.Option("--literal", help="Take no filters from the words of the query.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find passages by words, meaning and entities."""
    given = render.parse_filters(filters or [])
    payload = read(
        context, workspace, "search", q=text, limit=limit, offset=offset, sort=sort, literal=literal or None, **given
    )
    emit(payload, as_json, render.hits)


def ask(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="A question in Chinese.", show_default=False)],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question with citations, or say that the library does not answer it."""
    emit(read(context, workspace, "ask", question=text), as_json, render.answer)


def compare(
    context: typer.Context,
    before: Annotated[str, typer.Argument(help="Id or file name of the first document.", show_default=False)],
    after: Annotated[str, typer.Argument(help="Id or file name of the second document.", show_default=False)],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Align the points of two documents: continued, changed (and how), new, dropped."""
    emit(read(context, workspace, "compare", a=before, b=after), as_json, render.comparison)


def watch(
    context: typer.Context,
    since: Annotated[str | None, typer.Option(help="Date, YYYY-MM-DD; documents that came in since.")] = None,
    query: Annotated[str | None, typer.Option(help="Only points that this search finds.")] = None,
    save: Annotated[str | None, typer.Option(help="Keep the search under this name.")] = None,
    name: Annotated[str | None, typer.Option(help="Show what is new for a kept search and mark it as seen.")] = None,
    remove: Annotated[str | None, typer.Option(help="Forget a kept search.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show new points in documents that came in after a date; keep searches. Without options: list the kept ones."""
    if save is not None or name is not None or remove is not None:
        from service import watching

        with writing(context, workspace) as opened:
            payload = watching.change(opened, save=save, query=query, name=name, remove=remove).model_dump(mode="json")
    elif since or query:
        payload = read(context, workspace, "watch", since=since, q=query)
    else:
        payload = read(context, workspace, "saved")
    emit(payload, as_json, render.news)
