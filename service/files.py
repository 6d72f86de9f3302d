"""From paths on a command line, or the name of an upload, to bytes with a safe name; each failure is one clear error."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import InputError, YaodianError
from service.problems import TooLarge, from_os_error

MAX_NAME = 255
"""Longest file name in bytes that common file systems take."""


@dataclass(frozen=True, slots=True)
class Found:
    """A path that was named or found in a folder, and why it cannot be used if that is known already."""

    path: Path
    problem: YaodianError | None = None


def find_files(paths: Iterable[Path], *, recursive: bool = False) -> list[Found]:
    """List the files that ``paths`` name: a file stands for itself, a folder for the files in it, sorted by name.

    Hidden files and links to folders are left out, and without ``recursive`` so are folders below the first level. A path
    that does not exist is listed with its problem, so that the others are still taken. A file named twice is listed once.
    """
    found = [item for path in paths for item in _expand(path, recursive)]
    unique: dict[Path, Found] = {}
    for item in found:
        unique.setdefault(item.path.resolve() if item.problem is None else item.path, item)
    return list(unique.values())


def _expand(path: Path, recursive: bool) -> Iterator[Found]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield Found(path, from_os_error(error, str(path)))
        return
    except ValueError:  # an embedded null character
        yield Found(path, InputError("not a file name", where=repr(str(path)), hint="Check the name"))
        return
    if not stat.S_ISDIR(mode):
        yield Found(path)
        return
    try:
        entries = sorted(path.iterdir())
    except OSError as error:
        yield Found(path, from_os_error(error, str(path)))
        return
    files = [entry for entry in entries if not entry.name.startswith(".")]
    wanted = [entry for entry in files if not entry.is_dir() or (recursive and not entry.is_symlink())]
    taken = [item for entry in wanted for item in _expand(entry, recursive)]
    if not taken:
        hint = "Add --recursive to look into its folders" if any(e.is_dir() for e in files) else "Name a folder with documents"
        yield Found(path, InputError("the folder holds no files", where=str(path), hint=hint))
    yield from taken


def read_file(path: Path, limit: int) -> bytes:
    """Read a whole regular file of at most ``limit`` bytes.

    Args:
        path: The file.
        limit: At most this many.

    Returns:
        Its bytes.

    Raises:
        InputError: It vanished, may not be read, or is a folder, a pipe or a device.
        TooLarge: It is larger than ``limit``.
    """
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise InputError("is a folder, not a file", where=str(path), hint="Name a file, or use ingest for folders")
        if not stat.S_ISREG(info.st_mode):
            raise InputError("not a regular file", where=str(path), hint="Name a document file")
        if info.st_size > limit:
            raise too_large(str(path), limit)
        return path.read_bytes()
    except OSError as error:
        raise from_os_error(error, str(path)) from error


def too_large(name: str, limit: int) -> TooLarge:
    """The error for a file above the limit."""
    return TooLarge(f"larger than {limit:,} bytes", where=name, hint="Split it, or raise the setting upload_limit")


def safe_name(name: str | None) -> str:
    """Check the name that a client gives an upload; it becomes ``source_name`` and never a path.

    Args:
        name: Its name.

    Returns:
        The name, unchanged.

    Raises:
        InputError: It is missing, too long, names a folder, or holds control characters.
    """
    if not name or not name.strip():
        raise InputError("the upload has no file name", hint="Send a multipart field named file, with a file name")
    shown = name if len(name) <= 80 else name[:77] + "…"
    if "/" in name or "\\" in name or name in (".", ".."):
        raise InputError("the file name names a folder", where=repr(shown), hint="Send the name alone, as in plan-2024.txt")
    if not name.isprintable():
        raise InputError("the file name holds control characters", where=repr(shown), hint="Rename the file")
    if len(name.encode("utf-8", "surrogatepass")) > MAX_NAME:
        raise InputError(f"the file name is longer than {MAX_NAME} bytes", where=repr(shown), hint="Rename the file")
    return name
