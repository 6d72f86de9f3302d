"""All query text of the Neo4j index, as pure functions. Values are parameters; only numbers are spliced.

Words are indexed with the ``whitespace`` analyzer, since they are cut and folded before: Lucene's default analyzer would cut
Chinese into single characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import LiteralString

from search.index import FieldWeights

WORDS = "yaodian_search_words"
VECTORS = "yaodian_search_vectors"
_OPERATORS = frozenset({"AND", "OR", "NOT", "TO"})
_SPECIAL = frozenset('+-&|!(){}[]^"~*?:\\/<>=')

SCHEMA: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT yaodian_search_passage IF NOT EXISTS FOR (p:SearchPassage) REQUIRE p.id IS UNIQUE",
    "CREATE CONSTRAINT yaodian_search_sentence IF NOT EXISTS FOR (s:SearchSentence) REQUIRE s.id IS UNIQUE",
    "CREATE INDEX yaodian_search_owner IF NOT EXISTS FOR (s:SearchSentence) ON (s.passage)",
    "CREATE FULLTEXT INDEX yaodian_search_words IF NOT EXISTS FOR (p:SearchPassage) "
    "ON EACH [p.title, p.outline, p.body, p.entities, p.document, p.issuer, p.year] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}",
)
DROP_VECTORS: LiteralString = "DROP INDEX yaodian_search_vectors IF EXISTS"
AWAIT: LiteralString = "CALL db.awaitIndexes(300)"
READ_META: LiteralString = "MATCH (m:SearchMeta {id: 'search'}) RETURN properties(m) AS meta"
WRITE_META: LiteralString = "MERGE (m:SearchMeta {id: 'search'}) SET m += $meta"
READ_HELD: LiteralString = (
    "MATCH (p:SearchPassage) RETURN p.id AS id, p.fingerprint AS fingerprint, p.sentences_print AS sentences"
)
DELETE_SENTENCES: LiteralString = "UNWIND $ids AS id MATCH (s:SearchSentence {passage: id}) DELETE s"
DELETE_PASSAGES: LiteralString = "UNWIND $ids AS id MATCH (p:SearchPassage {id: id}) DELETE p"
WRITE_PASSAGES: LiteralString = "UNWIND $rows AS row MERGE (p:SearchPassage {id: row.id}) SET p = row"
WRITE_SENTENCES: LiteralString = (
    "UNWIND $rows AS row MERGE (s:SearchSentence {id: row.id}) SET s.passage = row.passage, s.number = row.number "
    "WITH s, row CALL db.create.setNodeVectorProperty(s, 'vector', row.vector)"
)
BODIES: LiteralString = "MATCH (p:SearchPassage) RETURN p.body AS body"
CLEAR: LiteralString = (
    "MATCH (n) WHERE n:SearchPassage OR n:SearchSentence OR n:SearchMeta WITH n LIMIT 10000 DELETE n RETURN count(*) AS number"
)
FIND_WORDS: LiteralString = (
    "CALL db.index.fulltext.queryNodes('yaodian_search_words', $words, {limit: $limit}) YIELD node, score "
    "RETURN node.id AS id, score ORDER BY score DESC, id"
)
FIND_WORDS_AMONG: LiteralString = (
    "CALL db.index.fulltext.queryNodes('yaodian_search_words', $words) YIELD node, score WHERE node.id IN $allowed "
    "RETURN node.id AS id, score ORDER BY score DESC, id LIMIT $limit"
)
FIND_VECTORS: LiteralString = (
    "CALL db.index.vector.queryNodes('yaodian_search_vectors', $sentences, $vector) YIELD node, score "
    "RETURN node.passage AS id, node.number AS number, 2 * score - 1 AS score ORDER BY score DESC, id, number"
)
FIND_VECTORS_AMONG: LiteralString = (
    "MATCH (s:SearchSentence) WHERE s.passage IN $allowed AND s.vector IS NOT NULL "
    "RETURN s.passage AS id, s.number AS number, 2 * vector.similarity.cosine(s.vector, $vector) - 1 AS score "
    "ORDER BY score DESC, id, number LIMIT $sentences"
)


def create_vectors(dimensions: int) -> LiteralString:
    """The vector index for vectors of this length."""
    return (
        f"CREATE VECTOR INDEX {VECTORS} IF NOT EXISTS FOR (s:SearchSentence) ON (s.vector) OPTIONS {{indexConfig: "
        f"{{`vector.dimensions`: {int(dimensions)}, `vector.similarity_function`: 'cosine', "
        "`vector.quantization.enabled`: false}}"
    )


def lucene_query(words: Mapping[str, float], weights: FieldWeights) -> str:
    """Any of the words in any of the fields, each with its weight, in Lucene's syntax."""
    return " ".join(
        f"{name}:{escape(word)}^{round(weight * count, 6)!r}"
        for name, weight in weights.items()
        for word, count in words.items()
        if word.strip()
    )


def escape(word: str) -> str:
    """A word with all that means something to Lucene escaped, its operators too; white space cannot stand in a word."""
    escaped = "".join(f"\\{char}" if char in _SPECIAL else char for char in "".join(word.split()))
    return f"\\{escaped}" if escaped in _OPERATORS else escaped
