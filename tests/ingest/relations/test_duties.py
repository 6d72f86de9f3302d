"""Who answers for a point."""

from __future__ import annotations

import pytest

from ingest.relations import find_statements
from ingest.relations.duties import brackets
from ontology.records import DocumentMeta
from tests.ingest.marked import record_of, said

LINES = {
    "label": "加强巡河。（责任单位：[水利局|Institution]、[林业局|Institution]）",
    "leading and helping": "加强巡河。（[水利局|Institution]牵头，[林业局|Institution]等配合）",
    "bare bracket": "加强巡河。（[水利局|Institution]、[林业局|Institution]）",
    "lines without brackets": "加强巡河。\n牵头单位：[水利局|Institution]；配合单位：[林业局|Institution]",
    "a cell of a table": "加强巡河。[水利局|Institution]、[林业局|Institution]按职责分工负责",
    "label with a verb": "巡河的责任单位为[水利局|Institution]、[林业局|Institution]。",
    "each as a unit": "[水利局|Institution]为牵头单位，[林业局|Institution]为配合单位。",
    "bracket before a comma": "加强巡河（[水利局|Institution]、[林业局|Institution]），做好记录。",
    "bracket with a term": "加强巡河。（[水利局|Institution]、[林业局|Institution]，2025年底前完成）",
    "after a dash": "加强巡河。——[水利局|Institution]、[林业局|Institution]",
    "leads, and others carry out": "巡河由[水利局|Institution]牵头，[林业局|Institution]等单位具体落实。",
    "names that nothing recognised": "由所涉及的[水利局|Institution]、园林局、[林业局|Institution]等部门牵头完成报告。",
    "with others behind": "由[水利局|Institution]牵头，[林业局|Institution]、县级各部门配合，建立巡河台账。",
    "helps to do something": "[水利局|Institution]负责巡河，[林业局|Institution]配合做好护岸工作。",
    "subject of the clause": "巡河工作由[水利局|Institution]和[林业局|Institution]负责。",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_line(line: str) -> None:
    record = find_statements(record_of(f"# 巡河\n{line}"))
    assert said(record) == {("1.1", "responsible", "水利局"), ("1.1", "responsible", "林业局")}


def test_bracket_with_other_words_is_no_responsibility() -> None:
    record = find_statements(record_of("# 巡河\n加强巡河（含[水利局|Institution]管理的河段和沿线绿地）。"))
    assert said(record) == set()


@pytest.mark.parametrize(
    "line",
    [
        "经“两局”（[水利局|Institution]、[林业局|Institution]）认定的河段免费。",
        "支持[监测中心|Institution]（[青山监测站|Institution]）建设。",
    ],
    ids=["explains a short form", "explains a name"],
)
def test_bracket_inside_a_sentence_is_no_responsibility(line: str) -> None:
    record = find_statements(record_of(f"# 巡河\n{line}"))
    assert "responsible" not in {predicate for _, predicate, _ in said(record)}


def test_helper_after_a_leader() -> None:
    record = find_statements(record_of("# 巡河\n由[水利局|Institution]牵头，[林业局|Institution]配合。"))
    assert said(record) == {("1.1", "responsible", "水利局"), ("1.1", "responsible", "林业局")}


def test_asking_for_coordination_assigns_nothing() -> None:
    assert said(find_statements(record_of("# 巡河\n[水利局|Institution]要加强统筹协调。"))) == set()


def test_only_institutions_are_responsible() -> None:
    record = find_statements(record_of("# 巡河\n加强巡河。（[护林员|Group]、[水利局|Institution]负责）"))
    assert said(record) == {("1.1", "responsible", "水利局")}


def test_sections_of_an_office_are_responsible() -> None:
    record = find_statements(record_of("# 巡河\n加强巡河。（责任科室：[水文科|Institution]、[机关党委|Institution]）"))
    assert said(record) == {("1.1", "responsible", "水文科"), ("1.1", "responsible", "机关党委")}


def test_default_goes_to_points_that_name_nobody() -> None:
    marked = "# 巡河\n加强巡河。（[水利局|Institution]负责）\n# 植树\n组织植树。\n# 说明\n未注明的由[林业局|Institution]负责。"
    pairs = said(find_statements(record_of(marked)))
    assert ("1.2", "responsible", "林业局") in pairs
    assert ("1.1", "responsible", "林业局") not in pairs


def test_nested_brackets_and_unclosed_ones() -> None:
    assert [text[slice(*span)] for text in ("甲（乙（丙）丁）戊（己\n庚）",) for span in brackets(text)] == ["乙（丙）丁"]


def test_a_bracket_in_a_list_of_bodies_does_not_end_it() -> None:
    marked = "# 巡河\n加强巡河。\n责任单位：[水利局|Institution]（首位为牵头，下同）、[林业局|Institution]"
    pairs = said(find_statements(record_of(marked)))
    assert {("1.1", "responsible", "水利局"), ("1.1", "responsible", "林业局")} <= pairs


def test_a_bracket_that_is_never_closed_ends_with_its_line() -> None:
    marked = "# 巡河\n加强巡河。\n责任单位：[水利局|Institution]（牵头\n会后由[林业局|Institution]存档"
    pairs = said(find_statements(record_of(marked)))
    assert ("1.1", "responsible", "水利局") in pairs
    assert ("1.1", "responsible", "林业局") not in pairs


def test_signature_is_no_list_of_duties() -> None:
    meta = DocumentMeta("测试文件", issuers=("青山县人民政府",))
    record = find_statements(record_of("# 巡河\n加强巡河。\n[青山县人民政府|Institution]", meta=meta))
    assert [s.predicate for s in record.statements] == ["issued_by"]


def test_of_a_longer_name_the_known_head_is_not_responsible() -> None:
    record = find_statements(
        record_of("# 巡河\n[水利局|Institution]、[县政府|Institution]金融办、[林业局|Institution]等单位牵头。")
    )
    assert said(record) == {("1.1", "responsible", "水利局"), ("1.1", "responsible", "林业局")}


def test_a_name_above_a_date_is_a_signature() -> None:
    record = find_statements(record_of("# 巡河\n加强巡河。\n[水利局|Institution]\n2024年5月1日"))
    assert said(record) == set()
