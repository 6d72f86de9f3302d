from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.audit import find_problems
from ingest.lexicon import load_lexicon
from ingest.pipeline import extract
from ingest.version import extractor_version
from ingest.wire import extract_json
from ontology.codec import dumps, loads
from ontology.errors import InputError
from ontology.records import NodeKind, Record

ROOT = Path(__file__).parents[2]
PLAN = (
    "某市教育局关于印发《某市2021年教育工作要点》的通知\n某教〔2021〕5号\n"
    "各区教育局：\n现将《某市2021年教育工作要点》印发给你们，请认真落实。\n"
    "某市教育局\n2021年3月1日\n某市2021年教育工作要点\n全市教育工作坚持立德树人。"
    "\n一、夯实基础\n1.建设学校\n目标任务：改善办学条件。\n"
    "工作措施：新建中小学校12所。落实《国家职业教育改革实施方案》。\n"
    "2.培训教师\n目标任务：提高能力。\n工作措施：培训教师5000人次。\n"
)
LABELS = [
    "一、",
    "二、",
    "三、",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "3．",
    "(1)",
    "①",
    "第一章 ",
    "第一条 ",
    "第二条 ",
    "一是",
    "1.1 ",
    "附件",
    "附件：",
    "序号",
    "1",
    "2",
]
WORDS = [
    "建设学校",
    "关于印发《方案》的通知",
    "各学校要落实责任。",
    "培训教师5000人次，",
    "（市教育局牵头）",
    "某市人民政府",
    "2021年3月1日",
    "目标任务：",
    "工作措施：",
    "到2025年达到90%以上；",
    "某政发〔2021〕3号",
    "各区教育局：",
    "目录",
    "专栏1",
    "“双高计划”",
    "\t",
    "　　",
    "——",
    "首页",
    "扫一扫",
]
BREAKS = ["\n", "\n\n", "", " ", "　　", "\r\n", "\x0c"]


@st.composite
def documents(draw) -> str:
    pieces = draw(
        st.lists(st.one_of(st.sampled_from(LABELS), st.sampled_from(WORDS), st.text(max_size=6)), min_size=1, max_size=60)
    )
    return "".join(piece + draw(st.sampled_from(BREAKS)) for piece in pieces)


@given(documents())
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_document_breaks_the_pipeline(text):
    data = text.encode("utf-8", "ignore")
    try:
        record = extract(data, "made.txt")
    except InputError as error:
        assert "made.txt" in str(error)
        return
    assert find_problems(record) == []
    assert loads(Record, dumps(record)) == record


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_the_formats(data):
    for name in ("a.txt", "a.pdf", "a.docx", "a.html", "a.md"):
        try:
            extract(data, name)
        except InputError as error:
            assert name in str(error)


@pytest.mark.parametrize("text", ["# ", "— 3 —"])
def test_a_text_of_which_nothing_is_left_is_refused(text):
    with pytest.raises(InputError, match="holds no text"):
        extract(text.encode(), "empty.txt")


def test_the_same_file_gives_the_same_bytes_in_another_process():
    code = (
        "import sys; from ingest.pipeline import extract; from ontology.codec import dumps; "
        "sys.stdout.buffer.write(dumps(extract(sys.stdin.buffer.read(), 'plan.txt')))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=PLAN.encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7"},
    )
    assert run.stdout == dumps(extract(PLAN.encode(), "plan.txt"))


def test_the_wire_shape():
    shown = extract_json(extract(PLAN.encode(), "plan.txt"))
    assert shown["document"]["title"] == "某市2021年教育工作要点"
    assert shown["document"]["doc_number"] == "某教〔2021〕5号"
    assert shown["document"]["date"] == "2021-03-01"
    assert [(part["number"], part["title"]) for part in shown["parts"]] == [(1, "夯实基础")]
    point = shown["points"][0]
    assert point["path"] == [1, 1]
    assert shown["text"][point["goal"]["start"] : point["goal"]["end"]] == "改善办学条件。"
    assert [shown["text"][m["start"] : m["end"]] for m in point["measures"]] == [
        "新建中小学校12所。",
        "落实《国家职业教育改革实施方案》。",
    ]
    assert {"text", "document", "parts", "points", "entities", "mentions", "statements", "targets", "unread"} <= shown.keys()
    assert shown["unread"] == []


def test_the_wire_command(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, "utf-8")
    run = subprocess.run([sys.executable, "-m", "ingest.wire", str(path)], capture_output=True, check=True, cwd=ROOT)
    assert orjson.loads(run.stdout)["points"][1]["title"] == "培训教师"


@pytest.mark.parametrize(("content", "what"), [(b"", "empty"), (b"\x89PNG\r\n\x1a\n\x00", "picture"), (None, "No such file")])
def test_the_wire_command_on_bad_input(tmp_path, content, what):
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    run = subprocess.run(
        [sys.executable, "-m", "ingest.wire", str(path)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert what in run.stderr
    assert run.stderr.count("\n") == 1


def test_the_extractor_names_rules_and_lexicon():
    record = extract(PLAN.encode(), "plan.txt")
    assert record.extractor == extractor_version(load_lexicon().version)
    assert record.extractor != extractor_version()


def test_notes_of_the_formats_reach_the_record():
    record = extract((PLAN + "— 3 —\n").encode(), "plan.html")
    assert record.notes == ("the name ends in .html but the file is text/plain; read as that", "left out 1 page numbers")


@pytest.mark.corpus
def test_the_corpus_holds_together(shared):
    characters = unread = 0
    for path in sorted((shared / "corpus").glob("*.txt")):
        record = extract(path.read_bytes(), path.name)
        assert find_problems(record) == [], path.name
        assert record.meta.title, path.name
        assert any(node.kind is NodeKind.PART for node in record.nodes), path.name
        assert dataclasses.asdict(record)["id"] == record.id
        characters += len(record.text)
        unread += sum(span.end - span.start for span in record.unread)
    assert unread < 0.02 * characters


@pytest.mark.corpus
def test_the_reference_document(shared):
    record = extract((shared / "corpus" / "moe-zcs-2021.txt").read_bytes(), "moe-zcs-2021.txt")
    parts = [node for node in record.nodes if node.kind is NodeKind.PART]
    points = [node for node in record.nodes if node.kind is NodeKind.POINT]
    assert [node.path[0] for node in parts] == list(range(1, 8))
    assert [node.path[1] for node in points] == list(range(1, 24))
    goals = {node.path for node in record.nodes if node.kind is NodeKind.GOAL}
    assert goals == {node.path for node in points}
    assert record.unread == ()
