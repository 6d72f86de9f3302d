"""Whatever the text, mentions are spans of it and every run gives the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.mentions.reading import read

WORDS = (
    "《 》 “ ” （ ） 、 ， 。 ： 的 和 关于 2021年 第一批 各 市 省 教育局 计划 制度 推进 建设 责任单位 牵头 以下简称 企业 学校",
    "一、 （一） 1. 等 活动 意见 制定 周年 成立 人民政府 发展 基地 a 1+X 〔 〕 新冠 上海 在沪 Ⅳ 👍",
)
PIECES = [*" ".join(WORDS).split(), " ", "\n", "\u3000"]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join).filter(str.strip))
def test_spans_are_of_the_text_and_runs_agree(text: str) -> None:
    record = read(text + "\n正文。")
    entities = {entity.id for entity in record.entities}
    for mention in record.mentions:
        assert 0 <= mention.start < mention.end <= len(record.text)
        assert record.quote(mention.start, mention.end).strip()
        assert mention.entity in entities
    assert entities == {mention.entity for mention in record.mentions}
    assert read(text + "\n正文。") == record
