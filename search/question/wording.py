"""How questions are worded: the editable data of ``data/asking.yaml``, checked and compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import ConfigurationError
from ontology.yaml_files import read_yaml

DATA = Path(__file__).parent / "data" / "asking.yaml"


@dataclass(frozen=True, slots=True)
class KindRule:
    """One type of question and the patterns that show it."""

    kind: str
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """All of the file: types, wanted forms, empty words and words that stand for each other."""

    kinds: tuple[KindRule, ...]
    wanted: tuple[tuple[str, tuple[str, ...]], ...]
    empty: frozenset[str]
    same: dict[str, tuple[str, ...]]
    labels: dict[str, str]
    phrases: tuple[str, ...]
    nicknames: tuple[tuple[str, re.Pattern[str]], ...] = ()
    common_places: frozenset[str] = frozenset()
    document_kinds: frozenset[str] = frozenset()
    not_places: tuple[str, ...] = ()
    opposed: tuple[tuple[re.Pattern[str], ...], ...] = ()

    def forms(self, word: str) -> tuple[str, ...]:
        """Other words for ``word``."""
        return self.same.get(word, ())

    def generic(self, word: str) -> bool:
        """Whether a word only names a kind of thing (比例, 部门) and not a thing (中签率)."""
        return any(word in words for _, words in self.wanted)

    def form_of(self, noun: str) -> str | None:
        """The wanted form whose word ends ``noun`` (the longest wins), or ``None``."""
        best, best_length = None, 0
        for form, words in self.wanted:
            for word in words:
                if noun.endswith(word) and len(word) > best_length:
                    best, best_length = form, len(word)
        return best


@cache
def load_wording(path: Path = DATA) -> Wording:
    """Read the file once.

    Args:
        path: A file in the documented form.

    Returns:
        The checked wording.

    Raises:
        ConfigurationError: The file is malformed, or a pattern is not a regular expression.
    """
    try:
        raw: dict[str, Any] = read_yaml(path)
        kinds = tuple(KindRule(rule["kind"], tuple(re.compile(p) for p in rule["patterns"])) for rule in raw["kinds"])
        wanted = tuple((rule["form"], tuple(rule["words"])) for rule in raw["wanted"])
        labels = {rule.get("kind") or rule["form"]: rule["label"]["zh"] for rule in (*raw["kinds"], *raw["wanted"])}
        same = _same(raw["same"])
        nicknames = tuple((word, re.compile(entry["title"])) for entry in raw["nicknames"] for word in entry["words"])
        phrases = tuple(sorted((word for word in same if len(word) > 2), key=lambda word: (-len(word), word)))
        places, document_kinds = frozenset(raw["common_places"]), frozenset(raw["document_kinds"])
        districts = tuple(raw["not_places"])
        empty = frozenset(raw["empty"])
        opposed = tuple(tuple(re.compile("|".join(names)) for names in group) for group in raw["opposed"])
        return Wording(kinds, wanted, empty, same, labels, phrases, nicknames, places, document_kinds, districts, opposed)
    except (KeyError, TypeError, re.error, yaml.YAMLError) as error:
        raise ConfigurationError(f"not a valid wording file: {error}", where=str(path)) from error


def _same(lines: list[list[str]]) -> dict[str, tuple[str, ...]]:
    same: dict[str, list[str]] = {}
    for line in lines:
        for word in line:
            same.setdefault(word, []).extend(other for other in line if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in same.items()}
