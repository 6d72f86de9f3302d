"""Commands that are stopped half way say what was kept, and what that leaves is told."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from service.files import find_files
from service.writer import _Remote
from tests.service.conftest import Command


def test_a_stopped_ingest_says_what_was_kept(cli: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("service.workspace.Workspace.ingest", stop)
    stopped = cli("ingest", str(folder))
    assert (stopped.status, stopped.out) == (130, "")
    assert stopped.err == "yaodian: stopped; nothing was taken in\n"


def test_what_a_server_took_in_before_is_counted(folder: Path) -> None:
    class Server:
        asked = 0

        def request(self, *_: object, **__: object) -> Any:
            self.asked += 1
            if self.asked == 2:
                raise KeyboardInterrupt
            return {"file": "yunxi-2023.txt", "status": "added"}

    writer = _Remote(Server(), 1 << 20)  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        writer.ingest(find_files([folder]).files)
    assert "the server took 1 files in before" in writer.when_stopped()


def test_importing_can_be_stopped() -> None:
    script = """
import sys
class Stop:
    def find_spec(self, name, *_):
        if name == "service.cli.app":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from service.cli import main
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


def test_what_is_not_built_yet_is_told(cli: Command, folder: Path, tmp_path: Path) -> None:
    def problems() -> dict[str, str | None]:
        states: Any = cli("status", "--json").json()["projections"]
        return {state["name"]: state["problem"] for state in states}

    assert problems() == {"graph": None, "index": None}
    assert cli("ingest", str(folder)).status == 0
    shutil.rmtree(tmp_path / "workspace" / "graph")
    assert problems() == {"graph": "not built yet; whatever needs it first builds it", "index": None}
