from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import numpy as np
import pytest

from ontology.errors import ConfigurationError
from search.embed import load_embedder
from search.embed.folder import MODELS


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


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        ("村里垃圾没人收", "完善农村生活垃圾收运处置体系。", "村里没人反对收费标准。"),
        ("公司交不起房租", "对承租国有房产的中小企业减免租金。", "公司交流会在上海举行。"),
        ("老人看病不方便", "推进医疗机构适老化改造，方便高龄患者就诊。", "老人的看法很有代表性。"),
    ],
)
def test_paraphrase_is_nearer_than_shared_words(query: str, near: str, far: str) -> None:
    embedder = load_embedder("default")
    meant, worded = embedder.embed_passages([near, far]) @ embedder.embed_query(query)
    assert meant > worded


def test_texts_that_hold_nothing_known_have_no_vector() -> None:
    assert not load_embedder("default").embed_passages(["", "\ud800", "😀", " \n"]).any()


def test_a_passage_is_read_in_pairs_and_means_what_the_full_reading_means() -> None:
    embedder = load_embedder("default")
    text = "推进职业学校办学条件达标，落实生均拨款制度。"
    [passage] = embedder.embed_passages([text])
    asked = embedder.embed_query(text)
    [other] = embedder.embed_passages(["加强渔船安全检查，严禁超员出海。"])
    assert passage @ asked > 0.8 > other @ asked


def test_a_passage_has_the_same_vector_alone_and_among_others() -> None:
    embedder = load_embedder("default")
    texts = ["落实教育经费。", "推进职业学校办学条件达标，落实生均拨款制度。", "开展校园食品安全检查" * 30]
    alone = np.concatenate([embedder.embed_passages([text]) for text in texts])
    np.testing.assert_array_equal(alone, embedder.embed_passages(texts))


def test_a_model_of_an_earlier_make_is_refused(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx", reason="a model is made with onnx")
    helper = onnx.helper
    ids, vectors = (helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1, 2]) for name in ("ids", "vectors"))
    graph = helper.make_graph([helper.make_node("Identity", ["ids"], ["vectors"])], "old", [ids], [vectors])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    (tmp_path / "model.onnx.gz").write_bytes(gzip.compress(model.SerializeToString()))
    shutil.copy(MODELS / "default" / "tokenizer.json", tmp_path)
    with pytest.raises(ConfigurationError, match="earlier make"):
        load_embedder(str(tmp_path)).embed_query("渔船")
