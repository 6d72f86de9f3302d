"""What only the embedded store can suffer: damage, a second process, a process that dies."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import ladybug_file
from graph.export import projection_json, store_json
from graph.ladybug_store import LadybugStore
from graph.project import project
from ontology.errors import InvalidQuery, LibraryError, StoreQueryError, StoreUnavailable, WorkspaceLocked
from tests.graph_samples import library, resolve

RECORDS = library(2)
WANTED = project(RECORDS, resolve(RECORDS))
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a graph that was closed properly."""
    store = LadybugStore(tmp_path / "graph")
    store.sync(WANTED)
    store.close()
    return tmp_path / "graph"


def synced(folder: Path) -> str | None:
    """Sync again and say why the graph was rebuilt, if it was."""
    store = LadybugStore(folder)
    try:
        changes = store.sync(WANTED)
        assert store_json(store) == projection_json(WANTED)
        return changes.rebuilt
    finally:
        store.close()


def test_what_was_closed_is_taken_up_again(folder: Path):
    assert synced(folder) is None


@pytest.mark.parametrize("kind", ["empty", "cut", "noise", "one byte", "tail", "log"])
def test_damage_is_seen_and_mended(folder: Path, kind: str):
    file = folder / "graph.lbug"
    data = bytearray(file.read_bytes())
    if kind == "log":
        (folder / "graph.lbug.wal").write_bytes(b"noise" * 1000)
    elif kind == "one byte":
        data[len(data) // 2] ^= 1
    elif kind == "tail":
        data[-20_000:] = b"\xff" * 20_000
    file.write_bytes({"empty": b"", "cut": data[: len(data) // 2], "noise": b"noise" * 5000}.get(kind, data))
    assert synced(folder) == "the graph's files were damaged"
    assert synced(folder) is None


def test_a_folder_in_the_place_of_the_file_is_replaced(folder: Path):
    (folder / "graph.lbug").unlink()
    (folder / "graph.lbug").mkdir()
    assert synced(folder) == "the graph's file is no file"


def test_a_second_store_on_the_folder_is_refused(folder: Path):
    first = LadybugStore(folder)
    with pytest.raises(WorkspaceLocked, match="another process has the graph open"):
        LadybugStore(folder)
    first.close()
    LadybugStore(folder).close()


def run_elsewhere(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    script = f"""
import os, sys
from collections.abc import Callable
from pathlib import Path
from graph.ladybug_store import LadybugStore
from graph.project import project
from tests.graph_samples import library, resolve
records = library(2)
wanted = project(records, resolve(records))
folder = Path({str(folder)!r})
{body}
"""
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_second_process_gets_one_clear_error(folder: Path):
    store = LadybugStore(folder)
    other = run_elsewhere(folder, "LadybugStore(folder)")
    store.close()
    assert other.returncode != 0
    assert other.stderr.strip().splitlines()[-1].startswith("ontology.errors.WorkspaceLocked")


def test_a_process_that_dies_after_a_sync_has_written_it(tmp_path: Path):
    run_elsewhere(tmp_path / "graph", "LadybugStore(folder).sync(wanted)\nos._exit(9)")
    assert synced(tmp_path / "graph") is None


def test_a_process_that_dies_while_writing_is_noticed(tmp_path: Path):
    body = """
from graph import diff
store = LadybugStore(folder)
whole = diff.Plan.steps
def dying(plan, embedded, batch):
    steps = list(whole(plan, embedded, batch))
    yield from steps[:3]
    yield diff.Step("UNWIND $rows AS row MATCH (n) RETURN n", Dying())
class Dying(list):
    def __len__(self):
        return LadybugStore.transaction
    def __getitem__(self, place):
        os._exit(9)
diff.Plan.steps = dying
store.sync(wanted)
"""
    assert run_elsewhere(tmp_path / "graph", body).returncode == 9
    assert synced(tmp_path / "graph") == "an earlier write was cut short"


def test_a_folder_that_cannot_be_made_is_named():
    with pytest.raises(StoreUnavailable, match="/proc/graph: the graph's files cannot be used"):
        LadybugStore("/proc/graph")


def test_a_full_disk_is_noticed_before_the_engine_does(folder: Path, monkeypatch: pytest.MonkeyPatch):
    more = library(3)
    store = LadybugStore(folder)
    with monkeypatch.context() as full:
        full.setattr(ladybug_file, "ROOM_BYTES", 2**60)
        with pytest.raises(StoreUnavailable, match="too little room on the disk"):
            store.sync(project(more, resolve(more)))
    assert store_json(store) == projection_json(WANTED)
    store.close()
    assert synced(folder) is None


def test_a_disk_that_is_full_after_all_is_named(folder: Path):
    body = """
import resource, signal
from graph import ladybug_bulk
ladybug_bulk.BULK = 1
more = library(4)
store = LadybugStore(folder)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, resource.RLIM_INFINITY))
store.sync(project(more, resolve(more)))
"""
    died = run_elsewhere(folder, body)
    assert (
        "ontology.errors.StoreUnavailable" in died.stderr and "the graph's files cannot be used: File too large" in died.stderr
    )
    assert synced(folder) == "an earlier write was cut short"


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path):
    (tmp_path / "graph").write_text("no folder")
    with pytest.raises(StoreUnavailable, match="cannot be used"):
        LadybugStore(tmp_path / "graph")


def test_a_closed_store_says_so(folder: Path):
    store = LadybugStore(folder)
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.read("RETURN 1")


def test_several_statements_in_one_read_are_refused(folder: Path):
    store = LadybugStore(folder)
    with pytest.raises(StoreQueryError):
        store.read("MATCH (n) RETURN count(n); MATCH (n) DETACH DELETE n")
    assert store_json(store) == projection_json(WANTED)
    store.close()


@pytest.mark.parametrize("value", [2**70, "\ud800"])
def test_a_value_that_the_engine_cannot_take_is_one_clear_error(folder: Path, value: object):
    store = LadybugStore(folder)
    with pytest.raises(StoreQueryError):
        store.read("RETURN $x AS x", {"x": value})
    assert store.read("RETURN $x AS x", {"x": [1, 2]}).rows == (([1, 2],),)
    store.close()


def test_a_graph_that_could_not_be_filled_again_is_not_cleared(folder: Path, monkeypatch: pytest.MonkeyPatch):
    store = LadybugStore(folder)
    with monkeypatch.context() as full:
        full.setattr(ladybug_file, "ROOM_BYTES", 2**60)
        with pytest.raises(StoreUnavailable, match="too little room"):
            store.clear()
    assert store_json(store) == projection_json(WANTED)
    store.close()


def test_a_disk_that_cannot_be_asked_for_its_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = LadybugStore(tmp_path / "graph")
    refuse = refusing(OSError(errno.EIO, "Input/output error"))
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", refuse)
        with pytest.raises(StoreUnavailable, match="Input/output error"):
            store.sync(WANTED)
    store.sync(WANTED)
    store.close()


def test_files_that_cannot_be_removed_to_start_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = LadybugStore(tmp_path / "graph")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refusing(PermissionError(errno.EACCES, "Permission denied")))
        with pytest.raises(LibraryError, match="no permission"):
            store.clear()
    store.clear()
    store.close()


def test_a_seal_that_cannot_be_written_at_the_end_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = LadybugStore(tmp_path / "graph")
    store.sync(WANTED)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", refusing(OSError(errno.ENOSPC, "No space left on device")))
        store.close()
    again = LadybugStore(tmp_path / "graph")
    again.sync(WANTED)
    assert again.counts()[0] == len(WANTED.nodes)
    again.close()


@pytest.mark.parametrize("value", [[1, "a"], [[1], ["a"]], [{"a": 1}, {"b": 2}], {"a": [1, {"b": None}]}, {"a": []}, [True, 1]])
def test_values_that_the_engine_would_change_are_refused(folder: Path, value: object):
    store = LadybugStore(folder)
    with pytest.raises(InvalidQuery, match=r"\$x: a list in a value"):
        store.read("RETURN $x AS x", {"x": value})
    store.close()


def refusing(error: Exception) -> Callable[..., None]:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise error

    return refuse
