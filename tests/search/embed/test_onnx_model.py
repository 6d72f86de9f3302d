from __future__ import annotations

import numpy as np

from search.embed import load_embedder


def test_old_script_and_width_do_not_change_the_meaning() -> None:
    embedder = load_embedder("default")
    one, other = embedder.embed_passages(["職業教育２０２１年ＡＩ", "职业教育2021年ai"])
    np.testing.assert_array_equal(one, other)


def test_the_end_of_a_long_text_counts() -> None:
    embedder = load_embedder("default")
    start = "加强学校食堂食品安全检查，落实校长陪餐制度。" * 30
    plain, ended = embedder.embed_passages([start, start + "组织渔船进港避风，开展海上搜救演练。" * 10])
    assert plain @ ended < 0.999
    assert ended @ embedder.embed_query("渔船避风和海上搜救") > plain @ embedder.embed_query("渔船避风和海上搜救")


def test_paraphrase_is_nearer_than_shared_words() -> None:
    embedder = load_embedder("default")
    query = embedder.embed_query("孩子放学没人接怎么办")
    near, far = embedder.embed_passages(["中小学校要开展课后服务，解决家长接送困难。", "孩子的疫苗接种没有结束。"]) @ query
    assert near > far


def test_texts_that_hold_nothing_known_have_no_vector() -> None:
    assert not load_embedder("default").embed_passages(["", "\ud800", "😀", " \n"]).any()


def test_a_passage_is_read_in_pairs_and_means_what_the_full_reading_means() -> None:
    embedder = load_embedder("default")
    text = "推进职业学校办学条件达标，落实生均拨款制度。"
    [passage] = embedder.embed_passages([text])
    asked = embedder.embed_query(text)
    [other] = embedder.embed_passages(["加强渔船安全检查，严禁超员出海。"])
    assert passage @ asked > 0.8 > other @ asked
