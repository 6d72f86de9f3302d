"""Units and the words around numbers, compiled from ``data/words.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.targets.numbers import CHINESE, MULTIPLIER, NUMBER
from ontology.errors import ConfigurationError
from ontology.yaml_files import read_yaml

WORDS = Path(__file__).parent / "data" / "words.yaml"


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled lists; see the comments of ``data/words.yaml``.

    Attributes:
        quantity: A number, or a range, with its unit.
        durations: Units of time.
        summing: A noun that sums up what was listed.
        articles: Units that make 一 an article.
        articles_need: What must stand before such an article to make it a count.
        not_after: What stands before a number that is no target.
        not_after_unit: What stands behind the unit of a number that is no target.
        criteria: Words of clauses that set who may enter.
        background: Words of clauses that tell what is or was.
        steps: A step by which something else is reckoned, before the number.
        forbidden: Words of clauses that forbid.
        before: Comparator words before the number.
        after: Comparator words behind the unit.
        whole: Words that end like a comparator and are none.
        worked: What stands before 面积 when an area is worked on rather than described.
    """

    quantity: re.Pattern[str]
    durations: frozenset[str]
    summing: re.Pattern[str]
    articles: frozenset[str]
    articles_need: re.Pattern[str]
    not_after: re.Pattern[str]
    not_after_unit: re.Pattern[str]
    criteria: re.Pattern[str]
    background: re.Pattern[str]
    steps: re.Pattern[str]
    forbidden: re.Pattern[str]
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    whole: tuple[str, ...]
    worked: re.Pattern[str]


def _any(words: Iterable[object]) -> str:
    return "|".join(re.escape(word) for word in sorted({str(w) for w in words}, key=lambda word: (-len(word), word)))


def _pairs(raw: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    pairs = [(word, comparator) for comparator, words in raw.items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _quantity(units: dict[str, list[str]]) -> re.Pattern[str]:
    unit = _any(word for words in units.values() for word in words)
    few = f"(?<![{CHINESE}\\d.．])"
    return re.compile(
        f"(?=[{CHINESE}\\d翻])(?:{few}(?P<number>{NUMBER})(?:[余多](?=[百千万亿]))?(?P<multiplier>{MULTIPLIER})余?(?:\\s?(?P<lower_unit>{unit}|％)?(?:[—–－~～-]+|至|到)"
        f"(?P<upper>{NUMBER})(?P<upper_multiplier>{MULTIPLIER})(?(lower_unit)(?=\\s?(?P=lower_unit))))?\\s?(?P<unit>{unit}|％)"
        f"|(?P<denominator>[{CHINESE}]+)分之(?P<numerator>[{CHINESE}]+)"
        f"|翻(?P<doublings>[一两二三四]|\\d)番)"  # the look ahead spares most characters the three ways
    )


@cache
def load_words(path: Path = WORDS) -> Words:
    """Read the lists once.

    Args:
        path: The file; the bundled one by default.

    Returns:
        The compiled lists.

    Raises:
        ConfigurationError: A list is missing.
    """
    raw: dict[str, Any] = read_yaml(path)
    try:
        return Words(
            quantity=_quantity(raw["units"]),
            durations=frozenset(raw["units"]["durations"]),
            summing=re.compile(
                f"[“《]?(?:[一二三四]级|重点|关键|主要|重要|基本|具体|工作|核心)?(?:{_any(raw['summing_nouns'])})"
            ),
            articles=frozenset(raw["articles"]),
            articles_need=re.compile(f"(?:{_any(raw['articles_need'])})[^，。；]{{0,10}}$"),
            not_after=re.compile(f"(?:{_any(raw['not_after'])}|(?<!提)前|(?<![更创刷])新)$"),  # not 提前3天, 更新3000台
            not_after_unit=re.compile(_any(raw["not_after_unit"])),
            criteria=re.compile(_any(raw["criteria"])),
            background=re.compile(_any(raw["background"])),
            steps=re.compile(f"(?:{_any(raw['steps'])})$"),
            forbidden=re.compile(_any(raw["forbidden"])),
            before=_pairs(raw["comparators_before"]),
            after=_pairs(raw["comparators_after"]),
            whole=tuple(raw["no_comparators"]),
            worked=re.compile(f"(?:{_any(raw['worked_areas'])})(?:的)?(?:总)?面积(?:约|近|为)?$"),
        )
    except KeyError as error:
        raise ConfigurationError(f"the list {error} is missing", where=str(path)) from error
