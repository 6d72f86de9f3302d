"""What people write and what documents print: short forms and everyday words with the official ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from ontology.errors import ConfigurationError
from ontology.yaml_files import read_yaml
from search.tokens import Tokenizer, fold

DATA = Path(__file__).parent / "data" / "synonyms.yaml"


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Each folded short form or everyday word with its full or official words.

    Returns:
        Folded words and what they stand for.

    Raises:
        ConfigurationError: The file is malformed.
    """
    try:
        raw = read_yaml(DATA)
        return {fold(str(word)).text: tuple(forms) for group in raw.values() for word, forms in group["words"].items()}
    except (AttributeError, KeyError, TypeError, yaml.YAMLError) as error:
        raise ConfigurationError(f"not a valid file of synonyms: {error}", where=str(DATA)) from error


def synonyms_in(folded: str, tokenizer: Tokenizer) -> dict[str, tuple[str, ...]]:
    """Those that a folded text holds; 提高企业 holds no 高企, of which both ends lie inside words.

    Args:
        folded: The text.
        tokenizer: Cuts it into words; a short form that it breaks (个|税) still counts.

    Returns:
        Short forms and everyday words with what they stand for.
    """
    found = {word: forms for word, forms in synonyms().items() if word in folded}
    if not found:
        return found
    inside = {at for word in tokenizer.words(folded) for at in range(word.start + 1, word.end)}
    return {word: forms for word, forms in found.items() if not _across(folded, word, inside)}


def _across(folded: str, word: str, inside: set[int]) -> bool:
    """Whether a word has both its ends inside other words wherever it stands in a text."""
    return all({*match.span()} <= inside for match in re.finditer(re.escape(word), folded))
