"""Words that look like work to be done and are none: mottos, cases, agents, steps, the document itself."""

from __future__ import annotations

import pytest

from ingest.relations import find_statements
from tests.ingest.marked import record_of, said

CASES = {
    "a motto in quotation marks": ("坚持“支援[山区|Region]、服务[农户|Group]”的方针，修好水渠。", set()),
    "a case that is dealt with": ("涉及向[农户|Group]开放水渠的，按程序办理。", set()),
    "who assesses": ("审核机构要及时公布[优质果园|Group]。", set()),
    "on a ground that answers": ("根据不同情形提出[《修渠意见》|Policy]。", set()),
    "the document itself": ("结合实际，制定本年度[修渠工作计划|Policy]。", set()),
    "a document of the place": ("制定本[市修渠办法|Policy]。", {("formulates", "市修渠办法")}),
    "a step of something": ("培育[家庭农场|Group]是振兴乡村的重要之举。", set()),
    "a means": ("以[示范水库|Program]建设为牵引，改善灌溉。", set()),
    "the object of a modifier": ("对承担[青山县|Region]修渠任务的单位给予补助。", set()),
    "whom a modifier describes": ("对承担修渠任务的[合作社|Group]给予补助。", {("benefits", "合作社")}),
    "when something else is done": ("招聘[护渠员|Group]时，应当公开条件。", set()),
    "forbidden to somebody": ("严禁村组组织[农户|Group]毁渠。", set()),
    "a mechanism of several": ("建立政府、[农户|Group]、[水站|Group]合作机制。", set()),
    "a name that goes on": ("建好[水站|Group]资讯网、[灌溉研究中心|Institution]。", {("builds", "灌溉研究中心")}),
    "what is taught": ("纳入[护渠员|Group]培训内容。", set()),
    "rules for a document": ("制定[《灌溉条例》|Policy]实施细则。", set()),
    "studied, made known and carried out": ("把学习宣传贯彻[水利大会|Event]精神作为首要任务。", {("implements", "水利大会")}),
    "looked at again": ("开展[示范灌区|Region]复审。", {("evaluates", "示范灌区")}),
    "a document as the base": ("以[《修渠导则》|Policy]为基准，改善灌溉。", {("cites", "修渠导则")}),
    "an issuer that nothing recognised": (
        "根据[《修渠规划》|Policy]精神和省水利办[《灌溉指南》|Policy]要求施工。",
        {("cites", "修渠规划"), ("cites", "灌溉指南")},
    ),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES.keys())
def test_aside(sentence: str, expected: set[tuple[str, str]]) -> None:
    record = find_statements(record_of(f"# 修渠\n{sentence}"))
    assert {(predicate, name) for _, predicate, name in said(record)} == expected
