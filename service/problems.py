"""Errors seen from outside: HTTP status and exit status of each branch of the error tree. The only place that knows them."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Any

from ontology.errors import (
    ConfigurationError,
    ExternalServiceError,
    ForbiddenQuery,
    IndexMismatch,
    InputError,
    InvalidQuery,
    LibraryError,
    NotFound,
    RecordFormatError,
    SearchIndexError,
    StoreAuthError,
    StoreError,
    StoreQueryError,
    StoreUnavailable,
    UnreadableDocument,
    UnsupportedFormat,
    WorkspaceLocked,
    YaodianError,
)


class TooLarge(InputError):
    """A file or a request that is larger than the settings allow."""


class Unauthorized(InputError):
    """A request without an accepted API key."""


HTTP_STATUS: dict[type[YaodianError], int] = {
    TooLarge: 413,
    Unauthorized: 401,
    UnreadableDocument: 422,
    UnsupportedFormat: 415,
    InvalidQuery: 400,
    InputError: 400,
    NotFound: 404,
    ForbiddenQuery: 403,
    StoreQueryError: 400,
    StoreAuthError: 503,
    StoreUnavailable: 503,
    StoreError: 503,
    WorkspaceLocked: 409,
    RecordFormatError: 500,
    LibraryError: 507,
    IndexMismatch: 503,
    SearchIndexError: 503,
    ExternalServiceError: 502,
    ConfigurationError: 500,
    YaodianError: 500,
}
"""Status of each class; a class that is not listed takes its nearest base's."""

EXIT_STATUS: dict[type[YaodianError], int] = {
    InputError: 2,
    NotFound: 3,
    ConfigurationError: 4,
    LibraryError: 5,
    StoreError: 6,
    SearchIndexError: 7,
    ExternalServiceError: 8,
    YaodianError: 1,
}
"""Exit status of the command line for each branch, as the reference of commands lists them."""

_OS_ERRORS = {
    errno.ENOSPC: ("no space left on the device", "Free some space and run the command again; nothing was changed"),
    errno.EFBIG: ("the file would grow larger than allowed here", "Raise the file size limit and run the command again"),
    errno.EDQUOT: ("the disk quota is used up", "Free some space and run the command again; nothing was changed"),
    errno.EACCES: ("permission denied", "Give this user the right to use it"),
    errno.EPERM: ("permission denied", "Give this user the right to use it"),
    errno.EROFS: ("the file system is read-only", "Choose another folder with --workspace"),
    errno.ENOENT: ("no such file or folder", "Check the name"),
    errno.ENOTDIR: ("a part of the path is not a folder", "Check the name"),
    errno.EEXIST: ("a file stands where a folder should be", "Choose another folder with --workspace"),
    errno.EISDIR: ("is a folder, not a file", "Name a file"),
    errno.ELOOP: ("a symbolic link leads back to itself", "Name another file, or remove the link"),
    errno.EADDRINUSE: ("the port is in use", "Choose another with --port, or 0 for a free one"),
}


def http_status(error: YaodianError) -> int:
    """HTTP status of an error."""
    return next(HTTP_STATUS[kind] for kind in type(error).__mro__ if kind in HTTP_STATUS)


def exit_status(error: YaodianError) -> int:
    """Exit status of the command line for an error; never 0."""
    return next(EXIT_STATUS[kind] for kind in type(error).__mro__ if kind in EXIT_STATUS)


def from_os_error(error: OSError, where: str | None = None) -> YaodianError:
    """Turn the system's refusal into one of ours: a library error where the disk is full or read-only, else an input error."""
    what, hint = _OS_ERRORS.get(error.errno or 0, (error.strerror or str(error), "Check the file and the disk"))
    place = where or (str(error.filename) if error.filename else None)
    full = error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS)
    return (LibraryError if full else InputError)(what, where=place, hint=hint)


_WORDS = {
    "int_": "not a whole number",
    "float_": "not a number",
    "decimal_": "not a number",
    "bool_": "neither true nor false",
    "string_type": "not text",
    "string_unicode": "not text",
    "missing": "is missing",
    "string_too_long": "longer than {max_length:,} characters",
    "string_too_short": "shorter than {min_length:,} characters",
    "too_long": "more than {max_length:,} items",
    "too_short": "fewer than {min_length:,} items",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
    "literal_error": "none of {expected}",
    "enum": "none of {expected}",
    "finite_number": "not a finite number",
    "json_invalid": "not valid JSON",
    "extra_forbidden": "there is no such parameter",
    "list_type": "not a list",
    "tuple_type": "not a list",
    "dict_type": "not an object",
    "model_": "not an object",
    "path_type": "not a path",
}
"""What the checks of values are called in plain words, by their kind or its beginning."""


def in_plain_words(error: Mapping[str, Any]) -> tuple[str, str]:
    """Where and what a check of values found, without the words of the library that checks.

    >>> in_plain_words({"type": "int_parsing", "loc": ("query", "year", 0), "msg": "Input should be a valid integer"})
    ('query.year', 'not a whole number')

    Args:
        error: One of the library's errors: ``type``, ``loc``, ``msg`` and, where there are bounds, ``ctx``.

    Returns:
        The field, without the number of a last list item, and what is wrong with it.
    """
    kind, loc = str(error["type"]), [str(part) for part in error["loc"]]
    if len(loc) > 1 and loc[-1].isdecimal():
        loc.pop()
    starts = (start for start in _WORDS if start.endswith("_") and kind.startswith(start))
    words = _WORDS.get(kind) or _WORDS.get(next(starts, ""), "")
    what = words.format_map(error.get("ctx") or {}) if words else str(error["msg"]).removeprefix("Value error, ")
    return ".".join(loc), what
