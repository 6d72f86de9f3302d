"""Fails when a source file is over 300 lines and does not say why in a line that starts with ``# Long file:``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LIMIT = 300
SUFFIXES = {".py", ".ts", ".css"}


def too_long(root: Path) -> list[str]:
    """Return one line for each tracked source file that is over the limit without a reason."""
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    found = []
    for name in listed:
        path = root / name
        if path.suffix not in SUFFIXES or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines > LIMIT and "Long file:" not in text:
            found.append(f"{name}: {lines} lines; split it, or say why in a line that starts with 'Long file:'")
    return found


def main() -> None:
    """Print the files that are too long and exit with 1 if there is one."""
    found = too_long(Path(__file__).parent.parent)
    for line in found:
        print(line)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
