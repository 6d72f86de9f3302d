"""What to do, in the words of the reader's surface: errors name commands, a client of the interface needs endpoints.

What only whoever runs the server can do, such as ``yaodian rebuild``, is said alike on both.
"""

from __future__ import annotations

_WAYS = (
    ("docs/reference/endpoints.md", "/docs"),
    ("yaodian list", "GET /api/documents"),
    ("yaodian judgements list", "GET /api/judgements"),
    ("yaodian watch", "GET /api/watch/saved"),
    ("yaodian search", "GET /api/entities?q="),
    ("--save NAME --query TEXT", "PUT /api/watch/saved/NAME?q=TEXT"),
)
"""The same by command and by endpoint. ``yaodian search`` is only named where an entity is looked for."""


def for_http(hint: str | None) -> str | None:
    """A hint with endpoints for commands.

    >>> for_http("List them with: yaodian list")
    'List them with: GET /api/documents'
    """
    for command, endpoint in _WAYS:
        hint = hint.replace(command, endpoint) if hint else hint
    return hint


def for_command_line(hint: str | None) -> str | None:
    """A hint with commands for endpoints, for what a server said to a command.

    >>> for_command_line("List them with: GET /api/documents")
    'List them with: yaodian list'
    """
    for command, endpoint in _WAYS:
        hint = hint.replace(endpoint, command) if hint else hint
    return hint
