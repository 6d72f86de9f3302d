"""What a search index must do, whatever engine is behind it: words by BM25, sentences by vector.

The index holds words and vectors and answers with passage ids and scores; the passages themselves stay with the records.
Words are cut before they come here, so that every engine indexes and looks up exactly the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Protocol, runtime_checkable

from ontology.identity import make_id
from search.embed import Embedder
from search.embed.protocol import Vectors
from search.passages import Passage
from search.tokens import Tokenizer

FORMAT = "4"
"""Raise when what is stored changes, so that older indexes are built again."""
FIELDS = ("title", "outline", "body", "entities", "document", "issuer", "year")
Report = Callable[[int, int], None]
"""Called with how many passages are done, of how many."""


def silent(_done: int, _total: int) -> None:
    """A report that goes nowhere."""


@dataclass(frozen=True, slots=True)
class FieldWeights:
    """What a word counts in each field. Chosen by ``benchmarks/retrieval/tune.py``."""

    title: float = 0.6
    outline: float = 0.3
    body: float = 1.0
    entities: float = 0.3
    document: float = 0.6
    issuer: float = 0.6
    year: float = 0.6

    def items(self) -> list[tuple[str, float]]:
        """Fields that count, with their weights."""
        return [(name, weight) for name, weight in asdict(self).items() if weight > 0]


@dataclass(frozen=True, slots=True)
class IndexMeta:
    """What an index holds and what it was built with."""

    revision: str
    embedder: str
    tokenizer: str
    passages: int


@dataclass(frozen=True, slots=True)
class IndexChanges:
    """What a sync did. False when it changed nothing."""

    added: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage and its score; ``sentence`` is the number of the sentence that fits best, ``similarity`` how near that one is.

    Where words decided, they are -1 and 0.
    """

    passage: str
    score: float
    sentence: int = -1
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as an index stores it.

    ``fingerprint`` covers all that is stored, ``sentences_print`` only what is embedded: a renamed entity costs no embedding.
    """

    id: str
    document: str
    words: dict[str, list[str]]
    sentences: list[str]
    fingerprint: str = ""
    sentences_print: str = field(default="")


@runtime_checkable
class SearchIndex(Protocol):
    """Finds passages by words and by vector. Reading is thread-safe; one thread writes at a time.

    Equal scores are ordered by passage id, so that an answer does not depend on the history of the index.
    """

    def meta(self) -> IndexMeta | None:
        """What the index holds; None when it is empty, damaged, half written or of another format."""
        ...

    def sync(self, passages: Sequence[Passage], revision: str, report: Report = silent) -> IndexChanges:
        """Make the index hold exactly these passages; what is unchanged is not cut or embedded again.

        An index built with another embedder, tokenizer or format is built from nothing.
        """
        ...

    def by_words(
        self, words: Mapping[str, float], weights: FieldWeights, limit: int, allowed: Collection[str] | None = None
    ) -> list[Scored]:
        """Best passages for weighted words by BM25 summed over the fields.

        Args:
            words: Index words and what each counts.
            weights: What each field counts.
            limit: Most passages.
            allowed: Ids to choose from; None means all.

        Returns:
            Passages, best first.

        Raises:
            IndexMismatch: The index was built with another embedder or tokenizer, or holds nothing usable.
        """
        ...

    def by_vector(self, vector: Vectors, limit: int, allowed: Collection[str] | None = None) -> list[Scored]:
        """Passages whose sentences are nearest by inner product, with the number of the best one; see ``search.nearest``.

        Args:
            vector: float32 of shape (dimensions,).
            limit: Most passages.
            allowed: Ids to choose from; None means all.

        Returns:
            Passages, best first.

        Raises:
            IndexMismatch: As for ``by_words``.
        """
        ...

    def vocabulary(self) -> Mapping[str, int]:
        """Words of the bodies, and in how many passages each stands."""
        ...

    def clear(self) -> None:
        """Empty it."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def make_entry(passage: Passage, tokenizer: Tokenizer) -> Entry:
    """Cut a passage into the words of its fields."""
    texts = field_texts(passage)
    sentences = [passage.sentence(number) for number in range(len(passage.sentences))]
    return Entry(
        passage.id,
        passage.document.id,
        {name: tokenizer.cut_index(text) for name, text in texts.items()},
        sentences,
        fingerprint(passage),
        sentences_fingerprint(passage),
    )


def field_texts(passage: Passage) -> dict[str, str]:
    """The text of each field of ``FIELDS``."""
    document = passage.document
    titles = dict.fromkeys(place.title for place in passage.places if place.title)
    outline = dict.fromkeys(title for place in passage.places for title in place.outline if title not in titles)
    names = dict.fromkeys(name for entity in passage.entities for name in (entity.name, *entity.aliases))
    return {
        "title": "\n".join(titles),
        "outline": "\n".join(outline),
        "body": passage.text,
        "entities": "\n".join(names),
        "document": document.title,
        "issuer": "\n".join(dict.fromkeys(filter(None, (*document.issuers, document.region)))),
        "year": f"{document.year}年" if document.year else "",
    }


def fingerprint(passage: Passage) -> str:
    """Depends on all that an index stores of a passage."""
    return make_id("fp", sentences_fingerprint(passage), *field_texts(passage).values())


def sentences_fingerprint(passage: Passage) -> str:
    """Depends on what is embedded of a passage."""
    return make_id("sp", passage.id, *(passage.sentence(number) for number in range(len(passage.sentences))))


def check_made_with(meta: IndexMeta | None, tokenizer: Tokenizer, embedder: Embedder, where: str) -> None:
    """Refuse to search an index that another tokenizer or embedder built.

    Args:
        meta: What the index says of itself.
        tokenizer: The one in use.
        embedder: The one in use.
        where: The folder or address, for the message.

    Raises:
        IndexMismatch: It was, or it holds nothing usable.
    """
    from ontology.errors import IndexMismatch

    hint = "Build it again with: yaodian rebuild"
    if meta is None:
        raise IndexMismatch("the search index is empty or was left half written", where=where, hint=hint)
    for part, built, wanted in (("embedder", meta.embedder, embedder.name), ("tokenizer", meta.tokenizer, tokenizer.name)):
        if built != wanted:
            raise IndexMismatch(f"the search index was built with the {part} {built}, not {wanted}", where=where, hint=hint)
