"""A real Chromium against a real server.

Strategy: one browser for the session; each module has one server per store, over the real corpus where it is beside the
project, else over the bundled samples. A page that writes an error to the console, or asks another host for anything, fails
its test.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

ROOT = Path(__file__).parent.parent.parent
CORPUS = Path(os.environ.get("YAODIAN_SHARED", ROOT.parent / "shared")) / "corpus"
YAODIAN = str(Path(sys.executable).parent / "yaodian")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("YAODIAN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: .ci/run must install it")
        pytest.skip("no Chromium on this machine (set YAODIAN_CHROMIUM)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Site:
    url: str
    store: str
    real: bool  # over the real corpus


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the server ended with status {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server was not healthy within 90 s")


@contextmanager
def serving(workspace: Path, env: dict[str, str]) -> Iterator[str]:
    """Serve a workspace; gives the address."""
    port = free_port()
    with (workspace / "serve.log").open("wb") as log:
        process = subprocess.Popen([YAODIAN, "serve", "--port", str(port)], env=env, stdout=log, stderr=subprocess.STDOUT)
        url = f"http://127.0.0.1:{port}"
        try:
            wait(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=30)


def ingest(files: Path, env: dict[str, str]) -> None:
    done = subprocess.run([YAODIAN, "ingest", str(files)], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def environment(workspace: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "YAODIAN_WORKSPACE": str(workspace), "NO_COLOR": "1", **more}


def documents() -> Path:
    return CORPUS if CORPUS.is_dir() else ROOT / "samples"


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the documents, for the embedded store: they are read once, and each module's site gets a copy."""
    workspace = tmp_path_factory.mktemp("read-once")
    ingest(documents(), environment(workspace, YAODIAN_STORE="ladybug"))
    return workspace


@pytest.fixture(scope="module", params=["ladybug", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    workspace = tmp_path_factory.mktemp("site")
    env = environment(workspace, YAODIAN_STORE=request.param)
    if request.param == "neo4j":
        server = request.getfixturevalue("neo4j")
        env |= {
            "YAODIAN_NEO4J_URI": server.uri,
            "YAODIAN_NEO4J_USER": server.user,
            "YAODIAN_NEO4J_PASSWORD": server.password,
        }
        # The database may still hold the graph of an earlier test's workspace, which is refused otherwise.
        took = subprocess.run([YAODIAN, "rebuild", "--take-over"], env=env, capture_output=True, text=True)
        assert took.returncode == 0, took.stderr
        ingest(documents(), env)
    else:
        shutil.copytree(request.getfixturevalue("read_once"), workspace, dirs_exist_ok=True)
    with serving(workspace, env) as url:
        yield Site(url, request.param, documents() == CORPUS)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that lets in only who has one of two keys."""
    workspace = tmp_path_factory.mktemp("guarded")
    env = environment(workspace, YAODIAN_STORE="ladybug", YAODIAN_API_KEYS="first-key,second-key")
    ingest(ROOT / "samples", env)
    with serving(workspace, env) as url:
        yield Site(url, "ladybug", real=False)


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of. It must be empty at the end; a test that provokes one takes it out."""
    return []


@contextmanager
def opened(browser: Browser, url: str, size: tuple[int, int], complaints: list[str]) -> Iterator[Page]:
    """A page at an address in a browser of its own; what it complains of must be gone at the end."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    page = context.new_page()

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def asked(sent: Request) -> None:
        if not sent.url.startswith((url, "data:", "blob:")):
            complaints.append(f"asked another host: {sent.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", asked)
    page.goto(url)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture(params=[(1440, 900), (360, 740)], ids=["1440px", "360px"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Site, complaints: list[str]) -> Iterator[Page]:
    with opened(browser, site.url, request.param, complaints) as page:
        yield page


@pytest.fixture(params=[(1440, 900), (360, 740)], ids=["1440px", "360px"])
def guarded_page(request: pytest.FixtureRequest, browser: Browser, guarded: Site, complaints: list[str]) -> Iterator[Page]:
    with opened(browser, guarded.url, request.param, complaints) as page:
        yield page


PINES = """云溪市松林局2024年工作要点

各区松林站：

一、护林
1. 清点松林。新栽松苗300万株，修订《云溪市松林保护办法》。（责任单位：云溪市松林局、云溪市水务局）
2. 巡护山路。落实《云溪市护林员管理规定》，对松林站进行评估。

云溪市松林局
2024年3月1日
"""


@pytest.fixture
def pines(site: Site, tmp_path: Path) -> Iterator[Path]:
    """A document of our own; whatever a test made of its folder is out of the library afterwards."""
    file = tmp_path / "pines.txt"
    file.write_text(PINES, encoding="utf-8")
    yield file
    with urllib.request.urlopen(f"{site.url}/api/documents?limit=1000", timeout=10) as response:
        documents = json.load(response)["documents"]
    for document in documents:
        if document["source_name"].startswith("pines"):
            address = f"{site.url}/api/documents/{document['id']}"
            urllib.request.urlopen(urllib.request.Request(address, method="DELETE"), timeout=30).close()
