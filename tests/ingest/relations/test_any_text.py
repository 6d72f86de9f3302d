"""Whatever the text: no crash, every span inside the text, every object of an allowed type, the same result twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.relations import find_statements
from ingest.targets import find_targets
from ontology.model import load_model
from tests.ingest.marked import record_of

WORDS = (
    "推进 落实 对 为 以 与 和 、 ， ： （ ） 等 的 建设 评估 指导 支持 其 一批 不得 已 牵头 负责 "
    "30 % 个 年 三 两次 每 至少 将 纳入 使 向 倾斜"
).split()
MARKS = [
    f"[{name}|{kind}]"
    for kind in ("Policy", "Program", "Institution", "Event", "Group", "Region")
    for name in ("甲山", "乙水局")
]
SENTENCES = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=30).map("".join)


@given(st.lists(SENTENCES, min_size=1, max_size=4), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text(lines: list[str], points: bool) -> None:
    record = record_of("".join(f"{'# ' if points and i % 2 == 0 else ''}{line}。\n" for i, line in enumerate(lines)))
    found = find_targets(find_statements(record))
    kinds = {entity.id: entity.type for entity in found.entities}
    predicates = load_model().predicates
    for statement in found.statements:
        assert 0 <= statement.start < statement.end <= len(found.text)
        assert kinds[statement.object] in predicates[statement.predicate].object
    for target in found.targets:
        assert 0 <= target.start < target.end <= len(found.text)
    assert found == find_targets(find_statements(record))
