"""Files read by other processes: the same records, whatever becomes of those processes.

Strategy: forking needs a process that is still alone with itself, which this one is not. So each test is a script in a process
of its own, in which a record that only another process can have made is told by this one being unable to read.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from service.reading_ahead import reading_ahead
from service.settings import Settings
from tests.service.conftest import FIRST, SECOND, YAODIAN

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are only forked on Linux")

BEGIN = """
import json, os, signal, sys, time
from multiprocessing import active_children
from pathlib import Path
from service import reading_ahead as module
from service.settings import Settings

def refuse(data, name, settings):
    raise RuntimeError("read here: " + name)

def outcome(ahead, path, data=None):
    try:
        return ahead.read(path, data or path.read_bytes(), path.name).meta.title
    except RuntimeError as error:
        return str(error)

folder = Path(sys.argv[1])
files = sorted(folder.glob("*.txt"))
settings = Settings(workspace=folder / "workspace", readers=int(sys.argv[2]))
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path


def _run(body: str, folder: Path, readers: int = 2) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + body, str(folder), str(readers)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_files_are_read_by_other_processes(files: Path) -> None:
    body = """
from concurrent.futures import wait
with module.reading_ahead(settings, files) as ahead:
    module.read_by_rules = refuse
    wait(list(ahead._begun.values()))
    print(json.dumps([outcome(ahead, path) for path in files]))
"""
    assert _run(body, files) == ["云溪市教育局2023年工作要点", "云溪市教育局2024年工作要点"]


def _more(folder: Path, number: int = 10) -> None:
    for each in range(number):
        (folder / f"c{each}.txt").write_text(f"{SECOND}\n第{each}份", encoding="utf-8")


def test_while_this_process_waits_it_reads_what_nobody_reads_yet(files: Path) -> None:
    _more(files)
    body = """
here, read, own = [], module.read_by_rules, os.getpid()
def count(data, name, settings):
    if os.getpid() != own:
        time.sleep(0.5)  # the others are slow
    else:
        here.append(name)
    return read(data, name, settings)
module.read_by_rules = count
with module.reading_ahead(settings, files) as ahead:
    titles = [outcome(ahead, path) for path in files]
print(json.dumps([len(titles), "a.txt" in here, len(here) > 3, len(here) < len(files), len(set(here)) == len(here)]))
"""
    assert _run(body, files, readers=1) == [12, False, True, True, True]


def test_an_error_in_reading_ahead_comes_where_the_file_is_asked_for(files: Path) -> None:
    _more(files)
    body = """
read = module.read_by_rules
def fail(data, name, settings):
    if name == "c7.txt":
        raise RuntimeError("read here: " + name)
    return read(data, name, settings)
module.read_by_rules = fail
with module.reading_ahead(settings, files) as ahead:
    print(json.dumps([outcome(ahead, path) for path in files]))
"""
    titles = _run(body, files, readers=1)
    assert [title for title in titles if title.startswith("read here")] == ["read here: c7.txt"]
    assert titles.index("read here: c7.txt") == 9


@pytest.mark.parametrize("readers", [0, 2])
def test_what_was_not_read_ahead_is_read_here(files: Path, readers: int) -> None:
    body = """
other = folder / "later.md"
other.write_text("云溪市人民政府2025年工作要点", encoding="utf-8")
with module.reading_ahead(settings, files) as ahead:
    module.read_by_rules = refuse
    changed = files[0].read_bytes() + "改".encode()
    print(json.dumps([outcome(ahead, other), outcome(ahead, files[0], changed)]))
"""
    assert _run(body, files, readers) == ["read here: later.md", "read here: a.txt"]


