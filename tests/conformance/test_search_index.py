"""One suite over every search index: the embedded one and a real Neo4j."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.errors import IndexMismatch
from search.embedded_index import EmbeddedIndex
from search.index import FieldWeights, SearchIndex
from search.neo4j_index import Neo4jIndex
from search.passages import Passage
from search.tokens import load_tokenizer
from tests.search.texts import all_passages, embedder, tokenizer

WEIGHTS = FieldWeights()


def open_index(request: pytest.FixtureRequest, tmp_path: Path, words=None) -> SearchIndex:
    cutter = words or tokenizer()
    if request.node.callspec.params["index"] == "embedded":
        return EmbeddedIndex(tmp_path / "index", cutter, embedder())
    server = request.getfixturevalue("neo4j")
    return Neo4jIndex(server.uri, server.user, server.password, None, cutter, embedder())


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    opened = open_index(request, tmp_path)
    opened.clear()
    yield opened
    opened.clear()
    opened.close()


def ask_words(index: SearchIndex, text: str, **how) -> list[str]:
    words = dict.fromkeys(tokenizer().cut_query(text), 1.0)
    return [hit.passage for hit in index.by_words(words, WEIGHTS, 10, **how)]


def holding(text: str) -> list[Passage]:
    return [passage for passage in all_passages() if text in passage.text]


def test_is_a_search_index(index):
    assert isinstance(index, SearchIndex)


def test_an_empty_index_says_so_and_is_not_searched(index):
    assert index.meta() is None
    with pytest.raises(IndexMismatch, match="yaodian rebuild"):
        index.by_words({"教育": 1.0}, WEIGHTS, 10)


def test_meta_tells_what_it_was_built_with(index):
    index.sync(all_passages(), "r7")
    meta = index.meta()
    assert (meta.revision, meta.passages) == ("r7", len(all_passages()))
    assert (meta.embedder, meta.tokenizer) == (embedder().name, tokenizer().name)


def test_words_find_the_passage_that_holds_them(index):
    index.sync(all_passages(), "r1")
    assert ask_words(index, "学徒岗位")[0] == holding("设立学徒岗位")[0].id


def test_words_of_titles_and_documents_count(index):
    index.sync(all_passages(), "r1")
    found = ask_words(index, "东滨省")
    assert set(found) <= {p.id for p in all_passages() if p.document.source_name == "coast-2023.txt"}


def test_vectors_find_a_sentence_by_itself(index):
    index.sync(all_passages(), "r1")
    passage = holding("免收学费")[0]
    number = next(n for n in range(len(passage.sentences)) if "免收学费" in passage.sentence(n))
    best = index.by_vector(embedder().embed_passages([passage.sentence(number)])[0], 5)[0]
    assert (best.passage, best.sentence) == (passage.id, number)
    assert best.similarity == pytest.approx(1.0, abs=0.02)


def test_a_passage_comes_once(index):
    index.sync(all_passages(), "r1")
    found = [hit.passage for hit in index.by_vector(embedder().embed_query("污水治理"), 50)]
    assert len(found) == len(set(found))


def test_only_allowed_passages_are_found(index):
    index.sync(all_passages(), "r1")
    allowed = {p.id for p in all_passages() if p.document.source_name == "slope-2021.txt"}
    assert set(ask_words(index, "污水治理", allowed=allowed)) <= allowed
    found = index.by_vector(embedder().embed_query("污水治理"), 10, allowed)
    assert found and {hit.passage for hit in found} <= allowed
    assert ask_words(index, "污水治理", allowed=set()) == []


def test_a_second_sync_changes_nothing(index):
    assert index.sync(all_passages(), "r1").added == len(all_passages())
    assert not index.sync(all_passages(), "r2")
    assert index.meta().revision == "r2"


def test_what_is_taken_out_is_no_longer_found(index):
    index.sync(all_passages(), "r1")
    kept = [p for p in all_passages() if p.document.source_name != "coast-2023.txt"]
    changes = index.sync(kept, "r2")
    assert changes.removed == len(all_passages()) - len(kept)
    assert ask_words(index, "学徒岗位") == []
    assert {hit.passage for hit in index.by_vector(embedder().embed_query("学徒"), 50)} <= {p.id for p in kept}


def test_taking_out_and_putting_back_gives_the_same_answers(index):
    index.sync(all_passages(), "r1")
    before = ask_words(index, "治理 资金"), index.by_vector(embedder().embed_query("资金"), 10)
    index.sync(all_passages()[2:], "r2")
    index.sync(all_passages(), "r3")
    after = ask_words(index, "治理 资金"), index.by_vector(embedder().embed_query("资金"), 10)
    assert before[0] == after[0]
    assert [hit.passage for hit in before[1]] == [hit.passage for hit in after[1]]


def test_a_renamed_document_is_indexed_anew(index):
    index.sync(all_passages(), "r1")
    renamed = [dataclasses.replace(p, document=dataclasses.replace(p.document, title="完全不同的标题")) for p in all_passages()]
    assert index.sync(renamed, "r2").added == len(renamed)
    assert ask_words(index, "完全不同")


def test_the_vocabulary_counts_passages(index):
    index.sync(all_passages(), "r1")
    word = tokenizer().cut_index("学徒岗位")[0]
    assert index.vocabulary()[word] == len([p for p in all_passages() if word in tokenizer().cut_index(p.text)])


@pytest.mark.parametrize(
    "text", ['a:b^2 AND (c OR "d") [e TO f] \\ / + - && || ! {g} ~ * ?', "' OR 1=1 --", "}) DETACH DELETE n //"]
)
def test_syntax_of_query_languages_is_only_words(index, text):
    index.sync(all_passages(), "r1")
    index.by_words({word: 1.0 for word in text.split()}, WEIGHTS, 10)
    assert index.meta().passages == len(all_passages())


def test_another_tokenizer_is_refused_until_the_next_sync(index, request, tmp_path):
    index.sync(all_passages(), "r1")
    other = open_index(request, tmp_path, load_tokenizer(extra=["一个新词语"]))
    with pytest.raises(IndexMismatch, match="tokenizer"):
        other.by_words({"教育": 1.0}, WEIGHTS, 10)
    assert other.sync(all_passages(), "r1").added == len(all_passages())
    assert other.by_words({"学徒": 1.0}, WEIGHTS, 10)
    other.clear()
    other.close()
