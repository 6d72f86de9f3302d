from __future__ import annotations

import dataclasses
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.formats import read_source
from ingest.library import Library
from ingest.library import files as library_files
from ingest.library.library import document_id
from ingest.structure import read_structure
from ontology.codec import dumps
from ontology.errors import LibraryError, NotFound, RecordFormatError, WorkspaceLocked
from ontology.records import Record

FIRST = "某市教育工作要点\n一、夯实基础\n（一）建设学校。各学校要落实责任。\n（二）培训教师。各学校要落实责任。\n".encode()
SECOND = FIRST + "二、提升质量\n（三）改善条件。各学校要落实责任。\n".encode()


def record_of(data: bytes, name: str = "plan.txt") -> Record:
    return read_structure(read_source(data, name))


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files below a folder but the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"
    }


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def test_what_is_put_is_got(library):
    record = record_of(FIRST)
    library.put(record, FIRST)
    assert library.ids() == (record.id,)
    assert library.get(record.id) == record
    assert library.original(record.id) == FIRST
    assert library.source_name(record.id) == "plan.txt"
    assert library.holds(record)
    assert library.added(record.id).endswith("+00:00")


def test_an_empty_library(library):
    assert library.ids() == ()
    assert library.revision() == Library(library.root / "other").revision()


def test_ids_depend_on_the_bytes_alone():
    assert record_of(FIRST, "a.txt").id == record_of(FIRST, "b.txt").id == document_id(FIRST)
    assert document_id(FIRST) != document_id(SECOND)


def test_putting_again_changes_nothing(library):
    record = record_of(FIRST)
    library.put(record, FIRST)
    before, revision = snapshot(library.root), library.revision()
    library.put(record, FIRST)
    assert snapshot(library.root) == before
    assert library.revision() == revision


def test_a_new_record_of_the_same_original_takes_its_place(library):
    record = record_of(FIRST)
    library.put(record, FIRST)
    added, revision = library.added(record.id), library.revision()
    newer = dataclasses.replace(record, extractor="yaodian-rules/9")
    library.put(newer, FIRST)
    assert library.get(record.id) == newer
    assert library.ids() == (record.id,)
    assert library.added(record.id) == added
    assert library.revision() != revision


def test_delete_removes_all_of_it(library):
    first, second = record_of(FIRST), record_of(SECOND, "other.txt")
    library.put(first, FIRST)
    before, revision = snapshot(library.root), library.revision()
    library.put(second, SECOND)
    library.delete(second.id)
    assert snapshot(library.root) == before
    assert library.revision() == revision
    with pytest.raises(NotFound, match="no such document"):
        library.get(second.id)
    with pytest.raises(NotFound):
        library.delete(second.id)


def test_the_revision_does_not_depend_on_the_order(tmp_path):
    one, other = Library(tmp_path / "one"), Library(tmp_path / "other")
    pairs = [(record_of(FIRST), FIRST), (record_of(SECOND, "other.txt"), SECOND)]
    for record, data in pairs:
        one.put(record, data)
    for record, data in reversed(pairs):
        other.put(record, data)
    assert one.revision() == other.revision()


@pytest.mark.parametrize("identifier", ["../../etc", "doc-", "", "doc-" + "0" * 32, "/etc/passwd", "doc-" + "g" * 32])
def test_ids_that_are_none(library, identifier):
    library.put(record_of(FIRST), FIRST)
    with pytest.raises(NotFound):
        library.original(identifier)


def test_names_never_become_paths(library):
    record = dataclasses.replace(record_of(FIRST), source_name="../../../escape.txt")
    library.put(record, FIRST)
    outside = [path for path in library.root.parent.rglob("escape*")]
    assert outside == []
    assert library.source_name(record.id) == "escape.txt"


def test_a_record_that_does_not_hold_together_is_refused(library):
    record = record_of(FIRST)
    broken = dataclasses.replace(record, nodes=record.nodes[:3])
    with pytest.raises(RecordFormatError, match=r"belong to no leaf.*Nothing was stored"):
        library.put(broken, FIRST)
    assert library.ids() == ()


