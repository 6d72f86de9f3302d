"""Words and vectors in a Neo4j database. Nodes bear labels of their own, so that the graph beside them is not touched."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, LiteralString

import neo4j
import numpy as np

from graph.neo4j_driver import open_driver, read
from graph.neo4j_errors import explained
from search.embed import Embedder
from search.embed.protocol import Vectors
from search.index import (
    FORMAT,
    Entry,
    FieldWeights,
    IndexChanges,
    IndexMeta,
    Report,
    Scored,
    check_made_with,
    fingerprint,
    make_entry,
    silent,
)
from search.nearest import SENTENCES, by_passage
from search.neo4j_index import cypher
from search.passages import Passage
from search.quantise import quantise, restore
from search.tokens import Tokenizer

_BATCH = 100  # passages written together


class Neo4jIndex:
    """Search index in a Neo4j database.

    Args:
        uri: Such as ``bolt://localhost:7687``.
        user: The user's name.
        password: The user's password.
        database: The database; none means the user's home database.
        tokenizer: Cuts words.
        embedder: Makes vectors.

    Raises:
        StoreUnavailable: Nobody answers there.
        StoreAuthError: The user or password is wrong.
    """

    def __init__(
        self, uri: str, user: str, password: str, database: str | None, tokenizer: Tokenizer, embedder: Embedder
    ) -> None:
        self._where = uri
        self._database = database or None
        self._tokenizer = tokenizer
        self._embedder = embedder
        self._writing = threading.RLock()
        self._checked = False
        with explained(uri):
            self._driver = open_driver(uri, user, password)

    def meta(self) -> IndexMeta | None:
        """What the index holds; None when there is nothing whole."""
        rows = self._read(cypher.READ_META)
        meta = rows[0]["meta"] if rows else {}
        if not meta.get("complete") or meta.get("format") != FORMAT:
            return None
        return IndexMeta(meta["revision"], meta["embedder"], meta["tokenizer"], int(meta["passages"]))

    def sync(self, passages: Sequence[Passage], revision: str, report: Report = silent) -> IndexChanges:
        """Make the index hold exactly these passages."""
        with self._writing:
            self._checked = False
            old = self.meta()
            if old is None or (old.embedder, old.tokenizer) != (self._embedder.name, self._tokenizer.name):
                self.clear()
            held = {row["id"]: row["fingerprint"] for row in self._read(cypher.READ_HELD)}
            keep = {passage.id for passage in passages if held.get(passage.id) == fingerprint(passage)}
            removed = [identifier for identifier in held if identifier not in keep]
            added = [passage for passage in passages if passage.id not in keep]
            if removed or added or old is None:
                self._write_meta(revision, len(passages), complete=False)
                self._prepare()
                self._remove(removed)
                self._add(added, report)
                self._write(cypher.AWAIT)
            self._write_meta(revision, len(passages), complete=True)
            return IndexChanges(len(added), len(removed))

    def by_words(
        self, words: Mapping[str, float], weights: FieldWeights, limit: int, allowed: Collection[str] | None = None
    ) -> list[Scored]:
        """Best passages for weighted words."""
        self._check()
        query = cypher.lucene_query(words, weights)
        if not query:
            return []
        if allowed is None:
            rows = self._read(cypher.FIND_WORDS, words=query, limit=limit)
        else:
            rows = self._read(cypher.FIND_WORDS_AMONG, words=query, limit=limit, allowed=sorted(allowed))
        return [Scored(row["id"], row["score"]) for row in rows]

    def by_vector(self, vector: Vectors, limit: int, allowed: Collection[str] | None = None) -> list[Scored]:
        """Passages by their nearest sentences."""
        self._check()
        if not np.any(vector):
            return []
        values, sentences = [float(value) for value in vector], limit * SENTENCES
        if allowed is None:
            rows = self._read(cypher.FIND_VECTORS, vector=values, sentences=sentences)
        else:
            rows = self._read(cypher.FIND_VECTORS_AMONG, vector=values, sentences=sentences, allowed=sorted(allowed))
        return by_passage(((row["id"], row["score"], row["number"]) for row in rows), limit)

    def vocabulary(self) -> Mapping[str, int]:
        """Words of the bodies with the number of passages that hold each."""
        self._check()
        counts: Counter[str] = Counter()
        for row in self._read(cypher.BODIES):
            counts.update(set((row["body"] or "").split()))
        return counts

    def clear(self) -> None:
        """Delete all nodes of the index, and the vector index, whose vectors may have had another length."""
        with self._writing:
            self._checked = False
            self._write(cypher.DROP_VECTORS)
            while self._write(cypher.CLEAR)[0]["number"]:
                pass

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def _check(self) -> None:
        if not self._checked:
            check_made_with(self.meta(), self._tokenizer, self._embedder, self._where)
            self._checked = True

    def _prepare(self) -> None:
        for statement in cypher.SCHEMA:
            self._write(statement)
        self._write(cypher.create_vectors(self._embedder.dimensions))
        self._write(cypher.AWAIT)

    def _remove(self, ids: Sequence[str]) -> None:
        for at in range(0, len(ids), _BATCH):
            batch = list(ids[at : at + _BATCH])
            self._write(cypher.DELETE_SENTENCES, ids=batch)
            self._write(cypher.DELETE_PASSAGES, ids=batch)

    def _add(self, passages: Sequence[Passage], report: Report) -> None:
        for at in range(0, len(passages), _BATCH):
            entries = [make_entry(passage, self._tokenizer) for passage in passages[at : at + _BATCH]]
            self._write(cypher.WRITE_SENTENCES, rows=list(self._sentences(entries)))
            self._write(cypher.WRITE_PASSAGES, rows=[_row(entry) for entry in entries])
            report(min(at + _BATCH, len(passages)), len(passages))

    def _sentences(self, entries: Sequence[Entry]) -> Iterator[dict[str, Any]]:
        owners = [(entry.id, number) for entry in entries for number in range(len(entry.sentences))]
        found = self._embedder.embed_passages([sentence for entry in entries for sentence in entry.sentences])
        vectors = restore(*quantise(found))  # as the embedded index holds them
        for (passage, number), vector in zip(owners, vectors, strict=True):
            if np.any(vector):  # the zero vector has no direction, and the index refuses it
                values = [float(value) for value in vector]
                yield {"id": f"{passage}#{number}", "passage": passage, "number": number, "vector": values}

    def _write_meta(self, revision: str, passages: int, *, complete: bool) -> None:
        meta = {
            "revision": revision,
            "embedder": self._embedder.name,
            "tokenizer": self._tokenizer.name,
            "passages": passages,
            "format": FORMAT,
            "complete": complete,
        }
        self._write(cypher.WRITE_META, meta=meta)

    def _read(self, query: LiteralString, **parameters: object) -> list[dict[str, Any]]:
        def work(transaction: neo4j.Transaction) -> list[dict[str, Any]]:
            return [record.data() for record in transaction.run(query, parameters)]

        with explained(self._where):
            return read(self._driver, work, self._database)

    def _write(self, query: LiteralString, **parameters: object) -> list[dict[str, Any]]:
        with explained(self._where):
            result = self._driver.execute_query(
                query,  # its text comes from cypher.py alone
                parameters,
                routing_=neo4j.RoutingControl.WRITE,
                database_=self._database,
            )
        return [record.data() for record in result.records]


def _row(entry: Entry) -> dict[str, Any]:
    """Properties of a passage's node: each field's words in one string; an empty field is left out."""
    fields = {name: " ".join(words) for name, words in entry.words.items() if words}
    own = {"id": entry.id, "document_id": entry.document, "fingerprint": entry.fingerprint}
    return fields | own | {"sentences_print": entry.sentences_print}
