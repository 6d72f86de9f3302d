"""The pages for people: nothing of another host in them, and a line that says how to build them where they are not built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from service.pages import add_pages


def client(web: Path, root_path: str = "") -> TestClient:
    app = FastAPI(docs_url=None, redoc_url=None)
    add_pages(app, web)
    return TestClient(app, root_path=root_path)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "swagger").mkdir()
    for name in ("index.html", "icon.svg", "swagger/swagger-ui-bundle.js", "swagger/swagger-ui.css"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("path", ["/docs", "/docs/"])
def test_all_that_the_interface_page_loads_is_served_here(built: Path, path: str) -> None:
    pages = client(built)
    text = pages.get(path).text
    loaded = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert len(loaded) == 3
    assert "://" not in text
    assert [pages.get(url).status_code for url in (*loaded, "/openapi.json")] == [200] * 4


def test_behind_a_proxy_the_interface_page_keeps_to_its_prefix(built: Path) -> None:
    text = client(built, "/yaodian").get("/docs").text
    assert set(re.findall(r'(?:src|href|url)(?:="|: \')(/\w+)', text)) == {"/yaodian"}


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_pages_that_are_not_built_say_how_to_build_them(tmp_path: Path, path: str) -> None:
    answer = client(tmp_path).get(path)
    assert answer.status_code == 503
    assert "make web" in answer.text


def test_no_page_of_the_framework_is_left(own: TestClient) -> None:
    assert own.get("/redoc").status_code in (404, 503)
