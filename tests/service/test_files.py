"""From paths and upload names to bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import InputError, YaodianError
from service.atomic import write_atomically
from service.files import find_files, read_file, safe_name
from service.problems import TooLarge


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("二", encoding="utf-8")
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.txt").write_text("三", encoding="utf-8")
    (tmp_path / "deep" / "loop").symlink_to(tmp_path)
    return tmp_path


def names(paths: list[Path], **options: bool) -> list[str]:
    return [found.path.name for found in find_files(paths, **options).files]


def test_a_folder_gives_its_files_sorted_and_not_those_below(tree: Path) -> None:
    assert names([tree]) == ["a.txt", "b.txt"]


def test_recursive_looks_below_and_follows_no_links_to_folders(tree: Path) -> None:
    assert names([tree], recursive=True) == ["a.txt", "b.txt", "c.txt"]


def test_a_file_named_twice_is_taken_once(tree: Path) -> None:
    assert names([tree / "a.txt", tree, tree / "deep" / ".." / "a.txt"]) == ["a.txt", "b.txt"]


def test_a_missing_path_is_listed_with_its_problem_beside_the_others(tree: Path) -> None:
    found = find_files([tree / "gone.txt", tree / "a.txt"]).files
    assert [item.problem is None for item in found] == [False, True]
    assert "gone.txt: no such file or folder. Check the name" in str(found[0].problem)


def test_a_folder_without_files_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    assert "--recursive" in str(find_files([tmp_path]).files[0].problem)


def test_a_name_with_a_null_character_is_a_problem_not_a_crash() -> None:
    assert find_files([Path("a\0b")]).files[0].problem is not None


def test_reading_a_file_that_vanished(tree: Path) -> None:
    found = find_files([tree / "a.txt"]).files
    (tree / "a.txt").unlink()
    with pytest.raises(InputError, match="no such file"):
        read_file(found[0].path, 100)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_reading_without_permission(tree: Path) -> None:
    (tree / "a.txt").chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        read_file(tree / "a.txt", 100)


def test_a_folder_a_pipe_and_a_device_are_not_files(tree: Path) -> None:
    os.mkfifo(tree / "pipe")
    for path in (tree, tree / "pipe", Path("/dev/null")):
        with pytest.raises(InputError, match="not a"):
            read_file(path, 100)


def test_a_large_file_is_refused_before_it_is_read(tree: Path) -> None:
    with (tree / "large.txt").open("wb") as file:
        file.truncate(10_000)
    with pytest.raises(TooLarge, match=r"large\.txt"):
        read_file(tree / "large.txt", 9_999)
    assert len(read_file(tree / "large.txt", 10_000)) == 10_000


@pytest.mark.parametrize("name", [None, "", " ", "../x.txt", "/etc/passwd", "a\\b.txt", "..", "a\0.txt", "a\n.txt", "要" * 200])
def test_a_name_that_is_no_plain_file_name_is_refused(name: str | None) -> None:
    with pytest.raises(InputError) as raised:
        safe_name(name)
    assert raised.value.hint
    assert len(str(raised.value)) < 250


def test_a_plain_name_passes() -> None:
    assert safe_name("2021年工作要点（试行）.txt") == "2021年工作要点（试行）.txt"


@given(st.text())
def test_no_name_reaches_another_folder(name: str) -> None:
    try:
        safe = safe_name(name)
    except YaodianError:
        return
    assert Path("/library", safe).parent == Path("/library")


def test_writing_whole_keeps_rights_links_and_devices(tmp_path: Path) -> None:
    kept, linked, pipe = tmp_path / "kept", tmp_path / "linked", tmp_path / "pipe"
    kept.write_bytes(b"old")
    kept.chmod(0o604)
    linked.symlink_to(kept)
    write_atomically(linked, b"new")
    assert (linked.is_symlink(), kept.read_bytes(), kept.stat().st_mode & 0o777) == (True, b"new", 0o604)
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_atomically(pipe, b"through")
    assert os.read(reader, 10) == b"through"
    os.close(reader)
    assert pipe.is_fifo()
    with pytest.raises(InputError, match="is a folder"):
        write_atomically(tmp_path, b"x")


def test_a_link_that_leads_back_to_itself_is_named_and_one_that_leads_nowhere_yet_is_followed(tmp_path: Path) -> None:
    here, there, dangling = tmp_path / "here", tmp_path / "there", tmp_path / "dangling"
    here.symlink_to(there)
    there.symlink_to(here)
    with pytest.raises(InputError, match=r"here: a symbolic link leads back to itself"):
        write_atomically(here, b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "there"]
    dangling.symlink_to(tmp_path / "real")
    write_atomically(dangling, b"new")
    assert (dangling.is_symlink(), (tmp_path / "real").read_bytes()) == (True, b"new")
