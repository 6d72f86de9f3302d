"""Completions while typing: entities, titles, points and past queries, by prefix, by any part, or by initials of pinyin."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ontology.identity import fold_name
from ontology.records import Record, Resolution

MAX_TERMS = 500
"""Past queries that are remembered; the rarest are forgotten first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be meant. ``weight`` orders candidates that match equally well."""

    text: str
    kind: str
    id: str | None
    weight: int

    @property
    def folded(self) -> str:
        """The form that is compared."""
        return fold_name(self.text)


class PastTerms:
    """Queries that found something, counted. In memory: it ends with the process and holds nothing about who asked."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def add(self, query: str) -> None:
        """Count a query; long ones are sentences and help nobody."""
        text = " ".join(query.split())
        if not 2 <= len(text) <= 30:
            return
        with self._lock:
            self._counts[text] += 1
            if len(self._counts) > MAX_TERMS:
                self._counts = Counter(dict(self._counts.most_common(MAX_TERMS // 2)))

    def candidates(self) -> list[Candidate]:
        """The remembered queries."""
        with self._lock:
            return [Candidate(text, "past", None, count) for text, count in self._counts.items()]


class Suggester:
    """Completions over one state of the library."""

    def __init__(self, records: Iterable[Record], resolution: Resolution, past: PastTerms) -> None:
        self._past = past
        self._fixed = [(candidate.folded, candidate) for candidate in _candidates(records, resolution)]

    def suggest(self, typed: str, limit: int = 10) -> list[Candidate]:
        """The best completions: what begins with the typed text before what holds it, frequent before rare."""
        wanted = fold_name(typed)
        if not wanted:
            return []
        pool = self._fixed + [(candidate.folded, candidate) for candidate in self._past.candidates()]
        ranked = [(rank, candidate) for folded, candidate in pool if (rank := _rank(folded, wanted)) is not None]
        if wanted.isascii() and wanted.isalpha():
            ranked += [(2, candidate) for initials, candidate in self._initials if initials.startswith(wanted)]
        ranked.sort(key=lambda pair: (pair[0], -pair[1].weight, len(pair[1].text), pair[1].text))
        unique = {candidate.text: candidate for _, candidate in reversed(ranked)}
        order = dict.fromkeys(candidate.text for _, candidate in ranked)
        return [unique[text] for text in list(order)[:limit]]

    @cached_property
    def _initials(self) -> list[tuple[str, Candidate]]:
        from search.pinyin import initials

        return [(initials(folded), candidate) for folded, candidate in self._fixed]


def _rank(folded: str, wanted: str) -> int | None:
    if folded.startswith(wanted):
        return 0
    return 1 if wanted in folded else None


def _candidates(records: Iterable[Record], resolution: Resolution) -> list[Candidate]:
    canonical = resolution.canonical_ids
    mentions: Counter[str] = Counter()
    found: list[Candidate] = []
    for record in records:
        mentions.update(canonical.get(mention.entity, mention.entity) for mention in record.mentions)
        found.append(Candidate(record.meta.title, "title", record.id, 1000))
        found += [Candidate(node.title, "point", node.id, 1) for node in record.nodes if node.kind == "point" and node.title]
    for entity in resolution.entities:
        names = dict.fromkeys((entity.name, *entity.aliases))
        found += [Candidate(name, entity.type, entity.id, mentions[entity.id]) for name in names]
    return found
