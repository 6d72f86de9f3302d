"""What all tests share.

Strategy: the smallest text that shows the behaviour, written inline in our own words. Tests that need the real corpus ask for
``shared`` and skip with a reason where it is not beside the project; it is never copied into the repository.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest_plugins = ["tests.fixtures_graph"]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real corpus, the evaluation and the reference encoder."""
    folder = Path(os.environ.get("YAODIAN_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip(f"no shared corpus at {folder} (set YAODIAN_SHARED)")
    return folder
