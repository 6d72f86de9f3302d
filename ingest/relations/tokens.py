"""The shape in tokens: marks, stops, verbs, nouns and prepositions; and the marks in chains (A、B和C).

A trigger word is a verb where it governs what follows and a noun where it closes what stands before (建设基地 and 基地建设).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.relations.grammar import Grammar
from ingest.relations.shape import ANY, MARKS, Shape

_OBJECT_NEXT = re.compile(
    f"[好了]?(?:[{ANY}]|以|一批|若干|首批|第.批|\\d|一大批|一定数量|[一两三四五六七八九十]+[所个家座处名支])"
)
_MARK = re.compile(f"[{ANY}]")
_LINK = "和并、及与或"
_TAIL_JOIN = re.compile(f"(?P<tail>(?![与同])[^，：{ANY}]{{1,8}}?)(?:、|和|与|及|以及)(?:其他|相关|有关|各级|各类|部分)?")
_ISSUED = re.compile(
    "(?:等?[\\d一二两三四五六七八九十]*个?(?:部门|部委|单位|委办局?))?(?:(?:联合|共同)?(?:制定|印发|发布|出台|下发|颁布|公布)的|的)?"
)
_UNNAMED_BODY = re.compile("(?:[^，：、的]{0,6}[和、及与])(?:[^，：、和的]{2,16}(?:办|委|厅|局|部|署|院|政府|会|办公室))")
_THERE = re.compile("在[^，：、的在]{1,6}$")  # 在沪设立…, 在海外建立…
_SHORT = re.compile("、[^，：、等]{1,3}")
_DESCRIBED = re.compile("(?:、|和|及|以及)[^，：]{1,10}的")
_PAIRED = re.compile("[^，：]{0,12}?(?:合作|协作|联动|协同|沟通|协商)")


class Token(NamedTuple):
    """One token. ``kind`` is mark, stop, verb, noun or preposition."""

    kind: str
    start: int
    end: int
    word: str


class Chain(NamedTuple):
    """Coordinated marks. ``tails[i]`` is what stands between mark ``i`` and the next join (能力 in A能力和B水平).

    ``paired`` says that 与 or 同 ties it to the chain before (A与B合作).
    """

    marks: tuple[int, ...]
    tails: tuple[str, ...]
    paired: bool = False

    @property
    def start(self) -> int:
        """Where the first mark stands."""
        return self.marks[0]

    @property
    def end(self) -> int:
        """Just behind the last mark."""
        return self.marks[-1] + 1


def scan(shape: Shape, grammar: Grammar) -> list[Token]:
    """Cut the shape into tokens; words that play no part are left out."""
    tokens: list[Token] = []
    for match in grammar.scanner.finditer(shape.text):
        word, (start, end) = match[0], match.span()
        kind = match.lastgroup or ""
        if kind == "word":
            kind = _role(shape.text, start, end, word, tokens, grammar)
        if kind:
            tokens.append(Token(kind, start, end, word))
    return tokens


def _role(text: str, start: int, end: int, word: str, tokens: list[Token], grammar: Grammar) -> str:
    if word in grammar.words.plain:
        return ""
    if word in grammar.prepositions:
        return "preposition"
    if word not in grammar.verbs:
        return "noun"
    if not _nominal(text, start, end, word, tokens, grammar):
        return "verb"
    return "noun" if word in grammar.nouns else ""


def _nominal(text: str, start: int, end: int, word: str, tokens: list[Token], grammar: Grammar) -> bool:
    if word not in grammar.nouns and word not in grammar.words.can_be_noun:
        return False
    adverbs = grammar.words.adverbs.match(text, end)
    if _OBJECT_NEXT.match(text, end) or (adverbs and _MARK.match(text, adverbs.end())):
        return word in grammar.words.mostly_nouns and not _opens(text, start, tokens, grammar)
    if start == 0 or text[start - 1] in "，：":
        return bool(grammar.words.outcomes.match(text, end))
    before = text[start - 1]
    nominal_after = bool(grammar.words.nominal_after.match(text, end))
    if before == "的":
        return True
    last = next((token for token in reversed(tokens) if token.word not in _LINK), None)
    if text.startswith("并", end) or (not nominal_after and _THERE.search(text, 0, start)):
        return False
    if last and last.end >= start - 1 and last.kind in ("verb", "noun") and (last.end == start or before in _LINK):
        return nominal_after and not (last.kind == "verb" and _and_also(text, last))
    if _after_adverb(text, start, grammar):
        return False
    return nominal_after or not _MARK.match(before)


def _opens(text: str, start: int, tokens: list[Token], grammar: Grammar) -> bool:
    """Whether a verb can stand here: at the clause's start, or after an adverb, a conjunction or another verb."""
    if start == 0 or text[start - 1] in "，：" + _LINK:
        return True
    return _after_adverb(text, start, grammar) or bool(tokens and tokens[-1].kind == "verb" and tokens[-1].end == start)


def _and_also(text: str, verb: Token) -> bool:
    """Whether the verb opens an addition without its own object: 研制…并推动实施."""
    return verb.start > 0 and text[verb.start - 1] == "并"


def _after_adverb(text: str, start: int, grammar: Grammar) -> bool:
    return any(grammar.words.adverbs.fullmatch(text, start - size, start) for size in (2, 3, 1, 4) if start >= size)


def chains(shape: Shape, tokens: list[Token], grammar: Grammar) -> list[Chain]:
    """Join coordinated marks."""
    marks = [token.start for token in tokens if token.kind == "mark"]
    busy = [token for token in tokens if token.kind in ("verb", "stop")]
    found: list[Chain] = []
    for index, mark in enumerate(marks):
        gap = shape.text[marks[index - 1] + 1 : mark] if index else None
        tail = _joined(shape.text, gap, marks[index - 1], mark, busy, grammar) if gap is not None else None
        if tail is None:
            found.append(Chain((mark,), ("",)))
        elif gap in ("与", "同") and _PAIRED.match(shape.text, mark + 1):
            found.append(Chain((mark,), ("",), paired=True))
        else:
            last = found[-1]
            found[-1] = Chain((*last.marks, mark), (*last.tails[:-1], tail, ""), last.paired)
    return found


def _joined(text: str, gap: str, left: int, right: int, busy: list[Token], grammar: Grammar) -> str | None:
    """Return the tail of the left mark if the two are coordinated, else ``None``."""
    if text[left] == MARKS["Institution"] and text[right] == MARKS["Policy"] and _ISSUED.fullmatch(gap):
        return ""  # a body that issued a document stands before its name: 落实教育部等六部门《…》
    if text[left] == text[right] == MARKS["Policy"] and _UNNAMED_BODY.fullmatch(gap):
        return ""  # 根据A和某办B: the issuer of the second is not recognised
    if gap == "":
        return "" if text[left] == text[right] != MARKS["Region"] else None  # a place and the zone in it
    if grammar.words.join.fullmatch(gap):
        return ""
    described = text[left] == text[right] and (_DESCRIBED.fullmatch(gap) or _SHORT.fullmatch(gap))
    if described and not any(left < token.start < right for token in busy):
        return ""  # 法规和更严格的标准
    tailed = _TAIL_JOIN.fullmatch(gap)
    if tailed and not any(left < token.start < right for token in busy):
        return "" if tailed["tail"].startswith("等") else tailed["tail"]
    return None
