"""A workspace that nothing was taken into: most likely its name is mistyped, so it is said and nothing is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.conftest import Command


@pytest.mark.parametrize(
    "arguments", [("search", "数字校园"), ("ask", "建成多少所？"), ("show", "yunxi-2023.txt"), ("export",), ("delete", "a.txt")]
)
def test_there_is_nothing_to_read(cli: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = cli(*arguments, "--workspace", str(tmp_path / "mistyped"))
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith(f"yaodian: {tmp_path / 'mistyped'}: no document was ever taken into this workspace. ")
    assert not (tmp_path / "mistyped").exists()


def test_its_status_and_its_list_are_told(cli: Command, tmp_path: Path) -> None:
    status = cli("status", "--json")
    assert (status.status, status.json()["documents"]) == (0, 0)
    assert {room["name"]: room["state"] for room in status.json()["projections"]} == {"graph": "empty", "index": "empty"}
    assert cli("list").out.startswith("no documents")
    assert not (tmp_path / "workspace").exists()
