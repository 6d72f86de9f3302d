"""Completions while typing."""

from __future__ import annotations

from ontology.records import CanonicalEntity, DocumentMeta, Mention, Node, NodeKind, Record, Resolution
from service.suggest import PastTerms, Suggester


def record() -> Record:
    node = Node("n1", NodeKind.POINT, (1,), "建设现代产业学院", 0, 8, 0, 8, None, 0)
    mentions = tuple(Mention("a", 0, 2, "n1", (1,), "r") for _ in range(3))
    meta = DocumentMeta("云溪市现代农业要点")
    return Record("d1", "a.txt", "0", "text/plain", None, "x", "建设现代产业学院", (), meta, (node,), (), mentions)


def suggester(past: PastTerms | None = None) -> Suggester:
    entities = (
        CanonicalEntity("A", "Program", "现代学徒制", ("现代学徒制试点",), ("a",)),
        CanonicalEntity("B", "Program", "现代渔业园", (), ("b",)),
        CanonicalEntity("C", "Policy", "中国教育现代化2035", (), ("c",)),
    )
    return Suggester([record()], Resolution(entities), past or PastTerms())


def texts(typed: str, limit: int = 10) -> list[str]:
    return [candidate.text for candidate in suggester().suggest(typed, limit)]


def test_beginnings_come_before_parts_and_frequent_before_rare() -> None:
    assert texts("现代") == [
        "现代学徒制",
        "现代学徒制试点",
        "现代渔业园",
        "云溪市现代农业要点",
        "建设现代产业学院",
        "中国教育现代化2035",
    ]


def test_limit_and_nothing() -> None:
    assert texts("现代", 1) == ["现代学徒制"]
    assert texts("《 》") == []
    assert texts("量子") == []


def test_initials_of_pinyin_find_names() -> None:
    assert "现代学徒制" in texts("xdxt")


def test_each_suggestion_says_what_it_is() -> None:
    kinds = {candidate.text: (candidate.kind, candidate.id) for candidate in suggester().suggest("现代")}
    assert kinds["现代学徒制"] == ("Program", "A")
    assert kinds["云溪市现代农业要点"] == ("title", "d1")
    assert kinds["建设现代产业学院"] == ("point", "n1")


def test_past_queries_are_suggested_and_bounded() -> None:
    past = PastTerms()
    past.add("现代种业 扶持")
    past.add("很长" * 40)
    assert [c.kind for c in suggester(past).suggest("现代种")] == ["past"]
    for number in range(2_000):
        past.add(f"查询{number}")
    assert len(past.candidates()) <= 500
