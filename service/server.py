"""Runs the HTTP service: binds first, so that a taken port is one clear line, then says where it answers."""

from __future__ import annotations

import socket
import sys

import uvicorn

from service.api import create_app
from service.logs import configure_logs
from service.presence import announce, withdraw
from service.problems import from_os_error
from service.settings import LoadedSettings
from service.workspace import Workspace


def run_server(loaded: LoadedSettings) -> None:
    """Serve until stopped.

    Raises:
        WorkspaceLocked: Another process writes to the workspace.
        InputError: The address or the port cannot be used.
    """
    settings = loaded.values
    configure_logs(settings)
    with Workspace.open(settings, notice=_tell) as workspace:
        listening = _bind(settings.host, settings.port)
        url = _url(settings.host, listening.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(create_app(loaded, workspace), log_config=None, access_log=False, lifespan="on"))
        announce(settings.workspace, url)
        _tell(f"serving {settings.workspace} at {url}  (stop with Ctrl-C)")
        try:
            server.run(sockets=[listening])
        finally:
            withdraw(settings.workspace)
            listening.close()


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
