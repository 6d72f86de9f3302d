"""Writes the reference in ``docs/reference`` from the code: commands, settings, endpoints, ontology, formats, errors.

Run as ``python -m service.reference``; with ``--check`` it writes nothing and fails when a page is stale.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from service.problems import EXIT_STATUS, HTTP_STATUS
from service.settings import Settings, show, variable

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
SETTINGS_HEAD = """# Settings

A flag wins over the environment, the environment over the file, the file over the default. The file is `yaodian.toml`
in the working directory, or the one that `--config` or `YAODIAN_CONFIG` names; its keys are the names below.
`yaodian status` shows each value with where it came from, secrets masked.

| name | variable | default | meaning |
|---|---|---|---|
"""
ENDPOINTS_HEAD = """# Endpoints

The running server describes itself at `/docs` and `/openapi.json`. Where the setting `api_keys` is not empty, every
endpoint under `/api` and `/metrics` wants the header `X-API-Key`. Every answer bears `X-Request-ID`. An error is
`{"detail": "one line", "error": {"code", "what", "where", "hint", "request_id"}}`."""
ERRORS_HEAD = """# Errors

An error of a kind that is not listed has the status of the nearest kind above it.

| kind | HTTP status | meaning |
|---|---|---|
"""
ONTOLOGY_HEAD = """# Ontology

