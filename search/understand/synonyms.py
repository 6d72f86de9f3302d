"""What people write and what documents print: short forms and everyday words with the official ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ontology.yaml_files import read_yaml
from search.tokens import fold

DATA = Path(__file__).parent / "data" / "synonyms.yaml"


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Each folded short form or everyday word with its full or official words.

    Returns:
        Folded words and what they stand for.

    Raises:
        ConfigurationError: The file is not valid YAML.
    """
    raw = read_yaml(DATA)
    return {fold(str(word)).text: tuple(forms) for group in raw.values() for word, forms in group["words"].items()}
