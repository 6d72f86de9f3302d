"""The whole way from a teacher's folder to a model that is loaded by name, with a tiny teacher made here."""

from __future__ import annotations

import json
import math
import sys
import types
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from search.embed import load_embedder
from search.embed.units import Units, feed

pytest.importorskip("onnx", reason="the scripts that make models need onnx")
pytest.importorskip("safetensors", reason="the scripts that make models need safetensors")

WIDTH, INNER, LAYERS, HEADS, LONGEST = 32, 64, 2, 4, 200
CHARACTERS = "推进职业教育高质量发展，落实招生计划。建设学校"
TEXTS = ["推进职业教育发展，落实招生计划。", "建设学校。", "高质量发展职业教育。"]


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from safetensors.numpy import save_file

    folder = tmp_path_factory.mktemp("teacher")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *CHARACTERS, "龘"]
    tokenizer = Tokenizer(
        models.WordPiece({word: number for number, word in enumerate(dict.fromkeys(words))}, unk_token="[UNK]")
    )
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file(_tensors(tokenizer.get_vocab_size()), str(folder / "model.safetensors"))
    config = {"num_hidden_layers": LAYERS, "num_attention_heads": HEADS}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def _tensors(words: int) -> dict[str, NDArray[np.float32]]:
    chance = np.random.default_rng(3)

    def numbers(*shape: int) -> NDArray[np.float32]:
        return chance.normal(0, 0.3, shape).astype(np.float32)

    found = {
        "embeddings.word_embeddings.weight": numbers(words, WIDTH),
        "embeddings.token_type_embeddings.weight": numbers(2, WIDTH),
        "embeddings.position_embeddings.weight": numbers(LONGEST, WIDTH),
        "embeddings.LayerNorm.weight": 1 + numbers(WIDTH),
        "embeddings.LayerNorm.bias": numbers(WIDTH),
    }
    for layer in range(LAYERS):
        start = f"encoder.layer.{layer}."
        for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            found |= {f"{start}{part}.weight": numbers(WIDTH, WIDTH), f"{start}{part}.bias": numbers(WIDTH)}
        found |= {f"{start}intermediate.dense.weight": numbers(INNER, WIDTH), f"{start}intermediate.dense.bias": numbers(INNER)}
        found |= {f"{start}output.dense.weight": numbers(WIDTH, INNER), f"{start}output.dense.bias": numbers(WIDTH)}
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            found |= {f"{start}{part}.weight": 1 + numbers(WIDTH), f"{start}{part}.bias": numbers(WIDTH)}
    return found


