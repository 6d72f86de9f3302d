"""Named patterns of official wording, kept as data that an expert may edit.

A file maps a name to ``label`` (zh, en) and to ``words`` (plain words, any of which may stand) or ``patterns`` (regular
expressions over folded text, half width and lower case, any of which may match). ``{name}`` in a pattern stands for another
entry of the same file, which stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import ConfigurationError
from ontology.yaml_files import read_yaml

_ENTRY = re.compile(r"\{([a-z][a-z_]*)\}")


class Patterns:
    """The compiled entries of one file.

    Args:
        sources: Text of each entry's regular expression by its name.
        words: Plain words of each entry that is made of words.
        where: The file, for errors.

    Raises:
        ConfigurationError: An entry is not a regular expression.
    """

    def __init__(self, sources: Mapping[str, str], words: Mapping[str, tuple[str, ...]], where: str) -> None:
        self._where = where
        self._words = dict(words)
        self._compiled: dict[str, re.Pattern[str]] = {}
        for name, source in sources.items():
            try:
                self._compiled[name] = re.compile(source)
            except re.error as error:
                raise ConfigurationError(
                    f"the entry {name} is not a regular expression: {error}", where=where, hint="Correct the entry"
                ) from error

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """The pattern of an entry. ``ConfigurationError`` when the file has no such entry."""
        if name not in self._compiled:
            raise ConfigurationError(f"the entry {name} is missing", where=self._where, hint="Put it back")
        return self._compiled[name]

    def __contains__(self, name: str) -> bool:
        """Whether there is an entry of that name."""
        return name in self._compiled

    def words(self, name: str) -> tuple[str, ...]:
        """The plain words of an entry. ``ConfigurationError`` when it is not made of words."""
        if name not in self._words:
            raise ConfigurationError(f"the entry {name} is missing or has no words", where=self._where, hint="Put it back")
        return self._words[name]


@cache
def load_patterns(path: Path) -> Patterns:
    """Read a file once.

    Args:
        path: A file in the form given above.

    Returns:
        Its entries, compiled.

    Raises:
        ConfigurationError: The file cannot be read, an entry lacks a label or both words and patterns, names an entry that
            does not stand before it, or is not a regular expression.
    """
    try:
        raw: dict[str, Any] = read_yaml(path)
        entries = list(raw.items())
    except (OSError, AttributeError, yaml.YAMLError) as error:
        raise ConfigurationError(f"not a file of patterns: {error}", where=str(path), hint="See its first lines") from error
    sources: dict[str, str] = {}
    words: dict[str, tuple[str, ...]] = {}
    for name, entry in entries:
        try:
            _check(name, entry)
            parts = [re.escape(word) for word in sorted(entry.get("words", ()), key=lambda word: (-len(word), word))]
            parts += [_ENTRY.sub(lambda match: sources[match[1]], pattern) for pattern in entry.get("patterns", ())]
        except (KeyError, TypeError, AttributeError) as error:
            raise ConfigurationError(f"the entry {name} is malformed: {error}", where=str(path), hint="Correct it") from error
        sources[name] = "(?:" + "|".join(parts) + ")"
        if "words" in entry:
            words[name] = tuple(entry["words"])
    return Patterns(sources, words, str(path))


def _check(name: str, entry: Mapping[str, Any]) -> None:
    if not (entry["label"]["zh"] and entry["label"]["en"]):
        raise KeyError("label")
    if not (entry.get("words") or entry.get("patterns")):
        raise KeyError("words or patterns")
    if not re.fullmatch(r"[a-z][a-z_]*", name):
        raise KeyError("name of small letters and _")
