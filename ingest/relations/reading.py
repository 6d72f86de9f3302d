"""A sentence ready to be read, and the facts that are read from it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from ingest.relations.grammar import Grammar, Rule
from ingest.relations.shape import ANY, Shape
from ingest.relations.tokens import Chain, Token

_ENDINGS = {
    "crew": ("队伍",),
    "money": ("补贴", "津贴", "补助", "贷款", "贴息", "保险", "奖补", "再贷款", "担保", "救助金", "助学金", "奖学金", "减免"),
}
"""What the names end with of staff and of named payments."""

_FORBIDS = re.compile("(?:坚决|切实|严格|一律|并)?(?:严禁|禁止|杜绝|不得|不准|严防|谨防)")
_START = attrgetter("start")
_LIKE = re.compile(f"(?:、[{ANY}])*等(?P<kind>[^，：{ANY}]{{0,14}}?(?:平台|中心|基地|系统|设施|网络|空间))")


class Fact(NamedTuple):
    """A predicate of one mark. ``first`` and ``last`` bound the evidence in the shape."""

    predicate: str
    mark: int
    first: int
    last: int
    rule: Rule
    confidence: float
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence ready to be read: shape, tokens and chains, each in the order of the text."""

    shape: Shape
    tokens: list[Token]
    chains: list[Chain]
    grammar: Grammar

    def stop_after(self, position: int, *kinds: str) -> int:
        """Where the first token of these kinds (or the sentence's end) stands at or after ``position``."""
        first = bisect_left(self.tokens, position, key=_START)
        found = (self.tokens[at].start for at in range(first, len(self.tokens)) if self.tokens[at].kind in kinds)
        return next(found, len(self.shape.text))

    def takes(self, rule: Rule, mark: int) -> bool:
        """Whether the mark is of a type, and of a kind, that the rule takes."""
        if self.shape.text[mark] not in rule.objects:
            return False
        kind, words, name = rule.trigger.kind, self.grammar.words, self.shape.words(mark)
        if kind in ("person", "body"):
            return bool(words.person.search(name)) == (kind == "person")
        if kind in _ENDINGS:
            return name.endswith(_ENDINGS[kind])
        if kind in ("facility", "scheme"):
            named = _LIKE.match(self.shape.text, mark + 1)  # A、B等平台 says what they are
            facility = words.facility.search(name) or (named and words.facility.search(named["kind"]))
            return bool(facility) == (kind == "facility")
        return True

    def between(self, left: int, right: int, *kinds: str) -> list[Token]:
        """Tokens of these kinds from ``left`` up to ``right``."""
        first = bisect_left(self.tokens, left, key=_START)
        last = bisect_left(self.tokens, right, lo=first, key=_START)
        return [token for token in self.tokens[first:last] if token.kind in kinds]


def denied(reading: Reading, start: int) -> bool:
    """Whether the words before ``start`` deny what follows, or say that it is already done."""
    words, text = reading.grammar.words, reading.shape.text
    opening = max(text.rfind("，", 0, start), text.rfind("：", 0, start)) + 1
    if _FORBIDS.match(text, opening, start):
        return True  # 严禁学校组织学生…
    return bool(words.negation.search(text[max(0, start - 8) : start]) or words.done.search(text[max(0, start - 2) : start]))
