"""A running server, asked over HTTP on behalf of a command: its JSON, or its errors as ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ontology.errors import ConfigurationError, ExternalServiceError, InputError, InvalidQuery, NotFound, YaodianError
from service.presence import served_at
from service.settings import Settings, variable
from service.surface import for_command_line

if TYPE_CHECKING:
    import httpx

_CONNECT_SECONDS = 10.0
READ_SECONDS = 120.0
"""How long a reading command waits for its answer."""


@contextmanager
def server_of(settings: Settings, *, patient: bool = False) -> Iterator[Remote | None]:
    """The server that keeps the workspace's embedded store open, if one runs.

    Args:
        settings: Which workspace.
        patient: Whether to wait as long as the server works: a large document takes its time.

    Yields:
        The server, for as long as the context lasts, or ``None``.
    """
    url = served_at(settings.workspace) if settings.store == "ladybug" else None
    if url is None:
        yield None
        return
    import httpx

    headers = {"X-API-Key": settings.api_keys[0].get_secret_value()} if settings.api_keys else {}
    wait = httpx.Timeout(None if patient else READ_SECONDS, connect=_CONNECT_SECONDS)
    with httpx.Client(base_url=url, headers=headers, timeout=wait, trust_env=False) as client:
        yield Remote(client)


class Remote:
    """A server.

    Args:
        client: Bound to its address.
    """

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def request(self, method: str, path: str, **how: Any) -> Any:  # noqa: ANN401  any JSON value
        """The JSON of one endpoint.

        Args:
            method: The HTTP method.
            path: The path, quoted.
            **how: What the client's ``request`` takes besides.

        Returns:
            The JSON value.

        Raises:
            InvalidQuery: It is too long to be asked.
            ExternalServiceError: The server does not answer.
            YaodianError: What the server says.
        """
        import httpx

        try:
            response = self._client.request(method, path, **how)
        except httpx.InvalidURL as error:
            hint = "Ask for less, or give the text as a file: yaodian ingest PATH"
            raise InvalidQuery("what is asked is too long to be sent", hint=hint) from error
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
        what, hint = said["what"], for_command_line(said.get("hint"))
        where = (said.get("where") or "").removeprefix("query.").removeprefix("body.") or None
    except (ValueError, KeyError, TypeError):
        return ExternalServiceError(f"the server answered {response.status_code}", where=url, hint="See its log")
    if response.status_code == 401:
        return ConfigurationError(what, where=url, hint=f"Set {variable('api_keys')} to a key that the server accepts")
    other = InputError if response.status_code < 500 else ExternalServiceError
    kind = {400: InvalidQuery, 404: NotFound}.get(response.status_code, other)
    return kind(what, where=where, hint=hint)
