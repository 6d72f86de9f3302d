"""A seal beside a file: the sizes and hashes of it and of its log, written when they are whole.

The embedded engine can crash the process, or quietly answer wrongly, when its file was damaged from outside. So the
file is looked at before the engine sees it: no seal means that a write was cut short, a broken one that the file was
changed by somebody else.
"""

from __future__ import annotations

import hashlib
from pathlib import Path


def _seal_of(file: Path) -> str:
    lines = []
    for part in sorted(file.parent.glob(f"{file.name}*")):
        if part != _beside(file) and part.is_file():
            with part.open("rb") as stream:
                lines.append(f"{part.name} {hashlib.file_digest(stream, 'blake2b').hexdigest()[:64]}\n")
    return "".join(lines)


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.seal")


def seal(file: Path) -> None:
    """Say that a file is whole as it is now."""
    _beside(file).write_text(_seal_of(file), encoding="ascii")


def unseal(file: Path) -> None:
    """Say that a file is about to be written."""
    _beside(file).unlink(missing_ok=True)


def sealed(file: Path) -> bool:
    """Whether the last write was finished."""
    return _beside(file).is_file()


def distrust(file: Path) -> str | None:
    """Why a file should not be opened, if there is a reason; none if there is no file."""
    if not file.exists():
        return None
    if not file.is_file():
        return "the graph's file is no file"
    try:
        kept = _beside(file).read_bytes()
    except FileNotFoundError:
        return "an earlier write was cut short"
    return None if kept == _seal_of(file).encode() else "the graph's files were damaged"
