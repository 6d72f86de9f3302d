"""The shelf: all sentences of the library by their pairs of characters, for close reading.

Passages of the search engine are made for finding; answers need the sentence. Pairs of characters need no segmenter, so that a
name never falls between two cuts of it. Each pair of a sentence costs four bytes, and each pair that occurs a row in a table.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from ontology.records import Node, NodeKind, Record
from search.answer.pairs import PairIndex
from search.answer.sentences import Sentence, split_sentences
from search.question.fold import bigrams, fold
from search.question.names import plain
from search.question.places import above

Scores = npt.NDArray[np.float32]
_FRONT = 220


@dataclass(slots=True)
class Book:
    """One document on the shelf: its record, folded text, face (what may name it), name and sentences."""

    record: Record
    folded: str
    face: str
    name: str
    sentences: list[Sentence]
    first: int  # number of its first sentence on the shelf
    headings: list[tuple[str, ...]] = field(default_factory=list)
    parts: list[tuple[str, Node]] = field(default_factory=list)  # folded titles of parts and sections without marks

    def text(self, index: int) -> str:
        """The folded words of its sentence ``index``."""
        sentence = self.sentences[index]
        return self.folded[sentence.start : sentence.end]


def name_of(record: Record) -> str:
    """What alone names a document: folded title, issuers and region with what it lies in."""
    meta = record.meta
    return fold("|".join(part for part in (meta.title, meta.issuer, *meta.issuers, meta.region, above(meta.region)) if part))


def face_of(record: Record) -> str:
    """What names a document in a question: title, number, issuers, region, year, kind and the first lines."""
    meta = record.meta
    fields = [
        meta.title,
        meta.doc_number,
        meta.issuer,
        *meta.issuers,
        meta.region,
        f"{meta.year}年" if meta.year else None,
        meta.kind,
    ]
    return fold("\n".join([part for part in fields if part] + [record.text[:_FRONT]]))


class Shelf:
    """Sentences of records, searchable by pairs of characters. A pure function of the records, and never changed.

    Args:
        records: The documents; of several with one id, the last.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.books: dict[str, Book] = {}
        first = 0
        for record in {record.id: record for record in records}.values():
            self.books[record.id] = book = _open(record, first)
            first += len(book.sentences)
        books = self.books.values()
        self._order = list(self.books)  # document ids; the owner of a sentence is a number in it
        self._owner = np.repeat(np.arange(len(books), dtype=np.int32), [len(book.sentences) for book in books])
        self._inside = PairIndex(book.text(index) for book in books for index in range(len(book.sentences)))
        self._above = PairIndex("\n".join(titles) for book in books for titles in book.headings)

    def __len__(self) -> int:
        """Number of sentences."""
        return len(self._owner)

    def frequency(self, term: str) -> int:
        """At most in how many sentences ``term`` stands: the rarest of its pairs decides."""
        return min((self._inside.count(pair) for pair in bigrams(term)), default=len(self))

    def unseen(self, term: str) -> float:
        """Share of the pairs of ``term`` that stand in no sentence."""
        pairs = bigrams(term)
        return sum(pair not in self._inside for pair in pairs) / len(pairs) if pairs else 0.0

    def idf(self, term: str) -> float:
        """Inverse document frequency over sentences in 0..1: 1 for a term of no sentence, 0 for one of all."""
        total = len(self) + 2
        return max(0.0, math.log(total / (self.frequency(term) + 1)) / math.log(total))

    def candidates(
        self, terms: list[tuple[str, float]], limit: int, only: frozenset[str] | None = None
    ) -> list[tuple[str, int]]:
        """The most promising sentences for weighted folded terms, best first, as (document id, sentence index).

        Words in the sentence count whole, words in the headings over it half, words on the document's face two fifths.
        """
        size = len(self)
        if not size:
            return []
        scores: Scores = np.zeros(size, dtype=np.float32)
        faces: Scores = np.zeros(len(self._order), dtype=np.float32)
        for term, weight in terms:
            self._pour(term, weight, scores, faces)
        scores += faces[self._owner]
        if only is not None:
            wanted = np.array([key in only for key in self._order], dtype=bool)
            scores[~wanted[self._owner]] = 0.0
        best = np.argpartition(-scores, min(limit, size - 1))[:limit]
        best = best[np.lexsort((best, -scores[best]))]
        found: dict[tuple[str, int], None] = {}
        for position in best[scores[best] > 0].tolist():
            key = self._order[self._owner[position]]
            found.setdefault((key, position - self.books[key].first))
        return list(found)

    def _pour(self, term: str, weight: float, scores: Scores, faces: Scores) -> None:
        pairs = sorted(bigrams(term))
        share = weight / max(1, len(pairs))
        for pair in pairs:
            scores[self._inside.places(pair)] += share
            scores[self._above.places(pair)] += 0.5 * share
        for number, key in enumerate(self._order):
            if term in self.books[key].face:
                faces[number] += 0.4 * weight


def _open(record: Record, first: int) -> Book:
    """A record as a book whose first sentence has that number on the shelf."""
    book = Book(record, fold(record.text), face_of(record), name_of(record), split_sentences(record), first)
    headed = (n for n in record.nodes if n.kind in (NodeKind.PART, NodeKind.SECTION) and len(n.title) > 2)
    book.parts.extend((plain(node.title), node) for node in headed)
    folded = cache(fold)  # the same titles stand over many sentences
    book.headings.extend(tuple(map(folded, sentence.headings)) for sentence in book.sentences)
    return book
