"""The parts of the other rooms: each is made once, however many threads ask for it first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ontology.errors import ConfigurationError
from service import rooms
from service.files import find_files
from service.projections import Projections
from service.settings import Settings
from service.workspace import Workspace


@pytest.mark.parametrize("part", ["store", "tokenizer", "embedder", "index"])
def test_a_part_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    make: Callable[..., object] = getattr(rooms, f"make_{part}")
    made: list[object] = []
    others = threading.Barrier(8)

    def counted(*arguments: object) -> object:
        made.append(make(*arguments))
        return made[-1]

    monkeypatch.setattr(rooms, f"make_{part}", counted)
    projections = Projections(Settings(workspace=tmp_path))
    got: list[object] = []

    def ask() -> None:
        others.wait()
        got.append(getattr(projections, part))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    projections.close()
    assert got == made * 8


def test_vectors_made_ahead_are_those_of_a_rebuild(tmp_path: Path, folder: Path) -> None:
    with Workspace.open(Settings(workspace=tmp_path / "workspace")) as workspace:
        results = workspace.ingest(find_files([folder]).files)
        assert [result.status for result in results] == ["added", "added"]
        ahead = (tmp_path / "workspace" / "index" / "vectors.bin").read_bytes()
        workspace.rebuild()
    assert (tmp_path / "workspace" / "index" / "vectors.bin").read_bytes() == ahead


def test_an_embedder_that_does_not_exist_is_no_fault_of_a_document(tmp_path: Path, folder: Path) -> None:
    settings = Settings(workspace=tmp_path / "workspace", embedder="nonesuch")
    with Workspace.open(settings) as workspace, pytest.raises(ConfigurationError, match="no such embedder"):
        workspace.ingest(find_files([folder]).files)
