"""Bodies of a document's own place, by whichever of its names they are printed."""

from __future__ import annotations

from ingest.pipeline import extract

TEXT = """广州市青禾区人民政府办公室关于印发2023年工作要点的通知

各街道办事处：

一、稳定就业
1.开展培训。由青禾区人民政府统筹，青禾区教育局配合，区教育局督促，市药品监管局指导，省药品监督管理局支持。
"""


def test_a_district_without_its_city_is_the_issuers_own() -> None:
    names = {entity.name: entity for entity in extract(TEXT.encode(), "a.txt").entities}
    assert {"广州市青禾区人民政府", "广州市青禾区教育局"} <= names.keys()
    assert not any(name.startswith("青禾区") for name in names)
    assert names["广州市青禾区教育局"].scope == "广州市青禾区"


def test_a_short_form_of_a_department_is_the_department() -> None:
    names = {entity.name for entity in extract(TEXT.encode(), "a.txt").entities}
    assert {"广州市药品监督管理局", "广东省药品监督管理局"} <= names


def test_the_zone_of_a_part_of_a_zone_is_the_zone() -> None:
    text = "青禾综合实验区云溪片区管理局2023年工作要点\n\n一、加强安全\n1.开展检查。区教育局指导，区文体旅游局配合。\n"
    names = {entity.name for entity in extract(text.encode(), "a.txt").entities if entity.type == "Institution"}
    assert "青禾综合实验区教育局" in names
    assert not any(name.startswith("青禾综合实验区云溪片区教育") or "片区文体" in name for name in names)
