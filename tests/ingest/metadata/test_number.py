from __future__ import annotations

import pytest

from ingest.metadata.number import find_number, issuer_of_code


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("教职成司函〔2021〕7号", "教职成司函〔2021〕7号"),
        ("国办发[2019]14号", "国办发[2019]14号"),
        ("某政办发（2020）3号", "某政办发（2020）3号"),
        ("某政办发［2020］ 3 号", "某政办发［2020］3号"),
        ("某府办发电〔2020〕5号", "某府办发电〔2020〕5号"),
        ("某教函〔2022〕第12号", "某教函〔2022〕第12号"),
        ("中华人民共和国教育部令第49号", "中华人民共和国教育部令第49号"),
        ("某市人民政府公告2021年第5号", "某市人民政府公告2021年第5号"),
        ("某市人民政府令\n（第179号）", "某市人民政府令第179号"),
        ("（某委办〔2019〕8号）", "某委办〔2019〕8号"),
        ("财政部 税务总局公告2019年第39号", "财政部税务总局公告2019年第39号"),
    ],
)
def test_all_forms(printed, kept):
    found = find_number(f"{printed}\n各区教育局：\n")
    assert found is not None
    assert found.printed == kept


def test_a_number_straight_after_the_title():
    found = find_number("国务院关于加强湿地养护的决定国发〔2005〕39号各省、自治区、直辖市人民政府：")
    assert found is not None
    assert (found.printed, found.code, found.year) == ("国发〔2005〕39号", "国发", 2005)


@pytest.mark.parametrize(
    "text",
    [
        "根据《关于加强管理的通知》（国办发〔2019〕14号）精神，制定本方案。",
        "按照国办发〔2019〕14号文件要求，各地要认真落实。",
        "二〇二一年工作要点",
    ],
)
def test_numbers_of_other_documents_are_not_taken(text):
    assert find_number(text) is None


@pytest.mark.parametrize(
    ("code", "issuer"),
    [
        ("国发", "国务院"),
        ("国办函", "国务院办公厅"),
        ("教职成司函", "教育部职业教育与成人教育司"),
        ("教职成厅函", "教育部办公厅"),
        ("教职成", "教育部"),
        ("教高厅", "教育部办公厅"),
        ("人社部发", "人力资源社会保障部"),
        ("工信厅联科", "工业和信息化部办公厅"),
        ("沪府办发", "上海市人民政府办公厅"),
        ("沪教委职", "上海市教育委员会"),
        ("粤教职", "广东省教育厅"),
        ("浙政办发", "浙江省人民政府办公厅"),
        ("穗府办", "广州市人民政府办公室"),
    ],
)
def test_letters_stand_for_bodies(code, issuer):
    assert issuer_of_code(code) == issuer


def test_unknown_letters_stand_for_nobody():
    assert issuer_of_code("某某发") is None
