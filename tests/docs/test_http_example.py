"""The HTTP example against a real server over the bundled samples."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.server import YAODIAN, environment, serve

ROOT = Path(__file__).parent.parent.parent


def test_the_client_searches_asks_and_queries(tmp_path: Path) -> None:
    subprocess.run([YAODIAN, "ingest", str(ROOT / "samples")], env=environment(tmp_path), check=True, capture_output=True)
    with serve(tmp_path) as server:
        done = subprocess.run(
            [sys.executable, str(ROOT / "examples/http_client.py"), server.url],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment(tmp_path) | {"PYTHONPATH": str(ROOT)},
        )
    assert done.returncode == 0, done.stderr
    assert "200万" in done.stdout
    assert "zhijiao-2021.txt" in done.stdout
    assert "云溪市" in done.stdout
