"""The command line: what each command prints, as text and as JSON, and how it behaves without a terminal."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from pathlib import Path

import orjson
import pytest

from tests.service.conftest import FIRST, Command


@pytest.fixture
def filled(cli: Command, folder: Path) -> Command:
    assert cli("ingest", str(folder)).status == 0
    return cli


def test_ingest_gives_one_result_a_file_and_a_second_run_changes_nothing(cli: Command, folder: Path) -> None:
    first = cli("ingest", str(folder), "--json")
    assert first.status == 0
    assert first.err == ""
    results = first.json()["results"]
    assert [(Path(r["file"]).name, r["status"]) for r in results] == [("yunxi-2023.txt", "added"), ("yunxi-2024.txt", "added")]  # type: ignore[index,attr-defined]
    graph = cli("export").out
    again = cli("ingest", str(folder))
    assert again.out.strip() == "2 unchanged; nothing changed"
    assert cli("export").out == graph


def test_a_changed_file_replaces_the_older_one(filled: Command, folder: Path) -> None:
    (folder / "yunxi-2023.txt").write_text(FIRST.replace("200人", "250人"), encoding="utf-8")
    assert filled("ingest", str(folder), "--json").json()["counts"] == {"added": 0, "replaced": 1, "unchanged": 1, "failed": 0}
    assert filled("list", "--json").json()["total"] == 2


def test_the_same_file_under_another_name_is_known(filled: Command, folder: Path) -> None:
    (folder / "copy.txt").write_text(FIRST, encoding="utf-8")
    results = filled("ingest", str(folder / "copy.txt"), "--json").json()["results"]
    assert results[0]["status"] == "unchanged"  # type: ignore[index]
    assert "yunxi-2023.txt" in results[0]["notes"][-1]  # type: ignore[index]


def test_delete_leaves_the_graph_that_never_had_it(filled: Command, tmp_path: Path, folder: Path) -> None:
    assert "yunxi-2024.txt" in filled("delete", "yunxi-2024.txt").out
    left = filled("export").out
    fresh = ("--workspace", str(tmp_path / "fresh"))
    assert filled("ingest", str(folder / "yunxi-2023.txt"), *fresh).status == 0
    assert filled("export", *fresh).out == left


def test_the_order_of_ingest_does_not_matter(filled: Command, tmp_path: Path, folder: Path) -> None:
    other = ("--workspace", str(tmp_path / "other"))
    for name in ("yunxi-2024.txt", "yunxi-2023.txt"):
        filled("ingest", str(folder / name), *other)
    assert filled("export", *other).out == filled("export").out


def test_extract_prints_the_documented_json(cli: Command, folder: Path) -> None:
    value = cli("extract", str(folder / "yunxi-2023.txt"), "--json").json()
    assert {"text", "document", "parts", "points", "entities", "mentions", "statements", "targets", "unread"} <= value.keys()
    assert [part["title"] for part in value["parts"]] == ["推进职业教育改革", "加强队伍建设"]  # type: ignore[index,attr-defined]


def test_extract_explains(cli: Command, folder: Path) -> None:
    text = cli("extract", str(folder / "yunxi-2023.txt"), "--explain").out
    assert "云溪市数字校园行动计划" in text
    assert "implements" in text
    assert "\x1b" not in text  # no terminal, no colour
    page = cli("extract", str(folder / "yunxi-2023.txt"), "--explain", "--html").out
    assert page.startswith("<!doctype html>")


def test_list_show_and_search(filled: Command) -> None:
    documents = filled("list", "--json").json()["documents"]
    assert "云溪市教育局2023年工作要点" in filled("list").out
    shown = filled("show", documents[0]["id"])  # type: ignore[index]
    assert "建设数字校园" in shown.out
    hits = filled("search", "数字校园", "--json", "--limit", "3").json()["hits"]
    assert 1 <= len(hits) <= 3  # type: ignore[arg-type]
    assert "数字校园" in filled("search", "数字校园").out
    point = filled("show", hits[0]["node"])  # type: ignore[index]
    assert "数字校园" in point.out
    only = filled("search", "数字校园", "-f", "year=2024", "--json").json()["hits"]
    assert {hit["document"]["year"] for hit in only} == {2024}  # type: ignore[index,attr-defined]


def test_show_of_an_entity(filled: Command) -> None:
    value = filled("extract", "documents/yunxi-2023.txt", "--json").json()
    detail = filled("show", "yunxi-2023.txt", "--json").json()["value"]
    entity = next(e for e in detail["entities"] if e["type"] == "Policy")  # type: ignore[index]
    shown = filled("show", entity["id"]).out
    assert entity["name"] in shown
    assert "“" in shown
    assert value["entities"]


def test_show_takes_a_whole_name(filled: Command) -> None:
    entity = filled("show", "yunxi-2023.txt", "--json").json()["value"]["entities"][0]
    assert filled("show", entity["name"], "--json").json() == filled("show", entity["id"], "--json").json()
    part = filled("show", entity["name"][:-1] + "龘")
    assert part.status == 3
    assert "no document, point or entity has this id or whole name" in part.err


def test_ask(filled: Command) -> None:
    said = filled("ask", "2024年要培训多少教师？")
    assert said.status == 0
    assert "300" in said.out
    assert filled("ask", "明天北京天气怎么样", "--json").json()["answerable"] is False


def test_compare(filled: Command) -> None:
    assert "发展老年教育" in filled("compare", "yunxi-2023.txt", "yunxi-2024.txt").out


def test_watch_keeps_searches_and_marks_them_as_seen(filled: Command) -> None:
    assert len(filled("watch", "--since", "2020-01-01", "--json").json()["points"]) == 5  # type: ignore[arg-type]
    filled("watch", "--save", "大赛", "--query", "技能大赛")
    assert "大赛" in filled("watch").out
    assert filled("watch", "--name", "大赛", "--json").json()["points"] == []
    assert filled("watch", "--remove", "大赛", "--json").json()["searches"] == []
    missing = filled("watch", "--name", "大赛")
    assert missing.status == 3


def test_status_shows_origins_and_states(filled: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAODIAN_PORT", "9999")
    status = filled("status", "--json").json()
    settings = {item["name"]: (item["value"], item["origin"]) for item in status["settings"]}  # type: ignore[index,attr-defined]
    assert settings["port"] == ("9999", "environment YAODIAN_PORT")
    assert {p["name"]: p["state"] for p in status["projections"]} == {"graph": "current", "index": "current"}  # type: ignore[index,attr-defined]
    assert "2 documents" in filled("status").out


def test_rebuild_gives_the_same_graph(filled: Command) -> None:
    before = filled("export").out
    assert filled("rebuild", "--json").json() == {"documents": 2, "changed": 0, "failed": 0}
    assert filled("export").out == before


def test_records_of_other_rules_are_told_and_read_again(filled: Command, tmp_path: Path) -> None:
    record = next((tmp_path / "workspace").rglob("record.json"))
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("yaodian-rules/", "yaodian-rules/of-another-time-"), encoding="utf-8")
    assert filled("status", "--json").json()["outdated"] == 1
    assert "yaodian rebuild" in filled("status").out
    assert filled("rebuild", "--json").json() == {"documents": 2, "changed": 1, "failed": 0}
    assert filled("status", "--json").json()["outdated"] == 0


@pytest.mark.parametrize("folder_name", ["graph", "index"])
def test_a_lost_projection_is_rebuilt(filled: Command, tmp_path: Path, folder_name: str) -> None:
    import shutil

    before = filled("export").out
    hits = filled("search", "数字校园", "--json").json()["hits"]
    for path in (tmp_path / "workspace").iterdir():
        if path.name.startswith(folder_name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert filled("export").out == before
    assert filled("search", "数字校园", "--json").json()["hits"] == hits


def test_a_projection_older_than_the_library_is_brought_up_to_date_and_says_so(
    filled: Command, tmp_path: Path, folder: Path
) -> None:
    import shutil

    keep = tmp_path / "keep"
    shutil.copytree(tmp_path / "workspace", keep)
    (folder / "third.txt").write_text(FIRST.replace("2023", "2022"), encoding="utf-8")
    filled("ingest", str(folder))
    complete = filled("export").out
    for path in (tmp_path / "workspace").iterdir():  # as if the process had died between library and projections
        if path.name.startswith(("graph", "index")):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            source = keep / path.name
            shutil.copytree(source, path) if source.is_dir() else shutil.copy(source, path)
    ran = filled("export")
    assert "older than the library" in ran.err
    assert ran.out == complete
    assert filled("export").err == ""


@pytest.mark.parametrize("format", ["graph-json", "turtle", "nquads", "jsonld"])
def test_export_to_a_file(filled: Command, tmp_path: Path, format: str) -> None:
    printed = filled("export", "--format", format).out
    filled("export", "--format", format, "--output", str(tmp_path / "graph"))
    assert (tmp_path / "graph").read_text(encoding="utf-8") == printed


def test_judgements_change_the_graph_and_can_be_undone(filled: Command) -> None:
    before = filled("export").out
    detail = filled("show", "yunxi-2023.txt", "--json").json()["value"]
    groups = [e["id"] for e in detail["entities"] if e["type"] == "Group"]  # type: ignore[index]
    kept = filled("judgements", "merge", groups[0], groups[1], "--reason", "for the test", "--json").json()
    assert filled("export").out != before
    assert [j["id"] for j in filled("judgements", "list", "--json").json()["judgements"]] == [kept["id"]]  # type: ignore[index,attr-defined]
    assert filled("judgements", "undo", str(kept["id"])).status == 0
    assert filled("export").out == before
    assert filled("judgements", "merge", "nobody", groups[0]).status == 3


def test_lexicon_check(cli: Command, tmp_path: Path) -> None:
    assert cli("lexicon", "check").status == 0
    wrong = tmp_path / "mine.yaml"
    wrong.write_text("entries: 3\n", encoding="utf-8")
    ran = cli("lexicon", "check", str(wrong))
    assert ran.status == 4
    assert "mine.yaml" in ran.err


def test_evaluation_commands(filled: Command, tmp_path: Path) -> None:
    queries = [
        {
            "qid": "1",
            "query": "数字校园",
            "type": "keyword",
            "relevant": [{"doc": "yunxi-2023", "quote": "建成数字校园20所", "grade": 2}],
        }
    ]
    (tmp_path / "q.jsonl").write_bytes(b"\n".join(map(orjson.dumps, queries)))
    rows = filled("eval", "search", str(tmp_path / "q.jsonl"), "--trec", str(tmp_path / "trec"), "--json").json()["rows"]
    assert rows["all"]["recall@10"] == 1.0  # type: ignore[index]
    assert {path.name for path in (tmp_path / "trec").iterdir()} == {"qrels.txt", "run.txt"}
    question = {
        "id": "1",
        "question": "2024年要培训多少教师？",
        "type": "number",
        "answers": [["300人", "300"]],
        "evidence": [{"doc": "yunxi-2024", "quote": "培训教师300人"}],
        "answerable": True,
    }
    (tmp_path / "a.jsonl").write_bytes(orjson.dumps(question))
    rows = filled("eval", "answers", str(tmp_path / "a.jsonl"), "--json").json()["rows"]
    assert rows["all"]["right"] == 1.0  # type: ignore[index]
    assert "citations verified" in filled("eval", "answers", str(tmp_path / "a.jsonl")).out


def test_reading_through_a_running_server(server: str, process: Command) -> None:
    with urllib.request.urlopen(f"{server}/health", timeout=30) as answer:
        assert orjson.loads(answer.read())["status"] == "ok"
    assert process("list", "--json").json()["total"] == 2
    assert process("search", "数字校园", "--json").json()["hits"]
    assert process("ask", "2024年要培训多少教师？", "--json").json()["answerable"]
    assert process("show", "nothing").status == 3
    assert process("status", "--json").json()["served_at"] == server


def test_a_taken_port_is_one_clear_line(server: str, process: Command, tmp_path: Path) -> None:
    port = server.rsplit(":", 1)[1]
    ran = process("serve", "--port", port, "--workspace", str(tmp_path / "another"))
    assert ran.status == 2
    assert "the port is in use" in ran.err


def test_modules_that_a_command_does_not_need_stay_unloaded() -> None:
    heavy = (
        "fastapi",
        "neo4j",
        "rdflib",
        "pyoxigraph",
        "onnxruntime",
        "tantivy",
        "httpx",
        "docx",
        "pypdfium2",
        "rich.progress",
    )
    code = f"import sys, service.cli; sys.exit(', '.join(m for m in {heavy!r} if m in sys.modules) or None)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).stderr == b""
