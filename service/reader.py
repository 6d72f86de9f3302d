"""Reading from outside: through the server that already serves the workspace, else from the workspace itself.

A server keeps the embedded store open, so a second process must not open it; it asks the server instead and gets the same
JSON.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from service import rooms
from service.projections import Notice, Report, silent
from service.remote import Remote, server_of
from service.settings import Settings

if TYPE_CHECKING:
    from service.workspace import Workspace

ENDPOINTS: dict[str, tuple[str, str]] = {
    "documents": ("GET", "/api/documents"),
    "document": ("GET", "/api/documents/{id}"),
    "show": ("GET", "/api/show/{id}"),
    "search": ("GET", "/api/search"),
    "ask": ("POST", "/api/ask"),
    "compare": ("GET", "/api/compare"),
    "watch": ("GET", "/api/watch"),
    "saved": ("GET", "/api/watch/saved"),
    "export": ("GET", "/api/export"),
    "judgements": ("GET", "/api/judgements"),
    "status": ("GET", "/api/status"),
}
"""The endpoint of each function of ``service.views`` that the command line reads."""


_OF_NOTHING = ("status", "documents")
"""Views that can be read where no workspace is yet."""


class Reader(Protocol):
    """Gives the JSON of views by their names in ``ENDPOINTS``; parameters that are ``None`` count as not given."""

    def read(self, view: str, **params: Any) -> Any:  # noqa: ANN401  any JSON value
        """The JSON value of one view.

        Args:
            view: The view's name.
            **params: Parameters by name.

        Returns:
            The view's JSON value.

        Raises:
            YaodianError: What the view raises, from here or from the server.
        """
        ...


@contextmanager
def open_reader(settings: Settings, notice: Notice = lambda line: None, report: Report = silent) -> Iterator[Reader]:
    """Open whatever can answer for the workspace.

    Args:
        settings: Which workspace.
        notice: Told what the workspace does by itself, such as a rebuild.
        report: Told how far that is.

    Yields:
        The reader, for as long as the context lasts. Where no workspace is yet, only its status and that it holds no documents
        can be read, and nothing is made.
    """
    with server_of(settings) as server:
        if server is not None:
            yield _Remote(server)
            return
        from service.workspace import Workspace

        with Workspace.open(settings, notice, report, write=False) as workspace:
            yield _Local(workspace)


class _Local:
    """Reads from a workspace of this process."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def read(self, view: str, **params: Any) -> Any:  # noqa: ANN401
        from service import experts, querying, views, watching

        if view not in _OF_NOTHING:
            rooms.check_taken_into(self._workspace.settings)
        module = next(module for module in (views, watching, querying, experts) if hasattr(module, view))
        given = {name: value for name, value in params.items() if value is not None}
        return getattr(module, view)(self._workspace, **given).model_dump(mode="json")


class _Remote:
    """Reads through a server."""

    def __init__(self, server: Remote) -> None:
        self._server = server

    def read(self, view: str, **params: Any) -> Any:  # noqa: ANN401
        method, template = ENDPOINTS[view]
        in_path = {field for _, field, _, _ in string.Formatter().parse(template) if field}
        path = template.format(**{name: quote(str(params[name]), safe="") for name in in_path})
        rest = {name: value for name, value in params.items() if name not in in_path and value is not None}
        return self._server.request(method, path, **{"json" if method == "POST" else "params": rest})
