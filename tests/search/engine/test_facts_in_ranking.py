"""A query that wants something done to a named thing finds who says so, not the thing itself. Texts of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.pipeline import extract
from ingest.resolve import resolve
from search.embedded_index import EmbeddedIndex
from search.engine import SearchEngine
from search.engine.engine import Tuning
from search.passages import passages
from tests.search.texts import TEXTS, embedder, tokenizer

RULES = """西岭市河道管理条例

（2012年6月1日西岭市人民代表大会常务委员会通过 2020年6月1日修订）

第一条 为了加强河道管理，保障防洪安全，制定本条例。

第二条 本市河道的保护和利用，适用西岭市河道管理条例。

第三条 沿河不得倾倒垃圾。河道管理单位应当定期清淤。
"""
PLAN = """西岭市水利局2023年工作要点

一、守住防洪底线

1. 备足物资。汛期前清点各仓库的沙袋和冲锋舟，河道两岸的仓库优先补齐，河道值班表在汛期前公布。

2. 健全制度。推动修订《西岭市河道管理条例》，把清淤责任写明到乡镇。

3. 开展演练。组织各乡镇每年演练两次，河道沿线的村庄全部参加，河道险段派人值守。
"""
QUERY = "修订西岭市河道管理条例"


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> SearchEngine:
    texts = {"rules.txt": RULES, "plan-2023.txt": PLAN, **TEXTS}
    records = [extract(text.encode(), name) for name, text in texts.items()]
    known = resolve(records, ())
    index = EmbeddedIndex(tmp_path_factory.mktemp("index"), tokenizer(), embedder())
    index.sync([passage for record in records for passage in passages(record, known)], "r1")
    return SearchEngine(index, tokenizer(), embedder(), records, known)


def test_the_passage_that_states_the_fact_comes_first_and_says_so(engine):
    hit = engine.search(QUERY).hits[0]
    assert hit.document.source_name == "plan-2023.txt"
    assert "写明修订“西岭市河道管理条例”" in hit.why


def test_without_the_facts_the_thing_itself_would_come_first(engine):
    tuning = Tuning(fusion=replace(Tuning().fusion, fact=0.0))
    assert engine.with_tuning(tuning).search(QUERY).hits[0].document.source_name == "rules.txt"


def test_the_best_sentence_holds_most_of_the_query_not_its_commonest_word(engine):
    hit = engine.search(QUERY).hits[0]
    best = hit.text[hit.best.start - hit.start : hit.best.end - hit.start]
    assert "修订《西岭市河道管理条例》" in best
    assert hit.path == (1, 2)


def test_letters_that_no_document_prints_find_nothing(engine):
    assert engine.search("qwerty zzzz").hits == ()
