"""Short forms that no lexicon lists: 成教 for 成人教育, 发改委 for 发展和改革委员会.

A Chinese short form takes the first characters of the words of the full one, in order, beginning with the first word. Where the
query holds a stretch that the library never prints, names whose words begin so are what was probably meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

_SHORTEST, _LONGEST = 2, 6
_FULL = 4  # characters of the shortest full form
_LONGEST_FULL = 20
_LONGEST_NAME = 40
_MOST = 3  # full forms of one short form; more would mean that it is none
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


class Abbreviations:
    """Finds full forms among the words and names of the library.

    Args:
        full: Folded words and names that may be meant.
        starts: Gives the places at which the words of a text begin.
        weight: How common a full form is; the commonest are taken.
    """

    def __init__(
        self, full: Callable[[], Iterable[str]], starts: Callable[[str], Sequence[int]], weight: Callable[[str], int]
    ) -> None:
        self._full = full
        self._starts = starts
        self._weight = weight

    def expand(self, short: str) -> list[str]:
        """Full forms that a stretch of two to six characters may stand for, commonest first; none if too many fit."""
        if not _SHORTEST <= len(short) <= _LONGEST:
            return []
        fitting = [full for full in self._full_forms(short) if self._fits(short, full)]
        if not fitting:
            return []
        least = min(self._words_left(short, full) for full in fitting)
        closest = [full for full in fitting if self._words_left(short, full) == least]
        return sorted(closest, key=lambda full: (-self._weight(full), full))[:_MOST]

    def _words_left(self, short: str, full: str) -> int:
        return max(0, len(self._starts(full)) - len(short))

    def _fits(self, short: str, full: str) -> bool:
        """Whether each character begins a word of the full form, or follows the one taken before it, up to the last word."""
        starts = set(self._starts(full))
        last = max(starts)
        at, previous = 0, -1
        for number, char in enumerate(short):
            while at < len(full) and not (full[at] == char and (at in starts or (number > 1 and at == previous + 1))):
                at += 1
            if at == len(full):
                return False
            previous, at = at, at + 1
        return previous >= last

    def _parts(self, name: str) -> Iterable[str]:
        """A name and the runs of words inside it that are long enough: 自学考试 in 高等教育自学考试委员会."""
        if len(name) < _FULL:
            return
        yield name
        if _FULL < len(name) <= _LONGEST_NAME:
            bounds = [*self._starts(name), len(name)]
            for number, start in enumerate(bounds):
                yield from (name[start:end] for end in bounds[number + 1 :] if _FULL <= end - start <= _LONGEST_FULL)

    def _full_forms(self, short: str) -> list[str]:
        """Names and runs of their words that begin as the short form does and hold its characters in order."""
        rarest = min((self._by_character.get(char, []) for char in short), key=len)
        names = [name for name in rarest if _in_order(short, name)]
        parts = {part for name in names for part in self._parts(name) if part[0] == short[0] and _in_order(short, part)}
        return sorted(part for part in parts if _FULL <= len(part) <= _LONGEST_FULL and _CHINESE.fullmatch(part))

    @cached_property
    def _by_character(self) -> dict[str, list[str]]:
        """Names by each character in them. Their words are only found for those that fit: that takes longer."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(self._full()):
            if len(name) >= _FULL:
                for char in set(name):
                    found[char].append(name)
        return dict(found)


def _in_order(short: str, full: str) -> bool:
    """Whether the characters of the short form stand in the full one in this order."""
    at = -1
    for char in short:
        at = full.find(char, at + 1)
        if at < 0:
            return False
    return True
