"""The embedded store's file over time: it rests, wakes, is made anew, and is sealed while others use it."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest

from graph import ladybug_file, seal
from graph.export import projection_json, store_json
from graph.ladybug_store import LadybugStore
from ontology.errors import LibraryError, StoreQueryError, StoreUnavailable, WorkspaceLocked
from tests.graph.test_ladybug_store import WANTED, folder, refusing, synced

__all__ = ["folder"]


def test_who_rests_lets_go_of_the_engine_and_nothing_else(folder: Path):
    store = LadybugStore(folder)
    store.rest()
    assert store._file._held.database is None
    with pytest.raises(WorkspaceLocked):
        LadybugStore(folder)
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.read("MATCH (n) RETURN n")
    assert synced(folder) is None


def test_there_is_no_rest_while_somebody_reads(folder: Path):
    store = LadybugStore(folder)
    with store._file.connected() as connection:
        store.rest()
        assert connection.execute("RETURN 1").get_all() == [[1]]
    store.close()


def test_many_who_wake_it_at_once_find_one_engine(folder: Path):
    store = LadybugStore(folder)
    store.rest()
    together = threading.Barrier(6)
    found: list[int] = []

    def look() -> None:
        together.wait()
        found.append(store.read("MATCH (n) RETURN count(n)").rows[0][0])
        store.rest()

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [found[0]] * 6
    store.close()


def test_a_file_that_is_damaged_while_it_rests_is_made_anew(folder: Path):
    store = LadybugStore(folder)
    store.rest()
    (folder / "graph.lbug").write_bytes(b"damaged")
    with pytest.raises(StoreQueryError, match="damaged"):
        store.read("MATCH (n) RETURN n")
    assert store.sync(WANTED).rebuilt is not None
    assert store_json(store) == projection_json(WANTED)
    store.close()


@pytest.mark.parametrize("error", [StoreUnavailable("no space left", where="here"), ladybug_file._UnusableError("broken")])
def test_a_file_that_could_not_be_made_anew_once_is_made_at_the_next_use(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    store = LadybugStore(folder)
    with monkeypatch.context() as patch:
        patch.setattr(ladybug_file.GraphFile, "_connect", refusing(error))
        with pytest.raises(StoreUnavailable):
            store.empty()
    assert store.read("MATCH (n) RETURN n").rows == ()
    assert store.sync(WANTED).nodes_written
    store.close()
    assert synced(folder) is None
    with pytest.raises(StoreUnavailable, match="closed"):
        store.clear()


def test_a_file_that_was_half_removed_is_made_anew_by_a_sync(folder: Path, monkeypatch: pytest.MonkeyPatch):
    store = LadybugStore(folder)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refusing(PermissionError(errno.EACCES, "Permission denied")))
        with pytest.raises(LibraryError, match="no permission"):
            store.empty()
    (folder / "graph.lbug.seal").unlink()
    with pytest.raises(StoreQueryError, match="cut short"):
        store.read("MATCH (n) RETURN n")
    assert store.sync(WANTED).rebuilt
    assert store_json(store) == projection_json(WANTED)
    store.close()


def test_there_is_no_rest_while_the_seal_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = LadybugStore(tmp_path / "graph")
    made = seal._seal_of

    def rest_meanwhile(file: Path) -> str:
        text = made(file)
        resting = threading.Thread(target=store.rest)
        resting.start()
        resting.join()
        return text

    with monkeypatch.context() as patch:
        patch.setattr(seal, "_seal_of", rest_meanwhile)
        store.sync(WANTED)
    store.close()
    assert seal.distrust(tmp_path / "graph" / "graph.lbug") is None
