"""Kept searches."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import InvalidQuery, LibraryError, NotFound
from service.saved import SavedSearches, parse_since


def test_a_search_is_kept_replaced_and_forgotten(tmp_path: Path) -> None:
    saved = SavedSearches(tmp_path)
    saved.save("甲", "现代学徒制", "2024-01-01T00:00:00+00:00")
    saved.save("乙", "产教融合")
    saved.save("甲", "学徒制")
    assert [(item.name, item.query) for item in SavedSearches(tmp_path).all()] == [("乙", "产教融合"), ("甲", "学徒制")]
    saved.remove("乙")
    with pytest.raises(NotFound):
        saved.get("乙")
    assert [path.name for path in tmp_path.iterdir()] == ["searches.json"]


def test_a_search_needs_a_name_and_a_query(tmp_path: Path) -> None:
    for name, query in ((" ", "x"), ("x", "")):
        with pytest.raises(InvalidQuery):
            SavedSearches(tmp_path).save(name, query)


@pytest.mark.parametrize("text", ["[", "5", '{"a": 5}', '{"a": {"query": "x"}}', '{"a": {"query": 5, "seen": "x"}}', "[[1]]"])
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "searches.json").write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError, match=r"searches\.json"):
        SavedSearches(tmp_path).all()


def test_dates_become_comparable_moments() -> None:
    assert parse_since("2024-05-01") == "2024-05-01T00:00:00+00:00"
    assert parse_since("2024-05-01T08:00:00+08:00") == "2024-05-01T00:00:00+00:00"
    with pytest.raises(InvalidQuery, match="昨天"):
        parse_since("昨天")
    for beyond in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        with pytest.raises(InvalidQuery):
            parse_since(beyond)
