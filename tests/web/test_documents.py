"""The page of documents: adding several files, of which one cannot be taken, and a document that is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_one_bad_file_keeps_no_other_out(page: Page, tmp_path: Path, complaints: list[str]) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "pines.txt").write_text(
        "云溪市松林局2024年工作要点\n\n一、护林\n1. 清点松林，新栽松苗300万株。\n", encoding="utf-8"
    )
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="文件").click()
    page.locator("input[type=file]").set_input_files([tmp_path / "empty.txt", tmp_path / "pines.txt"])
    expect(page.locator(".notice.error")).to_contain_text("empty.txt：这份文件无法读取（")
    expect(page.locator(".notice.error")).to_contain_text("已加入 pines.txt")
    expect(page.locator(".cards")).to_contain_text("松林局2024年工作要点")
    assert len(complaints) == 1  # the browser itself reports the refused upload
    complaints.clear()
