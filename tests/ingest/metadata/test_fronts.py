"""Fronts as web pages, schools and small offices print them."""

from __future__ import annotations

import pytest

from ingest.formats import read_source
from ingest.structure import read_structure
from ontology.records import DocumentMeta

PLAN = "一、夯实基础\n（一）建设学校。各学校要认真落实。\n（二）培训教师。各学校要认真落实。\n"


def meta(text: str) -> DocumentMeta:
    return read_structure(read_source(text.encode(), "plan.txt")).meta


@pytest.mark.parametrize(
    ("front", "title", "issuers"),
    [
        ("云岭理工大学2025年党政工作要点\n", "云岭理工大学2025年党政工作要点", ("云岭理工大学",)),
        (
            "中共云岭省委教育工委 云岭省教育厅\n2023年工作要点\n",
            "中共云岭省委教育工委 云岭省教育厅2023年工作要点",
            ("中共云岭省委教育工委", "云岭省教育厅"),
        ),
        ("- 1 - 云溪县2022年普法工作计划\n", "云溪县2022年普法工作计划", ()),
        ("云溪县林业局2017年工作计划2017年，全县要种好树。\n", "云溪县林业局2017年工作计划", ("云溪县林业局",)),
        (
            "关于印发《云岭市教育局2024年工作要点》的通知\n各县教育局：\n现将《云岭市教育局2024年工作要点》印发给你们。\n"
            "2024年3月7日\n云岭市教育局2024年工作要点\n",
            "云岭市教育局2024年工作要点",
            ("云岭市教育局",),
        ),
        (
            "中共云溪市委云溪市人民政府关于加快发展的实施意见\n云发〔2023〕11号\n",
            "中共云溪市委云溪市人民政府关于加快发展的实施意见",
            ("中共云溪市委", "云溪市人民政府"),
        ),
        (
            "2023年云溪县教育工作要点\n发布时间：2023-03-02 信息来源：云溪县教育局阅读次数：231\n",
            "2023年云溪县教育工作要点",
            ("云溪县教育局",),
        ),
        (
            "云岭省人民政府办公厅转发省教委关于扩大招生请示的通知\n云政办〔1996〕3号\n各市人民政府：\n"
            "省教委《关于扩大招生的请示》已经省政府批准，现转发给你们。\n1996年7月1日\n",
            "云岭省人民政府办公厅转发省教委关于扩大招生请示的通知",
            ("云岭省人民政府办公厅",),
        ),
    ],
    ids=["university", "bodies-above", "page-mark", "run-on", "in-the-notice", "two-in-one", "source-of-the-page", "passed-on"],
)
def test_title_and_issuers(front: str, title: str, issuers: tuple[str, ...]) -> None:
    found = meta(front + PLAN + ("省教委\n1996年5月2日\n" if "转发" in front else ""))
    assert (found.title, found.issuers) == (title, issuers)


def test_a_university_signs() -> None:
    found = meta(
        f"校发〔2023〕12号\n关于印发《云岭大学2023年工作要点》的通知\n各学院：\n现予印发。\n云岭大学\n2023年3月1日\n{PLAN}"
    )
    assert (found.issuer, found.date, found.doc_number) == ("云岭大学", "2023-03-01", "校发〔2023〕12号")


def test_the_day_of_adoption_in_brackets() -> None:
    found = meta(f"云岭职业学院2024年工作要点\n（2024年3月4日院党委会审议通过）\n{PLAN}")
    assert (found.date, found.year) == ("2024-03-04", 2024)


def test_a_page_that_passes_on_a_notice_without_a_title_of_its_own() -> None:
    found = meta(f"各市人民政府：\n现将《云岭省关于开展督查的通知》（云政〔2014〕1号）转发你们，请认真落实。\n{PLAN}")
    assert (found.title, found.kind, found.doc_number) == ("关于转发《云岭省关于开展督查的通知》的通知", "通知", None)


def test_departments_and_townships_are_two_addressees() -> None:
    found = meta(f"云溪县督查室关于开展督查的通知\n县直相关部门、各乡、镇（场）人民政府：\n{PLAN}")
    assert found.recipients == ("县直相关部门", "各乡、镇（场）人民政府")


def test_an_office_that_prints_does_not_sign() -> None:
    found = meta(f"云溪县教育局2024年工作要点\n{PLAN}云溪县教育局办公室        2024年2月28日印发\n")
    assert (found.issuer, found.date) == ("云溪县教育局", "2024-02-28")


def test_a_cited_document_of_several_bodies_is_no_title() -> None:
    basis = "根据《中共中央 国务院关于发展匠艺的若干意见》的要求，制定本方案。"
    text = f"青岚市匠人培训工程实施方案\n发布时间：2013-10-05\n{basis}\n一、目标\n培养匠人。"
    assert meta(text).title == "青岚市匠人培训工程实施方案"
