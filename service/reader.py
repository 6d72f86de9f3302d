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

from ontology.errors import ConfigurationError, ExternalServiceError, InputError, InvalidQuery, NotFound, YaodianError
from service import rooms
from service.presence import served_at
from service.projections import Notice, Report, silent
from service.settings import Settings, variable
from service.surface import for_command_line

if TYPE_CHECKING:
    import httpx

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
    url = served_at(settings.workspace) if settings.store == "ladybug" else None
    if url is None:
        from service.workspace import Workspace

        with Workspace.open(settings, notice, report, write=False) as workspace:
            yield _Local(workspace)
        return
    import httpx

    headers = {"X-API-Key": settings.api_keys[0].get_secret_value()} if settings.api_keys else {}
    with httpx.Client(base_url=url, headers=headers, timeout=120.0, trust_env=False) as client:
        yield _Remote(client)


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

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def read(self, view: str, **params: Any) -> Any:  # noqa: ANN401
        import httpx

        method, template = ENDPOINTS[view]
        in_path = {field for _, field, _, _ in string.Formatter().parse(template) if field}
        path = template.format(**{name: quote(str(params[name]), safe="") for name in in_path})
        rest = {name: value for name, value in params.items() if name not in in_path and value is not None}
        try:
            if method == "POST":
                response = self._client.post(path, json=rest)
            else:
                response = self._client.get(path, params=rest)
        except httpx.HTTPError as error:
            hint = "Stop that server and run the command again, or wait until it answers"
            what = f"it serves this workspace but does not answer ({error})"
            raise ExternalServiceError(what, where=str(self._client.base_url), hint=hint) from error
        if response.is_success:
            return response.json()
        raise _error(response, str(self._client.base_url))


def _error(response: httpx.Response, url: str) -> YaodianError:
    try:
        said = response.json()["error"]
        what, where, hint = said["what"], said.get("where"), for_command_line(said.get("hint"))
    except (ValueError, KeyError, TypeError):
        return ExternalServiceError(f"the server answered {response.status_code}", where=url, hint="See its log")
    if response.status_code == 401:
        return ConfigurationError(what, where=url, hint=f"Set {variable('api_keys')} to a key that the server accepts")
    other = InputError if response.status_code < 500 else ExternalServiceError
    kind = {400: InvalidQuery, 404: NotFound}.get(response.status_code, other)
    return kind(what, where=where, hint=hint)