What the nodes and relationships of the graph are, and what they are called in Cypher and in RDF. In RDF every node also bears
its type in `pw:`, and every relationship is a node of its own with its evidence (`pw:Statement`,
`rdf:subject`, `rdf:predicate`, `rdf:object`, `oa:hasSelector`)."""
NOTE = "<!-- Written by `python -m service.reference` from the code. Do not edit. -->\n"


def pages() -> dict[str, str]:
    """File name and text of every page."""
    written = {
        "commands.md": _commands(),
        "settings.md": _settings(),
        "endpoints.md": _endpoints(),
        "evaluation.md": _evaluation(),
        "errors.md": _errors(),
        "ontology.md": _ontology(),
    }
    return {name: f"{NOTE}\n{text.strip()}\n" for name, text in written.items()}


def _settings() -> str:
    rows = [
        f"| `{name}` | `{variable(name)}` | {f'`{value}`' if (value := show(field.default)) else '—'} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return SETTINGS_HEAD + "\n".join(rows)


def _commands() -> str:
    from typer.main import get_command

    from service.cli.app import app

    top = get_command(app)
    sections = [_command_section("yaodian", top), *_walk("yaodian", top)]
    statuses = "\n".join(f"| {status} | {_first_line(kind)} |" for kind, status in EXIT_STATUS.items())
    end = f"## Exit status\n\n| status | meaning |\n|---|---|\n| 0 | success |\n{statuses}\n| 130 | stopped by the user |"
    return "\n\n".join(["# Commands", *sections, end])


def _walk(prefix: str, group: Any) -> Iterator[str]:  # noqa: ANN401  typer's own click is private
    for name, command in getattr(group, "commands", {}).items():
        path = f"{prefix} {name}"
        yield _command_section(path, command)
        yield from _walk(path, command)


def _command_section(path: str, command: Any) -> str:  # noqa: ANN401
    parameters = [p for p in command.params if p.name != "help" and not getattr(p, "hidden", False)]
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option" and not p.name.startswith(("install_", "show_"))]
    required = [f"{p.opts[0]} {_shown(p)}" for p in options if p.required]
    others = ["[options]"] if len(options) > len(required) else []
    usage = " ".join([path, *(_argument(p) for p in arguments), *required, *others])
    if getattr(command, "commands", None):
        usage += " COMMAND"
    rows = [f"| `{_shown(p)}` | {p.help or ''} |" for p in arguments]
    rows += [f"| `{', '.join(p.opts)}` | {p.help or ''}{' Required.' if p.required else _default(p)} |" for p in options]
    table = "\n\n| parameter | meaning |\n|---|---|\n" + "\n".join(rows) if rows else ""
    return f"## `{path}`\n\n{inspect.cleandoc(command.help or '')}\n\n    {usage}{table}"


def _argument(parameter: Any) -> str:  # noqa: ANN401
    name = _shown(parameter) + ("…" if parameter.nargs == -1 else "")
    return name if parameter.required else f"[{name}]"


def _shown(parameter: Any) -> str:  # noqa: ANN401
    return str(parameter.metavar or parameter.name.upper())


def _default(parameter: Any) -> str:  # noqa: ANN401
    given = getattr(parameter, "show_default", None)
    value = given if isinstance(given, str) else parameter.default
    plain = isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""
    return f" Default: `{value}`." if plain else ""


def _endpoints() -> str:
    from service.api import create_app

    api = create_app(Settings()).openapi()
    schemas = api["components"]["schemas"]
    sections = [
        _endpoint(method, path, operation, schemas)
        for path, operations in api["paths"].items()
        for method, operation in operations.items()
    ]
    return "\n\n".join([ENDPOINTS_HEAD, *sections])


def _endpoint(method: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]) -> str:
    lines = [f"## `{method.upper()} {path}`", operation.get("description", operation.get("summary", ""))]
    parameters = [_parameter(p) for p in operation.get("parameters", []) if p["in"] != "header"]
    body = _reference(operation.get("requestBody", {}))
    parameters += [_property(name, field, "body") for name, field in schemas.get(body, {}).get("properties", {}).items()]
    if parameters:
        lines.append("| parameter | in | meaning |\n|---|---|---|\n" + "\n".join(parameters))
    success: dict[str, Any] = next((r for code, r in operation["responses"].items() if code.startswith("2")), {})
    answer = schemas.get(_reference(success), {})
    if answer:
        fields = ", ".join(f"`{name}`" for name in answer.get("properties", {}))
        lines.append(f"Answers with {answer.get('title', 'a value')}: {fields}.")
    problems = [f"{code} {r['description']}" for code, r in sorted(operation["responses"].items()) if not code.startswith("2")]
    if problems:
        lines.append("Errors: " + "; ".join(problems) + ".")
    return "\n\n".join(lines)


def _reference(holder: dict[str, Any]) -> str:
    for content in holder.get("content", {}).values():
        reference = content.get("schema", {}).get("$ref", "")
        if reference:
            return str(reference).rsplit("/", 1)[1]
    return ""


def _parameter(parameter: dict[str, Any]) -> str:
    schema = parameter.get("schema", {})
    return _property(
        parameter["name"],
        {**schema, "description": parameter.get("description", schema.get("description", ""))},
        parameter["in"],
    )


def _property(name: str, field: dict[str, Any], place: str) -> str:
    bounds = [
        f"{word} {field[key]}"
        for key, word in (("minimum", "least"), ("maximum", "most"), ("maxLength", "longest"))
        if key in field
    ]
    if "enum" in field:
        bounds.append("one of " + ", ".join(f"`{value}`" for value in field["enum"]))
    if field.get("default") not in (None, "", [], {}):
        bounds.append(f"default `{field['default']}`")
    meaning = " ".join(filter(None, (field.get("description", ""), f"({', '.join(bounds)})" if bounds else "")))
    return f"| `{name}` | {place} | {meaning} |"


def _evaluation() -> str:
    from service.evaluation import answers, extraction, search

    sections = [
        f"## {name}\n\n{inspect.getdoc(module)}"
        for name, module in (("Extraction", extraction), ("Search", search), ("Answers", answers))
    ]
    return "\n\n".join(["# Evaluation formats", "All files are UTF-8.", *sections])


def _errors() -> str:
    rows = [f"| `{kind.__name__}` | {status} | {_first_line(kind)} |" for kind, status in HTTP_STATUS.items()]
    return ERRORS_HEAD + "\n".join(rows)


def _ontology() -> str:
    from graph.schema import EDGE_COLUMNS, node_columns
    from ontology.model import load_model

    model = load_model()
    types = [
        f"| `{kind.cypher}` | `{kind.rdf}` | {kind.label.zh} | {kind.description.en} | {_names(node_columns(name))} |"
        for name, kind in model.types.items()
    ]
    predicates = [
        f"| `{one.cypher}` | `{one.rdf}` | {one.label.zh} | {one.description.en} "
        f"| {', '.join(one.subject)} → {', '.join(one.object)} |"
        for one in model.predicates.values()
    ]
    return "\n\n".join(
        [
            ONTOLOGY_HEAD,
            "## Labels of nodes",
            "| Cypher | RDF | 名称 | meaning | properties |\n|---|---|---|---|---|\n" + "\n".join(types),
            "## Types of relationships",
            "| Cypher | RDF | 名称 | meaning | from → to |\n|---|---|---|---|---|\n" + "\n".join(predicates),
            f"Properties of every relationship: {_names(EDGE_COLUMNS)}.",
        ]
    )


def _names(columns: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in columns)


def _first_line(kind: type) -> str:
    return (inspect.getdoc(kind) or "").splitlines()[0]


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    stale = []
    for name, text in pages().items():
        path = FOLDER / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    if stale:
        sys.stderr.write(f"{'stale' if '--check' in arguments else 'wrote'}: {', '.join(stale)}\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
