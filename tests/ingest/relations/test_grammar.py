"""The triggers as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.relations.grammar import load_grammar
from ingest.relations.vocabulary import load_words, trie
from ontology.errors import ConfigurationError
from ontology.model import load_model


def test_every_trigger_has_both_languages_and_an_id_of_its_own() -> None:
    triggers = [trigger for predicate in load_model().predicates.values() for trigger in predicate.triggers]
    assert len({trigger.id for trigger in triggers}) == len(triggers) > 20
    assert all(trigger.note.zh and trigger.note.en for trigger in triggers)


def test_longest_word_wins() -> None:
    match = load_grammar().scanner.match("建立健全")
    assert match is not None
    assert match[0] == "建立健全"


def test_trie_prefers_the_longer_word() -> None:
    assert trie({"建", "建设", "修"}).index("设") < trie({"建", "建设", "修"}).index("|)")


def test_a_trigger_may_not_take_types_that_its_predicate_forbids(tmp_path: Path) -> None:
    source = Path(load_model.__wrapped__.__code__.co_filename).parent / "schema"
    for folder in ("types", "predicates"):
        (tmp_path / folder).mkdir()
        for file in (source / folder).glob("*.yaml"):
            (tmp_path / folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    cites = tmp_path / "predicates" / "cites.yaml"
    cites.write_text(
        cites.read_text(encoding="utf-8").replace("words: [以]", "words: [以]\n    objects: [Group]"), encoding="utf-8"
    )
    with pytest.raises(ConfigurationError, match="does not allow"):
        load_model(tmp_path)


def test_a_missing_word_list_is_named(tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text("plain: []\nadverbs: [大力]\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="actions"):
        load_words(file)
