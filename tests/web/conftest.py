"""A real Chromium against a real server.

Strategy: one browser for the session; each store has one server over the real corpus where it is beside the project, else
over the bundled samples. A page that writes an error to the console, or asks another host for anything, fails its test.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

ROOT = Path(__file__).parent.parent.parent
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


@pytest.fixture(scope="module", params=["ladybug", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    workspace = tmp_path_factory.mktemp("site")
    env = {**os.environ, "YAODIAN_WORKSPACE": str(workspace), "YAODIAN_STORE": request.param, "NO_COLOR": "1"}
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
    corpus = Path(os.environ.get("YAODIAN_SHARED", ROOT.parent / "shared")) / "corpus"
    files = corpus if corpus.is_dir() else ROOT / "samples"
    done = subprocess.run([YAODIAN, "ingest", str(files)], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    port = free_port()
    log = (workspace / "serve.log").open("wb")
    process = subprocess.Popen([YAODIAN, "serve", "--port", str(port)], env=env, stdout=log, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        wait(url, process)
        yield Site(url, request.param, corpus.is_dir())
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of. It must be empty at the end; a test that provokes one takes it out."""
    return []


@pytest.fixture(params=[(1440, 900), (360, 740)], ids=["1440px", "360px"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Site, complaints: list[str]) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def asked(sent: Request) -> None:
        if not sent.url.startswith((site.url, "data:", "blob:")):
            complaints.append(f"asked another host: {sent.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", asked)
    page.goto(site.url)
    yield page
    context.close()
    assert complaints == []
