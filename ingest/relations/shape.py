"""A sentence with every mention folded into one private-use character.

Names are full of verbs (…建设计划, …管理办法). Folded, the only words left are those that say what is to be done with them, and
a short pattern can speak of "an institution, then a comma". ``start[i]`` and ``end[i]`` lead from the shape back to the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.characters import unified
from ontology.records import Mention

MARKS = {
    kind: chr(0xE000 + place) for place, kind in enumerate(("Policy", "Program", "Institution", "Event", "Group", "Region"))
}
"""The character that stands for a mention of each type."""

ANY = "\ue000-\ue005"
"""All marks, for a character class."""

_KEPT = re.compile("[^《》“”\"‘’'「」『』*\\s]+")
_NARROW, _WIDE = ",:();", "，：（）；"
_TRAILING = "。；！？!?; \n\t\u3000"
_ASIDE = re.compile("（[^（）]*）")


@dataclass(frozen=True, slots=True)
class Shape:
    """The folded sentence. ``mentions[i]`` is the mention that the mark at ``i`` stands for."""

    text: str
    start: tuple[int, ...]
    end: tuple[int, ...]
    mentions: dict[int, Mention]
    shared: dict[int, tuple[str, ...]]
    source: str

    def words(self, mark: int) -> str:
        """The words of the text that the mark stands for."""
        return self.source[self.start[mark] : self.end[mark]]

    def entities(self, mark: int) -> tuple[str, ...]:
        """The entities that the mark stands for: several where names share a head (中等、高等职业学校设置标准)."""
        return (self.mentions[mark].entity, *self.shared.get(mark, ()))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Text offsets of the shape's characters from ``first`` up to, not including, ``last``."""
        return self.start[first], self.end[last - 1]


def _outermost(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def fold(text: str, start: int, end: int, mentions: list[Mention], types: dict[str, str]) -> Shape:
    """Fold the sentence from ``start`` to ``end``. Brackets and what stands in them are left out, unless a name holds them.

    Args:
        text: The document's text.
        start: Where the sentence starts.
        end: Where it ends.
        mentions: The mentions inside it.
        types: The entity type of each entity id.

    Returns:
        The shape.
    """
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at: dict[int, Mention] = {}
    position = start
    for mention in [*_outermost(mentions), None]:
        stop = mention.start if mention else end
        for kept in _KEPT.finditer(text, position, stop):
            pieces.append(kept[0])
            starts.extend(range(*kept.span()))
            ends.extend(range(kept.start() + 1, kept.end() + 1))
        if mention:
            at[len(starts)] = mention
            pieces.append(MARKS[types[mention.entity]])
            starts.append(mention.start)
            ends.append(mention.end)
            position = mention.end
    shared = {mark: names for mark, mention in at.items() if (names := _sharers(text, mention, mentions, types))}
    folded = unified("".join(pieces), _NARROW, _WIDE)
    return _without_asides(Shape(folded, tuple(starts), tuple(ends), at, shared, text))


def _sharers(text: str, outer: Mention, mentions: list[Mention], types: dict[str, str]) -> tuple[str, ...]:
    """Entities of the same type whose name ends with the outer one's last word: they share its head."""
    if not re.search("[、和与及]", text[outer.start : outer.end]):
        return ()
    return tuple(
        mention.entity
        for mention in mentions
        if mention is not outer
        and outer.start <= mention.start
        and mention.end == outer.end
        and mention.entity != outer.entity
        and types[mention.entity] == types[outer.entity]
    )


def _without_asides(shape: Shape) -> Shape:
    if "（" not in shape.text:
        return shape
    dropped: set[int] = set()
    for aside in _ASIDE.finditer(shape.text):
        dropped.update(range(*aside.span()))
    kept = [index for index in range(len(shape.text)) if index not in dropped]
    moved = {index: place for place, index in enumerate(kept)}
    return Shape(
        "".join(shape.text[index] for index in kept),
        tuple(shape.start[index] for index in kept),
        tuple(shape.end[index] for index in kept),
        {moved[index]: mention for index, mention in shape.mentions.items() if index in moved},
        {moved[index]: names for index, names in shape.shared.items() if index in moved},
        shape.source,
    )
