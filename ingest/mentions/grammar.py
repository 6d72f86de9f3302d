"""The name grammar: from a head (计划 条例 委员会 大赛 企业 地区 …) leftwards over jieba's words to where the name begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.lexicon import Words
from ingest.mentions.words import Line

_MAX_TOKENS = {"Policy": 16, "Program": 10, "Institution": 10, "Event": 10, "Group": 8, "Region": 6}
_STOP_TAGS = frozenset({"x", "d", "p", "c", "uj", "ul", "uv", "ud", "uz", "ug", "u", "y", "e", "o"})
_SINGLE_TAGS = frozenset({"n", "ng", "j", "b", "k", "ns", "nz", "nr", "vn", "vg", "a", "g"})
_KEEP = frozenset({"中", "国际", "两岸", "东", "西", "南", "北", "海外", "境外", "国外", "外", "+", "·", "-", "—", "～", "千", "百", "万", "千亿", "百亿"})
_NUMERIC = re.compile(r"^[0-9一二两三四五六七八九十百千万亿几数多第]+(?:[年月日个项名家所条种批次届期元人户位类款场支座套份篇本]|大批|大类|万|亿|余|多)*$")
_EDGES = frozenset({"和", "与", "及", "、", "）", "”", "-", "—", "～", "·", "/", "+", " ", "　"})
_OPENERS = frozenset({"开展", "实施", "启动", "组织实施", "组织开展", "深入开展", "深入实施"})  # 开展巩固…专项行动: the name begins after it
_ITEM = re.compile(r"^[0-9.．]+$")
_LATIN = re.compile(r"^(?:[一二三五十]年|[0-9]+\.[0-9]+|[0-9A-Za-z+．.\-]*[A-Za-z+][0-9A-Za-z+．.\-]*)$")
_TAKES_AND = re.compile(r"[和与及]$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name found by the grammar, before it is judged. Offsets are into the line; tokens are indices of the line's words."""

    first: int  # first token
    last: int  # one past the last token
    start: int
    end: int
    head: str
    governor: str  # the word that stopped the walk, "" at a mark
    quoted: bool  # begins with a quotation mark


@dataclass(frozen=True, slots=True)
class KnownEdges:
    """Where known names of a line begin, and where its known bodies, places and groups end. Offsets into the line."""

    starts: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    institutions: frozenset[int] = frozenset()  # where known institutions end


NOTHING = KnownEdges()


