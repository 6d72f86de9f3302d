"""What is damaged of one document: it is found, mended from what is left, and named where nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.library import Library
from ingest.library.damage import look, mend
from ontology.errors import LibraryError
from tests.ingest.library.test_library import FIRST, record_of, snapshot

ID = record_of(FIRST).id


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path / "library")
    library.put(record_of(FIRST), FIRST)
    return library


def spoil(library: Library, *names: str) -> None:
    for name in names:
        (library.root / "documents" / ID / name).write_bytes(b"{}")


def read(data: bytes, name: str):
    return record_of(data, name)


def test_a_whole_document(library):
    assert look(library, ID) == (record_of(FIRST), None)
    assert mend(library, ID, read) is None


@pytest.mark.parametrize("name", ["record.json", "about.json"])
@pytest.mark.parametrize("how", ["spoiled", "missing"])
def test_what_can_be_made_again_is_made_again(library, name, how):
    before = snapshot(library.root)
    path = library.root / "documents" / ID / name
    path.write_bytes(b"{}") if how == "spoiled" else path.unlink()
    record, damage = look(library, ID)
    assert (record is None) == (name == "record.json")
    assert damage is not None
    assert damage.source_name == "plan.txt"
    assert "again" in mend(library, ID, read) or name == "about.json"
    assert look(library, ID)[1] is None
    after = snapshot(library.root)
    assert {key for key in after if after[key] != before[key]} <= {f"documents/{ID}/about.json"}
    assert library.source_name(ID) == "plan.txt"
    assert library.added(ID).startswith("20")


def test_a_name_that_is_nowhere_any_more(library):
    spoil(library, "record.json", "about.json")
    said = mend(library, ID, read)
    assert said is not None
    assert "its name is not known" in said
    assert library.get(ID).source_name == library.source_name(ID) == f"{ID}.txt"


def test_a_name_that_only_the_damaged_record_holds(library):
    path = library.root / "documents" / ID / "record.json"
    path.write_bytes(path.read_bytes()[:-40])
    spoil(library, "about.json")
    assert mend(library, ID, read) is not None
    assert library.source_name(ID) == "plan.txt"


def test_without_the_original_a_record_stays_usable(library):
    (library.root / "documents" / ID / "original").unlink()
    record, damage = look(library, ID)
    assert record == record_of(FIRST)
    assert damage is not None
    assert damage.usable
    with pytest.raises(LibraryError, match=r"the original is missing\. Ingest the file again"):
        mend(library, ID, read)


def test_where_nothing_is_left_nothing_is_changed(library):
    spoil(library, "record.json", "original")
    before = snapshot(library.root)
    with pytest.raises(LibraryError, match=r"the original is damaged\. Ingest the file again"):
        mend(library, ID, read)
    assert snapshot(library.root) == before
    library.put(record_of(FIRST), FIRST)
    assert look(library, ID)[1] is None
