"""The command line. ``service.cli:main`` is the console script ``yaodian``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave the process with its exit status."""
    try:
        from service.cli.app import main as run_and_leave
    except KeyboardInterrupt:  # importing takes long enough to be interrupted
        sys.exit(130)
    run_and_leave()
