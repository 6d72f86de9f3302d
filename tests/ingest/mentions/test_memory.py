"""Names that go on in a shorter form, and bare names that do not."""

from ontology.records import Record
from tests.ingest.mentions.reading import read

NOTICE = "云溪市匠人教育工作要点\n\n一、总的要求\n\n1.抓好有关事项。{body}\n"


def test_a_department_of_the_state_council_goes_on_under_its_bare_name() -> None:
    record = read(NOTICE.format(body="国务院教育行政部门定标准。年底前由教育行政部门评一次。"))
    assert {record.quote(m.start, m.end) for m in record.mentions if m.entity == _ministry(record)} == {
        "国务院教育行政部门",
        "教育行政部门",
    }


def test_the_bare_name_means_all_of_them_where_local_ones_are_named_too() -> None:
    body = "国务院教育行政部门定标准，县级以上人民政府教育行政部门抓落实。年底前由教育行政部门评一次。"
    record = read(NOTICE.format(body=body))
    assert {record.quote(m.start, m.end) for m in record.mentions if m.entity == _ministry(record)} == {"国务院教育行政部门"}


def _ministry(record: Record) -> str:
    return next(entity.id for entity in record.entities if entity.name == "教育部")
