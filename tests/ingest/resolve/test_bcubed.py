"""B-cubed F1 (Bagga and Baldwin 1998) of the gold's aliases: each form with our cluster and the gold's."""

import dataclasses
import json
from collections import defaultdict
from pathlib import Path

from ingest.formats import read_source
from ingest.lexicon import load_lexicon
from ingest.mentions import entity_of, find_mentions
from ingest.resolve import resolve
from ingest.structure import read_structure
from ontology.identity import fold_name
from ontology.records import Record


def read(path: Path) -> Record:
    return find_mentions(read_structure(read_source(path.read_bytes(), path.name)), load_lexicon())


def clusters(gold: dict[str, object], record: Record) -> list[tuple[str, str]]:
    """For each form of the gold: our cluster and the gold's. Forms that the document's record lacks are added to it."""
    lexicon = load_lexicon()
    have = {(e.type, fold_name(form)): e for e in record.entities for form in (*e.aliases, e.name)}
    found = []
    for entity in gold["entities"]:  # type: ignore[attr-defined]
        for form in dict.fromkeys((entity["name"], *entity.get("aliases", ()))):
            mine = have.get((entity["type"], fold_name(form))) or entity_of(entity["type"], form, lexicon, record.meta.region)
            found.append((mine, f"{gold['slug']}/{entity['name']}"))
    every = {entity.id: entity for entity in (*record.entities, *(mine for mine, _ in found))}
    canonical = resolve([dataclasses.replace(record, entities=tuple(every.values()))]).canonical_ids
    return [(canonical[mine.id], name) for mine, name in found]


def bcubed(pairs: list[tuple[str, str]]) -> float:
    by_ours, by_gold, both = defaultdict(int), defaultdict(int), defaultdict(int)
    for ours, gold in pairs:
        by_ours[ours] += 1
        by_gold[gold] += 1
        both[ours, gold] += 1
    precision = sum(both[pair] / by_ours[pair[0]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / by_gold[pair[1]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def test_bcubed_of_the_gold_s_aliases(shared: Path) -> None:
    scores = {}
    for file in sorted((shared / "eval" / "extraction").glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        record = read(next((shared / "corpus").glob(f"{gold['slug']}.*")))
        scores[gold["slug"]] = clusters(gold, record)
    every = [pair for pairs in scores.values() for pair in ((f"{p[1].split('/')[0]}:{p[0]}", p[1]) for p in pairs)]
    shown = {slug: round(bcubed(pairs), 3) for slug, pairs in scores.items()}
    assert bcubed(every) >= 0.95, (round(bcubed(every), 4), shown)
