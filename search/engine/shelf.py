"""The passages of the library in memory, with what is looked up for every query worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from ontology.identity import fold_name
from search.engine.model import Filters
from search.engine.sieve import Sieve
from search.passages import Passage
from search.tokens import Folded, fold
from search.understand import Query

_SHINGLE = 4  # characters
_SKETCH = 64
_POWERS = np.array([1, 1_000_003, 998_244_353, 1_000_000_007], np.uint64)


class Shelf:
    """Passages by id, by entity and by filter. A pure function of the passages."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = {passage.id: passage for passage in passages}
        self.folded = {identifier: fold(passage.text).text for identifier, passage in self.passages.items()}
        around = lru_cache(maxsize=65_536)(_folded)
        self.around = {identifier: "\n".join(map(around, _around(p))) for identifier, p in self.passages.items()}
        self.numbers = {identifier: number for number, identifier in enumerate(self.passages)}
        self.sieve = Sieve([f"{text}\n{self.around[identifier]}" for identifier, text in self.folded.items()])
        self.by_entity: dict[str, set[str]] = defaultdict(set)
        self.by_document: dict[str, list[str]] = defaultdict(list)
        for identifier, passage in self.passages.items():
            self.by_document[passage.document.id].append(identifier)
            for entity in passage.entities:
                self.by_entity[entity.id].add(identifier)
        # Not over methods: a shelf that its own caches hold would only go when Python looks for cycles.
        self.sketch = lru_cache(maxsize=8192)(partial(_sketch, self.folded))
        self.mapped = lru_cache(maxsize=1024)(partial(_mapped, self.passages))
        self.sentences = lru_cache(maxsize=1024)(partial(_sentences, self.passages))

    def printed(self, stretch: str) -> bool:
        """Whether a stretch of folded text stands in a passage. Most that do not hold a pair of characters that none holds."""
        pairs = _pairs(stretch)
        known = self._pairs
        if not len(known) or (known.take(known.searchsorted(pairs), mode="clip") != pairs).any():
            return False
        return any(stretch in text for text in self.folded.values())

    @cached_property
    def _pairs(self) -> NDArray[np.int64]:
        """All pairs of neighbouring characters in the passages, sorted."""
        texts = list(self.folded.values())
        parts = [np.unique(_pairs("\n".join(texts[at : at + 2_000]))) for at in range(0, len(texts), 2_000)]
        return np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.int64)

    def allowed(self, filters: Filters) -> set[str] | None:
        """Ids that satisfy the filters; None when nothing is filtered."""
        if not filters.active():
            return None
        documents = {ids[0]: ids for ids in self.by_document.values()}
        found: set[str] = set()
        for first, ids in documents.items():
            if _document_fits(self.passages[first], filters):
                found.update(ids)
        wanted = {fold_name(name) for name in filters.entity}
        return {identifier for identifier in found if _passage_fits(self.passages[identifier], filters, wanted)}

    def stated(self, identifier: str, query: Query) -> list[tuple[str, str]]:
        """What a passage states of things that the query names and that it wants done to them: predicate and label."""
        named = {thing.entity: thing.label for thing in query.named if thing.entity}
        return [
            (act, named[entity]) for act, entity in self.passages[identifier].facts if act in query.acts and entity in named
        ]

    def resemblance(self, one: str, other: str) -> float:
        """Estimated share of runs of characters that two passages have in common, 0 to 1."""
        left, right = self.sketch(one), self.sketch(other)
        common = left & right
        if 2 * len(common) < _SKETCH // 2:
            return 0.0  # far from alike; the exact estimate does not matter
        smallest = sorted(left | right)[:_SKETCH]
        return sum(value in common for value in smallest) / len(smallest)


def _mapped(passages: Mapping[str, Passage], identifier: str) -> Folded:
    """A passage folded, with the way back to its own offsets."""
    return fold(passages[identifier].text)


def _sentences(passages: Mapping[str, Passage], identifier: str) -> tuple[str, ...]:
    """A passage's sentences, folded."""
    passage = passages[identifier]
    return tuple(fold(passage.sentence(number)).text for number in range(len(passage.sentences)))


def _sketch(folded: Mapping[str, str], identifier: str) -> frozenset[int]:
    """The smallest hashes of the passage's runs of four characters (Broder 1997): their overlap estimates resemblance."""
    codes = np.frombuffer("".join(folded[identifier].split()).encode("utf-32-le", "replace"), np.uint32)
    if len(codes) < _SHINGLE:
        return frozenset(codes.tolist())
    runs = np.lib.stride_tricks.sliding_window_view(codes.astype(np.uint64), _SHINGLE)
    hashes = (runs * _POWERS).sum(axis=1, dtype=np.uint64)
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(32)
    return frozenset(np.unique(hashes)[:_SKETCH].tolist())


def _pairs(text: str) -> NDArray[np.int64]:
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.int64)
    return codes[:-1] << 21 | codes[1:]


def _folded(text: str) -> str:
    return fold(text).text


def _around(passage: Passage) -> list[str]:
    """What stands around a passage: titles, document, issuer, region, year, all names of its entities."""
    document = passage.document
    parts = [title for place in passage.places for title in (*place.outline, place.title)]
    parts += [document.title, *document.issuers, document.region or "", f"{document.year or ''}年"]
    parts += [name for entity in passage.entities for name in (entity.name, *entity.aliases)]
    return list(dict.fromkeys(parts))


def _document_fits(passage: Passage, filters: Filters) -> bool:
    document = passage.document
    return (
        (not filters.year or document.year in filters.year)
        and (not filters.kind or document.kind in filters.kind)
        and (not filters.document or document.id in filters.document or document.source_name in filters.document)
        and (not filters.issuer or any(issuer in filters.issuer for issuer in (*document.issuers, document.issuer)))
        and (not filters.region or any(region in (document.region or "") for region in filters.region))
    )


def _passage_fits(passage: Passage, filters: Filters, folded_names: set[str]) -> bool:
    named = {
        entity.id
        for entity in passage.entities
        if entity.id in filters.entity or any(fold_name(name) in folded_names for name in (entity.name, *entity.aliases))
    }
    if filters.entity and not named:
        return False
    if not filters.predicate:
        return True
    return any(p in filters.predicate and (not filters.entity or entity in named) for p, entity in passage.facts)
