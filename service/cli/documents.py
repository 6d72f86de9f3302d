"""Commands on documents: ingest, extract, list, show, delete, export."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ontology.errors import InputError
from service.cli.render import damaged
from service.cli.session import JsonOption, WorkspaceOption, emit, given_path, out, progress, read, say, table, taking
from service.problems import EXIT_STATUS

if TYPE_CHECKING:
    from service.wire.documents import IngestResult

FORMATS = ("graph-json", "turtle", "nquads", "jsonld")
NAMED = 5
"""Files that are passed over and named; ``--json`` names all."""


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    for command in (ingest, extract, show, delete, export):
        app.command()(command)
    app.command("list")(list_documents)


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(parser=given_path, help="Files and folders.", show_default=False)],
    recursive: Annotated[bool, typer.Option("--recursive", "-r", help="Look into folders at every level.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> int:
    """Take documents into the library, the graph and the indexes. One result per file; a known file changes nothing.

    Files of other kinds in a folder are passed over; a file that is named itself must be a document.
    """
    from service.files import find_files

    listing = find_files(paths, recursive=recursive)
    usable = [item.path for item in listing.files if item.problem is None]
    with taking(context, workspace, usable) as opened, progress("ingest") as report:
        try:
            results = opened.ingest(listing.files, report)
        except KeyboardInterrupt:
            say(f"stopped; {opened.when_stopped()}")
            raise
    counts = {
        status: sum(result.status == status for result in results) for status in ("added", "replaced", "unchanged", "failed")
    }
    payload = {
        "results": [result.model_dump(mode="json") for result in results],
        "counts": counts,
        "passed_over": [str(path) for path in listing.passed_over],
    }
    emit(payload, as_json, lambda _: _ingested(results, counts))
    if listing.passed_over and not as_json:
        say(_passed_over(listing.passed_over))
    for result in results:
        if result.error is not None:
            say(result.error)
    return EXIT_STATUS[InputError] if counts["failed"] else 0


def _ingested(results: list[IngestResult], counts: dict[str, int]) -> str:
    lines: list[str] = []
    for result in results:
        if result.status in ("added", "replaced"):
            counted = f"({result.points} points, {result.statements} statements)"
            lines.append(f"{result.status:9} {result.file}  {result.title or ''}  {counted}")
        elif result.notes:
            lines.append(f"{result.status:9} {result.file}")
        lines += [f"{'':9} {note}" for note in result.notes]
    changed = counts["added"] + counts["replaced"]
    total = ", ".join(f"{number} {status}" for status, number in counts.items() if number)
    return "\n".join([*lines, f"{total or 'no files'}{'' if changed else '; nothing changed'}"])


def _passed_over(paths: list[Path]) -> str:
    names = ", ".join(path.name for path in paths[:NAMED])
    more = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
    return f"passed over {len(paths)} {'file' if len(paths) == 1 else 'files'} of other kinds: {names}{more}"


def extract(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(parser=given_path, help="One document.", show_default=False)],
    explain: Annotated[bool, typer.Option("--explain", help="Show the text with its facts and their rules.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Write the explanation as an HTML page.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read one document and print what it says, without keeping it: as JSON, or explained in colour or as HTML."""
    from service import explain as explanation
    from service.extraction import extract_file

    record = extract_file(file, context.obj.load().values, say)
    if html:
        out(explanation.as_html(record))
    elif explain and not as_json:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        out(explanation.as_text(record, colour=colour))
    else:
        from ingest.wire import extract_json

        emit(extract_json(record), as_json, explanation.summary)


def list_documents(context: typer.Context, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the documents of the library."""
    payload = read(context, workspace, "documents", limit=100_000)
    columns = ["id", "year", "title", "issuer", "points", "facts", "file"]
    emit(payload, as_json, lambda value: _listed(columns, value) + damaged(value))


def _listed(columns: list[str], value: dict[str, Any]) -> str:
    rows = [_row(document) for document in value["documents"]]
    return table(columns, rows) if rows else "no documents. Take some in with: yaodian ingest PATH"


def _row(document: dict[str, Any]) -> list[object]:
    return [document[name] for name in ("id", "year", "title", "issuer", "points", "statements", "source_name")]


def show(
    context: typer.Context,
    thing: Annotated[
        str,
        typer.Argument(help="A document (id or file name), a point (id), or an entity (id or whole name).", show_default=False),
    ],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a document with its outline, or a point or an entity with its facts and their evidence."""
    from service.cli.render import shown

    if not thing.strip():
        raise InputError("nothing is named", hint="Name a document, a point or an entity; list documents with: yaodian list")
    emit(read(context, workspace, "show", id=thing), as_json, shown)


def delete(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="Id or file name.", show_default=False)],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove a document and all that it alone contributed."""
    with taking(context, workspace, made=True) as opened:
        removed = opened.delete(document).model_dump(mode="json")
    emit(removed, as_json, lambda value: f"deleted {value['id']}  {value['title']}  ({value['source_name']})")


def export(
    context: typer.Context,
    format: Annotated[str, typer.Option("--format", help=", ".join(FORMATS) + ".")] = FORMATS[0],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", parser=given_path, metavar="PATH", help="File to write; standard output when left out."),
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the whole graph: graph-json (sorted, so that equal graphs give equal bytes), turtle, nquads or jsonld."""
    from service.atomic import write_atomically

    payload = read(context, workspace, "export", format=format)
    if output is not None:
        content = payload["text"].encode()
        write_atomically(output, content)
        if as_json:
            emit({"format": payload["format"], "output": str(output), "bytes": len(content)}, True, str)
        else:
            say(f"wrote {output}")
    elif as_json:
        emit(payload, True, str)
    else:
        out(payload["text"])
