"""Kept searches, presence and suggestions."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ontology.errors import InvalidQuery, LibraryError, NotFound
from service.presence import announce, served_at, withdraw
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


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "searches.json").write_text("[", encoding="utf-8")
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


def test_a_server_is_found_until_it_withdraws_or_dies(tmp_path: Path) -> None:
    assert served_at(tmp_path) is None
    announce(tmp_path, "http://127.0.0.1:1")
    assert served_at(tmp_path) == "http://127.0.0.1:1"
    withdraw(tmp_path)
    assert served_at(tmp_path) is None
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    (tmp_path / "server.json").write_text(f'{{"url": "http://127.0.0.1:1", "pid": {child}}}', encoding="utf-8")
    assert served_at(tmp_path) is None
    withdraw(tmp_path)  # another's announcement stays
    assert (tmp_path / "server.json").exists()


def test_a_damaged_announcement_is_no_announcement(tmp_path: Path) -> None:
    (tmp_path / "server.json").write_text("[1]", encoding="utf-8")
    assert served_at(tmp_path) is None
