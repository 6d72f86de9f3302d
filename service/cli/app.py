"""The command ``yaodian``: what all commands share, and how errors leave the process.

An error is one line on standard error that says where, what and what to do; standard output then stays empty and the exit
status tells the branch of the error tree (``service.problems``).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import Abort, Exit, TyperException

from ontology.errors import YaodianError
from service.cli import documents, evaluate, experts, operate, questions
from service.cli.session import Session, WorkspaceOption, given_path, out, say
from service.problems import exit_status, from_os_error

app = typer.Typer(
    name="yaodian",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (documents, questions, operate, experts, evaluate):
    module.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        from service.version import version

        out(f"yaodian {version()}\n")
        raise Exit


@app.callback()
def common(
    context: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    workspace: WorkspaceOption = None,
    config: Annotated[
        Path | None, typer.Option(parser=given_path, metavar="PATH", help="Settings file; yaodian.toml when left out.")
    ] = None,
    store: Annotated[str | None, typer.Option(help="Graph store: ladybug or neo4j.")] = None,
    embedder: Annotated[str | None, typer.Option(help="Embedder: a documented name, a model name or a folder.")] = None,
    lexicon: Annotated[
        Path | None, typer.Option(parser=given_path, metavar="PATH", help="YAML file of your own names.")
    ] = None,
) -> None:
    """要点：中文政策文件的知识图谱与语义搜索。Knowledge graph and semantic search for Chinese policy documents."""
    context.obj = Session({"workspace": workspace, "store": store, "embedder": embedder, "lexicon": lexicon}, config)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with its exit status."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: The arguments after the command's name; the process's own when left out.

    Returns:
        The exit status: 0, or that of the error's branch.
    """
    try:
        status = app(arguments, standalone_mode=False, prog_name="yaodian")
        return status if isinstance(status, int) else 0
    except Exit as leave:
        return leave.exit_code
    except (Abort, KeyboardInterrupt):
        say("stopped")
        return 130
    except TyperException as error:
        message = error.format_message()
        if message.startswith("Usage: "):  # a name without a command: the page of help as it stands, not one line of error
            sys.stderr.write(f"{message}\n")
        else:
            command = getattr(getattr(error, "ctx", None), "command_path", "yaodian")
            say(f"{' '.join(message.split()).rstrip('.')}. See: {command} --help")
        return error.exit_code
    except YaodianError as error:
        say(str(error))
        return exit_status(error)
    except BrokenPipeError:  # the reader of a pipe has gone; nothing more can be said on it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        problem = from_os_error(error)
        say(str(problem))
        return exit_status(problem)
