"""What the model says enters the record only if the text bears it out; what goes wrong leaves the rules' record as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.llm import ChatClient, add_llm_statements
from ingest.llm.cache import ReplyCache
from ingest.llm.verify import locate, parse_reply
from ingest.relations import find_statements
from ontology.records import Record
from tests.ingest.llm.endpoint import Endpoint, facts, serving
from tests.ingest.marked import record_of, said

MARKED = "# 巡河\n水利局带着[护林员|Group]走村串户，讲解“节水 公约”。\n"


def ask(endpoint: Endpoint, record: Record, cache: ReplyCache | None = None, **options: object) -> tuple[Record, object]:
    client = ChatClient(endpoint.url, "m", **{"timeout": 2.0, "retries": 0, "sleep": lambda _: None, **options})  # type: ignore[arg-type]
    return add_llm_statements(record, client, cache)


@pytest.fixture
def record() -> Record:
    return find_statements(record_of(MARKED))


def test_a_fact_about_a_known_entity(record: Record) -> None:
    with serving(facts(("guides", "护林员", "Group", "带着护林员走村串户"))) as endpoint:
        found, report = ask(endpoint, record)
    statement = found.statements[-1]
    assert (statement.origin, statement.rule, statement.path) == ("llm", "llm/statement", (1, 1))
    assert found.quote(statement.start, statement.end) == "带着护林员走村串户"
    assert (report.added, report.refused, report.usage.prompt_tokens) == (1, {}, 100)


def test_a_new_entity_must_stand_in_the_quote(record: Record) -> None:
    with serving(
        facts(("implements", "节水公约", "Policy", '讲解"节水公约"'), ("implements", "禁渔令", "Policy", "讲解"))
    ) as endpoint:
        found, report = ask(endpoint, record)
    assert said(found) == {("1.1", "implements", "节水 公约")}
    assert [found.quote(m.start, m.end) for m in found.mentions if m.rule == "llm/mention"] == ["节水 公约"]
    assert report.refused == {"object": 1}


@pytest.mark.parametrize(
    "row, reason",
    [
        (("guides", "护林员", "Group", "护林员得到嘉奖"), "quote"),
        (("issued_by", "护林员", "Group", "护林员"), "predicate"),
        (("destroys", "护林员", "Group", "护林员"), "predicate"),
        (("formulates", "护林员", "Group", "带着护林员"), "type"),
        (("responsible", "水利局", "Bureau", "水利局带着护林员"), "object"),
        (("guides", "", "Group", "护林员"), "shape"),
    ],
)
def test_invented_and_forbidden_facts_are_refused(record: Record, row: tuple[str, str, str, str], reason: str) -> None:
    with serving(facts(row)) as endpoint:
        found, report = ask(endpoint, record)
    assert found.statements == record.statements
    assert report.refused == {reason: 1}


@pytest.mark.parametrize("content", ["事实如下", '{"facts": "none"}', '{"facts": [1]}', '{"facts": [{"predicate"', "[]"])
def test_malformed_json_is_asked_for_once_more(record: Record, content: str) -> None:
    with serving({"content": content}) as endpoint:
        found, report = ask(endpoint, record)
    assert len(endpoint.requests) == 2
    assert found.statements == record.statements
    assert any("not the JSON" in note for note in found.notes)
    assert len(report.problems) == 1


def test_second_reply_may_be_better(record: Record) -> None:
    with serving({"content": "oops"}, facts(("guides", "护林员", "Group", "带着护林员"))) as endpoint:
        _, report = ask(endpoint, record)
    assert (report.added, report.problems) == (1, ())


def test_failing_endpoint_stops_the_run_and_keeps_the_rules(record: Record) -> None:
    record = find_statements(record_of(MARKED + "# 植树\n指导[地方|Group]植树。"))
    with serving({"status": 500}) as endpoint:
        found, report = ask(endpoint, record)
    assert len(endpoint.requests) == 1
    assert found.statements == record.statements
    assert report.problems[0].startswith("stopped asking")


def test_kept_replies_cost_nothing(record: Record, tmp_path: Path) -> None:
    cache = ReplyCache(tmp_path / "llm")
    with serving(facts(("guides", "护林员", "Group", "带着护林员"))) as endpoint:
        first, _ = ask(endpoint, record, cache)
        second, report = ask(endpoint, record, cache)
    assert first == second
    assert len(endpoint.requests) == 1
    assert (report.usage.calls, report.usage.cached, report.usage.tokens) == (0, 1, 0)


def test_damaged_cache_file_counts_as_none(record: Record, tmp_path: Path) -> None:
    cache = ReplyCache(tmp_path)
    with serving(facts()) as endpoint:
        ask(endpoint, record, cache)
        next(tmp_path.glob("*.json")).write_bytes(b"{")
        ask(endpoint, record, cache)
    assert len(endpoint.requests) == 2


def test_facts_that_the_rules_have_stay_the_rules(record: Record) -> None:
    record = find_statements(record_of("# 工作\n指导[地方|Group]植树。"))
    with serving(facts(("guides", "地方", "Group", "指导地方植树"))) as endpoint:
        found, report = ask(endpoint, record)
    assert [s.origin for s in found.statements] == ["rules"]
    assert report.added == 0


def test_code_fence_is_taken_off() -> None:
    assert parse_reply('```json\n{"facts": []}\n```') == []


def test_quote_is_found_whatever_its_spaces_and_marks() -> None:
    assert locate("甲：“节 水”。", '"节水"', 0, 8) == (2, 7)
    assert locate("甲：节水。", "节约", 0, 5) is None
    assert locate("甲：节水。", "甲", 1, 5) is None
