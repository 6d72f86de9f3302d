"""Heads of names where a line begins."""

from __future__ import annotations

import dataclasses

from ingest.lexicon import load_lexicon
from ingest.mentions.grammar import Grammar
from ingest.mentions.words import Cutter


def test_a_head_of_one_character_is_none_even_where_a_line_begins() -> None:
    words = load_lexicon().words
    heads = {kind: (*names, "县", "邻近县") if kind == "Region" else names for kind, names in words.heads.items()}
    grammar = Grammar(dataclasses.replace(words, heads=heads))
    line = Cutter(words).line(0, "县，经济")
    hits = [grammar.head_at(line, token) for token in range(len(line.words))]
    assert "县" not in {hit[0] for hit in hits if hit}


def test_the_longest_head_that_ends_with_a_word_is_found() -> None:
    words = load_lexicon().words
    line = Cutter(words).line(0, "实施行动计划")
    found = Grammar(words).head_at(line, len(line.words) - 1)
    assert found is not None
    assert found[0] == max((head for head in Grammar(words).heads if line.text.endswith(head)), key=len)
