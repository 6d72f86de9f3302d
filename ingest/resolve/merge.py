"""Joining entities of all records into canonical ones, in an order that depends on names alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.judgements import Judgement
from ingest.resolve.names import apart, bare, same
from ingest.resolve.variants import side_by_side, variants
from ontology.identity import fold_name
from ontology.records import CanonicalEntity, Record

_SHORT = 3  # an alias shorter than this joins nothing by itself


@dataclass(slots=True)
class Known:
    """One entity id with all that the records say of it."""

    id: str
    type: str
    name: str
    scope: str
    lexicon: str | None
    aliases: dict[str, int] = field(default_factory=dict)  # printed form → in how many records

    def names(self) -> list[str]:
        """Name and aliases, the name first, then sorted."""
        return [self.name, *sorted(set(self.aliases) - {self.name})]


def collect(records: Iterable[Record]) -> dict[str, Known]:
    """All entities of all records by id."""
    found: dict[str, Known] = {}
    for record in sorted(records, key=lambda record: record.id):
        for entity in record.entities:
            known = found.setdefault(entity.id, Known(entity.id, entity.type, entity.name, entity.scope, entity.lexicon))
            for alias in entity.aliases:
                known.aliases[alias] = known.aliases.get(alias, 0) + 1
    return found


class Clusters:
    """Union of entity ids under guards that never let two things meet."""

    def __init__(self, known: dict[str, Known], split: Iterable[tuple[str, str]]) -> None:
        self._known = known
        self._parent = {key: key for key in known}
        self._members: dict[str, list[str]] = {key: [key] for key in known}
        self._split = {frozenset(pair) for pair in split}
        self.reasons: dict[str, set[str]] = defaultdict(set)

    def root(self, key: str) -> str:
        """The representative of a cluster while it is being built."""
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def join(self, first: str, second: str, reason: str, forced: bool = False, together: bool = False) -> bool:
        """Join two clusters unless a guard forbids it.

        Args:
            first: An entity id of the one.
            second: An entity id of the other.
            reason: Why they are one.
            forced: A person decided so; only another decision can forbid it.
            together: One document names them so; then a name without a place may be that of the place.

        Returns:
            Whether they are one now.
        """
        one, two = sorted((self.root(first), self.root(second)))
        if one == two:
            return True
        pairs = [(a, b) for a in self._members[one] for b in self._members[two]]
        if any(frozenset(pair) in self._split for pair in pairs):
            return False
        if not forced and any(self._guarded(a, b, together) for a, b in pairs):
            return False
        self._parent[two] = one
        self._members[one] += self._members.pop(two)
        self.reasons[one] |= self.reasons.pop(two, set()) | {reason}
        return True

    def _guarded(self, first: str, second: str, together: bool) -> bool:
        one, two = self._known[first], self._known[second]
        placeless = (together or one.type == "Policy") and "" in (one.scope, two.scope)
        if one.type != two.type or (one.scope != two.scope and not placeless):
            return True
        if one.lexicon and two.lexicon and one.lexicon != two.lexicon:
            return True  # the lexicon lists them as two things
        return apart(one.name, two.name)

    def groups(self) -> list[list[str]]:
        """The clusters, each sorted."""
        return [sorted(members) for _, members in sorted(self._members.items())]


def merge(records: Sequence[Record], judgements: Iterable[Judgement]) -> tuple[CanonicalEntity, ...]:
    """Canonical entities of the records under the judgements, sorted by id."""
    known = collect(records)
    decided = sorted(judgements, key=lambda judgement: judgement.id)
    for judgement in decided:
        if judgement.kind == "reject":
            for key in judgement.entities:
                known.pop(key, None)
    clusters = Clusters(known, [(j.entities[0], j.entities[1]) for j in decided if j.kind == "split"])
    for judgement in decided:
        if judgement.kind == "merge" and all(key in known for key in judgement.entities):
            reason = f"judgement: {judgement.reason}" if judgement.reason else "judgement"
            first, second = judgement.entities[:2]
            clusters.join(first, second, reason, forced=True)
    for first, second, reason in _edges(known):
        clusters.join(first, second, reason)
    for first, second, reason in _together(records, known):
        clusters.join(first, second, reason, together=True)
    made = [_canonical(members, known, clusters) for members in clusters.groups()]
    return tuple(sorted(made, key=lambda entity: entity.id))


def _edges(known: dict[str, Known]) -> list[tuple[str, str, str]]:
    """Pairs that may be one thing, with the reason; blocked by folded names and bare titles, strongest first."""
    blocks: dict[tuple[str, str, str], list[Known]] = defaultdict(list)
    for entity in known.values():
        keys = {fold_name(name) for name in entity.names() if len(name) > _SHORT}
        keys |= {bare(name) for name in entity.names() if len(bare(name)) > _SHORT}
        for key in keys:  # a title may be cited where its place is not said
            blocks[entity.type, "" if entity.type == "Policy" else entity.scope, key].append(entity)
    edges: dict[tuple[str, str], tuple[int, str]] = {}
    for block in blocks.values():
        ordered = sorted(block, key=lambda entity: entity.id)
        if len({entity.scope for entity in block} - {""}) > 1:
            ordered = [entity for entity in ordered if entity.scope]  # whose it is cannot be told
        for i, one in enumerate(ordered):
            for two in ordered[i + 1 :]:
                found = _reason(one, two)
                if found and found < edges.get((one.id, two.id), (9, "")):
                    edges[one.id, two.id] = found
    return [(a, b, reason) for (a, b), (_, reason) in sorted(edges.items(), key=lambda item: (item[1], item[0]))]


def _together(records: Sequence[Record], known: dict[str, Known]) -> list[tuple[str, str, str]]:
    """Pairs that are one thing because one document names them so."""
    edges: set[tuple[str, str, str]] = set()
    for record in records:
        lists = side_by_side(record.text, [(m.start, m.end, m.entity) for m in record.mentions])
        own = fold_name(record.meta.title or "")  # other papers' names end like its title without being its
        named = [(e.id, e.type, (e.name, *e.aliases)) for e in record.entities if e.id in known and fold_name(e.name) != own]
        edges.update((min(a, b), max(a, b), reason) for a, b, reason in variants(named, lists))
    return sorted(edges)


def _reason(one: Known, two: Known) -> tuple[int, str] | None:
    direct = same(one.type, one.name, two.name)
    if direct:
        return (0, direct)
    folded = {fold_name(name) for name in two.names()}
    shared = sorted(name for name in one.names() if fold_name(name) in folded and len(name) > _SHORT)
    if shared:
        return (1, f"both are called {shared[0]}")
    for first in one.names():
        for second in two.names():
            reason = same(one.type, first, second)
            if reason:
                return (2, reason)
    return None


def _canonical(members: list[str], known: dict[str, Known], clusters: Clusters) -> CanonicalEntity:
    entities = [known[key] for key in members]
    best = min(entities, key=lambda entity: (entity.lexicon is None, -len(entity.name), entity.name, entity.id))
    names = {name for entity in entities for name in entity.names()} - {best.name}
    reasons = set(clusters.reasons.get(clusters.root(members[0]), set()))
    return CanonicalEntity(
        best.id, best.type, best.name, tuple(sorted(names)), tuple(members), best.scope, tuple(sorted(reasons))
    )
