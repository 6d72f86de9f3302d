"""The search engine: reads the query, asks the index, fuses, groups and explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from ontology.errors import NotFound
from ontology.records import Record, Resolution
from search.embed import Embedder
from search.engine import present
from search.engine.coverage import Coverage
from search.engine.fuse import FusionWeights, Signals, fuse
from search.engine.model import Filters, Hit, SearchResult
from search.engine.shelf import Shelf
from search.index import FieldWeights, SearchIndex
from search.passages import Passage, passages
from search.rerank import Reranker
from search.spelling import Spelling
from search.tokens import Tokenizer
from search.understand import Abbreviations, FilterWords, NameIndex, Query, Reader
from search.understand.filters import fits

POOL = 120
"""Passages taken from each ranking; fixed, so that pages of one query do not depend on which page is asked for."""
EMBEDDED = 512
"""Characters of a query that are embedded; no model reads more."""
_RELATED_TEXT = 300
_HAN = re.compile("[\u3400-\u9fff]")
_RERANKED = 30  # passages
_LEAST = 0.1  # share of the best score below which a passage is no hit


@dataclass(frozen=True, slots=True)
class Tuning:
    """The numbers that were chosen by measurement."""

    fields: FieldWeights = field(default_factory=FieldWeights)
    fusion: FusionWeights = field(default_factory=FusionWeights)


class SearchEngine:
    """Searches one state of the library. Thread-safe; holds the passages in memory.

    Args:
        index: Words and vectors of exactly these records.
        tokenizer: The index's.
        embedder: The index's.
        records: The documents.
        resolution: What is known when all records are seen together.
        tuning: Weights.
        reranker: Takes a second look at the first hits; None for none.
    """

    _reranker: Reranker | None = None

    def __init__(
        self,
        index: SearchIndex,
        tokenizer: Tokenizer,
        embedder: Embedder,
        records: Iterable[Record],
        resolution: Resolution,
        tuning: Tuning | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        found = [passage for record in records for passage in passages(record, resolution)]
        groups = [(entity.id, entity.name, (entity.name, *entity.aliases)) for entity in resolution.entities]
        self._set_up(index, tokenizer, embedder, found, NameIndex([*groups, *_lexicon_groups()]), tuning)
        self._reranker = reranker

    @classmethod
    def over_passages(
        cls,
        index: SearchIndex,
        tokenizer: Tokenizer,
        embedder: Embedder,
        found: Iterable[Passage],
        tuning: Tuning | None = None,
    ) -> SearchEngine:
        """An engine over passages that come from no record, for measuring."""
        engine = cls.__new__(cls)
        engine._set_up(index, tokenizer, embedder, list(found), NameIndex(_lexicon_groups()), tuning)
        return engine

    def _set_up(
        self,
        index: SearchIndex,
        tokenizer: Tokenizer,
        embedder: Embedder,
        found: list[Passage],
        names: NameIndex,
        tuning: Tuning | None,
    ) -> None:
        self._index, self._tokenizer, self._embedder = index, tokenizer, embedder
        self._tuning = tuning or Tuning()
        self._shelf = Shelf(found)
        self._vocabulary = dict(index.vocabulary()) if found else {}
        documents = {passage.document.id: passage.document for passage in found}
        spelling = Spelling(self._vocabulary, names.names(), self._shelf.printed)
        vocabulary = self._vocabulary  # and not the engine: it would hold itself, and only go when Python looks for cycles
        short = Abbreviations(
            lambda: [*vocabulary, *names.names()],
            lru_cache(65_536)(partial(_starts, tokenizer)),
            lambda word: vocabulary.get(word, 0),
        )
        filters = FilterWords(documents.values(), dict(names.aliases()))
        self._reader = Reader(tokenizer, names, filters, spelling, short)

    def with_tuning(self, tuning: Tuning) -> SearchEngine:
        """The same engine with other weights, for measuring."""
        other = copy(self)
        other._tuning = tuning
        return other

    def warm(self) -> None:
        """Make what the first queries would else wait for: the model, the tables of sounds and short forms."""
        self._embedder.embed_query("教育")
        self._reader.read("工做要点")

    def search(self, query: str, filters: Filters | None = None, *, limit: int = 20, offset: int = 0) -> SearchResult:
        """Passages that fit a query.

        Args:
            query: As it was typed; any text.
            filters: What hits must satisfy, and the order.
            limit: Most hits.
            offset: Hits to skip; the same query gives the same order, so pages do not overlap.

        Returns:
            One page, facets over all hits, and what the words of the query were taken to say.

        Raises:
            InvalidQuery: There is nothing to look for in the query, or it is too long.
            IndexMismatch: The index was built with another embedder or tokenizer.
        """
        wanted = filters or Filters()
        read = self._reader.read(query, literal=wanted.literal, ignore=wanted.ignore)
        allowed = self._shelf.allowed(wanted)
        if (allowed is not None and not allowed) or not self._shelf.passages:
            return SearchResult((), 0, {}, read.understood)
        coverage = Coverage(read, self._vocabulary, self._shelf)
        ranked = self._reranked(read, self._ranked(read, coverage, allowed))
        kept, under = present.group(self._shelf, ranked)
        kept = present.ordered(self._shelf, kept, wanted.sort)
        page = kept[offset : offset + limit]
        hits = tuple(present.hit(self._shelf, read, coverage, signals, under.get(signals.passage, ())) for signals in page)
        return SearchResult(hits, len(kept), present.facets(self._shelf, kept, wanted), read.understood)

    def related(self, document: str, node: str, *, limit: int = 10) -> list[Hit]:
        """Passages of other documents that say or do something similar to a node of the outline.

        Args:
            document: Id of the node's document.
            node: Id of the node.
            limit: Most passages.

        Returns:
            Passages, best first.

        Raises:
            NotFound: No passage holds the node.
        """
        found = [
            (passage, place)
            for identifier in self._shelf.by_document.get(document, ())
            for passage in (self._shelf.passages[identifier],)
            for place in passage.places
            if place.node == node
        ]
        if not found:
            raise NotFound("no such point", where=node[:80], hint="A document lists its points")
        passage, place = found[0]
        start = max(place.start, passage.start) - passage.start
        text = f"{place.title}\n{passage.text[start : place.end - passage.start][:_RELATED_TEXT]}"
        read = self._reader.read(text, literal=True)
        others = {identifier for identifier, other in self._shelf.passages.items() if other.document.id != document}
        coverage = Coverage(read, self._vocabulary, self._shelf)
        ranked = self._ranked(read, coverage, others) if others else []
        return [present.hit(self._shelf, read, coverage, signals) for signals in ranked[:limit]]

    def _ranked(self, read: Query, coverage: Coverage, allowed: set[str] | None) -> list[Signals]:
        text = self._index.by_words(read.words, self._tuning.fields, POOL, allowed)
        if not text and not _HAN.search(read.text):
            return []  # letters that the library never prints mean nothing to an encoder of Chinese
        vectors = self._index.by_vector(self._embedder.embed_query(read.text[:EMBEDDED]), POOL, allowed)
        known = self._shelf.passages
        text = [hit for hit in text if hit.passage in known]
        vectors = [hit for hit in vectors if hit.passage in known]
        weights, preferred, stated = self._tuning.fusion, self._preferred(read), self._stated(read, allowed)
        ranked = fuse(text, vectors, coverage.of_passage, weights, preferred, stated)
        least = ranked[0].score * _LEAST if ranked else 0.0
        return [signals for signals in ranked if signals.score > 0 and signals.score >= least]

    def _reranked(self, read: Query, ranked: list[Signals]) -> list[Signals]:
        """The first passages in the order of the reranker, which keeps the scores falling as they fell."""
        first = ranked[:_RERANKED]
        if self._reranker is None or len(first) < 2:
            return ranked
        texts = [self._around_best(signals) for signals in first]
        judged = self._reranker.scores(read.text[:EMBEDDED], texts)
        order = sorted(range(len(first)), key=lambda place: (-float(judged[place]), place))
        again = [replace(first[place], score=first[rank].score) for rank, place in enumerate(order)]
        return again + ranked[_RERANKED:]

    def _around_best(self, signals: Signals) -> str:
        """The part of a passage that a cross-encoder reads: from its best sentence, or from its start."""
        passage = self._shelf.passages[signals.passage]
        at = passage.sentences[signals.sentence].start - passage.start if signals.sentence >= 0 else 0
        return passage.text[max(0, min(at, len(passage.text) - EMBEDDED)) :][:EMBEDDED]

    def _stated(self, read: Query, allowed: set[str] | None) -> set[str]:
        """Passages that state of a thing which the query names what the query wants done to it."""
        named = [self._shelf.by_entity.get(thing.entity, set()) for thing in read.named if thing.entity]
        found = set[str]().union(*named) if read.acts else set[str]()
        return {one for one in found if (allowed is None or one in allowed) and self._shelf.stated(one, read)}

    def _preferred(self, read: Query) -> Mapping[str, int]:
        """How many of the filters in words each passage's document satisfies."""
        wanted = [found for found in read.understood if found.field != "spelling"]
        if not wanted:
            return {}
        counts: dict[str, int] = {}
        for ids in self._shelf.by_document.values():
            satisfied = sum(fits(self._shelf.passages[ids[0]].document, filter_) for filter_ in wanted)
            if satisfied:
                counts.update(dict.fromkeys(ids, satisfied))
        return counts


def _starts(tokenizer: Tokenizer, text: str) -> tuple[int, ...]:
    """Where the words of a text begin."""
    return tuple(sorted({0, *(word.start for word in tokenizer.words(text) if len(word.text) > 1)}))


def _lexicon_groups() -> list[tuple[str | None, str, tuple[str, ...]]]:
    """Names of things that the bundled lexicon knows by several names."""
    from ingest.lexicon import load_lexicon

    return [(None, entry.name, tuple(entry.names())) for entry in load_lexicon().entries if len(tuple(entry.names())) > 1]
