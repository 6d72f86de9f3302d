"""Commands while a server keeps the workspace open: they read and write through it."""

from __future__ import annotations

from pathlib import Path

import httpx

from tests.service.conftest import FIRST, Command


def test_documents_come_in_and_go_through_the_server(server: str, process: Command, folder: Path, tmp_path: Path) -> None:
    (folder / "new.txt").write_text(FIRST.replace("2023", "2025"), encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"")
    ran = process("ingest", str(folder), "--json")
    assert ran.status == 2
    assert ran.json()["counts"] == {"added": 1, "replaced": 0, "unchanged": 2, "failed": 1}
    assert f"{folder / 'bad.txt'}: " in ran.err
    assert process("list", "--json").json()["total"] == 3
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "new.txt").write_text(FIRST.replace("2023", "2026"), encoding="utf-8")
    refused = process("ingest", str(folder / "new.txt"), str(tmp_path / "copy" / "new.txt"))
    assert "another file of this name came in with it" in refused.err
    assert process("delete", "new.txt").out.startswith("deleted doc-")
    gone = process("delete", "new.txt")
    assert (gone.status, gone.out) == (3, "")
    assert process("list", "--json").json()["total"] == 2


def test_what_needs_the_workspace_alone_is_refused(server: str, process: Command) -> None:
    refused = process("rebuild")
    assert refused.status == 5
    assert refused.err.endswith(f"A server has it open at {server}: stop it first\n")


def test_the_words_of_errors_are_those_of_the_command_line(server: str, process: Command) -> None:
    assert process("search", "x", "-f", "year=abc").err == (
        "yaodian: year: not a whole number. See docs/reference/endpoints.md for the parameters\n"
    )
    long = process("search", "教" * 20_000)
    assert (long.status, len(long.err.splitlines())) == (2, 1)
    assert "too long to be sent" in long.err


def test_of_several_files_in_one_request_none_is_dropped_in_silence(server: str) -> None:
    both = [("file", ("a.txt", FIRST.encode())), ("file", ("b.txt", FIRST.encode()))]
    answer = httpx.post(f"{server}/api/documents", files=both, timeout=30)
    assert answer.status_code == 400
    assert answer.json()["detail"] == "file: 2 files in one request. Send one request for each file"
    assert httpx.get(f"{server}/api/documents", timeout=30).json()["total"] == 2
