from __future__ import annotations

import pytest

from ingest.formats import read_source
from ontology.errors import UnreadableDocument
from tests.ingest.formats import files

LEFT, TOP, STEP, SIZE = 90.0, 740.0, 28.0, 16.0
FULL = 26
"""Characters that fill a line of the test pages."""
LONG = "各学校要认真落实安全管理主体责任，定期开展隐患排查，建立问题清单和整改台账，做到底数清、措施实、责任落到每一个岗位。"


def paragraph(text: str, y: float) -> list[tuple[float, float, str]]:
    """Lines of an indented paragraph, hard-wrapped as in official files."""
    lines = [text[: FULL - 2], *[text[start : start + FULL] for start in range(FULL - 2, len(text), FULL)]]
    return [(LEFT + (2 * SIZE if index == 0 else 0), y - index * STEP, line) for index, line in enumerate(lines)]


def test_wrapped_lines_become_one_paragraph():
    page = [
        (220.0, TOP, "某市校园安全工作方案"),
        *paragraph(LONG, TOP - 60),
        *paragraph("一、总体要求", TOP - 200),
        *paragraph(LONG, TOP - 230),
    ]
    source = read_source(files.pdf([page]), "plan.pdf")
    assert source.media_type == "application/pdf"
    assert source.text.split("\n") == ["某市校园安全工作方案", LONG, "一、总体要求", LONG, ""]


def test_a_paragraph_that_runs_over_the_page_break():
    lines = paragraph(LONG, TOP)
    pages = [[*lines[:2], (280.0, 30.0, "— 1 —")], [(x, TOP, text) for x, _, text in lines[2:]] + [(280.0, 30.0, "— 2 —")]]
    source = read_source(files.pdf(pages), "plan.pdf")
    assert source.text == LONG + "\n"
    assert source.notes == ("left out 2 page numbers and running heads",)


def test_running_heads_are_left_out_and_told():
    pages = [[(90.0, 815.0, "某市人民政府公报"), *paragraph(LONG, TOP)] for _ in range(3)]
    source = read_source(files.pdf(pages), "plan.pdf")
    assert "公报" not in source.text
    assert source.notes == ("left out 3 page numbers and running heads",)


def test_table_cells_are_parted_by_tabs():
    page = [
        (90.0, TOP, "序号"),
        (200.0, TOP, "任务"),
        (400.0, TOP, "单位"),
        (90.0, TOP - 30, "1"),
        (200.0, TOP - 30, "新建学校"),
        (400.0, TOP - 30, "教育局"),
    ]
    assert read_source(files.pdf([page]), "plan.pdf").text == "序号\t任务\t单位\n1\t新建学校\t教育局\n"


def test_protected_files_are_refused():
    with pytest.raises(UnreadableDocument, match=r"locked\.pdf: the PDF is protected by a password\. Save a copy"):
        read_source(files.pdf([paragraph(LONG, TOP)], password="secret"), "locked.pdf")


def test_scans_are_refused():
    with pytest.raises(UnreadableDocument, match=r"pictures of 1 pages but no text .*OCR"):
        read_source(files.scan(), "scan.pdf")


def test_damaged_files_are_refused():
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_source(b"%PDF-1.7\nnothing of the sort", "broken.pdf")


def test_a_page_without_text_is_told():
    source = read_source(files.pdf([paragraph(LONG, TOP), []]), "plan.pdf")
    assert source.notes == ("no text on page 2 (a picture?)",)


def test_numbers_of_a_table_at_the_edge_of_a_page_are_kept():
    pages = [
        [
            (90.0, 770.0, str(7 + 3 * page)),
            (90.0, 700.0, LONG[:26]),
            (90.0, 670.0, "各校负责。"),
            (290.0, 40.0, f"- {page + 1} -"),
        ]
        for page in range(4)
    ]
    source = read_source(files.pdf(pages), "plan.pdf")
    assert [line for line in source.text.split("\n") if line.isdecimal()] == ["7", "10", "13", "16"]
    assert source.notes == ("left out 4 page numbers and running heads",)


def test_bare_page_numbers_are_left_out():
    pages = [[*paragraph(LONG, TOP), (290.0, 40.0, str(page + 3))] for page in range(4)]
    assert not any(line.isdecimal() for line in read_source(files.pdf(pages), "plan.pdf").text.split("\n"))
