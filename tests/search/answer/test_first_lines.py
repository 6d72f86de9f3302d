"""The first line of an answer: it stands in the first citation, and is the kind of thing asked for. All is invented."""

from __future__ import annotations

import pytest

from search.answer.answerer import Answerer
from search.answer.several import _told_apart
from search.answer.shelf import Shelf
from search.answer.spans import _unquoted
from search.answer.values import enumerations, find_values
from tests.search.answer.library import DATA, notice, read_lines, record, sample_answerer

FERRY = notice(
    "云溪市渡口整治工作方案",
    "云政发〔2023〕11号",
    "2023年3月2日",
    """　　为做好云溪市2023年渡口船工培训，确保培训顺利开展，制定本方案。
　　一、培训安排
　　船工培训报名在6月8日截止。
""",
)


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


HARBOUR = """云溪市人民政府关于印发云溪市码头考核办法的通知
云政发〔2023〕31号
各县（市、区）人民政府：
　　2022年11月，云溪市人民政府印发《云溪市码头整修意见》，对码头整修作出部署。
　　现将《云溪市码头考核办法》印发给你们，请认真执行。
云溪市人民政府
2023年5月2日
云溪市码头考核办法
　　一、考核组织
　　建立由市水利局牵头，市交通运输局、市财政局参加的码头考核联席会议制度。
　　撤销码头巡查工作组，其职能并入码头巡查联席会议。码头巡查联席会议由市政府领导同志牵头。
　　码头管理处主任由县级人民政府聘任。
　　公办码头的船工由班组长带领，全面落实班组责任。
　　二、考核指标
　　码头考核指标由安全、卫生、秩序、服务等4个方面的指标构成。
　　三、整修
　　码头整修应于2024年8月底前完成。
　　各县（自治县、市）都要修好码头，对码头栏杆提出“双层”样式，每周擦洗栏杆。
　　每年9月的第一周为码头开放周。
"""


@pytest.fixture(scope="module")
def harbour() -> Answerer:
    return Answerer([record("matou.txt", HARBOUR), record("dukou.txt", FERRY)])


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("云溪市码头考核的牵头单位是谁", "市水利局。"),
        ("云溪市码头整修什么时候完成", "2024年8月底前。"),
        ("码头开放周是什么时候", "每年9月的第一周。"),
        ("码头考核办法对码头栏杆有什么要求", "依据"),
        ("云溪市码头巡查联席会议由谁牵头", "市政府领导同志。"),
    ],
)
def test_the_first_line_is_what_was_asked_for(harbour: Answerer, question: str, first: str) -> None:
    answer = harbour.ask(question)
    assert answer.answer.startswith(first), answer.answer


def test_aspects_are_not_counted_for_the_thing_itself(harbour: Answerer) -> None:
    assert not harbour.ask("云溪市码头考核指标有多少个").answerable


def test_a_plain_word_is_no_doer(harbour: Answerer) -> None:
    assert "县级人民政府" in harbour.ask("码头管理处主任由谁聘任").answer
    assert not harbour.ask("公办码头的船工由谁带领").answer.startswith("公办")


def test_items_have_both_halves_of_their_quotation_marks() -> None:
    assert [_unquoted(label) for label in ("“甲”", "“甲”产品", "甲”产品", "“甲")] == ["甲", "“甲”产品", "甲产品", "甲"]


def test_levels_of_places_in_brackets_are_no_list() -> None:
    assert not enumerations("各省(自治区、直辖市)都要稳住面积")
    assert enumerations("三类(渡船、驳船、渔船)都要检修")


@pytest.mark.parametrize("text", ["超过一半", "三分之二", "半数以上"])
def test_shares_in_words(text: str) -> None:
    assert [f"占{text}的"[a:b] for a, b in find_values("percent", f"占{text}的")] == [text]


def test_two_editions_of_one_title_are_told_apart_by_their_years() -> None:
    editions = [record(f"{year}.txt", HARBOUR.replace("2023", year)) for year in ("2018", "2023")]
    shelf = Shelf([*editions, record("dukou.txt", FERRY)])
    names = _told_apart(shelf, [edition.id for edition in editions])
    assert list(names.values()) == ["《云溪市码头考核办法》（2018年）", "《云溪市码头考核办法》（2023年）"]
    alone = _told_apart(shelf, list(shelf.books)[1:])
    assert "年）" not in "".join(alone.values())
