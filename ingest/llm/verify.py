"""The verifier: a fact of the model enters the record only if the text says it in these words and the ontology allows it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

import orjson

from ontology.identity import fold_name, make_id
from ontology.model import load_model
from ontology.records import Entity, Mention, Node, Record, Statement

CONFIDENCE = 0.6
"""Confidence of a statement that only the model makes."""
RULE = "llm/statement"


@dataclass(frozen=True, slots=True)
class Verified:
    """One fact that stood the test; ``entity`` and ``mention`` are set if the rules did not know its object here."""

    statement: Statement
    entity: Entity | None
    mention: Mention | None


def parse_reply(text: str) -> list[dict[str, Any]] | None:
    """Return the facts of a reply, or ``None`` if it is not what was asked for. A code fence around it is taken off."""
    plain = text.strip()
    if plain.startswith("```"):
        plain = plain.split("\n", 1)[-1].rsplit("```", 1)[0]
    try:
        raw = orjson.loads(plain)
    except orjson.JSONDecodeError:
        return None
    facts = raw.get("facts") if isinstance(raw, dict) else None
    return facts if isinstance(facts, list) and all(isinstance(fact, dict) for fact in facts) else None


def verify(record: Record, node: Node, span: tuple[int, int], fact: dict[str, Any]) -> Verified | str:
    """Test one fact against text and ontology.

    Args:
        record: The record.
        node: The point that the fact is about.
        span: The stretch of text that the model saw.
        fact: Predicate, object, type and quote, as the model gave them.

    Returns:
        The statement, or why it was refused: ``shape``, ``predicate``, ``quote``, ``object`` or ``type``.
    """
    values = [fact.get(key) for key in ("predicate", "object", "type", "quote")]
    if not all(isinstance(value, str) and value.strip() for value in values):
        return "shape"
    predicate, name, kind, quote = (str(value) for value in values)
    definition = load_model().predicates.get(predicate)
    if definition is None or "Point" not in definition.subject:
        return "predicate"
    place = locate(record.text, quote, *span)
    if place is None:
        return "quote"
    entity, mention = _object(record, node, place, name, kind)
    if entity is None:
        return "object"
    if entity.type not in definition.object:
        return "type"
    statement = Statement(
        make_id("st", record.id, node.id, predicate, entity.id),
        node.id,
        predicate,
        entity.id,
        *place,
        RULE,
        CONFIDENCE,
        node.path,
        origin="llm",
    )
    return Verified(statement, entity if mention else None, mention)


def _object(record: Record, node: Node, place: tuple[int, int], name: str, kind: str) -> tuple[Entity | None, Mention | None]:
    """The entity of that name: a known one, or a new one whose name stands in the quote."""
    folded = fold_name(name)
    for entity in record.entities:
        if folded in map(fold_name, (entity.name, *entity.aliases)) and _spoken_of(record, entity, place):
            return entity, None
    where = locate(record.text, name, *place)
    if where is None or kind not in load_model().entity_types():
        return None, None
    entity = Entity(make_id("ent", kind, folded), kind, record.text[slice(*where)])
    return entity, Mention(entity.id, *where, node.id, node.path, "llm/mention")


def _spoken_of(record: Record, entity: Entity, place: tuple[int, int]) -> bool:
    return any(m.entity == entity.id and m.start < place[1] and m.end > place[0] for m in record.mentions)


def locate(text: str, quote: str, start: int, end: int) -> tuple[int, int] | None:
    """Find a quote between two offsets; white space, width and the shape of quotation marks do not matter.

    >>> locate("一 是“改革”。", '是"改革"', 0, 9)
    (2, 7)
    """
    kept = [(offset, folded) for offset in range(start, end) for folded in _fold(text[offset])]
    wanted = "".join(folded for character in quote for folded in _fold(character))
    at = "".join(folded for _, folded in kept).find(wanted) if wanted else -1
    return (kept[at][0], kept[at + len(wanted) - 1][0] + 1) if at >= 0 else None


def _fold(character: str) -> str:
    if character.isspace():
        return ""
    if character in '“”„‟"＂「」':
        return '"'
    if character in "‘’'":
        return "'"
    return unicodedata.normalize("NFKC", character)
