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
