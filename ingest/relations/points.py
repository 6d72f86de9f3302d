"""From sentences to statements about points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.relations.clauses import verb_facts
from ingest.relations.grammar import Grammar
from ingest.relations.nouns import listed_facts, noun_facts, passive_facts
from ingest.relations.prepositions import preposition_facts
from ingest.relations.reading import Fact, Reading
from ingest.relations.sentences import Sentence, past_nodes
from ingest.relations.shape import MARKS, Shape
from ingest.relations.tokens import chains, scan
from ontology.records import Node, NodeKind, Record

_SPEAKING = frozenset({NodeKind.PREAMBLE, NodeKind.PART, NodeKind.SECTION, NodeKind.POINT})
_TOLD = ("formulates", "revises")  # in a preamble these tell what was issued before
_COVERING = (
    "cites/according",
    "implements/carry-out",
)  # what a covering notice may say: what the document rests on and carries out
_MOTTO = re.compile("“[^“”]{2,80}”的?(?:总体|基本|工作|总|发展)?(?:方针|原则|理念|精神|思路|要求|目标|口号|主题|主线|定位)")
_NUMBER = re.compile("[（(]?[\\d一二三四五六七八九十]{1,3}[)）、.．]?")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement in the making: it may still be joined with others of the same point, predicate and object."""

    node: Node
    predicate: str
    entity: str
    start: int
    end: int
    rule: str
    confidence: float
    priority: int
    modality: str = "planned"


def point_claims(record: Record, lines: Sequence[Sentence], grammar: Grammar) -> Iterator[Claim]:
    """Yield what the sentences of points, parts and the preamble say."""
    past = past_nodes(record, grammar.words)
    own = _own_ids(record)
    parents = _with_points(record)
    for sentence in lines:
        covering = sentence.node.kind is NodeKind.FRONT and not sentence.title
        if (sentence.node.kind not in _SPEAKING and not covering) or sentence.node.id in past:
            continue
        if sentence.title and sentence.node.id in parents:
            continue  # the heading of a part that has points speaks for none of them
        if grammar.words.background.search(sentence.shape.text):
            continue
        for claim in _sentence_claims(record, sentence, grammar):
            if claim.entity not in own:
                yield claim


def _with_points(record: Record) -> frozenset[str]:
    """Ids of nodes that have a point below them."""
    parents = {node.id: node.parent for node in record.nodes}
    above: set[str] = set()
    for node in record.nodes:
        parent = node.parent if node.kind is NodeKind.POINT else None
        while parent is not None and parent not in above:
            above.add(parent)
            parent = parents.get(parent)
    return frozenset(above)


def _own_ids(record: Record) -> frozenset[str]:
    """The document as an entity: no point says anything of it that is not its own publication."""
    title = record.meta.title
    return frozenset(entity.id for entity in record.entities if title and title in (entity.name, *entity.aliases))


def read_facts(shape: Shape, grammar: Grammar) -> list[Fact]:
    """Read one folded sentence."""
    tokens = scan(shape, grammar)
    reading = Reading(shape, tokens, chains(shape, tokens, grammar), grammar)
    facts = [
        *verb_facts(reading),
        *noun_facts(reading),
        *passive_facts(reading),
        *listed_facts(reading),
        *preposition_facts(reading),
    ]
    firm = {fact.mark for fact in facts if not fact.weak}
    return [fact for fact in facts if not (fact.weak and fact.mark in firm)]


def _sentence_claims(record: Record, sentence: Sentence, grammar: Grammar) -> Iterator[Claim]:
    shape = sentence.shape
    yield from _title_claim(sentence, shape)
    for fact in read_facts(shape, grammar):
        first, last = _evidence(shape, fact)
        start, end = shape.span(first, last)
        if _is_motto(record.text, sentence, shape.start[fact.first], shape.start[fact.mark]):
            continue
        conditional = grammar.words.conditional.search(shape.text, max(0, first - 6), first + 2)
        if sentence.node.kind is NodeKind.PREAMBLE and fact.predicate in _TOLD:
            continue
        if sentence.node.kind is NodeKind.FRONT and fact.rule.trigger.id not in _COVERING:
            continue
        for entity in shape.entities(fact.mark):
            yield Claim(
                sentence.node,
                fact.predicate,
                entity,
                *_with_marks(record.text, start, end, sentence),
                fact.rule.trigger.id,
                round(fact.confidence * (0.95 if conditional else 1.0), 3),
                fact.rule.trigger.priority,
                "conditional" if conditional else "planned",
            )


def _is_motto(text: str, sentence: Sentence, trigger: int, name: int) -> bool:
    """Whether both stand in quotation marks that hold what guides the work: 坚持“支援西部、建设东部”的方针."""
    quotes = _MOTTO.finditer(text, sentence.start, sentence.end)
    return any(quote.start() < min(trigger, name) and max(trigger, name) < quote.end() for quote in quotes)


def _evidence(shape: Shape, fact: Fact) -> tuple[int, int]:
    """From the start of the first clause of the fact, or its first word if that is far, to the end of the last clause."""
    first, last = min(fact.first, fact.mark), max(fact.last, fact.mark + 1)
    left = max(shape.text.rfind("，", 0, first), shape.text.rfind("：", 0, first)) + 1
    right = next((i for i in range(last, len(shape.text)) if shape.text[i] in "，：。；"), len(shape.text))
    return (left if first - left <= 12 else first), (right if right - last <= 30 else last)


def _with_marks(text: str, start: int, end: int, sentence: Sentence) -> tuple[int, int]:
    """Take the quotation marks around the outer names in."""
    if start > sentence.start and text[start - 1] in "《“（":
        start -= 1
    if end < sentence.end and text[end] in "》”）":
        end += 1
    return start, end


def _title_claim(sentence: Sentence, shape: Shape) -> Iterator[Claim]:
    """A heading that is nothing but a programme's name: the work is to carry it out."""
    if sentence.title and sentence.node.kind is NodeKind.POINT and len(shape.mentions) == 1:
        mark, mention = next(iter(shape.mentions.items()))
        rest = _NUMBER.sub("", shape.text[:mark]) + shape.text[mark + 1 :].rstrip("。：")
        if shape.text[mark] == MARKS["Program"] and rest in ("", "工作"):
            yield Claim(sentence.node, "implements", mention.entity, mention.start, mention.end, "implements/title", 0.7, 20)
