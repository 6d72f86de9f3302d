"""Results as text for a terminal."""

from __future__ import annotations

from service.cli.render import answer, comparison, shown
from tests.service.conftest import Command


def test_a_name_without_a_command_shows_the_page_of_help(cli: Command) -> None:
    for name in ((), ("judgements",)):
        said = cli(*name)
        assert said.status == 2
        assert said.err.startswith("Usage: yaodian")
        assert "\n\nCommands:\n" in said.err
    assert cli("search").err.endswith("See: yaodian search --help\n")


def test_an_empty_library_says_what_to_do(cli: Command) -> None:
    assert cli("list").out == "no documents. Take some in with: yaodian ingest PATH\n"
    assert cli("list", "--json").json()["documents"] == []


def test_what_the_library_knows_is_shown_without_a_quote() -> None:
    fact: dict[str, object] = {"direction": "in", "predicate": "text_of", "quote": None, "path": "", "rule": "library"}
    fact |= {"other": {"name": "山川法"}, "document": {"title": "山川法"}}
    entity = {"name": "山川法", "type": "Policy", "id": "ent-1", "aliases": [], "reasons": [], "facts": [fact]}
    assert shown({"kind": "entity", "value": entity}).endswith("← text_of 山川法  〔山川法〕  [library]")


def test_two_editions_are_told_apart_and_the_change_is_marked() -> None:
    diff = [{"kind": "same", "text": "每年"}, {"kind": "removed", "text": "五"}, {"kind": "added", "text": "六"}]
    sides = {side: {"path": [1], "title": "活动周"} for side in ("before", "after")}
    pair = {"status": "changed", "changes": [{"field": "wording", "before": "五", "after": "六"}], "diff": diff, **sides}
    editions = {side: {"title": "山川法", "year": year} for side, year in (("before", 1999), ("after", 2021))}
    said = comparison({**editions, "pairs": [pair], "counts": {"changed": 1}})
    assert said.splitlines()[0] == "山川法（1999）  →  山川法（2021）"
    assert "措辞：每年[-五-]{+六+}" in said


def test_a_quote_that_the_answer_holds_is_cut_below_it() -> None:
    quote = "每年五月" * 20
    citation = {"quote": quote, "path": [1], "document": {"title": "山川法", "source_name": "a.txt"}}
    said = answer({"answer": f"五月。依据：“{quote}”", "items": [], "citations": [citation], "how": {"summary": "读了一句"}})
    assert said.count(quote) == 1
    assert "…”  〔山川法 1〕" in said
