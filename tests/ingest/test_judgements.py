from pathlib import Path

import pytest

from ingest.judgements import Judgements
from ontology.errors import InputError, NotFound, RecordFormatError


def test_kept_listed_and_undone(tmp_path: Path) -> None:
    judgements = Judgements(tmp_path)
    kept = judgements.add("merge", ("ent-b", "ent-a"), ("乙", "甲"), "同一机构")
    assert Judgements(tmp_path).all() == (kept,)
    assert kept.entities == ("ent-a", "ent-b")
    assert kept.names == ("甲", "乙")
    assert judgements.undo(kept.id) == kept
    assert judgements.all() == ()


def test_a_later_decision_about_the_same_pair_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    judgements = Judgements(tmp_path)
    judgements.add("merge", ("ent-a", "ent-b"))
    split = judgements.add("split", ("ent-b", "ent-a"))
    assert judgements.all() == (split,)


def test_decisions_about_other_entities_stay(tmp_path: Path) -> None:
    judgements = Judgements(tmp_path)
    judgements.add("merge", ("ent-a", "ent-b"))
    judgements.add("reject", ("ent-a",))
    judgements.add("merge", ("ent-a", "ent-c"))
    assert [judgement.kind for judgement in judgements.all()].count("merge") == 2
    assert len(judgements.all()) == 3


def test_the_order_of_names_follows_the_order_of_ids(tmp_path: Path) -> None:
    one = Judgements(tmp_path / "one").add("merge", ("ent-a", "ent-b"))
    two = Judgements(tmp_path / "two").add("merge", ("ent-b", "ent-a"))
    assert one.id == two.id


@pytest.mark.parametrize(
    ("kind", "entities"), [("join", ("a", "b")), ("merge", ("a",)), ("merge", ("a", "a")), ("reject", ("a", "b"))]
)
def test_what_cannot_be_decided(tmp_path: Path, kind: str, entities: tuple[str, ...]) -> None:
    with pytest.raises(InputError):
        Judgements(tmp_path).add(kind, entities)
    assert Judgements(tmp_path).all() == ()


def test_undoing_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="yaodian judgements list"):
        Judgements(tmp_path).undo("jdg-0")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "judgements.json").write_text("{", encoding="utf-8")
    with pytest.raises(RecordFormatError):
        Judgements(tmp_path).all()


def test_the_revision_says_what_is_decided_and_not_when(tmp_path: Path) -> None:
    judgements = Judgements(tmp_path / "one")
    assert judgements.revision() == ""
    kept = judgements.add("reject", ("ent-a",), reason="甲")
    other = Judgements(tmp_path / "two")
    other.add("reject", ("ent-a",), reason="乙")
    assert judgements.revision() == other.revision() != ""
    judgements.undo(kept.id)
    assert judgements.revision() == ""
