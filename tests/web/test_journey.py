"""The journeys of policy staff and researchers, clicked in a real Chromium on both stores, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def search(page: Page, text: str) -> None:
    page.get_by_role("combobox").fill(text)
    page.get_by_role("button", name="搜索").click()


def test_search_to_reader_to_entity_to_neighbour_to_its_document(page: Page) -> None:
    search(page, "修订职业教育法")
    first = page.locator("article.hit").first
    expect(first.locator("mark.term").first).to_be_visible()
    first.locator("h3 a").click()
    expect(page.locator("mark.cited").first).to_be_in_viewport()
    assert "职业教育法" in page.locator("mark.cited").all_inner_texts()[0]

    page.locator("mark.cited a.entity", has_text="职业教育法").first.click()
    panel = page.locator("aside.panel")
    expect(panel.locator("li.fact").first).to_be_visible()
    panel.get_by_role("link", name="全部事实与邻居").click()
    expect(page.locator(".entity-view h1")).to_contain_text("职业教育法")

    page.wait_for_function("document.querySelector('.canvas')?.graph?.nodes().length > 1")
    page.evaluate(
        """() => { const graph = document.querySelector('.canvas').graph;
        graph.nodes().filter((node) => !node.hasClass('centre'))[0].emit('tap'); }"""
    )
    page.wait_for_function("!document.querySelector('.graph [role=status]').textContent.includes('点击节点')")

    page.locator("li.fact blockquote a").first.click()
    expect(page.locator("mark.cited").first).to_be_in_viewport()


def test_a_citation_opens_the_reader_at_its_sentence(page: Page) -> None:
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="提问").click()
    page.get_by_placeholder("用一句话提问").fill("2021年高职要扩招多少人")  # not the box of the page that is being left
    page.get_by_role("button", name="提问").click()
    expect(page.locator(".answer .said")).to_contain_text("200万")
    quote = page.locator(".citations a").first
    said = quote.inner_text()
    quote.click()
    expect(page.locator("mark.cited").first).to_be_in_viewport()
    assert "".join("".join(page.locator("mark.cited").all_inner_texts()).split()) == "".join(said.split())


def test_an_unrelated_question_is_declined_without_a_citation(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#/ask?q=明天北京天气怎么样")
    expect(page.locator(".answer.declined")).to_be_visible()
    expect(page.locator(".citations")).to_have_count(0)


def test_a_filter_narrows_the_hits_and_can_be_taken_back(page: Page) -> None:
    search(page, "职业教育")
    expect(page.locator("article.hit").first).to_be_visible()
    filters = page.locator(".facets details")
    if filters.get_attribute("open") is None:
        filters.locator("summary").click()
    year = page.locator(".facets section", has_text="年份").locator("a").first
    chosen = year.inner_text().split()[0]
    year.click()
    expect(page.locator(".facets a[aria-current]")).to_contain_text(chosen)
    assert all(chosen in where for where in page.locator("article.hit > .where").all_inner_texts())
    page.locator(".facets a[aria-current]").click()
    expect(page.locator(".facets a[aria-current]")).to_have_count(0)


def test_the_outline_leads_to_the_text(page: Page) -> None:
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="文件").click()
    page.locator(".cards a").first.click()
    page.locator(".reader .body p").first.wait_for()
    outline = page.locator(".reader .side details")
    if outline.get_attribute("open") is None:
        outline.locator("summary").click()
    last = page.locator(".outline button").last
    name = last.inner_text()
    last.click()
    expect(page.locator(".outline button[aria-current]")).to_have_text(name)


def test_no_page_is_wider_than_the_screen(page: Page) -> None:
    home = page.url.split("#")[0]
    for place in ("#/", "#/?q=职业教育", "#/ask?q=2021年高职要扩招多少人", "#/documents"):
        page.goto(home + place)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place


def test_markup_in_a_query_is_shown_as_text(page: Page) -> None:
    search(page, "<img src=x onerror=alert(1)> 职业教育")
    expect(page.locator(".summary")).to_be_visible()
    assert page.locator("main img").count() == 0
