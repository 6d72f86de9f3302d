"""A query read: its words and what each may also be called, the names, filters and corrections in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.yaml_files import read_yaml
from search.spelling import MOST_READ, Correction, Spelling, is_chinese, known_characters, windows
from search.tokens import Tokenizer, fold
from search.understand.abbreviations import Abbreviations
from search.understand.acts import predicates_of
from search.understand.check import clean_query
from search.understand.filters import FilterWords, Understood
from search.understand.names import NamedThing, NameIndex
from search.understand.synonyms import synonyms_in

MOST_WORDS = 48
"""More words than a question has; of a longer text the rarest are looked for."""
_ALIAS_WEIGHT = 0.5
_CORRECTED_WEIGHT = 0.8
_LONGEST_SHORT = 6  # characters of a short form
_LONGEST_TERM = 8  # characters of a term that the dictionary lacks


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood of a query.

    Attributes:
        text: The cleaned text, corrected where something was misspelt; this is what is embedded.
        words: Words as the index holds them, and what each counts in the text score.
        forms: For each word of the query the folded forms that count as holding it.
        named: Things that the query names.
        acts: Predicates whose trigger words the query holds beside those names.
        understood: Filters and corrections, for the reader.
    """

    text: str
    words: Mapping[str, float]
    forms: Mapping[str, tuple[str, ...]]
    named: tuple[NamedThing, ...] = ()
    acts: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()


class Reader:
    """Reads queries against what the library holds. Thread-safe."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        names: NameIndex,
        filters: FilterWords,
        spelling: Spelling,
        abbreviations: Abbreviations,
    ) -> None:
        self._tokenizer = tokenizer
        self._names = names
        self._filters = filters
        self._spelling = spelling
        self._abbreviations = abbreviations

    def read(self, text: str, *, literal: bool = False, ignore: Collection[str] = ()) -> Query:
        """Read a query.

        Args:
            text: As it was typed.
            literal: Take the words as they are: no filters, no corrections.
            ignore: Fields of ``Understood`` that are not taken from the words.

        Returns:
            What was understood.

        Raises:
            InvalidQuery: There is nothing to look for in it.
        """
        cleaned = clean_query(text)
        folded = fold(cleaned).text
        words = _content(dict.fromkeys(self._tokenizer.cut_query(cleaned)))
        understood = [] if literal else [found for found in self._filters.find(folded) if found.field not in ignore]
        named = self._names.find(folded)
        also = self._also(folded, words)
        corrections: list[Correction] = []
        if not literal and "spelling" not in ignore:
            sure = [*also, *(thing.words for thing in named), *(found.words for found in understood), *self._printed(words)]
            corrections = self._spelling.correct(folded, known_characters(folded, sure))
        right = _corrected(folded, corrections)
        if corrections:
            named = self._names.find(right)
            understood = [*(Understood("spelling", c.right, c.wrong) for c in corrections), *understood]
        others = [(thing.words, thing.names) for thing in named] + list(also.items())
        return Query(
            right if corrections else cleaned,
            self._weights(words, others, corrections),
            self._forms(words, others, corrections, self._stretches(folded) if any(len(w) == 1 for w in words) else {}),
            tuple(named),
            predicates_of(_without(right, named)),
            tuple(understood),
        )

    def _printed(self, words: Collection[str]) -> list[str]:
        """Words that need no correction: the library prints them, or they only ask."""
        return [*(word for word in words if len(word) > 1 and self._spelling.frequency(word)), *_asking()]

    def _also(self, folded: str, words: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Stretches of the query with their full or official forms."""
        if len(folded) > MOST_READ:
            return {}
        found = synonyms_in(folded, self._tokenizer)
        known = known_characters(folded, [*found, *self._printed(words)])
        for window, start in windows(folded, known, _LONGEST_SHORT):
            if all(known[start : start + len(window)]):
                continue  # a longer stretch was expanded
            full = self._abbreviations.expand(window)
            if full and not self._spelling.printed(window):
                named = (
                    other for form in full for thing in self._names.find(form) if thing.words == form for other in thing.names
                )
                found[window] = tuple(dict.fromkeys((*full, *named)))
                known[start : start + len(window)] = [True] * len(window)
        return found

    def _weights(
        self, words: list[str], others: list[tuple[str, tuple[str, ...]]], corrections: list[Correction]
    ) -> dict[str, float]:
        weights = dict.fromkeys(self._rarest(words), 1.0)
        for correction in corrections:
            for word in self._tokenizer.cut_query(correction.right):
                weights.setdefault(word, _CORRECTED_WEIGHT)
        for words_of, names in others:
            share = _ALIAS_WEIGHT / max(1, sum(name != words_of for name in names)) ** 0.5
            for word in (word for name in names if name != words_of for word in self._tokenizer.cut_query(name)):
                if len(weights) < 2 * MOST_WORDS:
                    weights.setdefault(word, share)
        return weights

    def _stretches(self, folded: str) -> dict[str, str]:
        """For single characters that the cutter left over the longest stretch of words around each that the library prints.

        A term that the dictionary lacks falls into characters (脑|机|接口), and those stand everywhere: the term is meant.
        """
        if len(folded) > MOST_READ:
            return {}
        spans = [(word.start, word.end) for word in self._tokenizer.words(folded)]
        left_over = [start for start, end in spans if end - start == 1 and is_chinese(folded[start])]
        starts, ends = {start for start, _ in spans}, {end for _, end in spans}
        found: dict[str, str] = {}
        for at in left_over:
            around = (
                folded[start:end]
                for length in range(_LONGEST_TERM, 1, -1)
                for start in range(max(0, at + 1 - length), at + 1)
                if start in starts and (end := start + length) in ends and end > at
            )
            stretch = next((text for text in around if is_chinese(text) and self._spelling.printed(text)), None)
            if stretch:
                found[folded[at]] = stretch
        return found

    def _forms(
        self,
        words: list[str],
        others: list[tuple[str, tuple[str, ...]]],
        corrections: list[Correction],
        stretches: Mapping[str, str],
    ) -> dict[str, tuple[str, ...]]:
        forms: dict[str, tuple[str, ...]] = {}
        for word in self._rarest(words):
            also = [name for words_of, names in others if word in words_of for name in names]
            also += [correction.right for correction in corrections if word in correction.wrong]
            forms[word] = tuple(dict.fromkeys((stretches.get(word, word), *also)))
        return forms

    def _rarest(self, words: list[str]) -> list[str]:
        if len(words) <= MOST_WORDS:
            return words
        kept = set(sorted(words, key=lambda word: (self._spelling.frequency(word) or 10**9, word))[:MOST_WORDS])
        return [word for word in words if word in kept]


def _without(folded: str, named: Collection[NamedThing]) -> str:
    """What the query says of the things it names: a verb inside a name is not what is done to it."""
    for thing in named:
        folded = folded.replace(thing.words, " ")
    return folded


def _content(words: Collection[str]) -> list[str]:
    """Words that say what is looked for; all of them if none does."""
    asking = _asking()
    return [word for word in words if word not in asking] or list(words)


@cache
def _asking() -> frozenset[str]:
    raw = read_yaml(Path(__file__).parent / "data" / "words.yaml")
    return frozenset(str(word) for group in raw.values() for word in group["words"])


def _corrected(folded: str, corrections: list[Correction]) -> str:
    for correction in corrections:
        folded = folded.replace(correction.wrong, correction.right)
    return folded
