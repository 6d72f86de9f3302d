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


def test_references_with_dots_find_nothing(cli: Command, client: TestClient, folder: Path) -> None:
    cli("ingest", str(folder))
    for command in (("delete", "../../etc/passwd"), ("show", "../x")):
        assert_one_line(cli(*command), "../")
    assert client.get("/api/documents/..%2F..%2Fetc%2Fpasswd").status_code == 404
    assert client.delete("/api/documents/..%2Fx").status_code in (404, 405)  # a server may decode it into another path


def test_a_folder_where_a_file_is_wanted(cli: Command, folder: Path) -> None:
    assert_one_line(cli("extract", str(folder), "--json"), "is a folder")


def test_a_file_where_the_workspace_should_be(cli: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert_one_line(cli("list", "--workspace", str(tmp_path / "file")), "file: a file stands where a folder should be")


def test_a_kept_search_without_a_name(cli: Command) -> None:
    assert_one_line(cli("watch", "--save", "", "--query", "校园"), "a kept search needs a name")


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


def file_of(tmp_path: Path, name: str, file: str) -> Path:
    """A file of the document that came in under a name."""
    abouts = (tmp_path / "workspace" / "library" / "documents").glob("*/about.json")
    return next(path.parent for path in abouts if name.encode() in path.read_bytes()) / file


def test_a_record_of_another_form_heals_itself_and_says_so(cli: Command, folder: Path, tmp_path: Path) -> None:
    assert cli("ingest", str(folder)).status == 0
    before = cli("export").out
    record = file_of(tmp_path, "yunxi-2023", "record.json")
    whole = record.read_bytes()
    record.write_bytes(b'{"id": "of-another-time"}')
    ran = cli("list", "--json")
    assert ran.status == 0
    assert ran.json()["total"] == 2
    assert ran.json()["damaged"] == []
    assert re.fullmatch(r"yaodian: doc-\w{32}: the record cannot be used .*; it was read again from the original\n", ran.err)
    assert record.read_bytes() == whole
    assert cli("export").out == before
    assert cli("status").err == ""


def test_a_document_of_which_nothing_is_left_stands_in_nobodys_way(cli: Command, folder: Path, tmp_path: Path) -> None:
    assert cli("ingest", str(folder)).status == 0
    before = cli("export").out
    for file in ("record.json", "original"):
        file_of(tmp_path, "yunxi-2023", file).write_bytes(b"{}")
    identifier = file_of(tmp_path, "yunxi-2023", "original").parent.name
    listed = cli("list", "--json")
    assert listed.status == 0
    (damaged,) = listed.json()["damaged"]
    assert damaged["id"] == identifier
    assert damaged["source_name"] == "yunxi-2023.txt"
    assert "the original is damaged" in damaged["what"]
    assert damaged["hint"] == "Ingest the file again"
    for command in (("list",), ("status",)):
        assert f"damaged  {identifier} (yunxi-2023.txt): the record cannot be used" in cli(*command).out
    assert cli("search", "老年大学", "--json").json()["total"] > 0
    assert_one_line(cli("show", identifier), identifier, "Ingest the file again")
    (tmp_path / "third.txt").write_text(FIRST.replace("云溪", "柳河"), encoding="utf-8")
    assert cli("ingest", str(tmp_path / "third.txt"), "--json").json()["counts"]["added"] == 1
    rebuilt = cli("rebuild", "--json")
    assert rebuilt.status == 5
    assert rebuilt.json() == {"documents": 3, "changed": 0, "failed": 1}
    assert cli("delete", "third.txt").status == 0
    assert cli("ingest", str(folder / "yunxi-2023.txt"), "--json").json()["counts"]["replaced"] == 1
    assert cli("list", "--json").json()["damaged"] == []
    assert cli("export").out == before


def test_a_damaged_document_can_be_deleted(cli: Command, folder: Path, tmp_path: Path) -> None:
    assert cli("ingest", str(folder / "yunxi-2024.txt")).status == 0
    before = cli("export").out
    assert cli("ingest", str(folder)).status == 0
    for file in ("record.json", "original"):
        file_of(tmp_path, "yunxi-2023", file).unlink()
    assert cli("delete", "yunxi-2023.txt").status == 0
    assert cli("list", "--json").json()["damaged"] == []
    assert cli("export").out == before


def test_an_original_that_is_lost_is_told_and_comes_back_with_the_file(cli: Command, folder: Path, tmp_path: Path) -> None:
    assert cli("ingest", str(folder)).status == 0
    original = file_of(tmp_path, "yunxi-2023", "original")
    original.unlink()
    listed = cli("list", "--json").json()
    assert listed["total"] == 2
    assert [damaged["usable"] for damaged in listed["damaged"]] == [True]  # type: ignore[index,union-attr]
    assert cli("ingest", str(folder)).status == 0
    assert original.read_text(encoding="utf-8") == FIRST
    original.write_bytes(b"of another file")  # only seen when it is read
    again = cli("ingest", str(folder), "--json").json()
    assert again["counts"] == {"added": 0, "replaced": 1, "unchanged": 1, "failed": 0}
    assert original.read_text(encoding="utf-8") == FIRST


def test_a_damaged_record_while_another_process_writes(cli: Command, folder: Path, tmp_path: Path) -> None:
    from ingest.library import Library

    assert cli("ingest", str(folder)).status == 0
    file_of(tmp_path, "yunxi-2023", "record.json").write_bytes(b"{}")
    with Library(tmp_path / "workspace" / "library").lock():
        listed = cli("list", "--json").json()
    assert listed["total"] == 1
    assert "writes to this workspace" in listed["damaged"][0]["what"]  # type: ignore[index,call-overload]
    assert cli("list", "--json").json()["total"] == 2


def test_decisions_that_are_damaged(cli: Command, folder: Path, tmp_path: Path) -> None:
    assert cli("ingest", str(folder)).status == 0
    (tmp_path / "workspace" / "library" / "judgements.json").write_bytes(b"{")
    for command in (("search", "数字校园"), ("ingest", str(folder)), ("judgements", "list")):
        assert_one_line(cli(*command), "judgements.json", "move it away")


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


@pytest.mark.parametrize(
    "sent", [{"files": {"file": ("", b"x")}}, {"data": {"file": "x"}}, {"files": {"other": ("a.txt", b"x")}}]
)
def test_an_upload_without_a_file(own: TestClient, sent: dict[str, object]) -> None:
    answer = own.post("/api/documents", **sent)  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert answer.json()["error"]["where"] == "body.file"
    assert answer.json()["error"]["hint"]
    assert "class" not in answer.json()["detail"]
