"""Whole or not at all: writing of small state files."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from service.problems import from_os_error


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path``, flush it to the disk and move it there.

    Args:
        path: The file.
        data: The bytes.

    Raises:
        LibraryError: The disk is full or read-only; ``path`` is as it was.
        InputError: This user may not write there.
    """
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise from_os_error(error, str(path)) from error