def test_a_record_of_another_original_is_refused(library):
    with pytest.raises(RecordFormatError, match="not of this original"):
        library.put(record_of(FIRST), SECOND)
    assert library.ids() == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"id": 1',
        "other",
        "numbers for texts",
        "cut text",
        "a text for a year",
        "another document's",
    ],
)
def test_a_damaged_record_is_refused_and_names_the_way_out(library, data):
    record = record_of(FIRST)
    library.put(record, FIRST)
    meta = record.meta
    changed = {
        "other": dataclasses.replace(record, source_sha256="0" * 64),
        "numbers for texts": dataclasses.replace(record, text=5),
        "cut text": dataclasses.replace(record, text=record.text[:-5]),
        "a text for a year": dataclasses.replace(record, meta=dataclasses.replace(meta, year="2024")),
        "another document's": record_of(SECOND),
    }
    (library.root / "documents" / record.id / "record.json").write_bytes(dumps(changed[data]) if data in changed else data)
    with pytest.raises(RecordFormatError, match=r"yaodian rebuild|Ingest the file again"):
        library.get(record.id)
    assert library.original(record.id) == FIRST
    assert library.revision() != ""


def test_a_damaged_original_is_not_handed_out(library):
    record = record_of(FIRST)
    library.put(record, FIRST)
    (library.root / "documents" / record.id / "original").write_bytes(b"other")
    with pytest.raises(LibraryError, match="the original is damaged"):
        library.original(record.id)


def full_disk(*_arguments):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", ["write_synced", "sync_folder"])
def test_a_full_disk_leaves_everything_as_it_was(library, monkeypatch, step):
    library.put(record_of(FIRST), FIRST)
    before = snapshot(library.root)
    with monkeypatch.context() as patched:
        patched.setattr(library_files, step, full_disk)
        with pytest.raises(LibraryError, match=r"the disk is full\. Make room"):
            library.put(record_of(SECOND, "other.txt"), SECOND)
    assert snapshot(library.root) == before


def test_a_full_disk_while_a_record_is_replaced(library, monkeypatch):
    record = record_of(FIRST)
    library.put(record, FIRST)
    before = snapshot(library.root)
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(LibraryError, match="the disk is full"):
        library.put(dataclasses.replace(record, extractor="yaodian-rules/9"), FIRST)
    assert snapshot(library.root) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission(library):
    library.root.mkdir()
    library.root.chmod(0o500)
    with pytest.raises(LibraryError, match="no permission"):
        library.put(record_of(FIRST), FIRST)
    library.root.chmod(0o700)


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "library").write_text("x")
    with pytest.raises(LibraryError, match="stands where a folder should be"):
        Library(tmp_path / "library").put(record_of(FIRST), FIRST)


def test_what_an_interrupted_writer_left_is_tidied(library):
    library.put(record_of(FIRST), FIRST)
    leftover = library.root / "documents" / ".tmp-abc"
    leftover.mkdir()
    (leftover / "original").write_bytes(b"half")
    assert len(library.ids()) == 1
    with library.lock():
        assert not leftover.exists()


def test_a_second_writer_in_the_process_is_refused(library):
    with library.lock():
        library.put(record_of(FIRST), FIRST)
        with pytest.raises(WorkspaceLocked, match=rf"process {os.getpid()} writes to this workspace"):
            Library(library.root).put(record_of(SECOND), SECOND)
        assert len(Library(library.root).ids()) == 1


HOLDER = """
import sys
from pathlib import Path
from ingest.library import Library
with Library(Path(sys.argv[1])).lock():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_refused_until_the_first_ends(library):
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", HOLDER, str(library.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WorkspaceLocked, match=rf"process {holder.pid} writes.*Wait for it"):
            library.put(record_of(FIRST), FIRST)
        holder.kill()  # a crash lets the lock go
        holder.wait()
    library.put(record_of(FIRST), FIRST)
    assert len(library.ids()) == 1


def test_putting_again_makes_whole_what_is_damaged(library):
    record = record_of(FIRST)
    library.put(record, FIRST)
    before = snapshot(library.root)
    folder = library.root / "documents" / record.id
    for name in ("original", "about.json", "record.json"):
        (folder / name).write_bytes(b"damaged")
        library.put(record, FIRST)
        assert {n: d for n, d in snapshot(library.root).items() if "about" not in n} == {
            n: d for n, d in before.items() if "about" not in n
        }
    assert library.source_name(record.id) == "plan.txt"
