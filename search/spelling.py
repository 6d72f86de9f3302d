"""Misspelt words of a query: homophones by pinyin, and one wrong character in a longer word.

Only stretches of the query that the library does not print are looked at, and what is found is added to the query, never put in
place of its words: an exact query is not touched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from search.pinyin import of_character

_SHORTEST, _LONGEST = 2, 8
_ONE_WRONG = 4  # characters of the shortest word in which one wrong character is forgiven
_MOST = 4
_CHINESE = re.compile("[\u4e00-\u9fff]*")
MOST_READ = 100
"""Characters; a longer query is a text, which is found without corrections."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Words of the query and what they were probably meant to be."""

    wrong: str
    right: str
    start: int = 0


class Spelling:
    """Knows the words that the library prints.

    Args:
        vocabulary: Words and how many passages hold each.
        names: Further words to correct to, such as names of entities.
        printed: Says whether a stretch of text stands in the library.
    """

    def __init__(self, vocabulary: Mapping[str, int], names: Iterable[str], printed: Callable[[str], bool]) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._printed = printed

    def frequency(self, word: str) -> int:
        """In how many passages a word stands."""
        return self._vocabulary.get(word, 0)

    def printed(self, stretch: str) -> bool:
        """Whether a stretch of text stands in the library."""
        return self._printed(stretch)

    def correct(self, folded: str, known: Sequence[bool]) -> list[Correction]:
        """Probable corrections of a folded query; at most four.

        Args:
            folded: The query.
            known: For each of its characters whether it stands in a word that needs no correction.

        Returns:
            Corrections that do not overlap.
        """
        if all(known) or len(folded) > MOST_READ:
            return []
        found: list[Correction] = []
        for window, start in windows(folded, known, _LONGEST):
            at = range(start, start + len(window))
            if not any(c.start < at.stop and at.start < c.start + len(c.wrong) for c in found):
                right = self._meant(window, known[at.start : at.stop])
                if right is not None:
                    found.append(Correction(window, right, start))
        return found[:_MOST]

    def _meant(self, window: str, known: Sequence[bool]) -> str | None:
        if window in self._vocabulary:
            return None
        ranked = [
            (sum(a == b for a, b in zip(window, word, strict=True)), self.frequency(word), word)
            for word in self._candidates(window, known)
        ]
        return max(ranked)[2] if ranked and not self._printed(window) else None

    def _candidates(self, window: str, known: Sequence[bool]) -> list[str]:
        """Words that sound the same and share a character, or differ in one unknown character of a long word."""
        sounds = [
            word
            for word in self._by_sound.get(_sound(window), ())
            if any(a == b for a, b in zip(window, word, strict=True))
            and (len(window) > _SHORTEST or _sound(window, exact=True) == _sound(word, exact=True))
        ]
        if sounds or len(window) < _ONE_WRONG:
            return sounds
        gaps = [at for at in range(len(window)) if not known[at]]
        return [word for at in gaps for word in self._by_gap.get((at, window[:at] + window[at + 1 :]), ())]

    @cached_property
    def _words(self) -> list[str]:
        known = {word for word in (*self._vocabulary, *self._names) if _SHORTEST <= len(word) <= _LONGEST and is_chinese(word)}
        return sorted(known)

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            found[_sound(word)].append(word)
        return dict(found)

    @cached_property
    def _by_gap(self) -> dict[tuple[int, str], list[str]]:
        found: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word in self._words:
            if len(word) >= _ONE_WRONG:
                for at in range(len(word)):
                    found[(at, word[:at] + word[at + 1 :])].append(word)
        return dict(found)


def is_chinese(text: str) -> bool:
    """Whether a text is of Chinese characters alone."""
    return _CHINESE.fullmatch(text) is not None


def _sound(text: str, *, exact: bool = False) -> str:
    """Pinyin without tones; unless ``exact``, sounds that many speakers do not tell apart are one."""
    return text.translate(_EXACT if exact else _LOOSE)


class _Readings(dict[int, str]):
    """The commonest reading of a character by its code, as ``str.translate`` asks for it; looked up once.

    Args:
        compared: Makes of a syllable what is compared of it.
    """

    def __init__(self, compared: Callable[[str], str]) -> None:
        super().__init__()
        self._compared = compared

    def __missing__(self, code: int) -> str:
        """Look up a character."""
        self[code] = reading = f"{self._compared(of_character(chr(code)))} "
        return reading


def _loose(syllable: str) -> str:
    plain = syllable.replace("zh", "z").replace("ch", "c").replace("sh", "s")
    return plain[:-1] if plain.endswith("ng") and plain[-3:-2] in "ie" else plain


_EXACT, _LOOSE = _Readings(str), _Readings(_loose)  # bounded by the number of characters there are


def windows(folded: str, known: Sequence[bool], longest: int) -> Iterator[tuple[str, int]]:
    """Stretches of Chinese with something unknown in them and where they begin, longest first; of two characters both are."""
    for length in range(min(longest, len(folded)), _SHORTEST - 1, -1):
        for start in range(len(folded) - length + 1):
            window, sure = folded[start : start + length], known[start : start + length]
            if not all(sure) and not (length == _SHORTEST and any(sure)) and is_chinese(window):
                yield window, start


def known_characters(folded: str, words: Iterable[str]) -> list[bool]:
    """For each character of the query whether it stands in one of the words."""
    known = [False] * len(folded)
    for word in words:
        at = folded.find(word)
        while at >= 0:
            known[at : at + len(word)] = [True] * len(word)
            at = folded.find(word, at + 1)
    return known
