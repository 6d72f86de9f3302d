"""Tables: on a terminal they fit, elsewhere a row is a line, and an id is whole wherever it stands."""

from __future__ import annotations

import sys

import pytest

from service.cli.session import table

ID = "doc-" + "0123456789abcdef" * 2
ROWS = [[ID, "云溪市教育局" * 12, None], [ID[::-1], "短", 3]]


def test_on_a_terminal_texts_are_broken_and_ids_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "72")
    lines = table(["id", "title", "n"], ROWS).splitlines()
    assert sum(ID in line for line in lines) == 1
    assert len(lines) > 5
    assert sum(line.count("云溪市教育局"[0]) for line in lines) == 12  # nothing is cut off


def test_elsewhere_every_row_is_a_line() -> None:
    lines = table(["id", "title", "n"], ROWS).splitlines()
    assert len(lines) == 4
    assert lines[2].split() == [ID, "云溪市教育局" * 12]
    assert lines[3].split() == [ID[::-1], "短", "3"]


def test_a_table_without_rows() -> None:
    assert table(["id", "title"], []).split()[:2] == ["id", "title"]