def test_nothing_is_forked_for_what_the_library_holds(files: Path) -> None:
    body = """
from service.workspace import Workspace
from service.files import Found
with Workspace.open(settings) as workspace:
    workspace.ingest([Found(path) for path in (files if len(sys.argv) > 3 else files[:1])])
"""
    look = """
with module.reading_ahead(settings, files) as ahead:
    print(json.dumps([len(active_children()), sorted(path.name for path in ahead._begun)]))
"""
    subprocess.run([sys.executable, "-c", BEGIN + body, str(files), "0"], check=True, timeout=120)
    assert _run(look, files) == [1, ["b.txt"]]
    subprocess.run([sys.executable, "-c", BEGIN + body, str(files), "0", "all"], check=True, timeout=120)
    assert _run(look, files) == [0, []]


def test_where_the_system_allows_no_more_processes_all_is_read_here(files: Path) -> None:
    body = """
def refused():
    raise BlockingIOError(11, "Resource temporarily unavailable")
os.fork = refused
with module.reading_ahead(settings, files) as ahead:
    print(json.dumps([len(active_children()), *(outcome(ahead, path) for path in files)]))
"""
    assert _run(body, files) == [0, "云溪市教育局2023年工作要点", "云溪市教育局2024年工作要点"]


def test_what_a_killed_process_leaves_is_read_here(files: Path) -> None:
    _more(files)
    body = """
def stop(data, name, settings):
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return read(data, name, settings)
parent, read, module.read_by_rules = os.getpid(), module.read_by_rules, stop
with module.reading_ahead(settings, files) as ahead:
    print(json.dumps([outcome(ahead, path) for path in files]))
"""
    assert _run(body, files) == ["云溪市教育局2023年工作要点", *["云溪市教育局2024年工作要点"] * 11]


def test_a_failure_ends_the_processes_at_once(files: Path) -> None:
    _more(files)
    body = """
def slow(data, name, settings):
    time.sleep(100)
module.read_by_rules = slow
began = time.monotonic()
try:
    with module.reading_ahead(settings, files):
        children = active_children()
        raise ValueError
except ValueError:
    print(json.dumps([len(children), len(active_children()), time.monotonic() - began < 50]))
"""
    assert _run(body, files) == [2, 0, True]


def test_the_processes_end_with_the_one_they_read_for(files: Path) -> None:
    body = """
module.read_by_rules = lambda data, name, settings: time.sleep(100)
with module.reading_ahead(settings, files):
    print(json.dumps([child.pid for child in active_children()]), flush=True)
    time.sleep(100)
"""
    with subprocess.Popen([sys.executable, "-c", BEGIN + body, str(files), "2"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        children = json.loads(process.stdout.readline())
        time.sleep(0.5)  # until they have said what shall end them
        process.send_signal(signal.SIGKILL)
    assert len(children) == 2
    deadline = time.monotonic() + 30
    while any(_runs(child) for child in children):
        assert time.monotonic() < deadline, "a reading process was left behind"
        time.sleep(0.05)


def test_a_process_with_threads_is_not_forked(files: Path) -> None:
    body = """
import threading
stop = threading.Event()
threading.Thread(target=stop.wait).start()
with module.reading_ahead(settings, files):
    print(json.dumps(len(active_children())))
stop.set()
"""
    assert _run(body, files) == 0
    with reading_ahead(Settings(workspace=files / "workspace", readers=0), [files / "a.txt"]) as ahead:
        assert ahead.read(files / "a.txt", FIRST.encode(), "a.txt").meta.year == 2023


def test_the_command_gives_the_same_graph_with_and_without(files: Path) -> None:
    (files / "broken.txt").write_bytes(b"")
    graphs = []
    for readers in ("0", "3"):
        environment = {**os.environ, "YAODIAN_READERS": readers, "YAODIAN_WORKSPACE": str(files / f"workspace{readers}")}
        taken = subprocess.run([YAODIAN, "ingest", str(files)], env=environment, capture_output=True, text=True, check=False)
        assert "broken.txt" in taken.stderr
        assert "2 added, 1 failed" in taken.stdout
        export = subprocess.run([YAODIAN, "export"], env=environment, capture_output=True, check=True)
        graphs.append(export.stdout)
    assert graphs[0] == graphs[1]


def _runs(number: int) -> bool:
    """Whether a process is there that is not only waiting to be reaped."""
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
