"""Pairs of names that must, or must never, be one entity; each becomes two one-entity records that are resolved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from ingest.lexicon import load_lexicon
from ingest.mentions import entity_of
from ontology.records import DocumentMeta, Entity, Record

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Pair:
    """Two names of one type, each with the region of the document that prints it."""

    kind: str
    first: str
    first_region: str | None
    second: str
    second_region: str | None

    def __str__(self) -> str:
        return f"{self.first}({self.first_region or ''})~{self.second}({self.second_region or ''})"

    def entities(self) -> tuple[Entity, Entity]:
        lexicon = load_lexicon()
        return (
            entity_of(self.kind, self.first, lexicon, self.first_region),
            entity_of(self.kind, self.second, lexicon, self.second_region),
        )


def pairs(name: str) -> list[Pair]:
    raw = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))["pairs"]
    return [Pair(r[0], r[1], None, r[2], None) if len(r) == 3 else Pair(*r) for r in raw]


def record(name: str, *entities: Entity, title: str = "一份文件") -> Record:
    """A record that knows these entities and nothing else."""
    return Record(
        id=f"doc-{name}",
        source_name=f"{name}.txt",
        source_sha256=name,
        media_type="text/plain",
        encoding="utf-8",
        extractor="test",
        text=title,
        offsets=(),
        meta=DocumentMeta(title),
        entities=entities,
    )
