"""Quality against the gold beside the project: extraction, retrieval, questions. Prints one table with the bars.

python -m benchmarks.evaluation --shared ../shared [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.server import YAODIAN, ingest, serve

EXTRACTION_BARS = {
    "parts": 0.97,
    "points": 0.97,
    "metadata": 0.95,
    "entity": 0.85,
    "mentions": 0.85,
    "relations": 0.78,
    "entity relations": 0.75,
    "targets": 0.85,
    "spans valid": 1.0,
    "text kept": 1.0,
}
REFERENCE = "moe-zcs-2021"
REFERENCE_BARS = {
    **dict.fromkeys(("parts", "points", "metadata", "targets", "spans valid", "text kept"), 1.0),
    "entity": 0.90,
    "mentions": 0.90,
    "relations": 0.85,
    "entity relations": 0.90,
}
RETRIEVAL_BARS = {"all": 0.66, "paraphrase": 0.28, "alias": 0.80, "entity": 0.80, "filter": 0.80, "typo": 0.80}


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure beside its bar."""

    table: str
    name: str
    value: float
    bar: float | None
    at_most: bool = False

    @property
    def holds(self) -> bool | None:
        """Whether the bar holds; None where there is none. Compared at the three decimals that are printed."""
        if self.bar is None:
            return None
        value = round(self.value, 3)
        return value <= self.bar if self.at_most else value >= self.bar


def _scorer(shared: Path, name: str, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, str(shared / "eval" / name), *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name} failed: {done.stderr.strip()[-500:]}")
    return dict(json.loads(done.stdout))


def extraction(shared: Path, gold: Path, bars: dict[str, float], table: str) -> list[Row]:
    """F1 of every row of the extraction scorer over one gold folder."""
    run = f"{YAODIAN} extract {{file}} --json"
    found = _scorer(shared, "score_extraction.py", "--gold", str(gold), "--corpus", str(shared / "corpus"), "--run", run)
    return [Row(table, name, row["f1"], bars.get(name)) for name, row in found.items()]


def retrieval(shared: Path, url: str) -> list[Row]:
    """Ranking measures by kind of query."""
    found = _scorer(shared, "score_retrieval.py", "--gold", str(shared / "eval" / "retrieval.jsonl"), "--url", url)
    rows = [Row("retrieval", f"nDCG@10 {kind}", m["ndcg@10"], RETRIEVAL_BARS.get(kind)) for kind, m in found.items()]
    return [*rows, Row("retrieval", "recall@10 all", found["all"]["recall@10"], 0.72)]


def questions(shared: Path, url: str) -> list[Row]:
    """Share of questions answered right, by type."""
    found = _scorer(shared, "score_questions.py", "--gold", str(shared / "eval" / "questions.jsonl"), "--url", url)
    bars = {"all": 0.80, "citations verified": 1.0, "unanswerable": 0.9}
    return [Row("questions", kind, row["right"], bars.get(kind)) for kind, row in found.items()]


def measure(shared: Path) -> list[Row]:
    """All rows, on the embedded store with what is shipped."""
    gold = shared / "eval" / "extraction"
    rows = extraction(shared, gold, EXTRACTION_BARS, "extraction, all")
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "gold"
        one.mkdir()
        shutil.copy(gold / f"{REFERENCE}.json", one)
        rows += extraction(shared, one, REFERENCE_BARS, f"extraction, {REFERENCE}")
        workspace = Path(folder) / "workspace"
        ingest(workspace, "--recursive", str(shared / "corpus"))
        with serve(workspace) as server:
            rows += retrieval(shared, server.url)
            rows += questions(shared, server.url)
    return rows


def show(rows: list[Row]) -> str:
    """The table as text."""
    lines = [f"{'table':26}{'row':28}{'value':>8}{'bar':>8}  holds"]
    for row in rows:
        bar = f"{row.bar:8.3f}" if row.bar is not None else " " * 8
        lines.append(
            f"{row.table:26}{row.name:28}{row.value:8.3f}{bar}  {'' if row.holds is None else 'yes' if row.holds else 'NO'}"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with corpus/ and eval/")
    parser.add_argument("--json", type=Path, help="also write the rows here")
    args = parser.parse_args()
    if not (args.shared / "eval").is_dir():
        sys.exit(f"{args.shared}: no eval/ folder there; name the shared folder with YAODIAN_SHARED=… make eval")
    rows = measure(args.shared)
    print(show(rows))
    if args.json:
        args.json.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
