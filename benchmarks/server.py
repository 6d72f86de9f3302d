"""A real ``yaodian serve`` in a process of its own, for measurements."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

YAODIAN = str(Path(sys.executable).parent / "yaodian")
START_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, its process id and the seconds from start to its first healthy answer."""

    url: str
    pid: int
    start_seconds: float

    def resident_mb(self) -> float:
        """Resident memory of the process in MiB (Linux)."""
        for line in Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("no VmRSS line")


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(workspace: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment with another workspace."""
    return {**os.environ, "YAODIAN_WORKSPACE": str(workspace), **(extra or {})}


def ingest(workspace: Path, *arguments: str, extra: Mapping[str, str] | None = None) -> float:
    """Run ``yaodian ingest`` in a fresh process and return its seconds. A non-zero status is the caller's to judge."""
    started = time.perf_counter()
    subprocess.run([YAODIAN, "ingest", *arguments], env=environment(workspace, extra), check=False, capture_output=True)
    return time.perf_counter() - started


@contextlib.contextmanager
def serve(workspace: Path, extra: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start a server on a free port, wait until it is healthy, and stop it at the end.

    Raises:
        RuntimeError: It did not become healthy; the message holds the end of its output.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = workspace / "serve.log"
    workspace.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as sink:
        started = time.perf_counter()
        process = subprocess.Popen(
            [YAODIAN, "serve", "--port", str(port)], env=environment(workspace, extra), stdout=sink, stderr=subprocess.STDOUT
        )
        try:
            while not _healthy(url):
                if process.poll() is not None or time.perf_counter() - started > START_SECONDS:
                    raise RuntimeError(f"the server did not start: {log.read_text(errors='replace')[-800:]}")
                time.sleep(0.02)
            yield Server(url, process.pid, time.perf_counter() - started)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
