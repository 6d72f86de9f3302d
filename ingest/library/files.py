"""Writing that is whole or not at all, and errors of the file system in words."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from ontology.errors import LibraryError

TEMPORARY = ".tmp-"
"""Begins the name of all that is in the making."""
_REASONS = {
    errno.ENOSPC: ("the disk is full", "Make room and try again; nothing was changed"),
    errno.EDQUOT: ("the disk quota is used up", "Make room and try again; nothing was changed"),
    errno.EFBIG: ("the file system takes no file of this size", "Nothing was changed"),
    errno.EACCES: ("no permission", "Check who owns the folder; nothing was changed"),
    errno.EPERM: ("no permission", "Check who owns the folder; nothing was changed"),
    errno.EROFS: ("the file system is read-only", "Choose another workspace; nothing was changed"),
    errno.ENOENT: ("the file has vanished", "Check whether another program tidies this folder"),
    errno.ENOTDIR: ("a file stands where a folder should be", "Choose another workspace"),
    errno.EEXIST: ("a file stands where a folder should be", "Choose another workspace"),
    errno.EISDIR: ("a folder stands where a file should be", "Choose another workspace"),
    errno.ELOOP: ("a symbolic link leads back to itself", "Remove the link; nothing was changed"),
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
    """Put ``data`` in the place of ``path`` in one step: a reader sees the old content or the new, never a mixture.

    The rights of the file stay; a new one gets those that the process gives to new files. What a link names is replaced.
    """
    path = _named_by(path) if path.is_symlink() else path
    temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
    try:
        write_synced(temporary, data)
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def _named_by(link: Path) -> Path:
    path = Path(os.path.realpath(link))  # Path.resolve raises no OSError here
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(link))
    return path


def new_folder(beside: Path) -> Path:
    """An empty folder beside another one that nobody looks into, with the rights of any new folder."""
    temporary = beside.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
    temporary.mkdir()
    return temporary


def place_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Make ``folder`` with these files in one step. It must not exist yet."""
    temporary = new_folder(folder)
    try:
        for name, data in files.items():
            write_synced(temporary / name, data)
        sync_folder(temporary)
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    sync_folder(folder.parent)


def set_aside(folder: Path) -> Path:
    """A second folder with the same files for ``put_back``. They are links, which cost no room, or copies where none can be."""
    kept = new_folder(folder)
    try:
        for path in folder.iterdir():
            try:
                (kept / path.name).hardlink_to(path)
            except OSError:
                shutil.copy2(path, kept / path.name)
    except BaseException:
        shutil.rmtree(kept, ignore_errors=True)
        raise
    return kept


def put_back(folder: Path, kept: Path) -> None:
    """Make ``folder`` hold again what ``set_aside`` kept, which is then gone. Needs no room on the disk."""
    if folder.is_dir():
        for path in kept.iterdir():
            path.replace(folder / path.name)
        shutil.rmtree(kept)  # a link to the very file that is there is left by the system
        sync_folder(folder)
    else:
        kept.rename(folder)
    sync_folder(folder.parent)


def remove_folder(folder: Path) -> None:
    """Remove a folder: out of sight in one step, then from the disk."""
    grave = new_folder(folder)
    try:
        folder.rename(grave / folder.name)
    except BaseException:
        shutil.rmtree(grave, ignore_errors=True)
        raise
    sync_folder(folder.parent)
    shutil.rmtree(grave, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what an interrupted writer left behind. Only the one writer may call it."""
    for leftover in folder.glob(f"{TEMPORARY}*"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)
