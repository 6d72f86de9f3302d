from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.normalise import normalise, to_source

BODY = "各学校要认真落实主体责任，做到底数清、情况明、措施实"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\ufeff一、总体要求", "一、总体要求"),
        ("一、总体\u200b要求", "一、总体要求"),
        ("甲\r\n乙\r丙\x0c丁", "甲\n乙\n丙\n丁"),
        ("　　各学校", "各学校"),
        ("各学校　　\n", "各学校\n"),
        ("２０２１年Ａ类３０％", "2021年A类30%"),
        ("⼀、⽬标⾼质量", "一、目标高质量"),
        ("政 府 工 作 报 告", "政府工作报告"),
        ("第一章 总　则", "第一章 总则"),
        ("国  务  院", "国务院"),
        ("2021 年 3 月 5 日", "2021年3月5日"),
        ("教育 2021 年工作要点", "教育2021年工作要点"),
        ("**某市工作方案**", "某市工作方案"),
        ("## 第一章 总则", "第一章 总则"),
        ("中共中央 国务院关于", "中共中央 国务院关于"),
        ("张三　　教育部部长", "张三  教育部部长"),
        ("各学校,各单位:落实(试行)办法;", "各学校，各单位：落实（试行）办法；"),
        ("10:30, at 3,000 (ok)", "10:30, at 3,000 (ok)"),
        ("身份证4401**********1234", "身份证4401**********1234"),
    ],
)
def test_single_repairs(raw, clean):
    assert normalise(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (f"{BODY}，进一步完善制\n度建设。", f"{BODY}，进一步完善制度建设。"),
        (f"{BODY}，进一步完善制\n\n度建设。", f"{BODY}，进一步完善制度建设。"),
        (f"1.建设学校。{BODY}，进一步完善制\n度建设。", f"1.建设学校。{BODY}，进一步完善制度建设。"),
        ("现将《某市教育工作要\n点》印发给你们。", "现将《某市教育工作要点》印发给你们。"),
        ("目标任务：高质量完成年度招生二百\n万人任务。", "目标任务：高质量完成年度招生二百万人任务。"),
        (
            "各省教育厅（教委），各计划单列市教育局，\n新疆生产建设兵团教育局：",
            "各省教育厅（教委），各计划单列市教育局，新疆生产建设兵团教育局：",
        ),
        (
            "某市人民政府关于推广第二批\n支持创新改革举措的通知\n某政发",
            "某市人民政府关于推广第二批支持创新改革举措的通知\n某政发",
        ),
        ("We support the new\nplan，以及各项任务，\nof work", "We support the new\nplan，以及各项任务，\nof work"),
    ],
)
def test_lines_broken_inside_sentences_are_joined(raw, clean):
    assert normalise(raw).text == clean


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求\n各学校要落实责任。",
        "（一）聚焦减损提质，推动生产高质高效发展\n各学校要落实责任。",
        "某市教育局\n2021年3月5日",
        "新建学校\n市教育局、市人社局\n全市",
        "各学校要落实责任，做好以下工作：\n一是排查隐患。",
        "序号\t任务，内容很多很多很多很多很多\n1\t新建学校",
    ],
)
def test_breaks_between_paragraphs_stay(text):
    assert normalise(text).text == text


def test_paragraphs_on_one_line_get_their_breaks_back():
    text = "某市通知 各区：　　" + BODY * 10 + "。　　一、总体要求　　" + BODY + "。 二、主要任务"
    assert normalise(text).text.split("\n") == [
        "某市通知 各区：",
        BODY * 10 + "。",
        "一、总体要求",
        BODY + "。",
        "二、主要任务",
    ]


@pytest.mark.parametrize("number", ["— 3 —", "－3－", "- 12 -", "第3页 共10页", "第 3 页"])
def test_page_numbers_are_left_out_and_told(number):
    clean = normalise(f"各学校要落实责任。\n{number}\n二、主要任务\n")
    assert clean.text == "各学校要落实责任。\n二、主要任务\n"
    assert clean.notes == ("left out 1 page numbers",)


def test_a_number_alone_on_its_line_is_no_page_number():
    assert normalise("序号\n1\n新建学校\n").text == "序号\n1\n新建学校\n"


@given(
    st.text(alphabet=st.sampled_from("甲乙丙，。、：（）《》“” 　\n\r\t12１Ａ%％一二*#-—\ufeff\u200b⼀年月日"), max_size=200)
)
@settings(max_examples=300, deadline=None)
def test_offsets_map_every_kept_character_back(text):
    clean = normalise(text)
    last_clean = last_source = 0
    for run in clean.offsets:
        assert run.length > 0
        assert run.clean >= last_clean
        assert run.source >= last_source
        last_clean, last_source = run.clean + run.length, run.source + run.length
        for step in range(run.length):
            kept, original = clean.text[run.clean + step], text[run.source + step]
            assert unicodedata.normalize("NFKC", kept) == unicodedata.normalize("NFKC", original) or (
                kept.isspace() and original.isspace()
            )
            assert to_source(clean.offsets, run.clean + step) == run.source + step
            assert clean.to_clean(run.source + step) == run.clean + step
    assert last_clean <= len(clean.text)
    assert last_source <= len(text)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_letters_are_never_lost(text):
    def letters(value):
        plain = (normalise(character).text for character in value)  # a radical's code point is a letter only afterwards
        return sorted(character for character in plain if character.isalpha())

    assert letters(normalise(text).text) == letters(text)


@pytest.mark.corpus
def test_the_words_of_the_corpus_are_kept(shared):
    def squash(text):
        return re.sub(r"[\s*#]|\ufeff", "", unicodedata.normalize("NFKC", text))

    for path in sorted((shared / "corpus").glob("*.txt")):
        text = path.read_text("utf-8")
        clean = normalise(text)
        assert squash(clean.text) == squash(text), path.name
        for run in clean.offsets:
            assert squash(clean.text[run.clean : run.clean + run.length]) == squash(text[run.source : run.source + run.length])
