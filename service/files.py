"""From paths on a command line, or the name of an upload, to bytes with a safe name; each failure is one clear error."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.formats.endings import check_ending, is_document
from ontology.errors import InputError, UnsupportedFormat, YaodianError
from service.problems import TooLarge, from_os_error

MAX_NAME = 255
"""Longest file name in bytes that common file systems take."""


@dataclass(frozen=True, slots=True)
class Found:
    """A path that was named or found in a folder, and why it cannot be used if that is known already."""

    path: Path
    problem: YaodianError | None = None


@dataclass(slots=True)
class Listing:
    """What paths stand for: files to take, and files of folders that are of other kinds and are passed over."""

    files: list[Found] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)


def find_files(paths: Iterable[Path], *, recursive: bool = False) -> Listing:
    """List the files that ``paths`` name: a file stands for itself, a folder for the documents in it, sorted by name.

    Hidden files and links to folders are left out, and without ``recursive`` so are folders below the first level. In a folder
    files that are no documents by their ending are passed over. A path that does not exist, or is named and no document, is
    listed with its problem, so that the others are still taken. A file named twice is listed once.
    """
    found = Listing()
    for named in paths:
        _expand(named, recursive, found)
    unique: dict[Path, Found] = {}
    for item in found.files:
        unique.setdefault(item.path.resolve() if item.problem is None else item.path, item)
    return Listing(list(unique.values()), list(dict.fromkeys(found.passed_over)))


def _expand(named: Path, recursive: bool, found: Listing) -> None:
    """List what a path on the command line stands for."""
    try:
        mode = named.stat().st_mode
        if stat.S_ISREG(mode):
            check_ending(str(named))
    except OSError as error:
        found.files.append(Found(named, from_os_error(error, str(named))))
    except ValueError:  # an embedded null character
        found.files.append(Found(named, InputError("not a file name", where=repr(str(named)), hint="Check the name")))
    except UnsupportedFormat as error:
        found.files.append(Found(named, error))
    else:
        if not stat.S_ISDIR(mode):
            found.files.append(Found(named))
            return
        before = len(found.files)
        has_folders = _look_into(named, recursive, found)
        if len(found.files) == before:
            deeper = has_folders and not recursive
            hint = "Add --recursive to look into its folders" if deeper else "Name a folder with documents"
            found.files.append(Found(named, InputError("the folder holds no documents", where=str(named), hint=hint)))


def _look_into(folder: Path, recursive: bool, found: Listing) -> bool:
    """List the documents of a folder; whether it holds folders."""
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        found.files.append(Found(folder, from_os_error(error, str(folder))))
        return False
    has_folders = False
    for entry in entries:
        if _is_folder(entry):
            has_folders = True
            if recursive and not entry.is_symlink():
                _look_into(entry, recursive, found)
        elif is_document(entry.name):
            _expand(entry, recursive, found)
        else:
            found.passed_over.append(entry)
    return has_folders


def _is_folder(entry: Path) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # the folder may be listed and not entered
        return False


def placed(error: YaodianError, named: Path) -> YaodianError:
    """The error of a document, known to its reader by name only, with the path as it was given."""
    where = error.where or ""
    if str(named) not in where:
        rest = where.removeprefix(named.name)
        error.where = f"{named}{rest}" if rest != where or not where else f"{named}: {where}"
    return error


def read_file(file: Path, limit: int) -> bytes:
    """Read a whole regular file of at most ``limit`` bytes.

    Args:
        file: The file.
        limit: At most this many.

    Returns:
        Its bytes.

    Raises:
        InputError: It vanished, may not be read, or is a folder, a pipe or a device.
        TooLarge: It is larger than ``limit``.
    """
    try:
        info = file.stat()
        if stat.S_ISDIR(info.st_mode):
            raise InputError("is a folder, not a file", where=str(file), hint="Name a file, or use ingest for folders")
        if not stat.S_ISREG(info.st_mode):
            raise InputError("not a regular file", where=str(file), hint="Name a document file")
        if info.st_size > limit:
            raise too_large(str(file), limit)
        return file.read_bytes()
    except OSError as error:
        raise from_os_error(error, str(file)) from error


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
