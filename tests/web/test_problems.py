"""Every kind of error that the service can answer with has a meaning in Chinese on the page."""

from __future__ import annotations

import re
from pathlib import Path

from service.problems import HTTP_STATUS

PROBLEMS = Path(__file__).parent.parent.parent / "service" / "web" / "src" / "problems.ts"


def test_the_page_has_a_meaning_for_every_kind_of_error() -> None:
    table = PROBLEMS.read_text(encoding="utf-8").split("BY_STATUS", 1)[0]
    worded = set(re.findall(r"^  (\w+): \"", table, re.MULTILINE))
    assert {kind.__name__ for kind in HTTP_STATUS} <= worded
