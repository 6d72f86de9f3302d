from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import numpy as np
import pytest

from ontology.errors import ConfigurationError, MissingExtra
from search.embed import load_embedder
from search.embed.folder import MODELS
from search.embed.transformers_model import instruction_for

LIMIT = 16_000_000


def test_nothing_named_is_the_shipped_transformer() -> None:
    assert load_embedder(None).name == load_embedder("default").name == load_embedder("").name


def test_names_tell_the_models_apart() -> None:
    assert load_embedder("default").name.startswith("default-")
    assert load_embedder("static").name.startswith("static-")


@pytest.mark.parametrize("name", ["nosuch", "./nowhere", "/nowhere/at/all", "默认"])
def test_unknown_name_says_what_there_is(name: str) -> None:
    with pytest.raises(ConfigurationError, match="no such embedder") as caught:
        load_embedder(name)
    assert "static" in str(caught.value)


def test_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="not a model folder"):
        load_embedder(str(tmp_path))


def test_a_copy_of_the_model_is_loaded_from_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(MODELS / "default", folder)
    copy, shipped = load_embedder(str(folder)), load_embedder("default")
    assert copy.name == "mine-" + shipped.name.removeprefix("default-")
    np.testing.assert_array_equal(copy.embed_query("职业教育"), shipped.embed_query("职业教育"))


def test_damaged_model_is_one_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(MODELS / "default", folder)
    (folder / "model.onnx.gz").write_bytes(b"nothing of the kind")
    with pytest.raises(ConfigurationError, match="cannot read the model"):
        load_embedder(str(folder)).embed_query("职业教育")


def test_damaged_tokenizer_is_one_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(MODELS / "default", folder)
    (folder / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="cannot read the tokenizer"):
        load_embedder(str(folder)).embed_query("职业教育")


@pytest.mark.skipif(
    importlib.util.find_spec("sentence_transformers") is not None, reason="sentence-transformers is installed here"
)
@pytest.mark.parametrize("name", ["transformers", "BAAI/bge-base-zh-v1.5", "modelscope:BAAI/bge-small-zh-v1.5"])
def test_hub_model_without_the_extra_names_the_extra(name: str) -> None:
    with pytest.raises(MissingExtra, match="sentence-transformers is not installed"):
        load_embedder(name)


def test_query_instruction_only_for_models_trained_with_it() -> None:
    assert instruction_for("BAAI/bge-large-zh")
    assert instruction_for("BAAI/bge-small-zh-v1.5") == ""
    assert instruction_for("some/other-model") == ""


def test_what_is_shipped_stays_small() -> None:
    assert sum(path.stat().st_size for path in MODELS.rglob("*") if path.is_file()) <= LIMIT


def test_damaged_settings_are_one_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(MODELS / "default", folder)
    (folder / "model.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="must be a JSON object"):
        load_embedder(str(folder)).embed_query("职业教育")
