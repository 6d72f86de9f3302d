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


def test_words_that_the_terminal_cannot_have_meant(cli: Command, folder: Path) -> None:
    cli("ingest", str(folder))
    for command in ("search", "ask", "show"):
        ran = cli(command, "\udcff\udcfe")
        assert (ran.status, ran.out) == (2, "")
        assert "not text. Write it in the terminal's encoding" in ran.err


def test_a_filter_that_nothing_can_satisfy_is_told(cli: Command, folder: Path) -> None:
    cli("ingest", str(folder))
    assert "nope.txt: no such document" in cli("search", "校园", "-f", "document=nope.txt").err
    unknown = cli("search", "校园", "-f", "predicate=nope")
    assert (unknown.status, unknown.out) == (2, "")
    assert "nope: no such predicate. One of " in unknown.err
    assert cli("search", "校园", "-f", "document=yunxi-2023.txt", "--json").json()["total"]


def test_the_version_is_printed(cli: Command) -> None:
    ran = cli("--version")
    assert ran.status == 0
    assert ran.out.startswith("yaodian ")


def test_a_copy_under_another_name_is_told(cli: Command, folder: Path) -> None:
    cli("ingest", str(folder))
    (folder / "copy.txt").write_bytes((folder / "yunxi-2023.txt").read_bytes())
    assert "the same file is in the library as yunxi-2023.txt" in cli("ingest", str(folder / "copy.txt")).out


def test_nothing_named_is_told(cli: Command) -> None:
    assert cli("show", " ").err.startswith("yaodian: nothing is named. Name a document")
