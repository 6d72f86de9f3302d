"""The name grammar: from a head (计划 条例 委员会 大赛 企业 地区 …) leftwards over jieba's words to where the name begins."""

from __future__ import annotations

import re

from ingest.lexicon import Words
from ingest.mentions.phrase import NOTHING, KnownEdges, Phrase
from ingest.mentions.steps import Steps
from ingest.mentions.words import Line

_MAX_TOKENS = {"Policy": 16, "Program": 10, "Institution": 10, "Event": 10, "Group": 8, "Region": 6}
_OWNERS = 4  # nouns that may stand before a quoted part
_EDGES = frozenset("和 与 及 、 ） ” - — ～ · / +".split()) | {" ", "　"}
_OF_BODIES = frozenset({"计划", "行动", "工程", "专项行动", "行动计划", "项目"})  # 龙头企业培育计划: what is done to them
_OF_OWNERS = frozenset({"n", "an", "vn", "l", "b", "j", "nz", "ns"})
_WIDE = frozenset({"全国", "国内", "全省", "全市"})  # where a group is, not which
_PERIOD = r"[0-9]{4}年?[—\-～－至][0-9]{4}年?"
_TAILS = {
    "Policy": re.compile(rf"（(?:试行|暂行|修订|修正案|草案|[^（）]{{0,8}}版|{_PERIOD}|[0-9]{{4}}年[^（）]{{0,4}})）"),
    "Event": re.compile(r"（[^（）]{2,14}(?:类|组|赛|会)）"),
    "Group": re.compile(r"（(?:联盟|集团|学校|院校|学院|企业|单位|机构|组织|中心|基地|教委|会员|社区|合作社|村|户|队|园|站)）"),
}


class Grammar:
    """Heads and boundaries, compiled. ``lasts`` are the characters that heads end with."""

    def __init__(self, words: Words) -> None:
        self.heads: dict[str, tuple[str, ...]] = {}
        for kind, names in words.heads.items():
            for name in names:
                self.heads[name] = (*self.heads.get(name, ()), kind)
        lengths: dict[str, set[int]] = {}
        for head in (name for name in self.heads if len(name) > 1):
            lengths.setdefault(head[-1], set()).add(len(head))
        self._lengths = {last: sorted(found, reverse=True) for last, found in lengths.items()}
        self.lasts = frozenset(self._lengths)
        self._govern, self._initial, self._adverbs = words["govern"], words["initial"], words["adverbs"]
        self._body_verbs, self._generic, self._vague = words["body_verbs"], words["generic"], words["vague"]
        self._dropped = words["drop_left"]
        self._steps = Steps(words, self.heads, self.head_at)

    def governs(self, word: str) -> bool:
        """Whether a name never reaches across a word."""
        return self._steps.governs(word)

    def head_at(self, line: Line, token: int) -> tuple[str, tuple[str, ...]] | None:
        """The longest head that ends with this token, and its types."""
        end = line.starts[token + 1]
        for length in self._lengths.get(line.text[end - 1], ()):
            head = line.text[end - length : end] if length <= end else ""
            kinds = self.heads.get(head)
            if kinds:
                return head, kinds
        return None

    def phrase(self, line: Line, token: int, head: str, kind: str, known: KnownEdges = NOTHING) -> Phrase:
        """Walk left from the head that ends with ``token``.

        Where a known body ends, a soft verb is what that body does; before a known name, a soft verb governs it.
        """
        end = line.starts[token + 1]
        begin = end - len(head)
        first = line.index(begin)
        if line.starts[first] > begin:
            first -= 1
            glued = line.text[line.starts[first] : begin]
            if (glued in self._govern or glued in self._adverbs) and glued not in self._initial:
                return Phrase(first, token + 1, begin, end, head, glued, False)
        first, governor, quoted = self._walk(line, first, token, kind, known)
        first = self._trim(line, first, line.index(begin), kind)
        quoted = quoted or line.words[first] == "“"
        return Phrase(first, token + 1, line.starts[first], _tail(line.text, end, kind), head, governor, quoted)

    def _walk(self, line: Line, head_first: int, token: int, kind: str, known: KnownEdges) -> tuple[int, str, bool]:
        """First token, the word that stopped the walk, and whether it began at a quotation mark."""
        first = head_first
        limit = max(0, first - _MAX_TOKENS[kind])
        while first > limit:
            acts = line.starts[first] in known.bodies and line.words[first] in self._body_verbs and first < token
            if acts and (first + 1 != head_first or line.words[head_first] not in _OF_BODIES):
                return first + 1, "", False
            before = line.words[first - 1]
            if line.starts[first] in known.starts and before in self._initial:
                return first, before, False
            step = self._steps.step(line, first, kind, head_first)
            if step is None:
                return first, before, False
            first = step
            if line.words[first] == "“" and kind != "Policy":
                named = line.starts[first] in known.starts or line.starts[first] + 1 in known.starts
                owner = first if named or kind != "Program" else self._owner(line, first, line.words[head_first])
                return owner, "", True
        return first, "", False

    def _owner(self, line: Line, quote: int, head: str) -> int:
        """Where a name begins whose quoted part a noun stands straight before: 匠人“走出去”服务平台 after 建设."""
        first = quote
        while first > 0 and line.tags[first - 1] in _OF_OWNERS and quote - first < _OWNERS:
            word = line.words[first - 1]
            if len(word) < 2 or self._steps.governs(word) or word in self._initial or word in self._adverbs:
                break
            first -= 1
        before = line.words[first - 1] if first else ""
        governs = len(before) > 1 and (before in self._govern or (before in self._initial and line.clause_start(first - 1)))
        governs = (
            governs
            or before == "以"
            or (before in {"和", "、"} and line.text[line.starts[first - 1] - 2 : line.starts[first - 1]] == head)
        )
        return first if first < quote and governs else quote

    def _trim(self, line: Line, first: int, token: int, kind: str) -> int:
        dropped = self._dropped | _WIDE if kind == "Group" else self._dropped
        while first < token and (line.words[first] in dropped or line.words[first] in _EDGES):
            first += 1
        if line.words[first] == "（":
            return next((t + 1 for t in range(first, token) if line.words[t] == "）"), first)
        return first

    def specific(self, line: Line, phrase: Phrase) -> bool:
        """Whether what stands before the head says which one it is."""
        body = line.text[phrase.start : line.starts[phrase.last] - len(phrase.head)]
        if not body or "“" in body:
            return bool(body)
        words = [w.removesuffix(phrase.head) for w in line.words[phrase.first : phrase.last] if not phrase.head.endswith(w)]
        if any(len(word) >= 2 and word not in self._generic for word in words):
            return True
        if len(phrase.head) >= 4:
            return not self._vague.issuperset(words)
        plain = [word for word in words if word in self._generic]
        return len(plain) >= 2 and not self._vague.intersection(plain)


def _tail(text: str, end: int, kind: str) -> int:
    """Include the bracket that belongs to a name: （试行）, （职业教育类）, （联盟）."""
    pattern = _TAILS.get(kind)
    match = pattern.match(text, end) if pattern else None
    return match.end() if match else end
