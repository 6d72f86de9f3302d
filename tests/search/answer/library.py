"""Records to ask: the bundled samples, and the shared corpus where it is beside the project. Each is read once a run."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ingest.pipeline import extract
from ontology.records import Record
from search.answer.answerer import Answerer

ROOT = Path(__file__).parents[3]
DATA = Path(__file__).parent / "data"


@cache
def samples() -> tuple[Record, ...]:
    return tuple(extract(path.read_bytes(), path.name) for path in sorted((ROOT / "samples").iterdir()) if path.is_file())


@cache
def corpus(shared: Path) -> tuple[Record, ...]:
    return tuple(extract(path.read_bytes(), path.name) for path in sorted((shared / "corpus").glob("*.txt")))


@cache
def sample_answerer() -> Answerer:
    return Answerer(samples())


@cache
def corpus_answerer(shared: Path) -> Answerer:
    return Answerer(corpus(shared))


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def record(name: str, text: str) -> Record:
    """A record of a text written inline."""
    return extract(text.encode(), name)


def notice(title: str, number: str, day: str, body: str) -> str:
    """The text of a city's notice that issues a document; all is invented."""
    head = (
        f"云溪市人民政府关于印发{title}的通知\n{number}\n各县（市、区）人民政府：\n　　现将《{title}》印发给你们，请认真执行。"
    )
    return f"{head}\n云溪市人民政府\n{day}\n{title}\n{body}"
