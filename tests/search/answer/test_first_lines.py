"""The first line of an answer: it stands in the first citation, and is the kind of thing asked for. All is invented."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from tests.search.answer.library import DATA, read_lines, record, sample_answerer

FERRY = """云溪市人民政府关于印发云溪市渡口整治工作方案的通知
云政发〔2023〕11号
各县（市、区）人民政府：
　　现将《云溪市渡口整治工作方案》印发给你们，请认真执行。
云溪市人民政府
2023年3月2日
云溪市渡口整治工作方案
　　为做好云溪市2023年渡口船工培训，确保培训顺利开展，制定本方案。
　　一、培训安排
　　船工培训报名在6月8日截止。
"""


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer([record("dukou.txt", FERRY)])


def test_the_value_stands_in_the_first_citation(answerer: Answerer) -> None:
    answer = answerer.ask("云溪市2023年渡口船工培训什么时候报名")
    assert answer.answer.startswith("6月8日")
    assert "6月8日" in answer.citations[0].quote


def test_every_value_read_from_the_samples_stands_in_the_first_citation() -> None:
    for line in read_lines(DATA / "sample_questions.jsonl"):
        answer = sample_answerer().ask(line["question"])
        if answer.how.method == "reading" and answer.kind in ("number", "when"):
            said = "".join(answer.answer.split("\n")[0].rstrip("。").split())
            assert said.startswith("依据") or said in "".join(answer.citations[0].quote.split()), line["question"]


def _plan(subject: str, number: int, body: str) -> str:
    return (
        f"云溪市人民政府关于印发云溪市{subject}行动方案的通知\n云政发〔2023〕{number}号\n各县（市、区）人民政府：\n"
        f"　　现将《云溪市{subject}行动方案》印发给你们，请认真执行。\n云溪市人民政府\n2023年4月2日\n"
        f"云溪市{subject}行动方案\n{body}"
    )


def test_a_plan_named_by_its_subject_is_not_answered_from_another_plan() -> None:
    bees = _plan("蜜蜂养殖", 21, "　　一、扩大蜂群\n　　在山区扩大蜂群规模，推广新式蜂箱。\n")
    boats = _plan("渡船制造", 22, "　　一、造船\n　　为蜜蜂养殖户造小船。（责任单位：市交通运输局、市农业农村局）\n")
    library = Answerer([record("bees.txt", bees), record("boats.txt", boats)])
    declined = library.ask("蜜蜂养殖行动方案的责任单位有哪些")
    assert not declined.answerable, declined.answer
    assert "市交通运输局" in library.ask("渡船制造行动方案里造船的责任单位有哪些").answer
