"""What routes are given: the workspace, and the check of the API key."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader

from service.problems import Unauthorized
from service.settings import Settings
from service.workspace import Workspace

# All that follows is asynchronous although none of it waits: the framework would hand a plain function to another thread, which
# takes longer than what it does.
_KEY = APIKeyHeader(name="X-API-Key", auto_error=False, description="Needed when the setting api_keys is not empty.")


async def get_settings(request: Request) -> Settings:
    """The settings that the application was made with."""
    settings: Settings = request.app.state.settings
    return settings


async def get_workspace(request: Request) -> Workspace:
    """The workspace that the application opened."""
    workspace: Workspace = request.app.state.workspace
    return workspace


async def check_key(settings: Annotated[Settings, Depends(get_settings)], key: Annotated[str | None, Security(_KEY)]) -> None:
    """Let the request pass if no key is set or it bears one of them.

    Args:
        settings: The settings.
        key: The header's value, if it was sent.

    Raises:
        Unauthorized: It does not. Comparison takes the same time for every wrong key.
    """
    if not settings.api_keys:
        return
    given = (key or "").encode("utf-8", "replace")
    matches = [hmac.compare_digest(given, accepted.get_secret_value().encode()) for accepted in settings.api_keys]
    if not any(matches):
        raise Unauthorized(
            "no accepted API key", where="X-API-Key", hint="Send the header X-API-Key with a key of the setting api_keys"
        )


WorkspaceDep = Annotated[Workspace, Depends(get_workspace)]
SettingsDep = Annotated[Settings, Depends(get_settings)]
KeyDep = Depends(check_key)
