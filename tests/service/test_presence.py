"""The note of a server: believed while the server takes connections, and only then."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import orjson
import pytest

from service.presence import FILE, announce, served_at, withdraw
from tests.service.conftest import Command


def test_a_server_that_listens_is_found_until_it_withdraws(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        announce(tmp_path, url)
        assert served_at(tmp_path) == url
        withdraw(tmp_path)
        assert served_at(tmp_path) is None
        others = orjson.dumps({"url": url, "pid": os.getppid()})
        (tmp_path / FILE).write_bytes(others)
        assert served_at(tmp_path) == url
        withdraw(tmp_path)  # another's announcement stays
        assert (tmp_path / FILE).read_bytes() == others


@pytest.mark.parametrize(
    "said",
    [
        {"url": "http://127.0.0.1:1", "pid": os.getpid()},  # killed, and its number is another process's
        {"url": "http://127.0.0.1:1", "pid": 2**22 + 1},
        {"url": "http://[", "pid": os.getpid()},
        {"url": 5, "pid": os.getpid()},
        {},
        [],
    ],
)
def test_what_a_killed_server_left_is_not_believed(cli: Command, folder: Path, tmp_path: Path, said: object) -> None:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / FILE).write_bytes(orjson.dumps(said))
    assert served_at(workspace) is None
    assert cli("list", "--json").json()["total"] == 0