class Grammar:
    """Heads and boundaries, compiled."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.heads: dict[str, tuple[str, ...]] = {}
        for kind, names in words.heads.items():
            for name in names:
                self.heads[name] = (*self.heads.get(name, ()), kind)
        self.longest = max(map(len, self.heads))
        self._ends = frozenset(head[-1] for head in self.heads)
        self._govern = words["govern"]
        self._initial = words["initial"]
        self._adverbs = words["adverbs"]
        self._either = words["either"]
        self._body_verbs = words["body_verbs"]
        self._attributive = words["attributive"]
        self._of_people = words["of_people"]
        self._vague = words["vague"]
        self._group_stop = words["group_stop"]

    def head_at(self, line: Line, token: int) -> tuple[str, tuple[str, ...]] | None:
        """The longest head that ends with this token, and its types."""
        end = line.starts[token + 1]
        if line.text[end - 1] not in self._ends:
            return None
        for length in range(min(self.longest, end), 1, -1):
            head = line.text[end - length : end]
            kinds = self.heads.get(head)
            if kinds:
                return head, kinds
        return None

    def phrase(self, line: Line, token: int, head: str, kind: str, known: KnownEdges = NOTHING) -> Phrase:
        """Walk left from the head that ends with ``token``.

        Where a known body ends, a soft verb is what that body does; before a known name, a soft verb governs it.
        """
        end = line.starts[token + 1]
        first = line.index(end - len(head))
        if line.starts[first] > end - len(head):
            first -= 1
            glued = line.text[line.starts[first] : end - len(head)]
            if (glued in self._govern or glued in self._adverbs) and glued not in self._initial:
                return Phrase(first, token + 1, end - len(head), end, head, glued, False)
        limit = max(0, first - _MAX_TOKENS[kind])
        head_first, quoted, governor = first, False, ""
        while first > limit:
            if line.starts[first] in known.bodies and line.words[first] in self._body_verbs and first < token:
                first += 1
                break
            if line.starts[first] in known.starts and line.words[first - 1] in self._initial:
                governor = line.words[first - 1]
                break
            step = self._step(line, first, kind, head_first)
            if step is None:
                governor = line.words[first - 1]
                break
            opened = line.words[step] == "“"
            first = step
            if opened and kind != "Policy":
                quoted = True
                break
        first = self._trim(line, first, line.index(end - len(head)), kind)
        return Phrase(first, token + 1, line.starts[first], _tail(line.text, end, kind), head, governor, quoted)

    def _step(self, line: Line, first: int, kind: str, head_first: int) -> int | None:
        """The token that the name can reach next to the left, or ``None`` at its boundary."""
        at = first - 1
        word, tag = line.words[at], line.tags[at]
        if word == "、" and at > 0 and at + 1 < len(line.words):
            left, right = line.words[at - 1], line.words[at + 1]
            if kind in {"Program", "Policy"} and self._inside(line, at):
                return at
            alike = left[-1] == right[-1] and len(left) == len(right) == 2 and left != right and left not in self._govern
            return at if alike and right not in self.heads and kind != "Region" else None
        if word in {" ", "　"} and at > 0 and (line.words[at - 1][-1].isascii() or line.words[first][0].isascii()):
            return at
        if word == "”":
            return _matching(line, at, "“", 12)
        if word == "）":
            opened = _matching(line, at, "（", 6)
            return opened if opened and opened > 0 and line.tags[opened - 1] not in _STOP_TAGS else None
        if word in _KEEP or _LATIN.match(word):
            return at
        if word.isdigit() and line.words[first].startswith("周年"):
            return at
        if at > 0 and len(word) == 2 and word in self._govern and line.words[at - 1] in _OPENERS and kind == "Program":
            return at
        if kind == "Policy" and first == head_first and word in {"相关", "有关"}:
            return at
        if word in self._govern or self._compound_verb(word):
            return self._across_and(line, at, kind) if _TAKES_AND.match(word) else None
        if (tag in _STOP_TAGS and not (tag == "d" and len(word) > 1)) or _NUMERIC.match(word) or (word in self._adverbs and word not in self._initial):
            return None
        if len(word) == 1 and tag not in _SINGLE_TAGS:
            return None
        if word in self._either:
            return None if line.words[first] in self._initial else at
        if kind in {"Group", "Region"} and word in self._group_stop and not (first == head_first and self._verb_modifies(word, line, first)):
            return None
        if kind == "Group" and tag == "ns" and word not in {"城市", "农村", "国家", "中国"}:
            return None
        if word in self._of_people:
            return at
        if (word in self._initial or tag == "v") and self._verb_here(line, at):
            return None
        return at

    def _verb_modifies(self, word: str, line: Line, first: int) -> bool:
        """管理人员, 服务机构, 建设单位: a verb right before some heads is part of the name."""
        return line.words[first] in {"人员", "机构", "单位", "部门", "组织", "团队", "企业"} and word in self._attributive

    def _compound_verb(self, word: str) -> bool:
        """建立健全, 逐步提高: a word that ends with a governing word of two characters."""
        return len(word) > 2 and word[-2:] in self._govern

    def _verb_here(self, line: Line, at: int) -> bool:
        """Whether the word opens its clause, so that it is the clause's verb."""
        if line.clause_start(at):
            return True
        before = line.words[at - 1]
        if before in {"和", "与", "并"} and at > 1:
            last = line.words[at - 2]
            return last in self._adverbs or (len(last) > 1 and last in self._govern)
        if before in {"为", "以", "来", "所", "通过"}:
            return True
        return before in self._adverbs or _ITEM.match(before) is not None

    def _across_and(self, line: Line, at: int, kind: str) -> int | None:
        """Cross 和/与/及 where both sides are alike: 职业教育与继续教育, 授权与授予; never for groups and places."""
        if kind in {"Group", "Region"} or at == 0 or at + 1 >= len(line.words):
            return None
        left, right = line.words[at - 1], line.words[at + 1]
        tag_l, tag_r = line.tags[at - 1], line.tags[at + 1]
        if (self.head_at(line, at - 1) is not None and kind != "Policy") or left in {"法规", "规定", "政策", "理念"}:
            return None
        if left in self._govern or tag_l in _STOP_TAGS or (right in self.heads and kind == "Institution"):
            return None
        stretch = line.text[line.starts[at + 1] : line.starts[at + 1] + 6]
        alike = left[-1] == right[-1] or (len(left) >= 2 and left[-2:] in stretch)
        if kind in {"Program", "Policy"} and self._inside(line, at):
            return at
        nominal = tag_l == tag_r and tag_l in {"vn", "v"} and len(left) == len(right) == 2
        return at if alike or (nominal and kind in {"Policy", "Event", "Program"}) else None

    def _inside(self, line: Line, at: int) -> bool:
        """Whether a conjunction stands inside a name: 救灾和物资保障制度 after 完善.

        It does when what stands between it and the governing verb is short and is no name by itself, so that nothing but
        the head to the right can be what the verb governs.
        """
        first, length = at - 1, 0
        while first >= 0 and length <= 8:
            word, tag = line.words[first], line.tags[first]
            if word in self._govern or tag in _STOP_TAGS or word in self._adverbs:
                break
            if self.head_at(line, first) is not None or _NUMERIC.match(word):
                return False
            length += len(word)
            first -= 1
        if line.words[at + 1] in self.heads or length == 0 or length > 8 or first < 0:
            return False
        return len(line.words[first]) > 1 and (line.words[first] in self._govern or line.words[first][-2:] in self._govern)

    def _trim(self, line: Line, first: int, token: int, kind: str) -> int:
        dropped = self.words["drop_left"] | ({"全国", "国内", "全省", "全市"} if kind == "Group" else set())
        while first < token and (line.words[first] in dropped or line.words[first] in _EDGES):
            first += 1
        if line.words[first] == "（":
            closed = next((t for t in range(first, token) if line.words[t] == "）"), first)
            first = closed + 1 if closed > first else first
        return first

    def specific(self, line: Line, phrase: Phrase) -> bool:
        """Whether at least one word before the head says which one it is."""
        body = line.text[phrase.start : line.starts[phrase.last] - len(phrase.head)]
        if not body:
            return False
        if "“" in body:
            return True
        generic = self.words["generic"]
        rest = [w for w in line.words[phrase.first : phrase.last] if w not in generic and not phrase.head.endswith(w)]
        if any(len(word) >= 2 for word in rest):
            return True
        if len(phrase.head) >= 4:
            return not self._vague.issuperset(w for w in line.words[phrase.first : phrase.last] if not phrase.head.endswith(w))
        plain = [w for w in line.words[phrase.first : phrase.last] if w in generic and not phrase.head.endswith(w)]
        return len(plain) >= 2 and not self._vague.intersection(plain)


_TAILS = {
    "Policy": re.compile(r"（(?:试行|暂行|修订|修正案|草案|[^（）]{0,8}版|[0-9]{4}年?[—\\-～－至][0-9]{4}年?|[0-9]{4}年[^（）]{0,4})）"),
    "Event": re.compile(r"（[^（）]{2,14}(?:类|组|赛|会)）"),
    "Group": re.compile(r"（(?:联盟|集团|学校|院校|学院|企业|单位|机构|组织|中心|基地|教委|会员|社区|合作社|村|户|队|园)）"),
}


def _tail(text: str, end: int, kind: str) -> int:
    """Include the bracket that belongs to a name: （试行）, （职业教育类）, （联盟）."""
    pattern = _TAILS.get(kind)
    match = pattern.match(text, end) if pattern else None
    return match.end() if match else end


def _matching(line: Line, at: int, mark: str, reach: int) -> int | None:
    for token in range(at - 1, max(-1, at - 1 - reach), -1):
        if line.words[token] == mark:
            return token
        if line.words[token] in "，。；《》":
            return None
    return None
