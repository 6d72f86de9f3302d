"""Fixtures around the graph: a real Neo4j, and every store that has to pass the same tests.

Strategy: one Neo4j for the whole session. A running one is taken from ``YAODIAN_NEO4J_TEST_URI`` (with ``_USER`` and
``_PASSWORD``); else ``.ci/neo4j/start`` starts the server's jars with Java. Where neither can be had the tests are
skipped, but never when ``CI`` is true: there a missing Neo4j is a failure. Each test that asks for a store gets it
empty.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.export import projection_json, store_json
from graph.ladybug_store import LadybugStore
from graph.neo4j_store import Neo4jStore
from graph.project import project
from graph.store import GraphStore
from tests import graph_samples

ROOT = Path(__file__).parent.parent
START = ROOT / ".ci" / "neo4j" / "start"
STOP = ROOT / ".ci" / "neo4j" / "stop"


@dataclass(frozen=True, slots=True)
class Neo4jServer:
    """Where the Neo4j of the tests listens."""

    uri: str
    user: str
    password: str

    def store(self) -> Neo4jStore:
        """A store over it, emptied."""
        store = Neo4jStore(self.uri, self.user, self.password)
        store.clear()
        return store


def _missing(why: str) -> None:
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(f"Neo4j is missing, and in CI it must not be: {why}", pytrace=False)
    pytest.skip(f"no Neo4j: {why}")


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A real Neo4j. Its content belongs to the test that runs."""
    uri = os.environ.get("YAODIAN_NEO4J_TEST_URI")
    if uri:
        user = os.environ.get("YAODIAN_NEO4J_TEST_USER", "neo4j")
        yield Neo4jServer(uri, user, os.environ.get("YAODIAN_NEO4J_TEST_PASSWORD", ""))
        return
    if not (shutil.which("java") and shutil.which("mvn")):
        _missing("set YAODIAN_NEO4J_TEST_URI, or install Java 17 and Maven")
    home = tmp_path_factory.mktemp("neo4j")
    started = subprocess.run([str(START), str(home)], capture_output=True, text=True, check=False)
    if started.returncode:
        _missing(started.stderr.strip() or "the server did not start")
    settings = dict(line.removeprefix("export ").split("=", 1) for line in started.stdout.splitlines())
    yield Neo4jServer(*(settings[f"YAODIAN_NEO4J_TEST_{name}"] for name in ("URI", "USER", "PASSWORD")))
    subprocess.run([str(STOP), str(home)], check=True)


@pytest.fixture(params=["ladybug", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """Each store in turn, empty."""
    opened: GraphStore
    if request.param == "ladybug":
        opened = LadybugStore(tmp_path / "graph")
    else:
        server: Neo4jServer = request.getfixturevalue("neo4j")
        opened = server.store()
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=["ladybug", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """Each store in turn, with the graph of three small documents; for tests that only read."""
    opened: GraphStore
    if request.param == "ladybug":
        opened = LadybugStore(tmp_path_factory.mktemp("graph"))
    else:
        server: Neo4jServer = request.getfixturevalue("neo4j")
        opened = server.store()
    records = graph_samples.library(3)
    wanted = project(records, graph_samples.resolve(records))
    opened.sync(wanted)
    yield opened
    assert store_json(opened) == projection_json(wanted), "a test that only reads has written"
    opened.clear()
    opened.close()
