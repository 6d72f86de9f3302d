"""Writing that is whole or not at all: rights, links, and what is kept to be put back."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from ingest.library import Library
from ingest.library import files as library_files
from ontology.codec import dumps
from tests.ingest.library.test_library import FIRST, SECOND, full_disk, record_of, snapshot


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def test_files_get_the_rights_of_new_files_and_keep_those_they_have(library):
    record = record_of(FIRST)
    umask = os.umask(0o027)
    try:
        library.put(record, FIRST)
        folder = library.root / "documents" / record.id
        assert folder.stat().st_mode & 0o777 == 0o750
        assert (folder / "record.json").stat().st_mode & 0o777 == 0o640
        (folder / "record.json").chmod(0o604)
        library.put(dataclasses.replace(record, extractor="other"), FIRST)
        assert (folder / "record.json").stat().st_mode & 0o777 == 0o604
        library_files.replace_file(folder.parent / "new", b"x")
        assert (folder.parent / "new").stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(umask)


def test_what_a_link_names_is_replaced_and_the_link_stays(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    library_files.replace_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize("links", [True, False])
def test_what_was_kept_comes_back_with_its_arrival(library, monkeypatch, links):
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", full_disk)
    record = record_of(FIRST)
    library.put(record, FIRST)
    (library.root / "documents" / record.id / "about.json").write_bytes(
        dumps(dataclasses.replace(library.about(record.id), added="2001-01-01T00:00:00+00:00"))
    )
    before = snapshot(library.root)
    with library.lock():
        kept = library.keep(record.id)
        library.put(dataclasses.replace(record, extractor="other"), FIRST)
        library.restore(record.id, kept)
        assert snapshot(library.root) == before
        kept = library.keep(record.id)
        library.delete(record.id)
        library.restore(record.id, kept)
        assert snapshot(library.root) == before
        other = record_of(SECOND, "other.txt")
        kept = library.keep(other.id)
        library.put(other, SECOND)
        library.restore(other.id, kept)
        library.drop(library.keep(record.id))
        assert snapshot(library.root) == before
