"""What the browser's tab says: the view and its thing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("site", ["ladybug"], indirect=True),  # what a view is called does not depend on the store
]


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ("#/", "要点 · yaodian"),
        ("#/?q=松林", "搜索：松林 · 要点 · yaodian"),
        ("#/ask", "提问 · 要点 · yaodian"),
        ("#/ask?q=松林有多少？", "提问：松林有多少？ · 要点 · yaodian"),
        ("#/documents", "文件 · 要点 · yaodian"),
        ("#/compare", "比较 · 要点 · yaodian"),
        ("#/nope", "没有这个页面 · 要点 · yaodian"),
    ],
)
def test_a_view_is_named(page: Page, place: str, title: str) -> None:
    page.goto(page.url.split("#")[0] + place)
    expect(page).to_have_title(title)


def test_a_document_and_an_entity_give_their_names(page: Page, pines: Path) -> None:
    home = page.url.split("#")[0]
    payload = FilePayload(name=pines.name, mimeType="text/plain", buffer=pines.read_bytes())
    id = page.request.post(f"{home}api/documents", multipart={"file": payload}).json()["id"]
    document = page.request.get(f"{home}api/documents/{id}").json()
    page.goto(f"{home}#/document/{id}")
    expect(page).to_have_title(re.compile("^云溪市松林局2024年工作要点 · "))
    page.goto(f"{home}#/entity/{document['entities'][0]['id']}")
    expect(page).to_have_title(re.compile(f"^{document['entities'][0]['name']} · "))
    page.go_back()
    expect(page).to_have_title(re.compile("^云溪市松林局2024年工作要点 · "))
