"""The bundled lexicon and a user's own."""

from collections import Counter
from pathlib import Path

import pytest

from ingest.lexicon import load_lexicon, validate
from ingest.lexicon.read import DATA
from ontology.errors import ConfigurationError
from ontology.yaml_files import read_yaml


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_bundled_files_are_valid() -> None:
    assert validate(DATA) == []


def test_all_provinces_and_prefectures_with_codes_are_there() -> None:
    regions = load_lexicon().regions
    provinces = [r for r in regions if r.level == "province"]
    cities = [r for r in regions if r.level == "city"]
    assert len(provinces) == 34
    assert len(cities) == 333
    assert all(len(r.code) == 4 and r.parent for r in cities)
    assert len({r.code for r in (*provinces, *cities)}) == 34 + 333


def test_the_regions_around_a_city() -> None:
    lexicon = load_lexicon()
    assert [r.name for r in lexicon.region_chain("遂宁市")] == ["遂宁市", "四川省"]
    assert [r.name for r in lexicon.region_chain("遂宁")] == ["遂宁市", "四川省"]
    assert lexicon.region_chain("无此地") == ()
    assert lexicon.region_chain(None) == ()


@pytest.mark.parametrize(
    ("kind", "form", "name"),
    [
        ("Institution", "人社部", "人力资源和社会保障部"),
        ("Institution", "国家教委", "教育部"),
        ("Policy", "安全生产法", "中华人民共和国安全生产法"),
        ("Program", "“双高计划”", "中国特色高水平高职学校和专业建设计划"),
        ("Event", "党的二十大", "中国共产党第二十次全国代表大会"),
        ("Group", "中职学校", "中等职业学校"),
        ("Region", "上海", "上海市"),
    ],
)
def test_a_short_form_means_its_entry(kind: str, form: str, name: str) -> None:
    entry = load_lexicon().find(kind, form)
    assert entry is not None
    assert entry.name == name


def test_what_is_a_part_or_a_successor_is_an_entry_of_its_own() -> None:
    lexicon = load_lexicon()
    for kind, one, other in (
        ("Group", "技工院校", "技工学校"),
        ("Event", "全国语言文字会议", "全国语言文字工作会议"),
        ("Program", "大规模设备更新", "消费品以旧换新"),
        ("Program", "县中发展提升行动计划", "县中振兴行动计划"),
        ("Program", "教育人才“组团式”帮扶", "医疗人才“组团式”帮扶"),
    ):
        assert lexicon.find(kind, one) != lexicon.find(kind, other)
    assert lexicon.find("Policy", "“十四五”教育发展规划") is None  # each place has its own


def test_no_form_stands_in_two_entries_of_a_type() -> None:
    forms: Counter[tuple[str, str]] = Counter()
    for path in sorted(DATA.glob("*.yaml")):
        raw = read_yaml(path)
        for entry in raw.get("entries", ()):
            made = entry if isinstance(entry, dict) else {"name": entry}
            forms.update((raw["type"], form) for form in {made["name"], *made.get("aliases", ())})
    assert [form for form, times in forms.items() if times > 1] == []


def test_a_body_that_took_over_is_another_entry() -> None:
    lexicon = load_lexicon()
    old, new = lexicon.find("Institution", "农业部"), lexicon.find("Institution", "农业农村部")
    assert old is not None and new is not None
    assert old.id != new.id
    assert old.successor == new.name


def test_successors_and_parents_are_listed_themselves() -> None:
    lexicon = load_lexicon()
    for entry in lexicon.entries:
        for other in (entry.successor, entry.part_of):
            assert other is None or lexicon.find("Institution", other), (entry.name, other)


def test_a_user_s_file_adds_entries_and_aliases(tmp_path: Path) -> None:
    entries = "  - {name: 云溪市匠心学院, aliases: [匠心院]}\n  - {name: 教育部, aliases: [大教部]}\n"
    mine = write(tmp_path / "mine.yaml", f"type: Institution\nentries:\n{entries}")
    lexicon = load_lexicon(mine)
    found = lexicon.find("Institution", "匠心院")
    assert found is not None and found.name == "云溪市匠心学院"
    assert lexicon.forms["大教部"].name == "教育部"
    assert lexicon.forms["教育部"] == lexicon.forms["大教部"]
    assert lexicon.version != load_lexicon().version


def test_a_folder_of_files(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "type: Program\nentries: [云溪匠心计划]\n")
    write(tmp_path / "b.yaml", "type: Event\nentries: [云溪技能节]\n")
    lexicon = load_lexicon(tmp_path)
    assert lexicon.find("Program", "云溪匠心计划") and lexicon.find("Event", "云溪技能节")


def test_a_department_s_short_form_and_another_department() -> None:
    departments = {d.name: d for d in load_lexicon().departments}
    commission = departments["发展和改革委员会"]
    assert commission.full("发改委") == "发展和改革委员会"
    data = departments["大数据管理局"]
    assert data.full("大数据局") == "大数据管理局"
    assert data.full("大数据中心") == "大数据中心"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("entries: 3\n", "needs a type"),
        ("type: Person\nentries: []\n", "type Person is none of"),
        ("type: Policy\nentries: {}\n", "entries must be a list"),
        ("type: Policy\nentries:\n  - {alias: [甲乙]}\n", "with a name"),
        ("type: Policy\nentries:\n  - {name: 甲乙, alias: [丙丁]}\n", "entry 1 (甲乙): unknown key alias"),
        ("type: Policy\nentries:\n  - {name: 甲乙, aliases: 丙丁}\n", "aliases must be a list"),
        ("type: Policy\nentries:\n  - {name: 甲乙, aliases: [丙]}\n", "too short"),
        ("type: Policy\nentries: [{name: 甲乙, aliases: [丙丁]}, {name: 戊己, aliases: [丙丁]}]\n", "already means 甲乙"),
        ("type: Policy\nentries: [甲乙\n", "not valid YAML"),
        ("- 甲乙\n", "must be a mapping"),
        ("heads: {Person: [员]}\n", "type Person is none of"),
        ("heads: {Policy: [办法]}\nweak: 办法\n", "must be a list of words"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_entry(tmp_path: Path, text: str, says: str) -> None:
    path = write(tmp_path / "mine.yaml", text)
    problems = [str(problem) for problem in validate(path)]
    assert any(says in problem for problem in problems), problems
    assert all("mine.yaml" in problem for problem in problems)
    with pytest.raises(ConfigurationError, match="yaodian lexicon check"):
        load_lexicon(path)


def test_a_line_is_named_where_yaml_breaks(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.yaml", "type: Policy\nentries:\n  - {name: 甲乙\n")
    assert "line" in str(validate(path)[0])


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xff\xfe\x00type")
    assert "UTF-8" in str(validate(path)[0])


def test_no_such_file_and_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such lexicon file"):
        load_lexicon(tmp_path / "none.yaml")
    assert "no .yaml" in str(validate(tmp_path)[0])
