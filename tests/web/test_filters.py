"""What narrows the results can be seen and reached at every width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("site", ["ladybug"], indirect=True),  # the page is the same over both stores
]

WITHIN = "element => { const box = element.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth; }"


def test_every_filter_lies_within_the_screen(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#/?q=工作")
    filters = page.get_by_role("complementary", name="筛选")
    summary = filters.locator("summary")
    expect(summary).to_be_visible()
    if filters.locator("details").get_attribute("open") is None:
        for label in filters.locator("section h2").all_text_contents():
            expect(summary).to_contain_text(label)
        summary.press("Enter")
    for group in ("年份", "发布机关", "文种"):
        expect(filters.get_by_role("heading", name=group)).to_be_visible()
    assert all(link.evaluate(WITHIN) for link in filters.get_by_role("link").all())


def test_a_chosen_filter_is_seen_without_unfolding(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#/?q=工作&kind=工作要点")
    chosen = page.get_by_role("list", name="已选的筛选").get_by_role("link")
    expect(chosen).to_have_text("工作要点 ✕")
    expect(chosen).to_be_in_viewport()
    chosen.click()
    expect(chosen).to_have_count(0)
