"""Ask the model point by point and add what it says and the text bears out."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass

from ingest.llm.cache import ReplyCache
from ingest.llm.client import ChatClient, Usage
from ingest.llm.prompt import messages, reply_schema
from ingest.llm.verify import Verified, parse_reply, verify
from ontology.errors import ExternalServiceError
from ontology.records import Entity, Node, NodeKind, Record

_LONGEST = 4_000
"""Characters of a point that are shown to the model."""


@dataclass(frozen=True, slots=True)
class LlmReport:
    """What the model added.

    Attributes:
        usage: Calls, tokens and cost.
        added: Statements that the rules did not have.
        refused: How many facts were refused, by reason.
        problems: What went wrong, one line for each point or for the run.
    """

    usage: Usage
    added: int
    refused: dict[str, int]
    problems: tuple[str, ...]


def add_llm_statements(record: Record, client: ChatClient, cache: ReplyCache | None = None) -> tuple[Record, LlmReport]:
    """Return the record with the model's statements beside those of the rules, which stay as they are.

    A point whose reply cannot be used, and all points after the budget is spent or the endpoint has failed, keep the
    statements of the rules alone; the record's notes say so.

    Args:
        record: A record with the statements of the rules.
        client: The endpoint.
        cache: Where replies are kept.

    Returns:
        The record and what the model added, used and got wrong.
    """
    run = _Run(record, client, cache)
    for node in record.nodes:
        if node.kind in (NodeKind.POINT, NodeKind.PREAMBLE) and run.open:
            run.read(node)
    return run.result(), run.report()


class _Run:
    """One pass over one record."""

    def __init__(self, record: Record, client: ChatClient, cache: ReplyCache | None) -> None:
        self.open = True
        self._record, self._client, self._cache = record, client, cache
        self._before = client.used
        self._cached = 0
        self._verified: dict[str, Verified] = {}
        self._refused: Counter[str] = Counter()
        self._problems: list[str] = []
        self._known = {statement.id for statement in record.statements}

    def read(self, node: Node) -> None:
        """Ask for one point."""
        span = self._span(node)
        facts = self._facts(node, span)
        for fact in facts:
            outcome = verify(self._record, node, span, fact)
            if isinstance(outcome, str):
                self._refused[outcome] += 1
            elif outcome.statement.id not in self._known:
                self._verified.setdefault(outcome.statement.id, outcome)

    def _span(self, node: Node) -> tuple[int, int]:
        """The point's own text: up to its first sub-point, and no longer than the model is shown."""
        inner = [n.start for n in self._record.nodes if n.kind is NodeKind.POINT and n.parent == node.id]
        end = min([node.end, *inner])
        if end - node.start > _LONGEST:
            self._problems.append(f"{_place(node)}: only the first {_LONGEST} characters were shown to the model")
        return node.start, min(end, node.start + _LONGEST)

    def _facts(self, node: Node, span: tuple[int, int]) -> list[dict[str, object]]:
        asked = messages(self._record.text[slice(*span)], self._entities(span))
        for attempt in range(2):
            text = self._kept(asked) if attempt == 0 else None
            fresh = text is None
            if text is None:
                text = self._ask(asked)
            if text is None:
                return []
            facts = parse_reply(text)
            if facts is not None:
                if fresh and self._cache is not None:
                    self._cache.put(self._client.model, asked, text)
                return facts
        self._problems.append(f"{_place(node)}: the model's reply is not the JSON that was asked for")
        return []

    def _kept(self, asked: list[dict[str, str]]) -> str | None:
        text = self._cache.get(self._client.model, asked) if self._cache is not None else None
        self._cached += text is not None
        return text

    def _ask(self, asked: list[dict[str, str]]) -> str | None:
        try:
            return self._client.complete(asked, reply_schema()).text
        except ExternalServiceError as error:
            self._problems.append(f"stopped asking: {error}")
            self.open = False
            return None

    def _entities(self, span: tuple[int, int]) -> list[tuple[str, str]]:
        here = {m.entity for m in self._record.mentions if span[0] <= m.start < span[1]}
        return [(entity.name, entity.type) for entity in self._record.entities if entity.id in here]

    def result(self) -> Record:
        """The record with what was verified."""
        known = {entity.id for entity in self._record.entities}
        new: dict[str, Entity] = {}
        for verified in self._verified.values():
            if verified.entity is not None and verified.entity.id not in known:
                new.setdefault(verified.entity.id, verified.entity)
        mentions = {(v.mention.start, v.mention.end, v.mention.entity): v.mention for v in self._verified.values() if v.mention}
        statements = (*self._record.statements, *(verified.statement for verified in self._verified.values()))
        return dataclasses.replace(
            self._record,
            entities=(*self._record.entities, *new.values()),
            mentions=tuple(sorted((*self._record.mentions, *mentions.values()), key=lambda m: (m.start, m.end, m.entity))),
            statements=tuple(sorted(statements, key=lambda s: (s.start, s.end, s.predicate, s.id))),
            notes=(*self._record.notes, *(f"LLM: {problem}" for problem in self._problems)),
        )

    def report(self) -> LlmReport:
        """What the run added and used."""
        used, before = self._client.used, self._before
        spent = None if used.cost is None else used.cost - (before.cost or 0.0)
        usage = Usage(
            used.calls - before.calls,
            self._cached,
            used.prompt_tokens - before.prompt_tokens,
            used.completion_tokens - before.completion_tokens,
            spent,
        )
        return LlmReport(usage, len(self._verified), dict(sorted(self._refused.items())), tuple(self._problems))


def _place(node: Node) -> str:
    return ".".join(map(str, node.path)) or "document"
