"""Commands that score the project against gold files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.session import JsonOption, WorkspaceOption, emit, given_path, progress, say, table
from service.reader import open_reader

eval_app = typer.Typer(help="Scores against gold files; the formats are in docs/reference/evaluation.md.", no_args_is_help=True)
GoldArgument = Annotated[Path, typer.Argument(parser=given_path, help="Gold file, one JSON object a line.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.add_typer(eval_app, name="eval")


@eval_app.command()
def extraction(
    context: typer.Context,
    gold: Annotated[Path, typer.Argument(parser=given_path, help="Folder of gold files.", show_default=False)],
    documents: Annotated[
        Path, typer.Option(parser=given_path, metavar="PATH", help="Folder of the documents.", show_default=False)
    ],
    errors: Annotated[bool, typer.Option("--errors", help="Also list what was missed and what was made up.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Score extraction: precision, recall and F1 of outline, metadata, entities, mentions, relations and targets."""
    from service.evaluation.extraction import evaluate_extraction
    from service.extraction import extract_as_json

    settings = context.obj.load().values
    scores = evaluate_extraction(gold, documents, lambda path: extract_as_json(path, settings))
    payload: dict[str, Any] = {"rows": scores.rows()}
    if errors:
        payload["errors"] = [list(error) for error in scores.errors]
    emit(payload, as_json, lambda value: "\n".join([_grid(value["rows"]), *("\t".join(e) for e in value.get("errors", []))]))


@eval_app.command()
def search(
    context: typer.Context,
    gold: GoldArgument,
    limit: Annotated[int, typer.Option(min=10, max=100, help="Hits to judge.")] = 20,
    worst: Annotated[int, typer.Option(min=0, help="Also list so many of the worst queries.")] = 0,
    trec: Annotated[
        Path | None, typer.Option(parser=given_path, metavar="PATH", help="Folder for qrels.txt and run.txt in TREC's formats.")
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score search: nDCG@10, MRR@10, recall@10 and first hits, by type of query."""
    from service.evaluation import search as scoring

    with progress("queries") as report, open_reader(context.obj.load(workspace=workspace).values, say, report) as reader:
        judged = scoring.evaluate_search(gold, lambda text: reader.read("search", q=text, limit=limit)["hits"])
    if trec is not None:
        _write_trec(trec, scoring.trec_qrels(judged), scoring.trec_run(judged))
    lowest = sorted(judged, key=lambda query: (query.measures["ndcg@10"], query.qid))[:worst]
    times = sorted(query.seconds * 1e3 for query in judged)
    payload = {
        "rows": scoring.table(judged),
        "latency_ms": {"p50": times[len(times) // 2], "p95": times[int(len(times) * 0.95)]},
        "worst": [[query.measures["ndcg@10"], query.qid, query.query] for query in lowest],
    }
    emit(payload, as_json, _search_text)


@eval_app.command()
def answers(
    context: typer.Context,
    gold: GoldArgument,
    wrong: Annotated[bool, typer.Option("--wrong", help="Also list the questions that went wrong.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score answers: right, declined, and citations that stand in the text."""
    from service.evaluation import answers as scoring

    with progress("questions") as report, open_reader(context.obj.load(workspace=workspace).values, say, report) as reader:
        texts: dict[str, str] = {}

        def quote(document: str, start: int, end: int) -> str:
            if document not in texts:
                texts[document] = reader.read("document", id=document)["text"]
            return texts[document][start:end]

        marked = scoring.evaluate_answers(gold, lambda question: reader.read("ask", question=question), quote)
    payload: dict[str, Any] = {"rows": scoring.table(marked)}
    if wrong:
        payload["wrong"] = [[item.id, item.question, item.answer] for item in marked if not item.right]
    emit(payload, as_json, lambda value: "\n".join([_grid(value["rows"]), *("\t".join(w) for w in value.get("wrong", []))]))


def _write_trec(folder: Path, qrels: str, run: str) -> None:
    from service.atomic import write_atomically
    from service.rooms import prepare_folder

    prepare_folder(folder, make=True)
    write_atomically(folder / "qrels.txt", qrels.encode())
    write_atomically(folder / "run.txt", run.encode())


def _search_text(value: dict[str, Any]) -> str:
    latency = "latency p50 {p50:.1f} ms, p95 {p95:.1f} ms".format(**value["latency_ms"])
    return "\n".join([_grid(value["rows"]), latency, *(f"{low:.3f}\t{qid}\t{text}" for low, qid, text in value["worst"])])


def _grid(rows: dict[str, dict[str, float]]) -> str:
    columns = list(next(iter(rows.values())))
    cells = [
        [name, *(f"{row[c]:.0f}" if c in ("n", "gold") else f"{row[c]:.3f}" for c in columns)] for name, row in rows.items()
    ]
    return table(["", *columns], cells)
