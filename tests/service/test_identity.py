"""A library's name is made once, and made anew only where it was cut short."""

from __future__ import annotations

from pathlib import Path

from service.identity import FILE, LENGTH, identity


def test_a_name_is_made_once(tmp_path: Path) -> None:
    made = identity(tmp_path / "library")
    assert len(made) == LENGTH
    assert identity(tmp_path / "library") == made
    assert identity(tmp_path / "other") != made


def test_a_name_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("12", encoding="ascii")
    assert len(identity(tmp_path)) == LENGTH
