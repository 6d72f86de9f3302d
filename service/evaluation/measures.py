"""What the evaluations share: folding of texts, counts that become precision and recall, ranking measures, reading of gold."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from ontology.errors import InputError

_SPACE = re.compile(r"\s+")
_DOUBLE_MARKS = str.maketrans({mark: '"' for mark in "“”„‟＂"} | {mark: "'" for mark in "‘’"})


def loose(text: str) -> str:
    """Fold width and case and keep letters and digits only: how names are compared.

    >>> loose("《Ａ计划（试行）》")
    'a计划试行'
    """
    kept = (c for c in unicodedata.normalize("NFKC", text).lower() if c in "%+/&" or unicodedata.category(c)[0] not in "PZCS")
    return "".join(kept)


def close(text: str) -> str:
    """Fold width and the shape of quotation marks and drop white space: how quotes are looked up in a text.

    >>> close("“三全 育人”")
    '"三全育人"'
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text).translate(_DOUBLE_MARKS))


@dataclass(slots=True)
class Tally:
    """Counts of one row of a table; sums over documents."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, gold: set[Any], predicted: set[Any]) -> None:
        """Count two sets of comparable facts."""
        self.matched += len(gold & predicted)
        self.predicted += len(predicted)
        self.gold += len(gold)

    def row(self) -> dict[str, float]:
        """Precision, recall, F1 and the number of gold facts."""
        precision = self.matched / self.predicted if self.predicted else 0.0
        recall = self.matched / self.gold if self.gold else 0.0
        total = precision + recall
        return {"p": precision, "r": recall, "f1": 2 * precision * recall / total if total else 0.0, "gold": float(self.gold)}


def discounted_gain(grades: Sequence[float], ideal: Iterable[float], depth: int = 10) -> float:
    """Normalised discounted cumulative gain with exponential gain (Burges et al. 2005); 0 where nothing is relevant."""

    def gain(values: Sequence[float]) -> float:
        return math.fsum((math.exp2(grade) - 1.0) / math.log2(rank + 2) for rank, grade in enumerate(values[:depth]))

    best = gain(sorted(ideal, reverse=True))
    return gain(grades) / best if best else 0.0


def mean_rows(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    """Mean of every measure, and the number of rows as ``n``."""
    return {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]} | {"n": float(len(rows))}


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Read a gold file with one JSON object a line.

    Args:
        path: The file.

    Returns:
        The objects in the file's order.

    Raises:
        InputError: It cannot be read, or a line is not a JSON object; the line's number is named.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"cannot read the gold file ({error.strerror})", where=str(path), hint="Check the name") from error
    return [_object(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def read_object(path: Path) -> dict[str, Any]:
    """Read a gold file that is one JSON object.

    Args:
        path: The file.

    Returns:
        The object.

    Raises:
        InputError: It cannot be read or is something else.
    """
    try:
        return _object(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(f"cannot read the gold file ({error.strerror})", where=str(path), hint="Check the name") from error


def _object(data: bytes, where: str) -> dict[str, Any]:
    try:
        raw = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise InputError(f"not JSON: {error}", where=where, hint="Correct the gold file") from error
    if not isinstance(raw, dict):
        raise InputError("not a JSON object", where=where, hint="Correct the gold file")
    return raw
