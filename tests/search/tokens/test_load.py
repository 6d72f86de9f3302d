from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from ontology.errors import ConfigurationError
from search.tokens import PolicyTokenizer, load_tokenizer


def test_names_of_the_lexicon_are_kept_whole() -> None:
    assert "双高计划" in load_tokenizer().cut_query("落实双高计划")


def test_user_words_are_kept_whole_and_change_the_name() -> None:
    plain, own = load_tokenizer(), load_tokenizer(extra=["青苗护航行动"])
    assert "青苗护航行动" in own.cut_index("启动青苗护航行动")
    assert "青苗护航行动" not in plain.cut_index("启动青苗护航行动")
    assert plain.name != own.name


def test_name_does_not_depend_on_the_order_of_words() -> None:
    assert PolicyTokenizer(["甲乙丙", "丁戊己"]).name == PolicyTokenizer(["丁戊己", "甲乙丙"]).name


def test_unknown_engine_is_named() -> None:
    with pytest.raises(ConfigurationError, match="no such tokenizer: none"):
        load_tokenizer(engine="none")


def test_python_engine_leaves_no_cache_behind() -> None:
    caches = Path(tempfile.gettempdir()).glob("jieba*.cache")
    before = {path: path.stat().st_mtime_ns for path in caches}
    PolicyTokenizer(engine="jieba").cut_index("职业教育")
    assert {path: path.stat().st_mtime_ns for path in Path(tempfile.gettempdir()).glob("jieba*.cache")} == before
