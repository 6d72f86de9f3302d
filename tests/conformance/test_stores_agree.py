"""The same library behind both stores answers alike: twenty searches and ten questions over HTTP, on the real corpus.

Strategy: the corpus is read once into one library; the embedded store and a real Neo4j are each made from it, and asked the
same. The graph must be equal byte for byte, and answers word for word. Hits may differ a little in the tail, where scores are
close together and near the least that makes a hit: Lucene rounds the lengths of texts, Neo4j finds vectors by approximation.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.api import create_app
from service.files import find_files
from service.projections import Projections
from service.settings import Settings
from service.workspace import Workspace
from tests.fixtures_graph import Neo4jServer

pytestmark = pytest.mark.neo4j

FIRST, COMMON = 10, 0.8
"""Of the first ten hits of one store at least eight are among those of the other; of a shorter list the same share."""

QUERIES = (
    "修订职业教育法",
    "双高计划",
    "高职扩招",
    "鲁班工坊",
    "产教融合型企业",
    "县城的职业学校怎样办得更好",
    "技能大赛",
    "农村人居环境整治",
    "垃圾分类和固体废物",
    "第三方治理污染",
    "环境监管执法",
    "三级公立医院绩效考核",
    "医疗器械创新",
    "脑机接口",
    "北斗导航应用",
    "农机装备升级",
    "小微企业减免房租",
    "疫情期间线上教学",
    "幼儿园招生报名条件",
    "政府网站整合",
)
QUESTIONS = (
    "2021年高职要扩招多少人",
    "职业教育法由谁修订",
    "双高计划的全称是什么",
    "哪些文件提到脑机接口",
    "国务院职业教育工作部际联席会议由哪些部门组成",
    "无废城市试点的目标是什么",
    "三级公立医院绩效考核由谁负责",
    "2019年和2021年职业教育工作有什么不同",
    "幼儿园招生什么时候报名",
    "明天北京天气怎么样",
)

Given = dict[str, dict[str, Any]]
"""What each store gave: ``graph``, ``search`` by query, ``ask`` by question."""


def everything(settings: Settings) -> dict[str, Any]:
    with TestClient(create_app(settings)) as client:

        def search(query: str) -> list[dict[str, Any]]:
            found: list[dict[str, Any]] = client.get("/api/search", params={"q": query, "limit": FIRST}).json()["hits"]
            return found

        return {
            "graph": client.get("/api/export").json()["text"],
            "search": {query: search(query) for query in QUERIES},
            "ask": {question: client.post("/api/ask", json={"question": question}).json() for question in QUESTIONS},
        }


@pytest.fixture(scope="module")
def given(neo4j: Neo4jServer, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Given:
    embedded = Settings(workspace=tmp_path_factory.mktemp("both") / "workspace")
    server = {"store": "neo4j", "neo4j_uri": neo4j.uri, "neo4j_user": neo4j.user, "neo4j_password": neo4j.password}
    served = Settings.model_validate({"workspace": embedded.workspace, **server})
    with Workspace.open(embedded) as workspace:
        taken = workspace.ingest(find_files([shared / "corpus"]).files)
    assert len(taken) > 1
    assert {result.status for result in taken} == {"added"}
    empty = Projections(served)
    empty.clear()
    empty.close()
    return {"ladybug": everything(embedded), "neo4j": everything(served)}


@pytest.fixture
def both(given: Given) -> Callable[[str, str], tuple[Any, Any]]:
    return lambda kind, asked: (given["ladybug"][kind][asked], given["neo4j"][kind][asked])


def test_the_graphs_are_equal(given: Given) -> None:
    assert given["ladybug"]["graph"] == given["neo4j"]["graph"]


@pytest.mark.parametrize("query", QUERIES)
def test_searches_agree(both: Callable[[str, str], tuple[Any, Any]], query: str) -> None:
    one, other = ([(hit["id"], hit["start"], hit["end"]) for hit in hits] for hits in both("search", query))
    assert one
    assert one[0] == other[0]
    assert len(set(one) & set(other)) >= int(COMMON * max(len(one), len(other)))


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_agree(both: Callable[[str, str], tuple[Any, Any]], question: str) -> None:
    one, other = both("ask", question)
    assert one["answer"]
    for part in ("answer", "answerable", "items", "citations"):
        assert one[part] == other[part], part


def test_some_questions_are_answered_and_one_is_declined(given: Given) -> None:
    answers = given["ladybug"]["ask"]
    assert "200万" in answers[QUESTIONS[0]]["answer"]
    assert not answers[QUESTIONS[-1]]["answerable"]
    assert sum(answer["answerable"] for answer in answers.values()) >= len(QUESTIONS) // 2
