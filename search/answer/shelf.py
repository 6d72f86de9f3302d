"""The shelf: all sentences of the library by their pairs of characters, for close reading.

Passages of the search engine are made for finding; answers need the sentence. Pairs of characters need no segmenter, so that a
name never falls between two cuts of it, and the shelf costs about 100 bytes a sentence.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ontology.records import Node, NodeKind, Record
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
    """Sentences of all records, searchable by pairs of characters. Not thread-safe while ``sync`` runs."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.books: dict[str, Book] = {}
        self._postings: dict[str, array[int]] = {}
        self._heads: dict[str, array[int]] = {}
        self._faces: dict[str, set[str]] = {}
        self._owner: array[int] = array("i")
        self._order: list[str | None] = []
        self.sync(records)

    def __len__(self) -> int:
        """Number of living sentences."""
        return sum(len(book.sentences) for book in self.books.values())

    def sync(self, records: Iterable[Record]) -> None:
        """Make the shelf hold exactly ``records``. Unchanged documents are not read again."""
        wanted = {record.id: record for record in records}
        for gone in [key for key, book in self.books.items() if wanted.get(key) is not book.record]:
            del self.books[gone]
            self._order = [None if key == gone else key for key in self._order]
        for record in wanted.values():
            if record.id not in self.books:
                self._add(record)
        if len(self._owner) > 2 * len(self) + 1000:
            self._compact(list(wanted.values()))

    def _compact(self, records: list[Record]) -> None:
        self.books, self._postings, self._heads, self._owner, self._order = {}, {}, {}, array("i"), []
        for record in records:
            self._add(record)

    def _add(self, record: Record) -> None:
        book = Book(record, fold(record.text), face_of(record), name_of(record), split_sentences(record), len(self._owner))
        number = len(self._order)
        self._order.append(record.id)
        headed = (n for n in record.nodes if n.kind in (NodeKind.PART, NodeKind.SECTION) and len(n.title) > 2)
        book.parts.extend((plain(node.title), node) for node in headed)
        folded_titles: dict[str, str] = {}
        for offset, sentence in enumerate(book.sentences):
            position = book.first + offset
            self._owner.append(number)
            for pair in bigrams(book.text(offset)):
                self._postings.setdefault(pair, array("I")).append(position)
            titles = tuple(folded_titles.setdefault(title, fold(title)) for title in sentence.headings)
            book.headings.append(titles)
            for pair in bigrams("\n".join(titles)):
                self._heads.setdefault(pair, array("I")).append(position)
        self.books[record.id] = book

    def frequency(self, term: str) -> int:
        """At most in how many sentences ``term`` stands: the rarest of its pairs decides."""
        pairs = bigrams(term)
        return min((len(self._postings.get(pair, ())) for pair in pairs), default=len(self._owner))

    def unseen(self, term: str) -> float:
        """Share of the pairs of ``term`` that stand in no sentence."""
        pairs = bigrams(term)
        return sum(pair not in self._postings for pair in pairs) / len(pairs) if pairs else 0.0

    def idf(self, term: str) -> float:
        """Inverse document frequency over sentences in 0..1: 1 for a term of no sentence, 0 for one of all."""
        total = len(self._owner) + 2
        return max(0.0, math.log(total / (self.frequency(term) + 1)) / math.log(total))

    def candidates(
        self, terms: list[tuple[str, float]], limit: int, only: frozenset[str] | None = None
    ) -> list[tuple[str, int]]:
        """The most promising sentences for weighted folded terms, best first, as (document id, sentence index).

        Words in the sentence count whole, words in the headings over it half, words on the document's face two fifths.
        """
        size = len(self._owner)
        if not size:
            return []
        owner = np.frombuffer(self._owner, dtype=np.int32)
        scores: Scores = np.zeros(size, dtype=np.float32)
        faces: Scores = np.zeros(len(self._order), dtype=np.float32)
        for term, weight in terms:
            self._pour(term, weight, scores, faces)
        living = np.array([key is not None and (only is None or key in only) for key in self._order], dtype=bool)
        scores += faces[owner]
        scores[~living[owner]] = 0.0
        best = np.argpartition(-scores, min(limit, size - 1))[:limit]
        best = best[np.lexsort((best, -scores[best]))]
        found: dict[tuple[str, int], None] = {}
        for position in best[scores[best] > 0].tolist():
            key = self._order[owner[position]]
            if key is not None:
                found.setdefault((key, position - self.books[key].first))
        return list(found)

    def _pour(self, term: str, weight: float, scores: Scores, faces: Scores) -> None:
        pairs = sorted(bigrams(term))
        share = weight / max(1, len(pairs))
        for pair in pairs:
            inside = self._postings.get(pair)
            if inside:
                scores[np.frombuffer(inside, dtype=np.uint32)] += share
            above = self._heads.get(pair)
            if above:
                scores[np.frombuffer(above, dtype=np.uint32)] += 0.5 * share
        for number, key in enumerate(self._order):
            if key is not None and term in self.books[key].face:
                faces[number] += 0.4 * weight
