"""Words of Chinese policy text: jieba's dictionary and algorithm with the project's own lexicon."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable
from functools import cached_property
from importlib.metadata import version
from typing import Any, Protocol

from search.tokens.fold import fold
from search.tokens.names import NameFinder
from search.tokens.protocol import Word

MAX_WORD = 64  # characters; longer runs (an encoded blob, a row of letters) are cut, since indexes refuse very long terms
_RULES = "2"  # raise when folding or filtering changes, so that old indexes are rebuilt

Piece = tuple[str, int, int]


class Engine(Protocol):
    """A segmenter that gives words with their places.

    New words are not guessed (jieba's HMM is off): a guess depends on what stands around, so that a query would be cut in
    another way than the text it looks for.
    """

    def tokenize(self, text: str) -> list[Piece]:
        """Words of ``text`` and of their parts as (word, start, end)."""
        ...


class RjiebaEngine:
    """The Rust implementation: the same dictionary, about fifteen times the speed, a third of the memory."""

    package = "rjieba"

    def __init__(self) -> None:
        import rjieba

        # The package reads a dictionary when it is imported and keeps it: a second one would cost 24 MB and 0.16 seconds.
        # Nobody adds words to it; what needs words of its own makes its own.
        self._jieba: Any = rjieba

    def tokenize(self, text: str) -> list[Piece]:
        """Words of ``text`` and of their parts as (word, start, end)."""
        found: list[Piece] = self._jieba.tokenize(text, mode="search", hmm=False)
        return found


class JiebaEngine:
    """The Python implementation; for platforms without a wheel of the other, and to check it."""

    package = "jieba"

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its sources hold escapes and imports that newer Pythons complain about
            import jieba

        jieba.setLogLevel(60)
        self._jieba: Any = _uncached(jieba)

    def tokenize(self, text: str) -> list[Piece]:
        """Words of ``text`` and of their parts as (word, start, end)."""
        return list(self._jieba.tokenize(text, mode="search", HMM=False))


def _uncached(jieba: Any) -> Any:  # noqa: ANN401  a module without types
    """A tokenizer that reads the dictionary itself: jieba's own loading leaves a pickle in the system's temporary folder."""
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(file)
    tokenizer.initialized = True
    return tokenizer


ENGINES: dict[str, type[RjiebaEngine] | type[JiebaEngine]] = {"rjieba": RjiebaEngine, "jieba": JiebaEngine}


class PolicyTokenizer:
    """Cuts policy text with an engine and additional words; the engine is loaded at the first call.

    Args:
        words: Names and terms that are to be kept whole (their parts are indexed too).
        engine: ``rjieba`` or ``jieba``.
    """

    def __init__(self, words: Iterable[str] = (), engine: str = "rjieba") -> None:
        self._words = sorted({folded for word in words if 1 < len(folded := fold(word).text.strip()) <= MAX_WORD})
        self._type = ENGINES[engine]

    @cached_property
    def name(self) -> str:
        """Engine, its version, and a fingerprint of the added words and of the folding rules."""
        data = "\n".join((_RULES, version("opencc-python-reimplemented"), *self._words)).encode()
        return f"{self._type.package}-{version(self._type.package)}-{hashlib.sha256(data).hexdigest()[:12]}"

    @cached_property
    def _names(self) -> NameFinder:
        return NameFinder(self._words)

    @cached_property
    def _engine(self) -> Engine:
        return self._type()

    def words(self, text: str) -> list[Word]:
        """Index words with the place of each in ``text``."""
        folded = fold(text)
        pieces = self._cut(folded.text)
        spans = folded.original_spans([(start, end) for _, start, end in pieces])
        return [Word(word, *span) for (word, _, _), span in zip(pieces, spans, strict=True)]

    def cut_index(self, text: str) -> list[str]:
        """Words of a text in order, sub-words of long words before the word itself."""
        return [word for word, _, _ in self._cut(fold(text).text)]

    def cut_query(self, text: str) -> list[str]:
        """Words of a query, cut as a text is: a long name also finds texts that hold its parts."""
        return self.cut_index(text)

    def _cut(self, text: str) -> list[Piece]:
        """Words, and beside them the names: a name adds to the words it is made of and replaces none of them."""
        pieces = self._engine.tokenize(text)
        if max(map(_length, pieces), default=0) > MAX_WORD:
            pieces = [part for piece in pieces for part in _split(piece)]
        found = [piece for piece in pieces if piece[0].isalnum() or any(map(str.isalnum, piece[0]))]
        present = set(found)
        names = [name for name in self._names.find(text) if name not in present]
        return sorted(found + names, key=lambda piece: (piece[2], -piece[1])) if names else found


def _length(piece: Piece) -> int:
    return len(piece[0])


def _split(piece: Piece) -> list[Piece]:
    """A piece, in parts that are short enough: of a run of letters that is no word."""
    word, start, end = piece
    return [(word[at : at + MAX_WORD], start + at, min(start + at + MAX_WORD, end)) for at in range(0, len(word), MAX_WORD)]
