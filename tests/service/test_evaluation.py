"""Evaluation: what counts as right, on gold and answers small enough to count by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from ontology.errors import InputError
from service.evaluation.answers import evaluate_answers, mark
from service.evaluation.answers import table as answer_table
from service.evaluation.extraction import evaluate_extraction
from service.evaluation.measures import close, discounted_gain, loose, read_gold
from service.evaluation.search import judge, table, trec_qrels, trec_run

TEXT = "一、建设数字校园\n落实《云溪行动计划》，培训教师200人。"


def gold() -> dict[str, Any]:
    return {
        "slug": "yunxi",
        "document": {
            "title": "云溪要点",
            "issuer": ["云溪市教育局", "市教育局"],
            "year": 2024,
            "doc_number": None,
            "date": None,
        },
        "parts": [{"number": 1, "title": "建设数字校园"}],
        "points": [{"path": [1], "title": "建设数字校园"}],
        "entities": [
            {"name": "云溪行动计划", "type": "Policy", "aliases": ["行动计划（云溪）"]},
            {"name": "教师", "type": "Group", "aliases": []},
        ],
        "mentions": [{"entity": "云溪行动计划", "text": "云溪行动计划", "point": [1]}],
        "relations": [
            {"point": [1], "predicate": "implements", "object": "云溪行动计划", "quote": "落实《云溪行动计划》"},
            {"point": [1], "predicate": "benefits", "object": "教师", "quote": "培训教师"},
        ],
        "entity_relations": [{"subject": "云溪要点", "predicate": "issued_by", "object": "云溪行动计划", "quote": "云溪"}],
        "targets": [{"point": [1], "value": 200, "unit": "人"}],
    }


def found(**changes: Any) -> dict[str, Any]:
    at = TEXT.index("云溪行动计划")
    number = TEXT.index("200人")
    value = {
        "text": TEXT,
        "document": {"title": "《云溪要点》", "issuer": "市教育局", "year": 2024},
        "parts": [{"number": 1, "title": "建设数字校园"}],
        "points": [{"path": [1], "title": "建设数字校园"}],
        "entities": [
            {"id": "e1", "name": "行动计划(云溪)", "type": "Policy", "aliases": []},
            {"id": "e2", "name": "教师", "type": "Group", "aliases": []},
        ],
        "mentions": [{"entity": "e1", "start": at, "end": at + 6, "point": [1]}],
        "statements": [
            {"subject": [1], "predicate": "implements", "object": "e1", "start": at, "end": at + 6},
            {"subject": "document", "predicate": "issued_by", "object": "e1", "start": at, "end": at + 6},
        ],
        "targets": [{"point": [1], "value": 200.0, "unit": "人", "start": number, "end": number + 4}],
    }
    return value | changes


def scores(tmp_path: Path, out: dict[str, Any]) -> Any:
    (tmp_path / "yunxi.json").write_bytes(orjson.dumps(gold()))
    (tmp_path / "yunxi.txt").write_text(TEXT, encoding="utf-8")
    return evaluate_extraction(tmp_path, tmp_path, lambda path: out)


def test_facts_match_through_aliases_and_the_missing_one_is_listed(tmp_path: Path) -> None:
    result = scores(tmp_path, found())
    rows = result.rows()
    perfect = ["metadata", "parts", "points", "entity", "mentions", "entity relations", "targets", "spans valid", "text kept"]
    assert {row: rows[row]["f1"] for row in perfect} == dict.fromkeys(perfect, 1.0)
    assert rows["relations"]["p"] == 1.0
    assert rows["relations"]["r"] == 0.5
    assert result.errors == [("yunxi", "relations", "missed", "((1,), 'benefits', '教师')")]


def test_a_second_entity_for_one_thing_is_made_up_but_its_statements_count(tmp_path: Path) -> None:
    twice = [*found()["entities"], {"id": "e3", "name": "云溪行动计划", "type": "Policy", "aliases": []}]
    statements = [found()["statements"][0] | {"object": "e3"}]
    rows = scores(tmp_path, found(entities=twice, statements=statements)).rows()
    assert rows["entity"]["p"] == pytest.approx(2 / 3)
    assert rows["relations"]["p"] == 1.0


def test_a_span_outside_the_text_is_invalid(tmp_path: Path) -> None:
    rows = scores(tmp_path, found(mentions=[{"entity": "e1", "start": 5, "end": 5_000, "point": [1]}])).rows()
    assert rows["spans valid"]["r"] == 0.75


def test_missing_gold_documents_and_fields_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold files"):
        evaluate_extraction(tmp_path, tmp_path, lambda path: found())
    (tmp_path / "a.json").write_bytes(orjson.dumps({"slug": "nowhere"}))
    with pytest.raises(InputError, match=r"no document nowhere"):
        evaluate_extraction(tmp_path, tmp_path, lambda path: found())
    (tmp_path / "nowhere.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="entities"):
        evaluate_extraction(tmp_path, tmp_path, lambda path: found())


def test_folding() -> None:
    assert loose("《Ａ计划（试行）》") == loose("a计划试行")
    assert loose("1+X证书") != loose("1X证书")
    assert close("“三全 育人”\n改革") == close('"三全育人"改革')


def test_gain_is_one_for_the_ideal_order_and_less_for_another() -> None:
    assert discounted_gain([2, 1], [1, 2]) == 1.0
    assert 0 < discounted_gain([1, 2], [1, 2]) < 1
    assert discounted_gain([0, 0], []) == 0.0


def hit(identifier: str, text: str, name: str = "yunxi.txt") -> dict[str, Any]:
    return {"id": identifier, "text": text, "document": {"source_name": name}}


QUERY = {
    "qid": "q1",
    "query": "数字校园",
    "type": "keyword",
    "relevant": [{"doc": "yunxi", "quote": "建设数字校园", "grade": 2}, {"doc": "yunxi", "quote": "培训教师200人", "grade": 1}],
}


def test_a_quote_counts_once_at_its_first_hit() -> None:
    judged = judge(
        QUERY, [hit("a", "无关"), hit("b", "要建设数字校园"), hit("c", "建设数字校园"), hit("d", "建设数字校园", "other.txt")]
    )
    assert judged.grades == (0, 2, 0, 0)
    assert judged.missed == (1,)
    assert judged.measures["mrr@10"] == 0.5
    assert judged.measures["recall@10"] == 0.5


def test_a_hit_that_is_too_long_finds_nothing() -> None:
    assert judge(QUERY, [hit("a", "建设数字校园" + "长" * 1500)]).grades == (0,)


def test_quotes_in_one_hit_count_as_one() -> None:
    judged = judge(QUERY, [hit("a", TEXT)])
    assert judged.measures == {"ndcg@10": 1.0, "mrr@10": 1.0, "recall@10": 1.0, "hit@1": 1.0}


def test_trec_files_keep_order_grades_and_what_was_missed() -> None:
    judged = judge(QUERY, [hit("a", "无关"), hit("b", "建设数字校园")])
    assert trec_run([judged]).splitlines() == ["q1 Q0 a 1 1.000000 yaodian", "q1 Q0 b 2 0.500000 yaodian"]
    assert trec_qrels([judged]).splitlines() == ["q1 0 b 2", "q1 0 missed-1 1"]
    assert table([judged])["keyword"]["n"] == 1.0


QUESTION = {
    "id": "a1",
    "question": "培训多少教师",
    "type": "number",
    "answers": [["200人", "二百人"]],
    "evidence": [{"doc": "yunxi", "quote": "培训教师200人"}],
    "answerable": True,
}


def answer(text: str, quote: str = "培训教师200人", **changes: Any) -> dict[str, Any]:
    start = TEXT.find(quote)
    citation = {"quote": quote, "start": start, "end": start + len(quote), "document": {"id": "d", "source_name": "yunxi.txt"}}
    return {"answer": text, "answerable": True, "items": [], "citations": [citation]} | changes


def quoted(_document: str, start: int, end: int) -> str:
    return TEXT[start:end]


@pytest.mark.parametrize(
    ("out", "right"),
    [
        (answer("共200人。"), True),
        (answer("见下", items=[{"label": "二百人"}]), True),
        (answer("300人"), False),
        (answer("200人", quote="建设数字校园"), False),
        (answer("200人", quote="200人"), False),  # too short to prove anything
        (answer("200人", answerable=False), False),
        (answer("200人" + "，" * 700), False),
    ],
)
def test_an_answer_needs_the_items_the_evidence_and_brevity(out: dict[str, Any], right: bool) -> None:
    assert mark(QUESTION, out, quoted).right is right


def test_unanswerable_questions_want_a_no_and_invented_quotes_show(tmp_path: Path) -> None:
    none = {**QUESTION, "id": "a2", "answerable": False, "type": "unanswerable", "answers": [], "evidence": []}
    path = tmp_path / "q.jsonl"
    path.write_bytes(orjson.dumps(QUESTION) + b"\n" + orjson.dumps(none) + b"\n")
    invented = answer("200人")
    invented["citations"][0]["quote"] = "培训教师300人"
    rows = answer_table(evaluate_answers(path, lambda question: invented, quoted))
    assert rows["unanswerable"]["right"] == 0.0
    assert rows["citations verified"] == {"right": 0.0, "n": 2.0}
    assert rows["declined, unanswerable"]["right"] == 0.0


def test_a_damaged_gold_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": 1}\nnot json\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"q\.jsonl:2"):
        read_gold(path)