def _reference(folder: Path, ids: list[int]) -> NDArray[np.float64]:
    """BERT as its paper describes it, one text at a time, in plain NumPy."""
    from safetensors.numpy import load_file

    weights = load_file(folder / "model.safetensors")

    def dense(name: str, values: NDArray[np.float64]) -> NDArray[np.float64]:
        return values @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(name: str, values: NDArray[np.float64]) -> NDArray[np.float64]:
        centred = values - values.mean(-1, keepdims=True)
        return centred / np.sqrt((centred**2).mean(-1, keepdims=True)) * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    hidden = weights["embeddings.word_embeddings.weight"][ids].astype(np.float64)
    hidden = (
        hidden
        + weights["embeddings.token_type_embeddings.weight"][0]
        + weights["embeddings.position_embeddings.weight"][: len(ids)]
    )
    hidden = norm("embeddings.LayerNorm", hidden)
    for layer in range(LAYERS):
        start = f"encoder.layer.{layer}"
        query, key, value = (
            dense(f"{start}.attention.self.{part}", hidden).reshape(len(ids), HEADS, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(WIDTH // HEADS))
        context = (scores / scores.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(ids), WIDTH)
        hidden = norm(f"{start}.attention.output.LayerNorm", hidden + dense(f"{start}.attention.output.dense", context))
        inner = dense(f"{start}.intermediate.dense", hidden)
        inner = inner * 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
        hidden = norm(f"{start}.output.LayerNorm", hidden + dense(f"{start}.output.dense", inner))
    return hidden[0] / np.linalg.norm(hidden[0])


def _wanted(folder: Path) -> NDArray[np.float64]:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return np.stack([_reference(folder, tokenizer.encode(text).ids) for text in TEXTS])


def _units(folder: Path) -> Units:
    return Units(Tokenizer.from_file(str(folder / "tokenizer.json")))


def test_float_graph_computes_what_bert_is(teacher: Path) -> None:
    import onnxruntime

    from search.train.graph import build
    from search.train.weights import read_bert

    session = onnxruntime.InferenceSession(build(("queries", read_bert(teacher))), providers=["CPUExecutionProvider"])
    found = session.run(["vectors"], feed(_units(teacher).windows(TEXTS, pairs=False)[1]))[0]
    np.testing.assert_allclose(found, _wanted(teacher), atol=2e-2)  # positions and tokens are stored in few bits


@pytest.fixture
def not_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Learning needs torch and is tested in an environment of its own; here the reader of passages stays as it begins."""
    module = types.ModuleType("search.train.distil")
    module.distil = lambda start, windows, wanted, epochs, tell: start  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "search.train.distil", module)


@pytest.mark.usefixtures("not_learned")
def test_made_model_follows_its_teacher(teacher: Path, tmp_path: Path) -> None:
    from search.train.student import make

    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "own.txt").write_text("\n".join(TEXTS * 4), encoding="utf-8")
    make(teacher, texts, tmp_path / "made", prompt="")
    embedder = load_embedder(str(tmp_path / "made"))
    cosines = (np.stack([embedder.embed_query(text) for text in TEXTS]) * _wanted(teacher)).sum(axis=1)
    assert cosines.min() > 0.95
    assert embedder.name.startswith("made-")
    assert np.isfinite(embedder.embed_passages(TEXTS)).all()


def test_tokens_nobody_needs_are_gone(teacher: Path) -> None:
    from search.train.vocabulary import choose_tokens

    tokenizer = Tokenizer.from_file(str(teacher / "tokenizer.json"))
    kept = choose_tokens(tokenizer, TEXTS)
    assert "龘" not in kept
    assert {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "职"} <= set(kept)


@pytest.mark.usefixtures("not_learned")
def test_prompt_goes_before_queries_only(teacher: Path, tmp_path: Path) -> None:
    from search.train.student import make

    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "own.txt").write_text("\n".join(TEXTS * 4), encoding="utf-8")
    make(teacher, texts, tmp_path / "asked", prompt="建设")
    make(teacher, texts, tmp_path / "plain", prompt="")
    asked, plain = load_embedder(str(tmp_path / "asked")), load_embedder(str(tmp_path / "plain"))
    np.testing.assert_array_equal(asked.embed_query("学校"), plain.embed_query("建设学校"))
    np.testing.assert_array_equal(asked.embed_passages(TEXTS), plain.embed_passages(TEXTS))


def test_merged_tokens_go_on_as_their_mean(teacher: Path) -> None:
    import onnx
    import onnxruntime

    from search.train.graph import build
    from search.train.weights import read_bert

    model = onnx.load_from_string(build(("passages", read_bert(teacher))))
    model.graph.output.append(onnx.helper.make_tensor_value_info("units", onnx.TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    text = "推进职业教育"
    before, after = (
        session.run(["units"], feed(_units(teacher).windows([text], pairs=pairs)[1]))[0][0] for pairs in (False, True)
    )
    assert (len(before), len(after)) == (8, 5)
    np.testing.assert_allclose(after[[0, -1]], before[[0, -1]], atol=1e-6)
    np.testing.assert_allclose(after[1:4], (before[1:7:2] + before[2:7:2]) / 2, atol=1e-6)


def test_two_readers_stand_in_one_model(teacher: Path) -> None:
    import onnxruntime

    from search.train.graph import build
    from search.train.weights import narrow, read_bert

    whole = read_bert(teacher)
    light = narrow(replace(whole, layers=whole.layers[-1:]), 16)
    readers = ("queries", whole), ("passages", light)
    both = onnxruntime.InferenceSession(build(*readers), providers=["CPUExecutionProvider"])
    given = feed(_units(teacher).windows(TEXTS, pairs=True)[1])
    for full, reader in zip((True, False), readers, strict=True):
        alone = onnxruntime.InferenceSession(build(reader), providers=["CPUExecutionProvider"])
        found = both.run(["vectors"], {**given, "full": np.array(full)})[0]
        np.testing.assert_allclose(found, alone.run(["vectors"], given)[0], atol=1e-6)


def test_the_largest_channels_are_kept(teacher: Path) -> None:
    from search.train.weights import narrow, read_bert

    whole = read_bert(teacher)
    [layer], [kept] = whole.layers[:1], narrow(replace(whole, layers=whole.layers[:1]), 16).layers
    size = np.linalg.norm(layer["up"][0], axis=0) * np.linalg.norm(layer["down"][0], axis=1)
    left = np.linalg.norm(kept["up"][0], axis=0) * np.linalg.norm(kept["down"][0], axis=1)
    np.testing.assert_allclose(np.sort(left), np.sort(size)[-16:], rtol=1e-5)


def test_one_large_channel_leaves_the_others_their_codes(teacher: Path) -> None:
    from search.train.rounding import as_stored
    from search.train.weights import read_bert

    weights = read_bert(teacher)
    weights.tokens[:, 3] *= 30
    stored = as_stored(weights)
    others = [channel for channel in range(WIDTH) if channel != 3]
    error = np.linalg.norm((stored.tokens - weights.tokens)[:, others]) / np.linalg.norm(weights.tokens[:, others])
    assert error < 0.03
