"""The words of ``data/forms.yaml``, checked, by which values are known in official texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import ConfigurationError
from ontology.yaml_files import read_yaml

DATA = Path(__file__).parent / "data" / "forms.yaml"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Endings of names, offices, family names, measures and grades; see the file for what each is."""

    body_endings: tuple[str, ...]
    generic_bodies: frozenset[str]
    offices: tuple[str, ...]
    family_names: frozenset[str]
    measures: frozenset[str]
    long_measures: tuple[str, ...]
    abstract_measures: frozenset[str]
    same_measures: dict[str, tuple[str, ...]]
    grades: tuple[str, ...]
    document_endings: tuple[str, ...]


@cache
def load_vocabulary(path: Path = DATA) -> Vocabulary:
    """Read the file once.

    Args:
        path: A file in the documented form.

    Returns:
        The checked words.

    Raises:
        ConfigurationError: The file is malformed.
    """
    try:
        raw: dict[str, Any] = read_yaml(path)
        words = {name: entry["words"] for name, entry in raw.items()}
        return Vocabulary(
            body_endings=tuple(words["body_endings"]),
            generic_bodies=frozenset(words["generic_bodies"]),
            offices=tuple(words["offices"]),
            family_names=frozenset("".join(words["family_names"])),
            measures=frozenset("".join(words["measures"])),
            long_measures=tuple(words["long_measures"]),
            abstract_measures=frozenset(words["abstract_measures"]),
            same_measures={unit: tuple(forms) for unit, forms in words["same_measures"].items()},
            grades=tuple(words["grades"]),
            document_endings=tuple(words["document_endings"]),
        )
    except (KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise ConfigurationError(f"not a valid file of forms: {error}", where=str(path)) from error


def either(words: tuple[str, ...]) -> str:
    """A pattern for any of the words; spaces may stand between the characters of an office (召 集 人)."""
    return "(?:" + "|".join(r"\s*".join(map(re.escape, word)) for word in words) + ")"
