"""How many there are, where a heading itself says it: 推广的举措（共9项）. What is printed goes before what can be counted."""

from __future__ import annotations

import re

from ontology.records import Node, NodeKind, Record
from search.question.fold import bigrams, fold
from search.question.names import plain

_TOTAL = re.compile(
    r"\(?(?:一?共|总?计|合计)?(?:有|为)?(?P<number>(?<!\d)\d+|(?<![一二三四五六七八九十百])[一二三四五六七八九十百]+)(?P<unit>个?[^\d\s()]{1,2})\)?$"
)
_HEADINGS = (NodeKind.PART, NodeKind.SECTION, NodeKind.POINT)
_LEAST = 0.6
"""Share of the heading's own words that the question must print."""
_OUTLINE_UNITS = frozenset({"条", "章", "节", "部分", "条要点", "要点", "条措施", "点"})


def total_of(record: Record, question: str, unit: str) -> Node | None:
    """The heading that prints the total asked for, or ``None``.

    Args:
        record: The document meant.
        question: The folded question.
        unit: What is counted in (项); what the outline itself has (条, 章) is counted and not read.

    Returns:
        The heading whose own words the question prints most of.
    """
    if not unit or unit in _OUTLINE_UNITS:
        return None
    asked = bigrams(plain(question))
    rated = [(_share(node, asked, unit), node) for node in record.nodes if node.kind in _HEADINGS]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _LEAST else None


def printed_in(title: str, unit: str) -> re.Match[str] | None:
    """The number at the end of a heading with its measure, or ``None`` where it has another or none."""
    match = _TOTAL.search(fold(title).strip())
    return match if match and match["unit"].removeprefix("个") == unit.removeprefix("个") else None


def _share(node: Node, asked: set[str], unit: str) -> float:
    """Share of a heading's pairs of characters that a question prints; none where the heading prints no total."""
    match = printed_in(node.title, unit)
    own = bigrams(plain(fold(node.title).strip()[: match.start()])) if match else set()
    return len(own & asked) / len(own) if own else 0.0
