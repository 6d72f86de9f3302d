"""Statements: what a document says of its points and of the things it names, each with the words that say it.

The trigger words stand with the predicates in ``ontology/schema/predicates``; the words of no predicate in ``data/words.yaml``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from ingest.relations.anaphora import bare_claims
from ingest.relations.between import entity_claims
from ingest.relations.duties import duty_claims
from ingest.relations.grammar import load_grammar
from ingest.relations.points import Claim, point_claims
from ingest.relations.sentences import sentences
from ontology.identity import make_id
from ontology.model import load_model
from ontology.records import Record, Statement

__all__ = ["find_statements", "join_claims"]


def find_statements(record: Record, lexicon: object = None) -> Record:
    """Return the record with its statements: points to entities and entities to entities.

    Args:
        record: A record with outline, entities and mentions.
        lexicon: Not used by the rules; kept so that all steps are called alike.

    Returns:
        The record with statements in document order. The same record gives the same statements.
    """
    grammar = load_grammar()
    lines = list(sentences(record))
    claims = [*point_claims(record, lines, grammar), *duty_claims(record, lines, grammar), *bare_claims(record)]
    statements = join_claims(record, claims)
    found = (*statements, *entity_claims(record, lines, statements))
    return dataclasses.replace(record, statements=tuple(sorted(found, key=lambda s: (s.start, s.end, s.predicate, s.id))))


def join_claims(record: Record, claims: Iterable[Claim]) -> tuple[Statement, ...]:
    """Keep the best claim for each point, predicate and object; drop what the model does not allow."""
    types = {entity.id: entity.type for entity in record.entities}
    allowed = {name: frozenset(predicate.object) for name, predicate in load_model().predicates.items()}
    best: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        key = (claim.node.id, claim.predicate, claim.entity)
        if types.get(claim.entity) not in allowed[claim.predicate]:
            continue
        if key not in best or _rank(claim) > _rank(best[key]):
            best[key] = claim
    return tuple(_statement(record, claim) for claim in best.values())


def _rank(claim: Claim) -> tuple[float, int, int]:
    return claim.confidence, claim.priority, -claim.start


def _statement(record: Record, claim: Claim) -> Statement:
    return Statement(
        id=make_id("st", record.id, claim.node.id, claim.predicate, claim.entity),
        subject=claim.node.id,
        predicate=claim.predicate,
        object=claim.entity,
        start=claim.start,
        end=claim.end,
        rule=claim.rule,
        confidence=claim.confidence,
        path=claim.node.path,
        modality=claim.modality,
    )
