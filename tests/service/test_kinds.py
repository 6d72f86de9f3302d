"""Which files are documents by their names, and what is said of the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.service.conftest import FIRST, SECOND, Command

OTHERS = ("run.log", "run.sh", "data.json", "tool.py", "poetry.lock", "Makefile")


@pytest.fixture
def mixed(folder: Path) -> Path:
    """The two documents, one more in capitals, and files of other kinds."""
    (folder / "yunxi-2023.txt").rename(folder / "YUNXI-2023.TXT")
    for name in OTHERS:
        (folder / name).write_text(FIRST, encoding="utf-8")
    return folder


def test_other_files_of_a_folder_are_passed_over_and_told(cli: Command, mixed: Path) -> None:
    ran = cli("ingest", str(mixed))
    assert ran.status == 0
    names = "Makefile, data.json, poetry.lock, run.log, run.sh and 1 more"
    assert ran.err == f"yaodian: passed over 6 files of other kinds: {names}\n"
    assert {d["source_name"] for d in cli("list", "--json").json()["documents"]} == {"YUNXI-2023.TXT", "yunxi-2024.txt"}  # type: ignore[attr-defined]
    again = cli("ingest", "-r", str(mixed.parent / "documents"), "--json")
    assert again.json()["passed_over"] == sorted(str(mixed / name) for name in OTHERS)
    assert again.json()["counts"] == {"added": 0, "replaced": 0, "unchanged": 2, "failed": 0}


def test_a_folder_below_without_documents_is_no_failure(cli: Command, folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "tools").mkdir()
    (folder / "tools" / "one.sh").write_bytes(b"echo")
    ran = cli("ingest", "--recursive", str(folder))
    assert (ran.status, ran.err) == (0, "yaodian: passed over 1 file of other kinds: one.sh\n")
    only = cli("ingest", str(folder / "tools"))
    assert only.status == 2
    assert f"{folder / 'tools'}: the folder holds no documents" in only.err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.exe", "a file of the kind .exe is not read. Give a .txt"),
        ("passwd", "a file without an ending is not read"),
        ("plan.doc", "Save it as .docx"),
        ("scan.JPG", "(OCR)"),
    ],
)
def test_a_named_file_of_another_kind_is_refused(cli: Command, own: TestClient, folder: Path, name: str, words: str) -> None:
    (folder / name).write_bytes(b"MZ" + FIRST.encode())
    ran = cli("ingest", str(folder / name), str(folder / "yunxi-2024.txt"))
    assert ran.status == 2
    assert ran.err.startswith(f"yaodian: {folder / name}: a file ")
    assert words in ran.err
    assert "1 added, 1 failed" in ran.out
    extracted = cli("extract", str(folder / name))
    assert (extracted.status, extracted.out) == (2, "")
    assert words in extracted.err
    answer = own.post("/api/documents", files={"file": (name, FIRST.encode())})
    assert answer.status_code == 415
    assert words in answer.json()["detail"]
    assert own.get("/api/documents").json()["total"] == 0


def test_a_name_that_promises_another_kind_of_document_is_read_by_its_content(cli: Command, folder: Path) -> None:
    page = folder / "page.txt"
    page.write_text(f"<html><body><p>{SECOND}</p></body></html>", encoding="utf-8")
    (result,) = cli("ingest", str(page), "--json").json()["results"]  # type: ignore[misc]
    assert result["status"] == "added"  # type: ignore[index]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", ""),
        ("ingest", " ", "documents"),
        ("extract", ""),
        ("list", "--workspace", ""),
        ("--workspace", "", "list"),
        ("export", "-o", ""),
        ("eval", "search", ""),
    ],
)
def test_an_empty_path_is_refused_and_not_the_current_folder(cli: Command, folder: Path, arguments: tuple[str, ...]) -> None:
    ran = cli(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err == "yaodian: the path is empty. Name a file or a folder; is a variable of the shell not set?\n"
    assert [path.name for path in folder.parent.iterdir()] == ["documents"]


def test_a_file_that_may_not_be_read_fails_alone(process: Command, folder: Path) -> None:
    process.prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]  # type: ignore[attr-defined]
    if not shutil.which("setpriv") or process("--help").status:
        pytest.skip("the right to read everything cannot be given up here")
    (folder / "yunxi-2023.txt").chmod(0)
    ran = process("ingest", "documents/yunxi-2023.txt", "documents/yunxi-2024.txt", "--json")
    assert ran.json()["counts"] == {"added": 1, "replaced": 0, "unchanged": 0, "failed": 1}
    assert ran.status == 2
    assert ran.err == "yaodian: documents/yunxi-2023.txt: permission denied. Give this user the right to use it\n"


def test_a_failure_names_the_path_as_it_was_given(cli: Command, folder: Path) -> None:
    (folder / "wrong.txt").write_text("一、锟斤拷锟斤拷锟斤拷锟斤拷\n" * 20, encoding="utf-8")
    for command in ("ingest", "extract"):
        ran = cli(command, "documents/wrong.txt")
        assert ran.status == 2
        assert ran.err.startswith("yaodian: documents/wrong.txt: 80 characters were lost")
        assert ran.err.count("wrong.txt") == 1
