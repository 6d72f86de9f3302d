"""A conversation: what was asked before is shown, and is sent with the next question."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("site", ["ladybug"], indirect=True),  # how the page talks does not depend on the store
]


def asked(route: Route) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(route.request.post_data or "")
    return body


@pytest.fixture
def sent(page: Page) -> list[dict[str, Any]]:
    """What the page sends; every question is answered with “答：” and the question."""
    bodies: list[dict[str, Any]] = []

    def reply(route: Route) -> None:
        bodies.append(asked(route))
        said = "答：" + bodies[-1]["question"]
        route.fulfill(json={"answer": said, "answerable": True, "items": [], "citations": []})

    page.route("**/api/ask", reply)
    return bodies


def begin(page: Page, question: str) -> None:
    page.goto(f"{page.url.split('#')[0]}#/ask?q={question}")
    said(page, question)


def say(page: Page, question: str) -> None:
    page.get_by_role("combobox").fill(question)
    page.get_by_role("combobox").press("Enter")
    said(page, question)


def said(page: Page, question: str) -> None:
    expect(page.locator(".exchange").last.locator(".said")).to_have_text(f"答：{question}")


def test_a_question_goes_with_those_before_it(page: Page, sent: list[dict[str, Any]]) -> None:
    begin(page, "松苗有多少？")
    say(page, "那竹苗呢？")
    assert sent == [
        {"question": "松苗有多少？", "history": []},
        {"question": "那竹苗呢？", "history": [{"question": "松苗有多少？", "answer": "答：松苗有多少？"}]},
    ]
    expect(page.get_by_role("list", name="对话").get_by_role("heading")).to_have_text(["松苗有多少？", "那竹苗呢？"])
    expect(page.get_by_role("heading", name="那竹苗呢？")).to_be_in_viewport()
    expect(page.get_by_role("combobox")).to_have_value("")
    expect(page.get_by_role("combobox")).to_be_focused()


def test_a_conversation_is_left_and_begun_anew(page: Page, sent: list[dict[str, Any]]) -> None:
    begin(page, "松苗有多少？")
    page.get_by_role("button", name="新的对话").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(page.get_by_role("combobox")).to_be_focused()
    say(page, "竹苗有多少？")
    begin(page, "杉苗有多少？")
    expect(page.locator(".exchange")).to_have_count(1)
    assert [body["history"] for body in sent] == [[], [], []]


def test_a_conversation_is_there_after_a_look_elsewhere(page: Page, sent: list[dict[str, Any]]) -> None:
    begin(page, "松苗有多少？")
    say(page, "那竹苗呢？")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="文件").click()
    expect(page.locator(".cards")).to_be_visible()
    page.go_back()
    expect(page.locator(".exchange")).to_have_count(2)
    assert len(sent) == 2


def test_no_more_is_sent_than_the_server_takes(page: Page) -> None:
    histories: list[int] = []

    def reply(route: Route) -> None:
        history = asked(route)["history"]
        histories.append(len(history))
        assert all(len(turn["answer"]) <= 10_000 for turn in history)
        route.fulfill(json={"answer": "𠮷" * 10_001, "answerable": True, "items": [], "citations": []})

    page.route("**/api/ask", reply)
    page.goto(page.url.split("#")[0] + "#/ask?q=松苗有多少？")
    for count in range(1, 23):
        expect(page.locator(".exchange .said")).to_have_count(count)
        page.get_by_role("combobox").fill("那竹苗呢？")
        page.get_by_role("combobox").press("Enter")
    expect(page.locator(".exchange .said")).to_have_count(23)
    assert max(histories) == 20


def test_what_failed_is_no_part_of_what_was_said(page: Page, complaints: list[str]) -> None:
    bodies: list[dict[str, Any]] = []

    def reply(route: Route) -> None:
        bodies.append(asked(route))
        if len(bodies) == 1:
            route.fulfill(status=503, json={"error": {"code": "StoreUnavailable"}})
        else:
            route.fulfill(json={"answer": "三百", "answerable": True, "items": [], "citations": []})

    page.route("**/api/ask", reply)
    page.goto(page.url.split("#")[0] + "#/ask?q=松苗有多少？")
    expect(page.get_by_role("alert")).to_contain_text("图数据库连不上")
    page.get_by_role("combobox").fill("竹苗有多少？")
    page.get_by_role("combobox").press("Enter")
    expect(page.locator(".exchange .said")).to_have_text("三百")
    assert bodies[1]["history"] == []
    complaints.clear()


def test_the_server_understands_what_a_question_leans_on(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#/ask?q=2021年高职要扩招多少人？")
    expect(page.locator(".exchange .said")).to_contain_text("200万")
    page.get_by_role("combobox").fill("那2020年呢？")
    with page.expect_response("**/api/ask") as answered:
        page.get_by_role("button", name="提问").click()
    assert answered.value.ok
    expect(page.locator("article.answer")).to_have_count(2)
