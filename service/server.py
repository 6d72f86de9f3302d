"""Runs the HTTP service: binds first, so that a taken port is one clear line, then says where it answers."""

from __future__ import annotations

import gc
import signal
import socket
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from service.api import create_app
from service.logs import configure_logs
from service.memory import keep_pools_small, rare_collections
from service.presence import announce, withdraw
from service.problems import from_os_error
from service.settings import LoadedSettings
from service.workspace import Workspace


def run_server(loaded: LoadedSettings) -> None:
    """Serve until stopped.

    Args:
        loaded: Settings with their origins.

    Raises:
        WorkspaceLocked: Another process writes to the workspace.
        InputError: The address or the port cannot be used.
    """
    keep_pools_small()
    settings = loaded.values
    configure_logs(settings)
    with Workspace.open(settings, notice=_tell) as workspace:
        listening = _bind(settings.host, settings.port)
        with rare_collections():
            workspace.warm()  # here, so that what is wrong with store or index is one line and not a failed start
            app = create_app(loaded, workspace)
        # To look through all this for garbage, as Python would about every hundredth query, takes 0.07 s. What is replaced
        # later goes all the same: no state of the library holds itself.
        gc.freeze()
        url = _url(settings.host, listening.getsockname()[1])
        server = _Announced(_config(app), settings.workspace, url)
        signal.signal(signal.SIGTERM, _leave)
        try:
            server.run(sockets=[listening])
        finally:
            withdraw(settings.workspace)
            listening.close()


def _config(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(app, log_config=None, access_log=False, lifespan="on", timeout_graceful_shutdown=10)


class _Announced(uvicorn.Server):
    """A server that says where it answers once it does."""

    def __init__(self, config: uvicorn.Config, workspace: Path, url: str) -> None:
        super().__init__(config)
        self._workspace = workspace
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then announce."""
        await super().startup(sockets)
        if self.started:
            announce(self._workspace, self._url)
            _tell(f"serving {self._workspace} at {self._url}  (stop with Ctrl-C)")


def _leave(_number: int, _frame: object) -> None:
    """The server raises the signal again after it has shut down; leaving by exception lets the workspace be closed."""
    raise SystemExit(0)


def _bind(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise from_os_error(error, f"{host}:{port}") from error
    return listening


def _url(host: str, port: int) -> str:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{reachable}:{port}"


def _tell(line: str) -> None:
    sys.stderr.write(f"yaodian: {line}\n")
    sys.stderr.flush()
