"""A workspace that this user may not write is told as that: nothing is damaged, and no rebuild would help."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.service.conftest import Command


@pytest.fixture
def read_only(process: Command, folder: Path, tmp_path: Path) -> Command:
    """Runs commands over a filled workspace without the right to write it."""
    assert process("ingest", str(folder)).status == 0
    for path in (tmp_path / "workspace").rglob("*"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    if os.geteuid() == 0:  # root may write everything, unless it gives that up
        process.prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]  # type: ignore[attr-defined]
        if not shutil.which("setpriv") or process("--help").status:
            pytest.skip("root cannot give up its rights here")
    return process


@pytest.mark.parametrize(
    ("arguments", "place"),
    [(("search", "数字校园"), "index"), (("export",), "graph"), (("ask", "2023年建成多少所数字校园？"), "graph")],
    ids=lambda value: value[0] if isinstance(value, tuple) else value,
)
def test_readers_say_who_may_not_write_what(read_only: Command, tmp_path: Path, arguments: tuple[str, ...], place: str) -> None:
    ran = read_only(*arguments)
    assert ran.status == 5
    assert len(ran.err.strip().splitlines()) == 1, ran.err
    assert f"{tmp_path / 'workspace' / place}: no permission" in ran.err
    assert "Check who owns the folder" in ran.err
    assert not any(word in ran.err for word in ("damaged", "IoError", "rebuild"))


def test_status_shows_what_it_can_and_fails(read_only: Command) -> None:
    ran = read_only("status", "--json")
    assert (ran.status, ran.err) == (6, "")
    assert ran.json()["documents"] == 2
