"""The page that describes the interface, in a real Chromium: it works without any other host."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("site", ["ladybug"], indirect=True),  # the page is the same over both stores
]


def test_the_interface_page_lists_the_endpoints_and_asks_no_other_host(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "docs")  # the fixture fails for a request to another host
    expect(page.locator(".opblock-summary-path", has_text="/api/search")).to_be_visible()
    expect(page.locator(".opblock")).not_to_have_count(0)
    page.locator(".opblock", has_text="/api/suggest").locator("button").first.click()
    expect(page.locator(".opblock.is-open .parameter__name").first).to_be_visible()
