"""What works points and plans of offices say, in sentences of our own."""

from __future__ import annotations

import pytest

from ingest.lexicon import load_lexicon
from ingest.pipeline import extract

_HEAD = "青岚市匠艺局2024年工作要点\n一、重点工作\n1.做好工作。"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("支持新设匠艺金融公司。", ("builds", "匠艺金融公司")),
        ("推动地方法人机构跨区域设立网点。", ("guides", "地方法人机构")),
        ("加强困难儿童等情况摸底。", ("evaluates", "困难儿童")),
        ("坚决打赢蓝天保卫战。", ("implements", "蓝天保卫战")),
        ("开展以器具为重点的产品质量执法打假专项行动。", ("implements", "产品质量执法打假专项行动")),
    ],
)
def test_what_a_point_says(sentence: str, expected: tuple[str, str]) -> None:
    record = extract((_HEAD + sentence).encode(), "test.txt", load_lexicon())
    names = {entity.id: entity.name for entity in record.entities}
    assert expected in {(s.predicate, names.get(s.object, "")) for s in record.statements}
