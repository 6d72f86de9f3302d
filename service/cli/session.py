"""What commands share: settings from flags, tables or JSON, progress, and reading locally or through a running server."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from ontology.characters import is_whole
from ontology.errors import InputError, InvalidQuery
from service.settings import LoadedSettings, load_settings

if TYPE_CHECKING:
    from service.workspace import Workspace
    from service.writer import Writer


def given_path(text: str) -> Path:
    """A path as it is written on a command line.

    Args:
        text: The words.

    Returns:
        The path.

    Raises:
        InputError: It is empty, which would mean the current folder: most likely a variable of the shell that is not set.
    """
    if not text.strip():
        raise InputError("the path is empty", hint="Name a file or a folder; is a variable of the shell not set?")
    return Path(text)


JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", parser=given_path, metavar="PATH", help="Folder of the library, graph and indexes."),
]
WIDE = 100_000
"""Columns of a table that no terminal shows: enough for every row to be one line."""
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and how much there is (0 when unknown)."""


@dataclass(frozen=True, slots=True)
class Session:
    """The flags given before the command's name."""

    flags: dict[str, object]
    config: Path | None

    def load(self, **flags: object) -> LoadedSettings:
        """Settings with a command's own flags on top."""
        given = {name: value for name, value in flags.items() if value is not None}
        return load_settings({**self.flags, **given}, file=self.config)


def say(line: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"yaodian: {line}\n".encode(errors="replace").decode())
    sys.stderr.flush()


def out(text: str) -> None:
    """Text on standard output as UTF-8, whatever the terminal's locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(errors="replace"))
    sys.stdout.buffer.flush()


def emit(payload: Any, as_json: bool, render: Callable[[Any], str]) -> None:  # noqa: ANN401  any JSON value
    """Print a result: JSON in one line, or as ``render`` words it."""
    if as_json:
        out(orjson.dumps(payload, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS).decode())
        return
    text = render(payload)
    out(text if text.endswith("\n") or not text else text + "\n")


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table as text: on a terminal its texts are broken to fit, elsewhere every row is one line. Ids are always whole."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, column in enumerate(columns):
        is_id = column == "id"
        grid.add_column(
            column, no_wrap=is_id, min_width=max((len(str(row[number])) for row in rows), default=0) if is_id else None
        )
    for row in rows:
        grid.add_row(*(Text("" if cell is None else str(cell), overflow="fold") for cell in row))
    screen = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else WIDE)
    with screen.capture() as captured:
        screen.print(grid)
    return "\n".join(line.rstrip() for line in captured.get().strip("\n").splitlines())


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """A progress bar on standard error from the first report on, and nothing at all when that is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    with ExitStack() as stack:
        bar: list[Progress] = []

        def report(what: str, done: int, total: int) -> None:
            if not bar:
                bar.append(stack.enter_context(_bar(title)))
            bar[0](what, done, total)

        yield report


@contextmanager
def _bar(title: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total or None)


@contextmanager
def _at_work() -> Iterator[Progress]:
    """What every command that writes runs in: fewer interruptions by Python itself, and a bar for what opening takes."""
    from service.memory import rare_collections, rare_switches

    with rare_collections(), rare_switches(), progress("open") as report:
        yield report


@contextmanager
def writing(context: typer.Context, workspace: Path | None) -> Iterator[Workspace]:
    """The workspace, open for writing; notices go to standard error.

    Args:
        context: The command's context.
        workspace: The workspace.

    Yields:
        The workspace, for as long as the context lasts.

    Raises:
        WorkspaceLocked: Another process writes to it.
    """
    from service.workspace import Workspace

    settings = context.obj.load(workspace=workspace).values
    with _at_work() as report, Workspace.open(settings, say, report) as opened:
        yield opened


@contextmanager
def taking(
    context: typer.Context, workspace: Path | None, files: Iterable[Path] = (), *, made: bool = False
) -> Iterator[Writer]:
    """What takes documents in and removes them: the server that serves this workspace if one runs, else the workspace itself.

    Args:
        context: The command's context.
        workspace: The workspace.
        files: What will be taken in.
        made: Whether something must have been taken into it before.

    Yields:
        The writer, for as long as the context lasts.

    Raises:
        NotFound: Nothing was.
        WorkspaceLocked: A process that is no server writes to it.
    """
    from service import rooms
    from service.writer import open_writer

    settings = context.obj.load(workspace=workspace).values
    if made:
        rooms.check_taken_into(settings)
    with _at_work() as report, open_writer(settings, say, report, files) as opened:
        yield opened


def read(context: typer.Context, workspace: Path | None, view: str, **params: object) -> Any:  # noqa: ANN401  any JSON value
    """Answer one reading view: through the server that serves this workspace if one runs, else from the workspace itself.

    Args:
        context: The command's context.
        workspace: The workspace.
        view: The view's name in ``service.reader.ENDPOINTS``.
        **params: Its parameters by name.

    Returns:
        The view's JSON value.

    Raises:
        YaodianError: What the view raises; ``InvalidQuery`` for what no encoding can carry.
    """
    from service.reader import open_reader

    for name, value in params.items():
        if isinstance(value, str) and not is_whole(value):  # bytes that the terminal's encoding lacks are halves of characters
            raise InvalidQuery("not text", where=name, hint="Write it in the terminal's encoding, which is best UTF-8")
    settings = context.obj.load(workspace=workspace).values
    with progress("read") as report, open_reader(settings, say, report) as reader:
        return reader.read(view, **params)
