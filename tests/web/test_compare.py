"""The page of comparison: which documents are compared, and how many points of each kind there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("site", ["ladybug"], indirect=True),  # the page is the same over both stores
]


@pytest.fixture
def years(page: Page, pines: Path) -> dict[str, str]:
    """The ids of two documents by the names of their files."""
    text = pines.read_text(encoding="utf-8")
    later = text.replace("2024年", "2025年").replace("300万株", "500万株") + "\n3. 修缮瞭望塔。\n"
    address = page.url.split("#")[0] + "api/documents"
    ids = {}
    for name, content in (("pines-2024.txt", text), ("pines-2025.txt", later)):
        payload = FilePayload(name=name, mimeType="text/plain", buffer=content.encode())
        ids[name] = str(page.request.post(address, multipart={"file": payload}).json()["id"])
    return ids


def test_documents_named_by_their_files_are_shown_as_chosen(page: Page, years: dict[str, str]) -> None:
    page.goto(page.url.split("#")[0] + "#/compare?a=pines-2024.txt&b=pines-2025.txt")
    expect(page.get_by_label("之前")).to_have_value(years["pines-2024.txt"])
    expect(page.get_by_label("之后")).to_have_value(years["pines-2025.txt"])
    expect(page).to_have_title("比较：云溪市松林局2024年工作要点与云溪市松林局2025年工作要点 · 要点 · yaodian")


def test_the_totals_stand_above_the_points_and_lead_to_them(page: Page, years: dict[str, str]) -> None:
    home = page.url.split("#")[0]
    a, b = years.values()
    counts = page.request.get(f"{home}api/compare?a={a}&b={b}").json()["counts"]
    page.goto(f"{home}#/compare?a={a}&b={b}")
    totals = page.get_by_role("list", name="合计")
    for status, label in {"changed": "有变化", "new": "新增", "dropped": "不再出现", "continued": "延续"}.items():
        expect(totals.get_by_role("listitem").filter(has_text=label)).to_have_text(f"{label} {counts.get(status, 0)}")
    expect(totals).to_be_in_viewport()
    totals.get_by_role("button").last.press("Enter")
    heading = page.locator(".compare section h2").last
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


def test_a_chosen_document_that_is_not_listed_is_shown(page: Page, years: dict[str, str]) -> None:
    page.route("**/api/documents?*", lambda route: route.fulfill(json={"documents": [], "total": 0, "damaged": []}))
    page.goto(page.url.split("#")[0] + "#/compare?a=pines-2024.txt&b=pines-2025.txt")
    expect(page.get_by_label("之前")).to_have_value(years["pines-2024.txt"])
    expect(page.get_by_label("之后")).to_have_value(years["pines-2025.txt"])
