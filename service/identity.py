"""The name of a library, random and made once, by which a shared database knows whose graph it holds."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from service.atomic import write_atomically

FILE = "identity"
LENGTH = 32


def identity(library: Path) -> str:
    """The name of the library in a folder; a copy of the folder bears the same.

    Args:
        library: The library's folder; made when missing.

    Returns:
        32 hexadecimal digits.

    Raises:
        LibraryError: There is none yet and it cannot be written.
        InputError: This user may not write it.
    """
    path = library / FILE
    if not _whole(path):
        made = secrets.token_hex(LENGTH // 2)
        with suppress(OSError):
            library.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="ascii") as file:  # of two processes, one makes it
                file.write(made)
        if not _whole(path):  # cut short by a crash, or not allowed, which is told here
            write_atomically(path, made.encode())
    return path.read_text(encoding="ascii")


def _whole(path: Path) -> bool:
    with suppress(OSError, UnicodeError):
        return len(path.read_text(encoding="ascii")) == LENGTH
    return False
