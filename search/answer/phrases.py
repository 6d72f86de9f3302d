"""The wording of ``data/reading.yaml``, by name."""

from __future__ import annotations

import re
from pathlib import Path

from search.question.patterns import load_patterns

DATA = Path(__file__).parent / "data" / "reading.yaml"


def phrase(name: str) -> re.Pattern[str]:
    """The pattern of an entry. ``ConfigurationError`` when the file is malformed or lacks it."""
    return load_patterns(DATA)[name]
