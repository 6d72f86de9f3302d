"""Two documents side by side: gold alignments of the corpus, and small texts of our own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.compare import compare
from search.compare.alignment import align
from search.compare.changes import diff
from tests.search.answer.library import corpus, record, samples

GOLD = json.loads((Path(__file__).parent / "data" / "alignments.json").read_text(encoding="utf-8"))

BEFORE = """云溪市2022年农业工作要点

一、稳定生产

1.稳定粮食播种面积
目标任务：粮食播种面积保持在50万亩以上。
工作措施：落实种粮补贴政策，开展播种进度调度。

2.建设蔬菜基地
目标任务：新建蔬菜基地20个。
工作措施：指导县区建设设施大棚。

3.举办丰收节
目标任务：办好农民丰收节。
工作措施：组织展销和文艺活动。
"""
AFTER = (
    BEFORE.replace("2022", "2023")
    .replace("50万亩", "55万亩")
    .replace(
        "3.举办丰收节\n目标任务：办好农民丰收节。\n工作措施：组织展销和文艺活动。",
        "3.推广无人机植保\n目标任务：植保飞防覆盖30万亩。\n工作措施：培训飞手，购置设备。",
    )
)


@pytest.mark.corpus
@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["before"])
def test_alignment_of_the_gold_pairs(gold: dict, shared: Path) -> None:
    records = {r.source_name.removesuffix(".txt"): r for r in corpus(shared)}
    found = {(a.node.path, b.node.path) for a, b, _ in align(records[gold["before"]], records[gold["after"]])}
    wanted = {tuple(pair["before"]): [tuple(path) for path in pair["after"]] for pair in gold["pairs"]}
    optional = {(tuple(a), tuple(b)) for a, b in gold["optional"]}
    right = sum(b in wanted.get(a, []) for a, b in found)
    counted = len(found - optional) + len({p for p in found & optional if p[1] in wanted.get(p[0], [])})
    precision, recall = right / counted, right / len(wanted)
    assert 2 * precision * recall / (precision + recall) >= 0.85


def test_every_point_has_a_status() -> None:
    comparison = compare(record("a.txt", BEFORE), record("b.txt", AFTER))
    assert comparison.counts == {"continued": 1, "changed": 1, "new": 1, "dropped": 1}
    changed = next(pair for pair in comparison.pairs if pair.status == "changed")
    targets = next(change for change in changed.changes if change.field == "targets")
    assert "50万亩" in targets.before
    assert "55万亩" in targets.after
    assert any(piece.kind == "added" and "55" in piece.text for piece in changed.diff)
    assert next(pair for pair in comparison.pairs if pair.status == "new").after.title == "推广无人机植保"
    assert next(pair for pair in comparison.pairs if pair.status == "dropped").before.title == "举办丰收节"


def test_one_point_that_became_two_is_in_both_pairs() -> None:
    whole = "2.建设蔬菜基地和水果基地\n新建蔬菜基地20个，指导县区建设设施大棚。新建水果基地10个，指导县区引进良种。\n"
    halves = (
        "2.建设蔬菜基地\n新建蔬菜基地20个，指导县区建设设施大棚。\n\n3.建设水果基地\n新建水果基地10个，指导县区引进良种。\n"
    )
    head = "云溪市2022年农业工作要点\n\n一、稳定生产\n\n1.稳定粮食播种面积\n开展播种进度调度。\n\n"
    comparison = compare(record("a.txt", head + whole), record("b.txt", head + halves))
    said = {(pair.before.title, pair.after.title) for pair in comparison.pairs if pair.before and pair.after}
    assert {(before, after) for before, after in said if "基地" in after} == {
        ("建设蔬菜基地和水果基地", "建设蔬菜基地"),
        ("建设蔬菜基地和水果基地", "建设水果基地"),
    }


def test_a_document_continues_itself() -> None:
    for one in samples():
        counts = compare(one, one).counts
        assert counts["changed"] == counts["new"] == counts["dropped"] == 0


def test_spans_are_the_texts() -> None:
    a, b = record("a.txt", BEFORE), record("b.txt", AFTER)
    for pair in compare(a, b).pairs:
        for side, one in ((pair.before, a), (pair.after, b)):
            if side:
                assert one.text[side.start : side.end].strip() == side.text


@given(st.text(alphabet="一二三四12%。，ab", max_size=30), st.text(alphabet="一二三四12%。，ab", max_size=30))
def test_a_diff_gives_both_sides_back(before: str, after: str) -> None:
    pieces = diff(before, after)
    assert "".join(p.text for p in pieces if p.kind != "removed") == after
    assert "".join(p.text for p in pieces if p.kind != "added") == before


def likenesses() -> str:
    return repr([score for _, _, score in align(record("a.txt", BEFORE), record("b.txt", AFTER))])


@pytest.mark.parametrize("seed", ["1", "2", "3", "4"])
def test_likeness_does_not_depend_on_the_order_of_sets(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from tests.search.compare.test_compare import likenesses\nprint(likenesses())"],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == likenesses()
