"""The list of documents: the newest first, with dates, found by words and put into another order."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("site", ["ladybug"], indirect=True),  # the page is the same over both stores
]


def row(name: str, year: int | None, date: str | None, issuer: str, added: str) -> dict[str, Any]:
    return {
        "id": f"doc-{name}",
        "title": f"{name}工作要点",
        "year": year,
        "issuer": issuer,
        "source_name": f"{added}.txt",
        "kind": "工作要点",
        "date": date,
        "added": f"2026-01-0{added}T08:00:00+00:00",
    }


ROWS = [
    row("杉林", None, None, "云溪市", "3"),
    row("松林", 2023, "2023-03-01", "云溪市松林局", "1"),
    row("梅林", 2023, "2023-11-20", "云溪市", "4"),
    row("竹林", 2024, None, "云溪市竹林局", "2"),
]


def listing(page: Page, rows: list[dict[str, Any]]) -> None:
    page.route("**/api/documents?*", lambda route: route.fulfill(json={"documents": rows, "total": len(rows), "damaged": []}))
    page.goto(page.url.split("#")[0] + "#/documents")


def order(page: Page, *names: str) -> None:
    expect(page.locator(".cards li > a")).to_have_text([f"{name}工作要点" for name in names])


def test_the_newest_come_first_and_say_their_date(page: Page) -> None:
    listing(page, ROWS)
    order(page, "竹林", "梅林", "松林", "杉林")
    expect(page.locator(".cards li").nth(0)).to_contain_text("2024年")
    expect(page.locator(".cards time")).to_have_text(["2023-11-20", "2023-03-01"])


def test_the_order_can_be_chosen(page: Page) -> None:
    listing(page, ROWS)
    choice = page.get_by_label("排列")
    choice.select_option("最早的在前")
    order(page, "松林", "梅林", "竹林", "杉林")
    choice.select_option("最近加入的在前")
    order(page, "梅林", "杉林", "竹林", "松林")
    choice.select_option("按标题")
    order(page, "梅林", "杉林", "松林", "竹林")


def test_documents_are_found_by_title_and_issuer(page: Page) -> None:
    listing(page, ROWS)
    field = page.get_by_label("筛选文件")
    field.fill("竹林局")
    order(page, "竹林")
    expect(page.get_by_text("4 份中的 1 份")).to_be_visible()
    field.fill("云溪市 2023")
    order(page, "梅林", "松林")
    field.fill("")
    expect(page.get_by_text("共 4 份")).to_be_visible()


def test_of_very_many_some_are_drawn_and_more_on_demand(page: Page) -> None:
    listing(page, [row(f"松林{n}", 2023, None, "云溪市", "1") for n in range(250)])
    expect(page.locator(".cards li")).to_have_count(200)
    page.get_by_role("button", name="还有 50 份").click()
    expect(page.locator(".cards li")).to_have_count(250)
