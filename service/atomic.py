"""Whole or not at all: writing of small state files."""

from __future__ import annotations

from pathlib import Path

from service.problems import from_os_error


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path``, flush it to the disk and move it there. A device or a pipe is written as it is.

    Args:
        path: The file.
        data: The bytes.

    Raises:
        LibraryError: The disk is full or read-only; ``path`` is as it was.
        InputError: This user may not write there.
    """
    from ingest.library.files import replace_file

    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            replace_file(path, data)
    except OSError as error:
        raise from_os_error(error, str(path)) from error
