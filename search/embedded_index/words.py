"""Full text over words that were cut before: tantivy with its white-space tokenizer, a text field for each of a passage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import tantivy

from search.index import FIELDS, Entry, FieldWeights, Scored

_HEAP = 50_000_000  # bytes; tantivy asks for at least 15 MB for each writing thread
_TIES = 20  # so many more than asked for are read, so that equal scores at the edge are ordered by id


class WordIndex:
    """BM25 over the fields of passages.

    Args:
        folder: Where tantivy keeps its segments; made when missing.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index: Any = tantivy.Index(self._schema, path=str(folder), reuse=True)
        self._searcher: Any = self._index.searcher()

    def write(self, removed: Collection[str], added: Iterable[Entry]) -> None:
        """Take out and put in passages, and make that last."""
        writer = self._index.writer(_HEAP, 1)
        for passage in removed:
            writer.delete_documents_by_term("id", passage)
        for entry in added:
            document = tantivy.Document()
            document.add_text("id", entry.id)
            for name in FIELDS:
                document.add_text(name, " ".join(entry.words[name]))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(
        self, words: Mapping[str, float], weights: FieldWeights, limit: int, allowed: Collection[str] | None
    ) -> list[Scored]:
        """Best passages, best first."""
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(name, word), weight * count))
            for name, weight in weights.items()
            for word, count in words.items()
        ]
        if not clauses:
            return []
        query = tantivy.Query.boolean_query(clauses)
        if allowed is not None:
            only = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "id", sorted(allowed)), 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, only)])
        searcher = self._searcher
        found = searcher.search(query, limit + _TIES, count=False).hits
        scored = [Scored(searcher.doc(address)["id"][0], float(score)) for score, address in found]
        return sorted(scored, key=lambda hit: (-hit.score, hit.passage))[:limit]

    def vocabulary(self) -> dict[str, int]:
        """Words of the bodies with the number of passages that hold each."""
        return dict(self._searcher.terms_with_prefix("body", ""))

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def _term(self, name: str, word: str) -> Any:  # noqa: ANN401
        return tantivy.Query.term_query(self._schema, name, word, index_option="freq")


def _schema() -> Any:  # noqa: ANN401
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
