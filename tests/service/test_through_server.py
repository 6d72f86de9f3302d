"""Commands while a server keeps the workspace open: they read and write through it."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx
import pytest

from ontology.errors import ConfigurationError, ExternalServiceError
from service import remote
from service.files import find_files
from service.settings import Settings
from service.writer import _Remote
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


def test_names_that_cannot_be_sent_as_they_are_are_refused(server: str, process: Command, folder: Path) -> None:
    odd = folder / 'we"ird.txt'
    odd.write_text(FIRST, encoding="utf-8")
    ran = process("ingest", str(odd), str(folder / "yunxi-2023.txt"), "--json")
    assert (ran.status, ran.json()["counts"]["failed"], ran.json()["counts"]["unchanged"]) == (2, 1, 1)
    assert "cannot be sent to the server" in ran.err
    for name in ("..", "a/b", "\udcff"):
        gone = process("delete", name)
        assert (gone.status, len(gone.err.splitlines())) == (3, 1), gone.err


def test_a_refused_key_is_told_once_and_nothing_more_is_sent(folder: Path) -> None:
    class Refusing:
        asked = 0

        def request(self, method: str, path: str, **how: object) -> object:
            self.asked += 1
            raise ConfigurationError("the key is refused", where="http://127.0.0.1")

    server = Refusing()
    results = _Remote(server, 10_000).ingest(find_files([folder]).files)  # type: ignore[arg-type]
    assert server.asked == 1
    assert [result.status for result in results] == ["failed", "failed"]
    assert "not sent, for the reason given before" in (results[1].error or "")


def test_a_reader_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(remote, "READ_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        monkeypatch.setattr(remote, "served_at", lambda _workspace: url)
        with remote.server_of(Settings(workspace=tmp_path)) as server:
            assert server is not None
            with pytest.raises(ExternalServiceError, match="does not answer"):
                server.request("GET", "/api/documents")
