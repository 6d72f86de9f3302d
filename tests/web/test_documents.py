"""The page of documents: what becomes of each file that is added, and how a document is removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("site", ["ladybug"], indirect=True),  # that both stores follow is tested without a page
]

TITLE = "云溪市松林局2024年工作要点"


def documents(page: Page) -> None:
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="文件").click()


def add(page: Page, *files: Path) -> Locator:
    """Add files and give the lines that tell what became of them."""
    page.get_by_label("加入文件", exact=True).set_input_files(list(files))
    lines = page.get_by_role("status", name="加入文件的结果").locator("li")
    expect(page.get_by_text("正在读取")).to_have_count(0)
    expect(lines).to_have_count(len(files))
    return lines


def test_one_bad_file_keeps_no_other_out_and_each_has_its_own_line(page: Page, pines: Path, complaints: list[str]) -> None:
    empty = pines.with_name("empty.txt")
    empty.write_text("")
    documents(page)
    lines = add(page, empty, pines)
    bad, good = lines.nth(0), lines.nth(1)
    expect(bad).to_contain_text("失败")
    expect(bad).to_contain_text("empty.txt")
    expect(bad).to_contain_text("文件是空的")
    expect(bad.get_by_role("link")).to_have_count(0)
    expect(good).to_contain_text("已加入")
    expect(page.locator(".cards")).to_contain_text(TITLE)
    assert len(complaints) == 1  # the browser itself reports the refused upload
    complaints.clear()


def test_the_technical_line_of_a_refusal_is_folded_away(page: Page, pines: Path, complaints: list[str]) -> None:
    table = pines.with_name("pines.xlsx")
    table.write_bytes(b"PK")
    documents(page)
    line = add(page, table).first
    expect(line).to_contain_text("不读取这种文件")
    expect(line.locator("code")).not_to_be_visible()
    line.get_by_text("详情").click()
    expect(line.locator("code")).to_contain_text("415")
    complaints.clear()


def test_a_file_is_added_once_then_unchanged_then_replaced(page: Page, pines: Path) -> None:
    documents(page)
    expect(add(page, pines).first).to_contain_text("已加入")
    again = add(page, pines).filter(has_text="没有变化")
    expect(again).to_have_count(1)
    expect(again).not_to_contain_text("已加入")

    copy = pines.with_name("pines-copy.txt")
    copy.write_text(pines.read_text(encoding="utf-8"), encoding="utf-8")
    expect(add(page, copy).filter(has_text="没有变化")).to_contain_text("文献库里已有内容相同的文件 pines.txt")

    pines.write_text(pines.read_text(encoding="utf-8").replace("300万株", "500万株"), encoding="utf-8")
    expect(add(page, pines).filter(has_text="已替换")).to_have_count(1)


def test_a_file_that_was_added_opens_in_the_reader(page: Page, pines: Path) -> None:
    documents(page)
    add(page, pines).first.get_by_role("link", name=f"打开《{TITLE}》").click()
    expect(page.locator(".reader h1")).to_have_text(TITLE)
    expect(page.locator(".reader .body")).to_contain_text("新栽松苗300万株")


def test_a_document_is_removed_after_it_was_named(page: Page, pines: Path) -> None:
    documents(page)
    add(page, pines)
    card = page.locator(".cards li", has_text="pines.txt")
    remove = card.get_by_role("button", name=f"删除《{TITLE}》")

    remove.click()
    dialog = page.get_by_role("dialog", name=f"删除《{TITLE}》？")
    expect(dialog).to_contain_text("pines.txt")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(card).to_have_count(1)

    remove.click()
    dialog.get_by_role("button", name="取消").click()
    expect(dialog).to_have_count(0)
    expect(card).to_have_count(1)

    remove.click()
    dialog.get_by_role("button", name="删除").click()
    notice = page.get_by_role("status").filter(has_text=f"已删除《{TITLE}》")
    expect(notice).to_be_focused()
    expect(dialog).to_have_count(0)
    expect(card).to_have_count(0)
    page.reload()
    expect(page.locator(".cards li").first).to_be_visible()
    expect(card).to_have_count(0)


def test_a_document_that_is_gone_already_is_told_in_the_dialog(page: Page, pines: Path, complaints: list[str]) -> None:
    documents(page)
    add(page, pines)
    page.locator(".cards li", has_text="pines.txt").get_by_role("button").click()
    id = page.locator(".outcomes a").get_attribute("href") or ""
    gone = page.request.delete(page.url.split("#")[0] + "api/documents/" + id.split("/")[-1])
    assert gone.ok
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("已经不在文献库里")
    complaints.clear()
