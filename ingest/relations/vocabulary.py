"""The words of the clause grammar that belong to no predicate, read from ``data/words.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ontology.errors import ConfigurationError
from ontology.yaml_files import read_yaml

WORDS = Path(__file__).parent / "data" / "words.yaml"


def alternatives(words: tuple[str, ...]) -> str:
    """Return a regular expression for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def trie(words: set[str]) -> str:
    """Return a regular expression for the longest of the words that starts here; groups by first character for speed."""
    by_head: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_head.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(head)}(?:{'|'.join(tails)})" for head, tails in sorted(by_head.items()))


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled word lists.

    Attributes:
        plain: Words that hide a trigger or preposition inside them.
        adverbs: Any run of adverbs.
        action: An action at the start of what follows an actor.
        nominal_last: Verbs that are nouns when they end the clause.
        nominal_after: What follows a verb that is used as a noun.
        head_after: What may follow an object that is the head of its phrase.
        join: What stands between coordinated objects.
        background: Sentences that do not say what is to be done.
        past_title: Titles of parts that look back.
        negation: A denial directly before a trigger.
        done: A word that says it is already done.
        conditional: A word that makes the statement conditional.
        duty_label: A label such as 责任单位： or 责任单位为.
        duty_words: Words inside a bracket that give responsibility.
        duty_verb: A verb that makes its subject responsible.
        duty_default: The phrase of a default responsibility.
        duty_following: The phrase that makes somebody responsible for all that follows.
        outcomes: What makes a verb that opens the clause a noun.
        systems: What ends a phrase about something of the object.
        person: Groups of people.
        facility: Programs that are facilities.
        can_be_noun: Trigger words that are often nouns.
        mostly_nouns: Those that are nouns even before a name.
        noun_blockers: What turns a noun use into a mere property.
    """

    plain: frozenset[str]
    adverbs: re.Pattern[str]
    action: re.Pattern[str]
    nominal_last: frozenset[str]
    nominal_after: re.Pattern[str]
    head_after: re.Pattern[str]
    join: re.Pattern[str]
    background: re.Pattern[str]
    past_title: re.Pattern[str]
    negation: re.Pattern[str]
    done: re.Pattern[str]
    conditional: re.Pattern[str]
    duty_label: re.Pattern[str]
    duty_words: re.Pattern[str]
    duty_verb: re.Pattern[str]
    duty_default: re.Pattern[str]
    duty_following: re.Pattern[str]
    outcomes: re.Pattern[str]
    systems: re.Pattern[str]
    person: re.Pattern[str]
    facility: re.Pattern[str]
    can_be_noun: frozenset[str]
    mostly_nouns: frozenset[str]
    noun_blockers: re.Pattern[str]


def _join(raw: dict[str, Any]) -> re.Pattern[str]:
    separators, modifiers = alternatives(tuple(raw["joins"])), alternatives(tuple(raw["join_modifiers"]))
    stressed = "，(?:特别是|尤其是|以及|包括|含)"
    counted = "(?:\\d{1,4}[—-])?\\d{1,6}[个所批名家](?:以上|左右)?"
    place = "[、和与及][^，：、和与及\ue000-\ue005]{1,4}[省市区县州]"
    return re.compile(f"{place}|(?:等?(?:{separators})|{stressed}|等)(?:{modifiers}|{counted})?")


@cache
def load_words(path: Path = WORDS) -> Words:
    """Read the lists.

    Args:
        path: The file; the bundled one by default.

    Returns:
        The compiled lists.

    Raises:
        ConfigurationError: A list is missing.
    """
    raw: dict[str, Any] = read_yaml(path)

    def some(key: str) -> str:
        return alternatives(tuple(str(word) for word in raw[key]))

    try:
        return Words(
            plain=frozenset(raw["plain"]),
            adverbs=re.compile(f"(?:{some('adverbs')})+"),
            action=re.compile(f"(?:{some('adverbs')})*(?P<verb>{some('actions')})"),
            nominal_last=frozenset(raw["nominal_when_last"]),
            nominal_after=re.compile(f"(?:{some('nominal_after')})|$|[，：)）。]"),
            head_after=re.compile(f"(?:{some('head_after')})|$|[，：\\d]|共(?=[\\d一两二三四五六七八九十])"),
            join=_join(raw),
            background=re.compile("|".join(raw["background"])),
            past_title=re.compile(some("past_titles")),
            negation=re.compile(f"(?:{some('negations')})(?:{some('adverbs')})?$"),
            done=re.compile(f"(?:{some('done')})$"),
            conditional=re.compile(some("conditional")),
            duty_label=re.compile(f"(?:{some('duty_labels')})(?:[：:]|为)"),
            duty_words=re.compile(some("duty_words")),
            duty_verb=re.compile(some("duty_verbs")),
            duty_default=re.compile(raw["duty_default"]),
            duty_following=re.compile(raw["duty_following"]),
            outcomes=re.compile(some("outcomes")),
            systems=re.compile(f"(?:{some('systems')})$"),
            person=re.compile(f"(?:{some('person_endings')})$"),
            facility=re.compile(f"(?:{some('facility_endings')})$"),
            can_be_noun=frozenset(raw["can_be_noun"]),
            mostly_nouns=frozenset(raw["mostly_nouns"]),
            noun_blockers=re.compile(some("noun_blockers")),
        )
    except KeyError as error:
        raise ConfigurationError(f"the list {error} is missing", where=str(path)) from error
