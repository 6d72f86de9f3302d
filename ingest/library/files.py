"""Writing that is whole or not at all, and errors of the file system in words."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ontology.errors import LibraryError

_REASONS = {
    errno.ENOSPC: ("the disk is full", "Make room and try again; nothing was changed"),
    errno.EDQUOT: ("the disk quota is used up", "Make room and try again; nothing was changed"),
    errno.EFBIG: ("the file system takes no file of this size", "Nothing was changed"),
    errno.EACCES: ("no permission", "Check who owns the folder; nothing was changed"),
    errno.EPERM: ("no permission", "Check who owns the folder; nothing was changed"),
    errno.EROFS: ("the file system is read-only", "Choose another workspace; nothing was changed"),
    errno.ENOENT: ("the file has vanished", "Check whether another program tidies this folder"),
    errno.ENOTDIR: ("a file stands where a folder should be", "Choose another workspace"),
    errno.EISDIR: ("a folder stands where a file should be", "Choose another workspace"),
}


@contextlib.contextmanager
def in_words(where: Path) -> Iterator[None]:
    """Turn errors of the file system into errors that say what to do.

    Args:
        where: What the error is about, if the system does not name a file.

    Raises:
        LibraryError: For any ``OSError`` inside.
    """
    try:
        yield
    except OSError as error:
        what, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), "Nothing was changed"))
        raise LibraryError(what, where=str(error.filename or where), hint=hint) from error


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk, so that a rename survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file and flush it to the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path`` in one step: a reader sees the old content or the new, never a mixture."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    sync_folder(path.parent)


def place_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Make ``folder`` with these files in one step. It must not exist yet."""
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".tmp-"))
    try:
        for name, data in files.items():
            write_synced(temporary / name, data)
        sync_folder(temporary)
        temporary.chmod(0o755)
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    sync_folder(folder.parent)


def remove_folder(folder: Path) -> None:
    """Remove a folder: out of sight in one step, then from the disk."""
    grave = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".tmp-"))
    try:
        folder.rename(grave / folder.name)
    except BaseException:
        shutil.rmtree(grave, ignore_errors=True)
        raise
    sync_folder(folder.parent)
    shutil.rmtree(grave, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what an interrupted writer left behind. Only the one writer may call it."""
    for leftover in folder.glob(".tmp-*"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)
