"""Addresses that lead nowhere say so; a point's own address leads to its place in the document."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("site", ["ladybug"], indirect=True),  # what an address leads to does not depend on the store
]


def visit(page: Page, place: str) -> None:
    page.goto(page.url.split("#")[0] + place)


@pytest.mark.parametrize("place", ["#/nope", "#/documents/one/two", "#/entity", "#/100%"])
def test_an_unknown_page_says_so_and_leads_home(page: Page, place: str) -> None:
    visit(page, place)
    expect(page.get_by_role("heading", name="没有这个页面")).to_be_visible()
    page.get_by_role("link", name="回到首页").click()
    expect(page.get_by_role("combobox")).to_be_visible()


@pytest.mark.parametrize(
    ("place", "said", "way"),
    [
        ("#/point/nope", "没有这个要点", "回到首页"),
        ("#/document/nope", "没有这份文件", "看看有哪些文件"),
        ("#/entity/nope", "没有这个政策、项目或机构", "回到首页"),
        ("#/compare?a=nope&b=nope2", "所选的文件已不在文献库里", ""),
    ],
)
def test_what_does_not_exist_is_told_in_chinese(page: Page, place: str, said: str, way: str, complaints: list[str]) -> None:
    visit(page, place)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(said)
    expect(alert.locator("code")).not_to_be_visible()
    assert "GET" not in alert.inner_text()
    if way:
        alert.get_by_role("link", name=way).click()
        expect(alert).to_have_count(0)
    assert all("404" in complaint for complaint in complaints)
    complaints.clear()


def test_a_point_is_read_in_its_document(page: Page, pines: Path) -> None:
    home = page.url.split("#")[0]
    payload = FilePayload(name=pines.name, mimeType="text/plain", buffer=pines.read_bytes())
    taken = page.request.post(f"{home}api/documents", multipart={"file": payload})
    document = page.request.get(f"{home}api/documents/{taken.json()['id']}").json()
    point = next(node for node in document["nodes"] if node["kind"] == "point")
    visit(page, f"#/point/{point['id']}")
    expect(page.locator("mark.cited").first).to_be_in_viewport()
    expect(page.locator("mark.cited").first).to_contain_text("清点松林")
