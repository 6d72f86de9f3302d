"""States between two uses: readings that others overtake, changes that fail half way, libraries that shrink while read.

Strategy: real rooms and files; what goes wrong is brought about on the disk or by the order of calls.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.errors import LibraryError, RecordFormatError, StoreUnavailable
from service import experts
from service.files import Found
from service.holdings import Holdings
from service.settings import Settings
from service.workspace import Workspace
from tests.service.conftest import FIRST, SECOND, THIRD


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
    one, _ = library.ids()
    library.put(dataclasses.replace(library.get(one), extractor="older"), library.original(one))
    two.reading()

    def stop(what: str, done: int, _total: int) -> None:
        if what.startswith("read") and done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        two.rebuild(stop)
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


def unwritable_graph(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The graph refuses to follow, as on a disk that has just become full."""

    def refuse(*_arguments: object) -> None:
        raise StoreUnavailable("no room", where="graph")

    monkeypatch.setattr(workspace.projections, "sync_graph", refuse)


def everything(workspace: Workspace) -> dict[str, bytes]:
    folder = workspace.library.root
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_deletion_that_is_taken_back_leaves_the_arrival(two: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    one, _ = two.library.ids()
    about = two.library.folder(one) / "about.json"
    about.write_bytes(about.read_bytes().replace(two.library.added(one).encode(), b"2001-01-01T00:00:00+00:00"))
    before = everything(two)
    with monkeypatch.context() as patched:
        unwritable_graph(two, patched)
        with pytest.raises(StoreUnavailable):
            two.delete(one)
    assert everything(two) == before
    assert two.added(one) == "2001-01-01T00:00:00+00:00"
    assert states(two) == ["current", "current"]


def test_decisions_that_the_graph_cannot_follow_are_as_before(two: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["云溪市数字校园行动计划", "双师型教师认定办法"]
    kept = experts.judge(two, "split", names, "two plans")
    before = everything(two)
    with monkeypatch.context() as patched:
        unwritable_graph(two, patched)
        with pytest.raises(StoreUnavailable):
            experts.undo(two, kept.id)
        assert everything(two) == before
        with pytest.raises(StoreUnavailable):
            experts.judge(two, "merge", names, "takes the other's place")
    assert everything(two) == before
    assert experts.judgements(two).judgements == [kept]


def test_a_file_whose_older_one_cannot_be_removed_is_not_taken(two: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    before = two.revision()
    newer = FIRST.replace("20所", "25所").encode()

    older, remove = two.document("yunxi-2023.txt").id, two.library.delete

    def refuse(identifier: str) -> None:
        if identifier == older:
            raise LibraryError("no permission", where="library")
        remove(identifier)

    with monkeypatch.context() as patched:
        patched.setattr(two.library, "delete", refuse)
        (two.settings.workspace / "yunxi-2023.txt").write_bytes(newer)
        (failed,) = two.ingest([Found(two.settings.workspace / "yunxi-2023.txt")])
    assert failed.status == "failed"
    assert two.revision() == before
    assert two.ingest_bytes(newer, "yunxi-2023.txt").status == "replaced"


def test_a_decision_names_what_another_process_brought(two: Workspace, tmp_path: Path) -> None:
    """As servers on one Neo4j do: the lock is only held while writing, and the reading may be older than it."""
    two.reading()
    two._turn.give_back()
    with Workspace.open(Settings(workspace=tmp_path / "workspace"), write=False) as other:
        two.projections.close()
        other.ingest_bytes(THIRD.encode(), "liuhe-2024.txt")
        brought = [entity.id for entity in other.reading().snapshot.resolution.entities]
    known = {entity.id for entity in two._reading.snapshot.resolution.entities}  # type: ignore[union-attr]
    new = next(identifier for identifier in brought if identifier not in known)
    assert experts.judge(two, "reject", [new], "none").kind == "reject"
    assert two.reading().store.read("MATCH (n:Entity {id: $id}) RETURN n.id", {"id": new}).rows == ()
    assert states(two) == ["current", "current"]


def damage(workspace: Workspace, name: str) -> str:
    """Nothing of a document but its name can be read any more; its id."""
    identifier = workspace.document(name).id
    folder = workspace.library.folder(identifier)
    (folder / "record.json").write_bytes(b"{}")
    (folder / "original").unlink()
    workspace.holdings.forget()
    return identifier


def test_a_damaged_document_is_replaced_by_a_new_version_of_its_file(two: Workspace) -> None:
    older = damage(two, "yunxi-2023.txt")
    result = two.ingest_bytes(FIRST.replace("20所", "25所").encode(), "yunxi-2023.txt")
    assert result.status == "replaced"
    assert result.id != older
    assert len(two.library.ids()) == 2
    assert two.holdings.damaged == {}
    assert two.document("yunxi-2023.txt").id == result.id


def test_a_damaged_document_whose_new_version_is_taken_back_is_still_known(
    two: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = damage(two, "yunxi-2023.txt")
    before = everything(two)
    with monkeypatch.context() as patched:
        unwritable_graph(two, patched)
        with pytest.raises(StoreUnavailable):
            two.ingest_bytes(FIRST.replace("20所", "25所").encode(), "yunxi-2023.txt")
    assert everything(two) == before
    assert list(two.holdings.damaged) == [older]


def test_a_note_that_was_made_anew_is_no_reason_any_more(two: Workspace) -> None:
    folder = two.library.folder(two.document("yunxi-2023.txt").id)
    (folder / "about.json").write_bytes(b"{")
    (folder / "original").unlink()
    two.holdings.forget()
    assert [found.what for found in two.holdings.damaged.values()] == ["the original is missing"]


def test_a_library_that_cannot_be_taken_back_hides_neither_the_error_nor_the_decisions(
    two: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["云溪市数字校园行动计划", "双师型教师认定办法"]
    kept = experts.judge(two, "split", names, "two plans")
    said: list[str] = []
    two.notice = said.append

    def refuse(*_arguments: object) -> None:
        raise LibraryError("no permission", where="library")

    with monkeypatch.context() as patched:
        unwritable_graph(two, patched)
        patched.setattr(two.library, "restore", refuse)
        with pytest.raises(StoreUnavailable, match="no room"), two.changing_judgements():
            two.judgements.undo(kept.id)
            two.holdings.delete(two.document("yunxi-2024.txt").id)
    assert experts.judgements(two).judgements == [kept]
    assert [line for line in said if "could not be taken back" in line and "no permission" in line]
