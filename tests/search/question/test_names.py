"""Documents named in a question: the same whatever the order of sets, by every kind named, by the longest run in common."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.question.names import NameBook
from search.question.titles import asked_of, longest_common, run_of, title_of
from tests.search.answer.library import record

ROOT = Path(__file__).parents[3]
BOTH = "云溪市湿地保护实施方案由谁牵头，与行动计划有什么衔接？"
PLAN = "云溪市人民政府关于印发湿地保护实施方案的通知\n\n各县人民政府：\n请认真执行。\n"
ACTION = "云溪市湿地修复行动计划\n\n一、主要目标\n湿地修复率达到五成。\n"
OPINION = "云溪市湿地保护修复指导意见\n\n一、总体要求\n坚持保护优先。\n"


def named(question: str) -> dict[str, float]:
    book = NameBook([record("a.txt", PLAN), record("b.txt", ACTION), record("c.txt", OPINION)])
    return {document.title: document.score for document in book.documents(question, (), lambda _: 0.5)}


def test_a_title_need_bear_only_one_of_the_kinds_named() -> None:
    scores = named(BOTH)
    assert scores["云溪市人民政府关于印发湿地保护实施方案的通知"] > 0.45
    assert scores["云溪市湿地修复行动计划"] > 0.45
    assert scores["云溪市湿地保护修复指导意见"] <= 0.3


def test_a_kind_inside_a_longer_one_is_not_named() -> None:
    asked = asked_of("湿地保护三年行动计划", (), frozenset(), {"三年行动计划", "行动计划", "实施方案"})
    assert asked.kinds == {"三年行动计划"}


SCRIPT = """
from tests.search.question.test_names import BOTH, named
print(named(BOTH))
"""


@pytest.mark.parametrize("seed", ["1", "2", "4"])
def test_no_order_of_sets_reaches_the_documents_named(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == str(named(BOTH))


@given(st.text("湿地保护方案?;a1", max_size=30), st.text("湿地保护方案?;a1", min_size=1, max_size=12))
def test_the_run_is_the_longest_in_common(text: str, title: str) -> None:
    prepared = title_of(record("a.txt", f"{title}\n\n请认真执行。\n"))
    assert run_of(prepared, asked_of(text, (), frozenset(), ())) == longest_common(text, prepared.bare)
