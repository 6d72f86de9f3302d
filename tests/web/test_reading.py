"""What is easy to read: relations worded from the entity's side, whole quotes said once, legible labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

pytestmark = pytest.mark.browser

QUESTION = "云溪市松林局2024年要新栽松苗多少株，由哪些单位负责，什么时候要全部完成这一项工作"

OVERLAPS = """() => {
  const graph = document.querySelector('.canvas').graph;
  const boxes = graph.nodes().map((node) => node.boundingBox({ includeEdges: false, includeOverlays: false }));
  const crossing = (a, b) => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
  return boxes.flatMap((a, index) => boxes.slice(index + 1).filter((b) => crossing(a, b))).length;
}"""


def take(page: Page, file: Path) -> str:
    payload = FilePayload(name=file.name, mimeType="text/plain", buffer=file.read_bytes())
    taken = page.request.post(page.url.split("#")[0] + "api/documents", multipart={"file": payload})
    assert taken.ok
    return str(taken.json()["id"])


def entity(page: Page, document: str, name: str) -> dict[str, Any]:
    home = page.url.split("#")[0]
    entities = page.request.get(f"{home}api/documents/{document}").json()["entities"]
    id = next(one["id"] for one in entities if one["name"] == name)
    page.goto(f"{home}#/entity/{id}")
    found: dict[str, Any] = page.request.get(f"{home}api/entities/{id}").json()
    return found


def test_relations_are_worded_from_the_side_of_the_entity(page: Page, pines: Path) -> None:
    entity(page, take(page, pines), "云溪市松林局")
    facts = page.get_by_role("region", name="事实")
    expect(facts.get_by_role("heading", name="发布的文件")).to_be_visible()
    expect(facts.get_by_role("heading", name="由它负责的要点")).to_be_visible()
    expect(facts.get_by_role("heading", name="发布机关")).to_have_count(0)


def test_a_quote_that_ends_with_a_title_is_closed(page: Page, pines: Path) -> None:
    page.route("**/api/entities/*", lambda route: route.fulfill(json=cut(route.fetch().json())))
    entity(page, take(page, pines), "云溪市松林局")
    expect(page.locator("li.fact blockquote a").first).to_have_text("清点《松林“护林”办法》")


def cut(found: dict[str, Any]) -> dict[str, Any]:
    """The entity with quotes that end within a title, as those of some facts do."""
    return {**found, "facts": [{**fact, "quote": "清点《松林“护林”办法"} for fact in found["facts"]]}


def test_a_dot_stands_on_the_line_of_its_title(page: Page, pines: Path) -> None:
    entity(page, take(page, pines), "云溪市松林局")
    named = page.locator("li.fact .named").first
    expect(named).to_be_visible()
    tops = named.evaluate(
        "element => [element.querySelector('.dot').getBoundingClientRect().bottom,"
        " element.querySelector('a').getClientRects()[0].bottom]"
    )
    assert abs(tops[0] - tops[1]) < 12


def test_the_answer_says_a_quote_once(page: Page, pines: Path) -> None:
    take(page, pines)
    page.goto(page.url.split("#")[0] + "#/ask?q=云溪市松林局2024年要新栽松苗多少株")
    answer = page.locator("article.answer")
    expect(answer.locator(".said")).to_contain_text("300万株")
    assert answer.inner_text().count("新栽松苗300万株") == 1


def answer(said: str, *items: tuple[str, str | None]) -> dict[str, Any]:
    document = {"id": "doc-1", "title": "松林", "source_name": "pines.txt"}
    quote = {"quote": "清点松林，\n新栽松苗。", "start": 0, "end": 11, "path": [1], "document": document}
    listed = [{"label": label, "entity": entity} for label, entity in items]
    return {"answer": said, "answerable": True, "items": listed, "citations": [quote]}


def test_an_answer_that_is_only_a_quote_leads_to_it(page: Page) -> None:
    page.route("**/api/ask", lambda route: route.fulfill(json=answer("依据《松林》：“清点松林， 新栽松苗。”")))
    page.goto(page.url.split("#")[0] + "#/ask?q=松林")
    expect(page.locator(".answer .said")).to_have_text("原文是这样写的：")
    expect(page.get_by_role("region", name="依据").get_by_role("link")).to_have_count(1)


def test_what_an_answer_lists_is_repeated_only_where_it_can_be_opened(page: Page) -> None:
    said = answer("共2项：清点、护林。\n依据《松林》", ("清点", None), ("护林", "ent-1"))
    page.route("**/api/ask", lambda route: route.fulfill(json=said))
    page.goto(page.url.split("#")[0] + "#/ask?q=松林")
    expect(page.locator(".answer .said")).to_have_text("共2项：清点、护林。")
    expect(page.locator(".answer .items")).to_have_text("护林")


def test_a_long_query_is_shown_from_its_beginning(page: Page) -> None:
    box = page.get_by_role("combobox")
    box.press_sequentially(QUESTION)
    box.press("Enter")
    expect(page.locator(".summary")).to_be_visible()
    assert box.evaluate("element => element.scrollLeft") == 0
    box.press("End")
    box.blur()
    assert box.evaluate("element => element.scrollLeft") == 0


def test_a_long_question_stands_whole_over_its_answer(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#/ask")
    box = page.get_by_placeholder("用一句话提问")
    box.fill(QUESTION)
    box.press("Enter")
    asked = page.get_by_role("heading", name=QUESTION)
    expect(asked).to_be_visible()
    assert asked.evaluate("element => element.scrollWidth <= element.clientWidth")
    expect(page.locator("article.answer")).to_be_visible()


def test_the_graph_is_legible_and_its_labels_stand_apart(page: Page) -> None:
    home = page.url.split("#")[0]
    busiest = page.request.get(f"{home}api/entities?limit=1").json()["entities"][0]["id"]
    page.goto(f"{home}#/entity/{busiest}")
    page.wait_for_function("document.querySelector('.canvas')?.graph?.nodes().length > 5")
    assert page.evaluate("document.querySelector('.canvas').graph.zoom()") * 14 >= 11.5
    assert page.evaluate(OVERLAPS) == 0
    expect(page.get_by_role("list", name="图中的关系").get_by_role("listitem").first).to_be_visible()

    before = page.evaluate("document.querySelector('.canvas').graph.nodes().length")
    page.evaluate("void document.querySelector('.canvas').graph.nodes()[0].emit('tap')")
    page.wait_for_function(f"document.querySelector('.canvas').graph.nodes().length > {before}")
    assert page.evaluate(OVERLAPS) == 0


def test_the_results_say_what_a_hit_is(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#/?q=职业教育")
    expect(page.locator(".summary")).to_contain_text("每一处是一段原文")
