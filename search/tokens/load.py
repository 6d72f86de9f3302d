"""The tokenizer that the project uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.lexicon import Lexicon, load_lexicon
from ontology.errors import ConfigurationError
from search.tokens.cutter import ENGINES, PolicyTokenizer
from search.tokens.protocol import Tokenizer


def load_tokenizer(lexicon: Lexicon | None = None, extra: Iterable[str] = (), engine: str = "rjieba") -> Tokenizer:
    """Return the policy tokenizer; its dictionary is read at the first cut.

    Args:
        lexicon: Where names come from; None takes the bundled lexicon.
        extra: More words to keep whole.
        engine: ``rjieba`` or ``jieba``.

    Returns:
        The tokenizer; its name changes with the words and the engine.

    Raises:
        ConfigurationError: The engine is not known.
    """
    if engine not in ENGINES:
        raise ConfigurationError(f"no such tokenizer: {engine}", hint=f"Use one of: {', '.join(ENGINES)}")
    return PolicyTokenizer([*lexicon_words(lexicon or load_lexicon()), *extra], engine)


def lexicon_words(lexicon: Lexicon) -> Iterator[str]:
    """All printed forms that the lexicon knows: names, short names, regions and kinds of offices."""
    for entry in lexicon.entries:
        yield from (*entry.names(), *entry.central)
    for region in lexicon.regions:
        yield from (region.name, region.short)
    for department in lexicon.departments:
        yield from (department.name, *department.forms)
