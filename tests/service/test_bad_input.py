"""Bad input from the command line and over HTTP: one clear line, a status that says so, and everything as it was."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.service.bad_files import BAD_FILES
from tests.service.conftest import FIRST, Command, Ran


def assert_one_line(ran: Ran, *words: str) -> None:
    """One line on standard error that holds the words, and a status that is not zero."""
    assert ran.status not in (0, 1), ran
    lines = ran.err.strip().splitlines()
    assert len(lines) == 1, ran.err
    for word in words:
        assert word in lines[0]
    assert "Traceback" not in ran.err


@pytest.fixture(params=sorted(BAD_FILES))
def bad(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name, make = BAD_FILES[request.param]
    path = tmp_path / name
    path.write_bytes(make())
    return path


def test_extract_of_a_bad_file(cli: Command, bad: Path) -> None:
    ran = cli("extract", str(bad), "--json")
    assert_one_line(ran, bad.name)
    assert ran.out == ""


def test_ingest_of_a_bad_file_leaves_the_graph_as_it_was(cli: Command, folder: Path, bad: Path) -> None:
    assert cli("ingest", str(folder)).status == 0
    before = cli("export", "--format", "graph-json").out
    assert_one_line(cli("ingest", str(bad)), bad.name)
    assert cli("export", "--format", "graph-json").out == before


def test_upload_of_a_bad_file(own: TestClient, bad: Path) -> None:
    answer = own.post("/api/documents", files={"file": (bad.name, bad.read_bytes())})
    assert answer.status_code in (413, 415, 422), answer.text
    error = answer.json()["error"]
    assert bad.name in str(error["where"])
    assert error["what"]
    assert error["hint"]
    assert own.get("/api/documents").json()["total"] == 0


def test_the_good_files_of_a_folder_are_taken_beside_a_bad_one(cli: Command, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    ran = cli("ingest", str(folder), "--json")
    assert_one_line(ran, "empty.txt")
    assert ran.json()["counts"] == {"added": 2, "replaced": 0, "unchanged": 0, "failed": 1}


def test_a_text_of_50_mb(cli: Command, own: TestClient, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes((FIRST * 100).encode() * (50_000_000 // len((FIRST * 100).encode()) + 1))
    assert_one_line(cli("ingest", str(path)), "large.txt", "larger than")
    assert_one_line(cli("extract", str(path), "--json"), "large.txt", "larger than")
    with path.open("rb") as file:
        answer = own.post("/api/documents", files={"file": ("large.txt", file)})
    assert answer.status_code == 413
    assert "larger than" in answer.json()["detail"]


@pytest.mark.parametrize("name", ["../escape.txt", "..\\escape.txt", "/tmp/escape.txt", "x" * 300 + ".txt"])
def test_an_upload_whose_name_is_no_file_name(own: TestClient, name: str) -> None:
    answer = own.post("/api/documents", files={"file": (name, FIRST.encode())})
    assert answer.status_code in (400, 422), answer.text
    assert own.get("/api/documents").json()["total"] == 0


def test_references_with_dots_find_nothing(cli: Command, client: TestClient) -> None:
    for command in (("delete", "../../etc/passwd"), ("show", "../x")):
        assert_one_line(cli(*command), "../")
    assert client.get("/api/documents/..%2F..%2Fetc%2Fpasswd").status_code == 404
    assert client.delete("/api/documents/..%2Fx").status_code in (404, 405)  # a server may decode it into another path


def test_a_folder_where_a_file_is_wanted(cli: Command, folder: Path) -> None:
    assert_one_line(cli("extract", str(folder), "--json"), "is a folder")


def test_a_file_that_vanishes(cli: Command, folder: Path) -> None:
    gone = folder / "gone.txt"
    assert_one_line(cli("ingest", str(gone)), "gone.txt", "no such file")
    assert_one_line(cli("extract", str(gone)), "gone.txt", "no such file")


def test_a_second_process_on_the_workspace(cli: Command, process: Command, folder: Path, tmp_path: Path) -> None:
    from service.settings import Settings
    from service.workspace import Workspace

    assert cli("ingest", str(folder)).status == 0
    with Workspace.open(Settings(workspace=tmp_path / "workspace")):
        ran = process("ingest", str(folder))
        assert_one_line(ran, str(tmp_path / "workspace"))
        assert re.search(r"another process|writes", ran.err)
        assert ran.out == ""
    assert process("ingest", str(folder)).status == 0


def test_a_full_disk_leaves_everything_as_it_was(cli: Command, process: Command, folder: Path, tmp_path: Path) -> None:
    assert cli("ingest", str(folder / "yunxi-2023.txt")).status == 0
    before = cli("export").out

    def small_files_only() -> None:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    ran = process("ingest", str(folder / "yunxi-2024.txt"), preexec_fn=small_files_only)
    assert ran.status not in (0, 1), ran
    assert "Traceback" not in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert cli("export").out == before
    assert cli("ingest", str(folder / "yunxi-2024.txt")).status == 0


def test_no_permission(process: Command, folder: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:  # root may read everything, unless it gives that up
        process.prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]  # type: ignore[attr-defined]
        if not shutil.which("setpriv") or process("--help").status:
            pytest.skip("root cannot give up its rights here")
    (folder / "yunxi-2023.txt").chmod(0)
    assert_one_line(process("extract", str(folder / "yunxi-2023.txt")), "yunxi-2023.txt", "permission")
    tmp_path.chmod(0o500)
    try:
        ran = process("ingest", str(folder / "yunxi-2024.txt"))
    finally:
        tmp_path.chmod(0o700)
    assert_one_line(ran, str(tmp_path / "workspace"), "permission")
    assert not (tmp_path / "workspace").exists()


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1"])
def test_neo4j_down(cli: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, uri: str) -> None:
    for name, value in {"STORE": "neo4j", "NEO4J_URI": uri, "NEO4J_PASSWORD": "x"}.items():
        monkeypatch.setenv(f"YAODIAN_{name}", value)
    ran = cli("ingest", str(folder))
    assert_one_line(ran, "127.0.0.1:1")
    assert ran.out == ""
    monkeypatch.setenv("YAODIAN_STORE", "ladybug")
    assert cli("list", "--json").json()["total"] == 0


def test_a_record_of_another_form(cli: Command, folder: Path, tmp_path: Path) -> None:
    assert cli("ingest", str(folder)).status == 0
    before = cli("export").out
    record = next(
        path for path in (tmp_path / "workspace" / "library").rglob("record.json") if b"yunxi-2023" in path.read_bytes()
    )
    record.write_bytes(b'{"id": "of-another-time"}')
    ran = cli("list")
    assert_one_line(ran, "yaodian rebuild")
    assert ran.out == ""
    assert cli("rebuild").status == 0
    assert cli("export").out == before


def test_an_index_of_another_embedder_is_rebuilt_and_says_so(cli: Command, folder: Path) -> None:
    assert cli("ingest", str(folder)).status == 0
    ran = cli("--embedder", "static", "search", "数字校园", "--json")
    assert ran.status == 0, ran.err
    again = cli("--embedder", "static", "search", "数字校园", "--json")
    assert again.err == ""
    assert ran.json()["hits"] == again.json()["hits"]


@pytest.mark.parametrize(
    "arguments", [("extrac",), ("ingest",), ("search", "x", "--limit", "many"), ("search", "x", "-f", "colour=red")]
)
def test_wrong_use_of_the_command_line(cli: Command, arguments: tuple[str, ...]) -> None:
    ran = cli(*arguments)
    assert_one_line(ran)
    assert ran.out == ""
