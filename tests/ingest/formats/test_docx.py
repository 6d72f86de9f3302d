from __future__ import annotations

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.formats import read_source
from ingest.formats.docx_numbering import format_number
from ingest.structure import read_structure
from tests.ingest.formats import files


def read(fill):
    return read_source(files.word(fill), "plan.docx")


def test_automatic_numbers_are_printed():
    def fill(document):
        for level, text in [
            (0, "总体要求"),
            (1, "指导思想"),
            (1, "基本原则"),
            (2, "政府主导"),
            (2, "多方参与"),
            (0, "主要任务"),
            (1, "扩大规模"),
        ]:
            files.numbered(document.add_paragraph(text), level)

    assert read(fill).text.split("\n")[:-1] == [
        "一、总体要求", "（一）指导思想", "（二）基本原则", "1.政府主导", "2.多方参与", "二、主要任务", "（一）扩大规模",
    ]  # fmt: skip


def test_a_list_that_starts_anew():
    def fill(document):
        files.numbered(document.add_paragraph("甲"), 2)
        files.numbered(document.add_paragraph("乙"), 2)
        files.numbered(document.add_paragraph("丙"), 2, number_id=3)

    assert read(fill).text == "1.甲\n2.乙\n1.丙\n"


def test_bullets_print_nothing_and_empty_items_do_not_count():
    def fill(document):
        files.numbered(document.add_paragraph("甲"), 0, number_id=2)
        files.numbered(document.add_paragraph("乙"), 0)
        files.numbered(document.add_paragraph(""), 0)
        files.numbered(document.add_paragraph("丙"), 0)

    assert read(fill).text == "甲\n一、乙\n\n二、丙\n"


def test_headings_and_title_become_hints():
    def fill(document):
        document.add_heading("某市教育规划", level=0)
        document.add_heading("总体要求", level=1)
        document.add_paragraph("坚持立德树人。")

    source = read(fill)
    assert [(hint.kind, source.text[hint.start : hint.end], hint.level) for hint in source.hints] == [
        ("title", "某市教育规划", 1),
        ("heading", "总体要求", 1),
    ]


def test_tables_become_rows_with_tabs():
    def fill(document):
        document.add_paragraph("附件")
        table = document.add_table(rows=2, cols=3)
        for cell, text in zip(table.rows[0].cells, ["序号", "任务", "单位"], strict=True):
            cell.text = text
        for cell, text in zip(table.rows[1].cells, ["1", "新建\n学校", "教育局"], strict=True):
            cell.text = text
        document.add_paragraph("完")

    source = read(fill)
    assert source.text == "附件\n序号\t任务\t单位\n1\t新建学校\t教育局\n完\n"
    assert [hint.kind for hint in source.hints] == ["row", "row"]


def test_deleted_words_are_left_out_and_inserted_ones_kept():
    def fill(document):
        paragraph = document.add_paragraph("保留")
        for tag, text_tag, words in (("del", "delText", "删去"), ("ins", "t", "增加")):
            paragraph._p.append(
                parse_xml(
                    f'<w:{tag} {nsdecls("w")} w:id="1" w:author="x"><w:r><w:{text_tag}>{words}</w:{text_tag}></w:r></w:{tag}>'
                )
            )

    assert read(fill).text == "保留增加\n"


def test_content_controls_are_read():
    def fill(document):
        body = document.element.body
        body.insert(
            0,
            parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>在控件里</w:t></w:r></w:p></w:sdtContent></w:sdt>"),
        )

    assert read(fill).text.startswith("在控件里\n")


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (110, "chineseCounting", "一百一十"),
        (105, "chineseCounting", "一百零五"),
        (12, "ideographDigital", "一二"),
        (3, "chineseLegalSimplified", "叁"),
        (3, "decimalEnclosedCircle", "③"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (7, "decimal", "7"),
        (7, "bullet", ""),
    ],
)
def test_number_formats(number, style, printed):
    assert format_number(number, style) == printed


def test_numbers_that_a_style_gives():
    def fill(document):
        for level, name in ((0, "Heading 1"), (1, "Heading 2")):
            properties = document.styles[name].element.get_or_add_pPr()
            properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'))
        document.add_heading("总体要求", level=1)
        document.add_paragraph("坚持立德树人。")
        document.add_heading("重点任务", level=1)
        document.add_heading("扩大资源", level=2)
        document.add_paragraph("新建学校。")
        document.add_heading("提升质量", level=2)
        document.add_paragraph("培训教师。")

    source = read(fill)
    assert source.text.startswith("一、总体要求\n坚持立德树人。\n二、重点任务\n（一）扩大资源\n")
    titles = [(node.kind.value, node.path, node.title) for node in read_structure(source).nodes if node.label]
    assert titles == [
        ("part", (1,), "总体要求"),
        ("part", (2,), "重点任务"),
        ("point", (2, 1), "扩大资源"),
        ("point", (2, 2), "提升质量"),
    ]


def test_a_table_of_tasks_gives_points():
    def fill(document):
        document.add_paragraph("临江市2022年重点任务分工")
        table = document.add_table(rows=3, cols=4)
        rows = [
            ["序号", "工作任务", "具体措施", "责任单位"],
            ["1", "新建学校", "新建小学3所。", "教育局"],
            ["2", "培训教师", "培训500人次。", "人社局"],
        ]
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    record = read_structure(read(fill))
    assert [(node.path, node.title) for node in record.nodes if node.kind.value == "point"] == [
        ((1,), "新建学校"),
        ((2,), "培训教师"),
    ]
    assert record.meta.title == "临江市2022年重点任务分工"
