"""Commands for domain experts: check a lexicon file, and decide which names are one thing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.session import JsonOption, WorkspaceOption, emit, given_path, read, table, writing

lexicon_app = typer.Typer(help="The lexicon of names.", no_args_is_help=True)
judgements_app = typer.Typer(help="Decisions about which names are one thing.", no_args_is_help=True)
ReasonOption = Annotated[str, typer.Option(help="Why; kept with the decision.")]
EntityArgument = Annotated[str, typer.Argument(help="Id or name of an entity.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.add_typer(lexicon_app, name="lexicon")
    app.add_typer(judgements_app, name="judgements")


@lexicon_app.command()
def check(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(parser=given_path, help="Your YAML file; the shipped ones alone when left out.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a lexicon file: its form, unknown types, and names that clash with others."""
    from service.experts import check_lexicon

    emit(
        check_lexicon(file or context.obj.load().values.lexicon),
        as_json,
        lambda value: f"{value['entries']} entries, no problems",
    )


@judgements_app.command("list")
def list_judgements(context: typer.Context, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the decisions that hold."""
    payload = read(context, workspace, "judgements")
    emit(
        payload, as_json, lambda value: table(["id", "kind", "names", "reason", "made"], [_row(j) for j in value["judgements"]])
    )


def _row(judgement: dict[str, Any]) -> list[object]:
    return [judgement["id"], judgement["kind"], _decided(judgement), judgement["reason"], judgement["made"]]


@judgements_app.command()
def merge(
    context: typer.Context,
    first: EntityArgument,
    second: EntityArgument,
    reason: ReasonOption = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide that two entities are one thing."""
    _decide(context, workspace, as_json, "merge", [first, second], reason)


@judgements_app.command()
def split(
    context: typer.Context,
    first: EntityArgument,
    second: EntityArgument,
    reason: ReasonOption = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide that two entities are two things, whatever the rules say."""
    _decide(context, workspace, as_json, "split", [first, second], reason)


@judgements_app.command()
def reject(
    context: typer.Context,
    entity: EntityArgument,
    reason: ReasonOption = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide that an entity is no entity; its facts leave the graph."""
    _decide(context, workspace, as_json, "reject", [entity], reason)


@judgements_app.command()
def undo(
    context: typer.Context,
    judgement: Annotated[str, typer.Argument(help="Id of a decision.", show_default=False)],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision back."""
    from service import experts

    with writing(context, workspace) as opened:
        _tell(experts.undo(opened, judgement), as_json, "undone")


def _decide(context: typer.Context, workspace: Path | None, as_json: bool, kind: str, entities: list[str], reason: str) -> None:
    from service import experts

    with writing(context, workspace) as opened:
        _tell(experts.judge(opened, kind, entities, reason), as_json, "kept")


def _tell(judgement: Any, as_json: bool, word: str) -> None:  # noqa: ANN401
    payload = judgement.model_dump(mode="json")
    emit(payload, as_json, lambda value: f"{word} {value['id']}: {value['kind']} {_decided(value)}")


def _decided(judgement: dict[str, Any]) -> str:
    return (" ≠ " if judgement["kind"] == "split" else " = ").join(judgement["names"])
