"""Values of parameters as the embedded engine can take them: lists of one kind of value, empty ones as a part of the text.

The engine gives a list the type of its first value. Of a list of maps it keeps the keys of the last, and of unlike values in a
map it makes a text, both without a word; so they are refused before it sees them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontology.errors import InvalidQuery

Literals = tuple[tuple[str, str], ...]


def taken(parameters: Mapping[str, Any]) -> tuple[dict[str, Any], Literals]:
    """Parameters for the engine.

    Args:
        parameters: Values by name.

    Returns:
        Those that it can be given, and for the others the text to put in their place: lists without any value have no type.

    Raises:
        InvalidQuery: A value has no form in which the engine keeps it whole.
    """
    values: dict[str, Any] = {}
    literals: list[tuple[str, str]] = []
    for name, value in sorted(parameters.items()):
        if isinstance(value, (list, tuple)) and all(item is None for item in value):
            literals.append((name, f"[{', '.join('NULL' for _ in value)}]"))
        else:
            _kind(value, f"${name}")
            values[name] = value
    return values, tuple(literals)


def _kind(value: Any, where: str) -> object:  # noqa: ANN401  any JSON value
    """What two values of one list must have in common."""
    if isinstance(value, Mapping):
        return tuple(sorted((str(key), str(_kind(item, where))) for key, item in value.items()))
    if isinstance(value, (list, tuple)):
        kinds = {_kind(item, where) for item in value if item is not None}
        if len(kinds) != 1:
            what = "a list in a value holds values of several kinds" if kinds else "a list in a value is empty"
            raise InvalidQuery(what, where=where, hint="The embedded store takes lists of one kind of value")
        return ("list", kinds.pop())
    if isinstance(value, bool) or value is None:
        return type(value).__name__
    return "number" if isinstance(value, (int, float)) else type(value).__name__
