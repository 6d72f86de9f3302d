"""A service that asks for an API key: the page asks for it, keeps it for the tab, sends it, and lets one change it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect

pytestmark = pytest.mark.browser

KEY = "yaodian-api-key"


def enter(page: Page, key: str) -> None:
    page.get_by_label("API 密钥", exact=True).fill(key)
    page.get_by_role("button", name="保存").click()


def only_refusals(complaints: list[str]) -> None:
    """The browser itself reports every refused request."""
    assert all("401" in complaint for complaint in complaints), complaints
    complaints.clear()


def test_the_page_asks_for_a_key_and_sends_it_with_every_request(guarded_page: Page, complaints: list[str]) -> None:
    page, asked = guarded_page, list[Request]()
    expect(page.get_by_role("form", name="访问密钥")).to_contain_text("需要 API 密钥")
    expect(page.get_by_role("combobox")).to_have_count(0)
    enter(page, "no-such-key")
    expect(page.get_by_role("alert")).to_contain_text("没有接受这个密钥")
    assert page.evaluate("sessionStorage.length") == 0
    enter(page, "first-key")
    expect(page.get_by_role("form", name="访问密钥")).to_have_count(0)
    only_refusals(complaints)

    page.on("request", lambda request: asked.append(request))
    page.get_by_role("combobox").fill("修订")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator("article.hit").first).to_be_visible()
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="文件").click()
    expect(page.locator(".cards li").first).to_be_visible()
    calls = [request for request in asked if "/api/" in request.url]
    assert calls
    assert all(request.headers.get("x-api-key") == "first-key" for request in calls)


def test_the_key_is_kept_for_the_tab_only(guarded_page: Page, complaints: list[str]) -> None:
    page = guarded_page
    enter(page, "first-key")
    expect(page.get_by_role("combobox")).to_be_visible()
    page.reload()
    expect(page.get_by_role("combobox")).to_be_visible()
    assert page.evaluate("[localStorage.length, document.cookie, sessionStorage.length]") == [0, "", 1]
    only_refusals(complaints)


def test_the_key_can_be_changed(guarded_page: Page, complaints: list[str]) -> None:
    page = guarded_page
    enter(page, "first-key")
    change = page.get_by_role("button", name="更换 API 密钥")
    change.click()
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_role("form", name="访问密钥")).to_have_count(0)
    change.click()
    enter(page, "密钥")
    expect(page.get_by_role("alert")).to_contain_text("不能用的字符")
    enter(page, "no-such-key")
    expect(page.get_by_role("alert")).to_contain_text("没有接受这个密钥")
    assert page.evaluate(f"sessionStorage.getItem('{KEY}')") == "first-key"
    enter(page, "second-key")
    expect(change).to_be_visible()
    assert page.evaluate(f"sessionStorage.getItem('{KEY}')") == "second-key"
    only_refusals(complaints)


def test_a_key_that_is_accepted_no_longer_is_asked_for_again(guarded_page: Page, complaints: list[str]) -> None:
    page = guarded_page
    enter(page, "first-key")
    expect(page.get_by_role("combobox")).to_be_visible()
    page.evaluate(f"sessionStorage.setItem('{KEY}', 'withdrawn-key')")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="文件").click()
    expect(page.get_by_role("form", name="访问密钥")).to_contain_text("不再接受")
    enter(page, "second-key")
    expect(page.locator(".cards li").first).to_be_visible()
    only_refusals(complaints)
