"""Whether an error says that this user may not write, whoever says it."""

from __future__ import annotations

import errno

HINT = "Check who owns the folder, and that it can be written; reading needs it too"
"""What to do about it: the stores lock their files even to read."""
_SIGNS = ("permission denied", "read-only file system", "permissiondenied", "readonlyfilesystem")


def is_denied(error: BaseException) -> bool:
    """Whether the system, or an engine that gives only a text, refuses for lack of permission."""
    if isinstance(error, PermissionError) or (isinstance(error, OSError) and error.errno == errno.EROFS):
        return True
    return any(sign in str(error).lower() for sign in _SIGNS)
