import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.pipeline import extract
from ontology.records import Resolution
from search.passages import MAX_CHARACTERS, passages
from tests.search.texts import records, resolution

NOTHING = Resolution(())


def test_a_passage_is_a_slice_of_the_text():
    for record in records():
        for passage in passages(record, resolution()):
            assert record.text[passage.start : passage.end] == passage.text


def test_passages_do_not_overlap_and_lose_no_character():
    for record in records():
        found = passages(record, resolution(), longest=120, shortest=40)
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))
        assert "".join("".join(p.text.split()) for p in found) == "".join(record.text.split())


def test_sentences_lie_inside_and_cover_the_passage():
    for record in records():
        for passage in passages(record, resolution()):
            inside = "".join(passage.sentence(number) for number in range(len(passage.sentences)))
            assert "".join(inside.split()) == "".join(passage.text.split())


def test_a_passage_knows_the_point_around_a_sentence():
    record = records()[0]
    at = record.text.index("免收学费")
    passage = next(p for p in passages(record, resolution()) if p.start <= at < p.end)
    place = passage.place_at(at)
    assert place.title == "办好老年教育"
    assert place.path == (2, 3)
    assert place.outline == ("服务终身学习",)


def test_a_sentence_keeps_within_its_point():
    text = (
        "南坡市2024年工作要点\n一、守好安全（一）查河道。雨季前查两遍。（水利局负责）（二）查校园。开学前查一遍。（教育局负责）"
    )
    passage = passages(extract(text.encode(), "one-line.txt"), NOTHING)[0]
    sentences = [passage.sentence(number) for number in range(len(passage.sentences))]
    assert "（水利局负责）" in sentences
    assert passage.place_at(passage.sentences[sentences.index("（二）查校园。")].start).title == "查校园"


def test_document_and_entities_come_along():
    record = records()[0]
    found = passages(record, resolution())
    assert {p.document.year for p in found} == {2023}
    assert {p.document.issuer for p in found} == {"东滨省教育厅"}
    names = {entity.name for p in found for entity in p.entities}
    assert any("现代学徒制" in name for name in names)


def test_ids_do_not_depend_on_the_run():
    record = records()[1]
    assert [p.id for p in passages(record, resolution())] == [p.id for p in passages(record, resolution())]


def test_a_run_without_any_mark_is_still_cut():
    record = extract(("关于" + "办" * 5000).encode(), "run.txt")
    assert all(len(p.text) <= MAX_CHARACTERS for p in passages(record, NOTHING))


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="一二、（）1.办学。；，\n 甲乙丙第条", min_size=20, max_size=400))
def test_any_text_is_cut_without_loss(body: str):
    record = extract(f"某市关于办学的通知\n{body}".encode(), "any.txt")
    found = passages(record, NOTHING, longest=80, shortest=20)
    assert "".join("".join(p.text.split()) for p in found) == "".join(record.text.split())
    assert all(len(p.text) <= 80 for p in found)
