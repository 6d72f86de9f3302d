"""Typed entities against gold: ours beside jieba's part-of-speech names and jiagu, each with rules for 《》 and “”.

python -m benchmarks.extraction --shared ../shared [--only SLUG]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.extraction.baselines import Extractor, JiaguNames, JiebaNames, MissingBaseline
from ingest.formats import read_source
from ingest.pipeline import extract
from ingest.wire import extract_json
from service.evaluation.extraction import evaluate_extraction


class Ours:
    """This project."""

    name = "yaodian"

    def __call__(self, path: Path) -> dict[str, Any]:
        """Extract one file."""
        return extract_json(extract(path.read_bytes(), path.name))


def _baselines() -> list[Extractor]:
    found: list[Extractor] = [Ours()]
    for kind in (JiebaNames, JiaguNames):
        try:
            found.append(kind(lambda path: read_source(path.read_bytes(), path.name).text))
        except MissingBaseline as error:
            print(f"{kind.name}: {error}")
    return found


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", help="slug of the one document to score")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder)
        for path in sorted((arguments.shared / "eval" / "extraction").glob("*.json")):
            if arguments.only in (None, path.stem):
                (gold / path.name).write_bytes(path.read_bytes())
        print(f"{'':34}{'P':>7}{'R':>7}{'F1':>7}{'s':>8}")
        for extractor in _baselines():
            begun = time.perf_counter()
            row = evaluate_extraction(gold, arguments.shared / "corpus", extractor).rows()["entity"]
            print(f"{extractor.name:34}{row['p']:7.3f}{row['r']:7.3f}{row['f1']:7.3f}{time.perf_counter() - begun:8.1f}")


if __name__ == "__main__":
    main()
