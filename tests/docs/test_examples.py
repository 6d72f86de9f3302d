"""Every example runs: the scripts in ``examples/`` and the marked console blocks of the documents."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent
BLOCK = re.compile(r"<!-- example -->\n```console\n(.*?)```", re.DOTALL)
PAGES = ["README.md", "README.en.md", "docs/tutorial.md"]


def run(command: list[str], workspace: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "YAODIAN_WORKSPACE": str(workspace), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)


def commands(page: str) -> list[list[str]]:
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = [line[2:] for block in BLOCK.findall(text) for line in block.splitlines() if line.startswith("$ ")]
    return [shlex.split(line) for line in lines]


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_run_in_their_order(page: str, tmp_path: Path) -> None:
    found = commands(page)
    assert len(found) >= 5
    for command in found:
        done = run(command, tmp_path)
        assert done.returncode == 0, f"{shlex.join(command)}: {done.stderr}"
        assert done.stdout.strip(), shlex.join(command)


def test_facts_of_a_document_are_printed_with_their_words(tmp_path: Path) -> None:
    done = run([sys.executable, "examples/extract_facts.py", "samples/anquan-2022.txt"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "responsible\t" in done.stdout
    assert "\ttarget\t90%" in done.stdout


def test_every_example_script_is_tested() -> None:
    here = Path(__file__).read_text(encoding="utf-8") + (ROOT / "tests/docs/test_http_example.py").read_text(encoding="utf-8")
    assert all(path.name in here for path in (ROOT / "examples").glob("*.py"))


@pytest.mark.parametrize("script", ["extract_facts.py", "http_client.py"])
def test_a_script_without_its_argument_says_how_it_is_used(script: str, tmp_path: Path) -> None:
    done = run([sys.executable, f"examples/{script}"], tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"usage: python examples/{script} ")
    assert len(done.stderr.splitlines()) == 1
