"""How a process finds the server that serves a workspace: a small file in it that says where the server answers.

The file is a hint, never a lock: a server that was killed leaves it behind, and another process may bear its number by then. So
the address is tried before it is believed.
"""

from __future__ import annotations

import contextlib
import os
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson

from service.atomic import write_atomically

FILE = "server.json"
CONNECT_SECONDS = 2.0


def announce(workspace: Path, url: str) -> None:
    """Say that this process serves the workspace at ``url``."""
    write_atomically(workspace / FILE, orjson.dumps({"url": url, "pid": os.getpid()}))


def withdraw(workspace: Path) -> None:
    """Take back what this process announced; another's announcement stays."""
    if _read(workspace).get("pid") == os.getpid():
        with contextlib.suppress(OSError):
            (workspace / FILE).unlink()


def served_at(workspace: Path) -> str | None:
    """The address of the live server of the workspace, or ``None``."""
    said = _read(workspace)
    url, pid = said.get("url"), said.get("pid")
    return url if isinstance(url, str) and isinstance(pid, int) and _alive(pid) and _listens(url) else None


def _read(workspace: Path) -> dict[str, Any]:
    try:
        raw = orjson.loads((workspace / FILE).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    return raw if isinstance(raw, dict) else {}


def _listens(url: str) -> bool:
    """Whether somebody takes connections there; a server that is busy does so too."""
    try:
        address = urlsplit(url)
        with socket.create_connection((address.hostname or "", address.port or 0), timeout=CONNECT_SECONDS):
            return True
    except (OSError, ValueError):
        return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it lives and belongs to somebody else
        return True
    return True
