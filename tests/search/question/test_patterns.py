"""Wording as data: files are checked, entries may stand in each other, and every name that the code asks for is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from ontology.errors import ConfigurationError
from search.answer import mention_answer, metadata_answer, phrases
from search.question import shapes
from search.question.patterns import load_patterns

ROOT = Path(__file__).parents[3] / "search"
FILES = [phrases.DATA, shapes.DATA, metadata_answer.DATA, mention_answer.DATA]
LABEL = "label: {zh: 甲, en: a}"


def write(folder: Path, text: str) -> Path:
    path = folder / "patterns.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_words_are_plain_and_the_longest_is_taken(tmp_path: Path) -> None:
    patterns = load_patterns(write(tmp_path, f"one:\n  {LABEL}\n  words: [甲, 甲乙, a.b]\n"))
    match = patterns["one"].search("丙甲乙")
    assert match is not None
    assert match.group() == "甲乙"
    assert not patterns["one"].search("axb")
    assert patterns.words("one") == ("甲", "甲乙", "a.b")


def test_an_entry_may_stand_in_another(tmp_path: Path) -> None:
    patterns = load_patterns(
        write(tmp_path, f'day:\n  {LABEL}\n  words: [哪天]\nasks:\n  {LABEL}\n  patterns: ["{{day}}.{{0,3}}发"]\n')
    )
    assert patterns["asks"].search("哪天印发")
    assert "asks" in patterns
    assert "nothing" not in patterns


@pytest.mark.parametrize(
    "text",
    [
        "- a list",
        f"one:\n  {LABEL}\n",
        "one:\n  words: [甲]\n",
        f'one:\n  {LABEL}\n  patterns: ["("]\n',
        f'one:\n  {LABEL}\n  patterns: ["{{later}}"]\n',
        f"One:\n  {LABEL}\n  words: [甲]\n",
        "one: [",
    ],
)
def test_a_malformed_file_is_one_clear_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_patterns(write(tmp_path, text))
    assert "patterns.yaml" in str(caught.value)


def test_a_missing_file_or_entry_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        load_patterns(tmp_path / "none.yaml")
    patterns = load_patterns(write(tmp_path, f'one:\n  {LABEL}\n  patterns: ["甲"]\n'))
    with pytest.raises(ConfigurationError):
        patterns["two"]
    with pytest.raises(ConfigurationError):
        patterns.words("one")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_bundled_files_are_sound(path: Path) -> None:
    patterns = load_patterns(path)
    for name in yaml.safe_load(path.read_text(encoding="utf-8")):
        assert name in patterns


@pytest.mark.parametrize(("call", "path"), [("phrase", phrases.DATA), ("shape", shapes.DATA), ("asks", metadata_answer.DATA)])
def test_every_name_that_the_code_asks_for_is_there(call: str, path: Path) -> None:
    sources = "\n".join(p.read_text(encoding="utf-8") for p in sorted(ROOT.rglob("*.py")))
    names = set(re.findall(rf'(?<![\w.]){call}\("([a-z_]+)"', sources))
    assert names
    assert not [name for name in names if name not in load_patterns(path)]
