"""The reference pages are what the code says, and say everything."""

from __future__ import annotations

import pytest

from service.api import create_app
from service.cli.app import app
from service.reader import ENDPOINTS
from service.reference import FOLDER, pages
from service.settings import Settings, variable


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return pages()


def test_no_page_is_stale(written: dict[str, str]) -> None:
    for name, text in written.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name} is stale: run python -m service.reference"


def test_every_setting_appears(written: dict[str, str]) -> None:
    for name in Settings.model_fields:
        assert f"| `{name}` | `{variable(name)}` |" in written["settings.md"]


def test_every_command_appears(written: dict[str, str]) -> None:
    from typer.main import get_command

    def names(prefix: str, command: object) -> list[str]:
        below = getattr(command, "commands", {})
        return [prefix, *(name for key, value in below.items() for name in names(f"{prefix} {key}", value))]

    for name in names("yaodian", get_command(app)):
        assert f"## `{name}`" in written["commands.md"]


def test_every_endpoint_appears(written: dict[str, str]) -> None:
    for path, operations in create_app(Settings()).openapi()["paths"].items():
        for method in operations:
            assert f"## `{method.upper()} {path}`" in written["endpoints.md"]


def test_every_view_that_the_command_line_reads_has_its_endpoint() -> None:
    paths = create_app(Settings()).openapi()["paths"]
    for method, template in ENDPOINTS.values():
        assert method.lower() in paths[template]
