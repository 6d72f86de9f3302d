"""Readings: of characters without the phrases, of words with them."""

from __future__ import annotations

import os
import subprocess
import sys

from search.pinyin import initials, of_character


def test_a_character_has_its_commonest_reading() -> None:
    assert [of_character(character) for character in "职业重A"] == ["zhi", "ye", "zhong", "A"]


def test_a_word_is_read_as_a_word() -> None:
    assert initials("重庆市") == "cqs"
    assert initials("重点") == "zd"


def test_phrases_are_only_loaded_for_words_and_the_environment_is_as_before() -> None:
    script = """
import os, sys
from search.pinyin import initials, of_character
before = dict(os.environ)
of_character("职")
assert "pypinyin.phrases_dict" not in sys.modules
assert initials("重庆") == "cq"
assert "pypinyin.phrases_dict" in sys.modules
assert dict(os.environ) == before
"""
    for more in ({}, {"PYPINYIN_NO_PHRASES": "yes"}):
        subprocess.run([sys.executable, "-c", script], env={**os.environ, **more}, check=True)
