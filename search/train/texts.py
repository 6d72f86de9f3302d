"""Training text: sentences as documents print them, and shorter cuttings that look like queries."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

SENTENCE = re.compile(r"[^。；！？\n]{4,220}[。；！？]?")
CLAUSE = re.compile(r"[^，、：。；！？\s]{4,24}")
LONGEST = 160


def sentences(folder: Path) -> Iterator[str]:
    """Sentences of every ``.txt`` file of a folder, in the order of the files' names.

    A sentence over 160 characters is cut at its end: the encoder's cost grows with length and its meaning does not.
    """
    for path in sorted(folder.glob("*.txt")):
        for match in SENTENCE.finditer(path.read_text(encoding="utf-8", errors="replace")):
            text = re.sub(r"\s+", "", match[0])
            if len(text) >= 6:
                yield text[:LONGEST]


def samples(folder: Path, count: int, seed: int = 7) -> list[str]:
    """Up to ``count`` distinct texts: about two thirds sentences, one third clauses (the length of queries)."""
    chance = random.Random(seed)
    whole = list(dict.fromkeys(sentences(folder)))
    chance.shuffle(whole)
    taken = whole[: count * 2 // 3]
    clauses = list(dict.fromkeys(clause for text in whole for clause in CLAUSE.findall(text)))
    chance.shuffle(clauses)
    mixed = taken + clauses[: count - len(taken)]
    chance.shuffle(mixed)
    return mixed
