"""Extraction against gold: one JSON file a document, with short verbatim quotes and no offsets.

A gold file holds ``slug`` (the document's file name without suffix), ``document`` (title, doc_number, issuer, date, year;
an issuer may be a list of accepted forms), ``parts`` (number, title), ``points`` (path, title), ``entities`` (name, type,
aliases), ``mentions`` (entity, text, point), ``relations`` (point, predicate, object, quote), ``entity_relations``
(subject, predicate, object, quote) and ``targets`` (point, value, unit). A fact counts when all of its fields match; names
match through any alias, each gold entity once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ontology.errors import InputError
from service.evaluation.measures import Tally, close, loose, read_object

METADATA = ("title", "doc_number", "issuer", "date", "year")
POINT_PREDICATES = frozenset(
    "implements formulates revises cites organizes builds cooperates_with guides evaluates benefits responsible".split()
)
ENTITY_PREDICATES = frozenset("issued_by addressed_to part_of member_of supersedes based_on run_by".split())
UNKNOWN = "?"
"""Marks a predicted name that no gold entity bears, so that it counts as made up."""


@dataclass(slots=True)
class ExtractionScores:
    """Rows of the table, and what was missed or made up as lines of (document, row, missed or made up, fact)."""

    table: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[tuple[str, str, str, str]] = field(default_factory=list)

    def compare(self, slug: str, row: str, gold: set[Any], predicted: set[Any]) -> None:
        """Count one row of one document and note the differences."""
        self.table[row].add(gold, predicted)
        self.errors += [(slug, row, "missed", str(fact)) for fact in sorted(gold - predicted, key=str)]
        self.errors += [(slug, row, "made up", str(fact)) for fact in sorted(predicted - gold, key=str)]

    def rows(self) -> dict[str, dict[str, float]]:
        """Precision, recall, F1 and gold count by row."""
        return {row: tally.row() for row, tally in self.table.items()}


def evaluate_extraction(gold: Path, documents: Path, extract: Callable[[Path], dict[str, Any]]) -> ExtractionScores:
    """Score every gold file of a folder.

    Args:
        gold: Folder of gold files, ``*.json``.
        documents: Folder that holds the document of each ``slug``.
        extract: Gives the JSON of a document, in the shape of ``yaodian extract --json``.

    Returns:
        The scores over all documents.

    Raises:
        InputError: There is no gold, or a document is missing.
    """
    files = sorted(gold.glob("*.json"))
    if not files:
        raise InputError("no gold files", where=str(gold), hint="Name a folder with one .json file for each document")
    scores = ExtractionScores()
    for path in files:
        expected = read_object(path)
        slug = str(expected.get("slug", path.stem))
        document = next(iter(sorted(documents.glob(f"{slug}.*"))), None)
        if document is None:
            raise InputError(f"no document {slug}.*", where=str(documents), hint="Name its folder with --documents")
        try:
            _score(scores, slug, expected, extract(document))
        except KeyError as error:
            raise InputError(f"the gold lacks the field {error}", where=str(path), hint="Correct the gold file") from error
    return scores


def _score(scores: ExtractionScores, slug: str, gold: dict[str, Any], found: dict[str, Any]) -> None:
    names = _Names(gold["entities"], found["entities"])
    _score_outline(scores, slug, gold, found)
    for kind in sorted({str(entity["type"]) for entity in gold["entities"]}):
        expected = {(kind, entity["name"]) for entity in gold["entities"] if entity["type"] == kind}
        predicted = {(kind, names.once(entity)) for entity in found["entities"] if entity["type"] == kind}
        scores.compare(slug, f"entity:{kind}", expected, predicted)
        scores.table["entity"].add(expected, predicted)
    _score_facts(scores, slug, gold, found, names)


def _score_outline(scores: ExtractionScores, slug: str, gold: dict[str, Any], found: dict[str, Any]) -> None:
    document = gold["document"]
    forms = {key: _forms(document[key]) for key in METADATA if document.get(key) is not None}
    given = {key: loose(str(found["document"][key])) for key in forms if found["document"].get(key) is not None}
    predicted = {(key, forms[key][0] if value in forms[key] else value) for key, value in given.items()}
    scores.compare(slug, "metadata", {(key, values[0]) for key, values in forms.items()}, predicted)
    for row, key in (("parts", "number"), ("points", "path")):
        facts = [{(str(item[key]), loose(item["title"])) for item in side[row]} for side in (gold, found)]
        scores.compare(slug, row, facts[0], facts[1])


def _score_facts(scores: ExtractionScores, slug: str, gold: dict[str, Any], found: dict[str, Any], names: _Names) -> None:
    text = found["text"]
    expected: set[Any] = {(tuple(m["point"]), m["entity"], loose(m["text"])) for m in gold["mentions"]}
    predicted = {(tuple(m["point"]), names.any(m["entity"]), loose(text[m["start"] : m["end"]])) for m in found["mentions"]}
    scores.compare(slug, "mentions", expected, predicted)
    said = [s for s in found["statements"] if isinstance(s["subject"], list) and s["predicate"] in POINT_PREDICATES]
    expected = {(tuple(r["point"]), r["predicate"], r["object"]) for r in gold["relations"]}
    scores.compare(slug, "relations", expected, {(tuple(s["subject"]), s["predicate"], names.any(s["object"])) for s in said})
    title = loose(gold["document"]["title"])
    own = [s for s in found["statements"] if not isinstance(s["subject"], list) and s["predicate"] in ENTITY_PREDICATES]
    expected = {
        ("document" if loose(r["subject"]) == title else r["subject"], r["predicate"], r["object"])
        for r in gold.get("entity_relations", [])
    }
    scores.compare(
        slug,
        "entity relations",
        expected,
        {(names.subject(s["subject"], title), s["predicate"], names.any(s["object"])) for s in own},
    )
    numbers = [{(tuple(t["point"]), float(t["value"]), t["unit"]) for t in side["targets"]} for side in (gold, found)]
    scores.compare(slug, "targets", numbers[0], numbers[1])
    spans = {(k, i): item for k in ("mentions", "statements", "targets") for i, item in enumerate(found[k])}
    valid = {key for key, item in spans.items() if 0 <= item["start"] < item["end"] <= len(text)}
    scores.compare(slug, "spans valid", set(spans), valid)
    whole = close(text)
    quotes = {r["quote"] for r in gold["relations"]}
    scores.compare(slug, "text kept", quotes, {quote for quote in quotes if close(quote) in whole})


class _Names:
    """Which gold entity each predicted one stands for, through any shared spelling of the same type."""

    def __init__(self, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
        spellings = {(e["type"], loose(name)): str(e["name"]) for e in gold for name in (e["name"], *(e.get("aliases") or ()))}
        self._any: dict[str, str] = {}
        self._once: dict[str, str] = {}
        self._printed = {str(e["id"]): str(e["name"]) for e in found}
        for entity in found:
            keys = [(entity["type"], loose(name)) for name in (entity["name"], *(entity.get("aliases") or ()))]
            matches = [spellings[key] for key in keys if key in spellings]
            if matches:
                self._any[entity["id"]] = matches[-1]
            free = next((name for name in matches if name not in self._once.values()), None)
            if free is not None:
                self._once[entity["id"]] = self._any[entity["id"]] = free

    def once(self, entity: dict[str, Any]) -> str:
        """The gold name that this entity alone stands for, or a made-up one."""
        return self._once.get(entity["id"], f"{UNKNOWN}{entity['name']}")

    def any(self, identifier: str) -> str:
        """The gold name behind an entity id, duplicates allowed, or a made-up one."""
        return self._any.get(identifier, UNKNOWN + self._printed.get(identifier, identifier))

    def subject(self, identifier: str, title: str) -> str:
        """The subject of a relation between entities; the document itself is ``document``."""
        if identifier == "document" or loose(self._printed.get(identifier, "")) == title:
            return "document"
        return self.any(identifier)


def _forms(value: object) -> list[str]:
    return [loose(str(form)) for form in (value if isinstance(value, list) else [value])]
