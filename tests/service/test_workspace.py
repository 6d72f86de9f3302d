"""States between two uses: readings that others overtake, changes that fail half way, libraries that shrink while read.

Strategy: real rooms and files; what goes wrong is brought about on the disk or by the order of calls.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.errors import LibraryError, RecordFormatError
from service.files import Found
from service.holdings import Holdings
from service.settings import Settings
from service.workspace import Workspace
from tests.service.conftest import FIRST, SECOND


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with two documents."""
    with Workspace.open(Settings(workspace=tmp_path / "workspace")) as workspace:
        workspace.ingest_bytes(FIRST.encode(), "yunxi-2023.txt")
        workspace.ingest_bytes(SECOND.encode(), "yunxi-2024.txt")
        yield workspace


def states(workspace: Workspace) -> list[str]:
    return [state.state for state in workspace.projections.states(workspace.revision())]


def test_an_older_reading_does_not_bring_back_what_was_deleted(two: Workspace):
    older = two.reading()  # opens neither the graph nor the index yet
    two.delete("yunxi-2023.txt")
    nodes = older.store.read("MATCH (d:Document) RETURN d.id").rows
    older.engine.search("数字校园")
    assert len(nodes) == 1
    assert states(two) == ["current", "current"]
    assert two.reading().snapshot.revision == two.revision()


def test_a_rebuild_that_fails_half_way_leaves_no_stale_reading(two: Workspace):
    library = two.library
    one, other = library.ids()
    library.put(dataclasses.replace(library.get(one), extractor="older"), library.original(one))
    (library.root / "documents" / other / "original").write_bytes(b"damaged")
    two.reading()
    with pytest.raises(LibraryError):
        two.rebuild()
    assert two.library.get(one).extractor != "older"
    assert two.holdings.records[one].extractor != "older"
    assert two.reading().snapshot.revision == two.revision()
    two.reading().engine.search("数字校园")
    assert two.reading().store is not None
    assert states(two) == ["current", "current"]


def test_undo_after_a_document_that_could_not_be_kept(two: Workspace):
    holdings = Holdings(two.library)
    before = two.revision()
    one, other = two.library.ids()
    record, original = two.library.get(one), two.library.original(one)
    holdings.begin()
    holdings.delete(other)
    holdings.delete(one)
    with pytest.raises(RecordFormatError):
        holdings.put(record, b"another file")
    holdings.undo()
    assert two.revision() == before
    assert two.library.original(one) == original


def test_undo_keeps_nothing_of_what_came_in(two: Workspace):
    holdings = Holdings(two.library)
    one, other = two.library.ids()
    record, original = two.library.get(one), two.library.original(one)
    two.delete(one)
    before = two.revision()
    holdings.begin()
    holdings.put(record, original)
    holdings.delete(other)
    holdings.undo()
    assert two.revision() == before
    assert two.library.ids() == (other,)


def test_documents_that_leave_while_the_library_is_read(two: Workspace):
    one, _ = two.library.ids()
    record, original = two.library.get(one), two.library.original(one)
    failures: list[BaseException] = []
    done = threading.Event()

    def look() -> None:
        holdings = Holdings(two.library)
        while not done.is_set():
            try:
                _ = (two.library.revision(), holdings.records)
            except BaseException as error:  # any is a failure of the test
                failures.append(error)

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(60):
        two.library.delete(one)
        two.library.put(record, original)
    done.set()
    reader.join()
    assert failures == []


def test_two_files_of_one_name_do_not_replace_each_other(two: Workspace, tmp_path: Path) -> None:
    for folder, text in (("a", FIRST), ("b", FIRST.replace("云溪", "柳河")), ("c", FIRST.replace("云溪", "柳河"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.txt").write_text(text, encoding="utf-8")
    paths = [Found(tmp_path / folder / "plan.txt") for folder in "bac"]
    first, second, third = two.ingest(paths)
    assert (first.status, second.status, third.status) == ("added", "failed", "unchanged")
    assert second.error is not None and "a/plan.txt" in second.error
    assert two.document("plan.txt").id == first.id
    assert two.ingest([paths[1]])[0].status == "unchanged"  # in the library already, as yunxi-2023.txt
