"""What prepositions say: 对X进行评估, 为X提供…, 向X倾斜, 与X合作, 以X为纲领."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relations.grammar import Rule
from ingest.relations.reading import Fact, Reading
from ingest.relations.shape import ANY, MARKS
from ingest.relations.tokens import Chain, Token

_LONG = ("对", "对于")  # may govern the clauses that follow
_FAR = 70  # characters from 对X to what is done for X
_NEAR_WORDS = 45
_CONDITIONS = 60  # characters of conditions between 对 and whom it is about
_ACT = re.compile("进行|开展|实施|加强|组织|定期|强化|予以")
_MAY = ("可", "可以", "允许", "优先", "免", "减")
_PLACE_ENDS = re.compile("[，的在]|等|之间|间|各|人民|政府|有关|相关|方面|双边|多边|国家|地区|$")
_REFUSED = re.compile("不得|不予|禁止|严禁|停止|暂停|取消[^，]{0,4}$")
_MEETS = re.compile("(?:符合|达到|属于|列入|进入|违反|执行)[^，条认的]{0,6}$")
_TIES = re.compile("(?:加强|强化|深化|密切)$")
# 为某市高质量发展提供保障 is a phrase, not a gift to the place
_ITS_GROWTH = re.compile("[^，]{0,8}(?:发展|建设|振兴|现代化|复兴|崛起|繁荣|进步)[^，]{0,6}(?:提供|贡献|作出)")
_LEADERSHIP = re.compile("[^，]{0,6}的(?:全面|集中统一|统一|政治|绝对)?领导")  # 加强党对学校的领导
_PURPOSE = re.compile("勇当|奋力|加快|全面|谱写|实现|打造|构建|推动|开创|促进|奋进|建成|争当|建设|推进|巩固")  # 为勇当…提供支撑
_DOING = re.compile("进行|开展|予以|给予|实行")
_AS = re.compile(f"以(?P<before>[^，{ANY}]{{0,12}})[{ANY}][^，：]{{0,40}}?为(?P<after>[^，]{{0,10}})")


def preposition_facts(reading: Reading) -> Iterator[Fact]:
    """Facts of the frames toward, with and as, and of chains tied by 与 (A与B合作)."""
    for token in reading.tokens:
        if token.kind != "preposition":
            continue
        rules = reading.grammar.prepositions[token.word]
        frame = rules[0].trigger.frame
        if frame == "toward":
            yield from _toward(reading, token, rules)
        elif frame == "with":
            yield from _with(reading, token, rules)
        else:
            yield from _as(reading, token, rules)


def _toward(reading: Reading, token: Token, rules: tuple[Rule, ...]) -> Iterator[Fact]:
    stop = reading.stop_after(token.end, "stop")
    region = [chain for chain in reading.chains if token.end <= chain.start < stop]
    if not region and token.word in _LONG:
        region = _named_late(reading, token)
        stop = reading.stop_after(region[0].end, "stop") if region else stop
    if not region or _claimed_by_as(reading, token) or _for_an_end(reading, token, region[0]):
        return
    if token.word not in _LONG and stop < len(reading.shape.text) and reading.shape.text[stop - 1] == "的":
        return  # 向企业开放数据的，…: a case that is dealt with
    if token.word in _LONG and _LEADERSHIP.match(reading.shape.text, region[0].end):
        return
    if token.word == "为" and _is_place(reading, region[0]) and _ITS_GROWTH.match(reading.shape.text, region[0].end):
        return
    for rule in sorted(rules, key=lambda rule: -rule.trigger.priority):
        facts = list(_toward_rule(reading, token, rule, region, stop))
        if facts:
            yield from facts
            return


def _is_place(reading: Reading, chain: Chain) -> bool:
    return reading.shape.text[chain.end - 1] == MARKS["Region"]


def _named_late(reading: Reading, token: Token) -> list[Chain]:
    """对受影响，经认定的A，可以…: whom 对 is about comes after conditions of its own."""
    near = (chain for chain in reading.chains if token.end <= chain.start <= token.end + _CONDITIONS)
    return [chain for chain in near if reading.shape.text[chain.start - 1] == "的"][:1]


def _claimed_by_as(reading: Reading, token: Token) -> bool:
    """Whether this 为 belongs to 以…为…."""
    if token.word != "为":
        return False
    return any(match.start() < token.start < match.end() for match in _AS.finditer(reading.shape.text))


def _for_an_end(reading: Reading, token: Token, chain: Chain) -> bool:
    """Whether 为 opens a purpose, not the one who gets something: 为建设X提供支撑."""
    verbs = reading.between(token.end, chain.start, "verb")
    if token.word == "为" and _PURPOSE.match(reading.shape.text, token.end):
        return True
    return token.word == "为" and bool(verbs) and "的" not in reading.shape.text[token.end : chain.start]


def _toward_rule(reading: Reading, token: Token, rule: Rule, region: list[Chain], stop: int) -> Iterator[Fact]:
    text = reading.shape.text
    if not rule.trigger.near:
        chain = region[0]
        if chain.start - token.end <= 15 and not reading.between(token.end, chain.start, "verb"):
            yield from _marks(reading, rule, chain, token.start, chain.end)
        return
    region = [chain for chain in region if any(text[mark] in rule.objects for mark in chain.marks)]
    if not region:
        return
    chain = _topic(text, region) if token.word in _LONG else region[0]
    if token.word in ("将", "把") and re.search("纳入|作为|列入|列为", text[token.end : chain.start]):
        return
    limit = min(len(text), chain.end + _FAR) if token.word in _LONG else stop
    near = rule.near.search(text, chain.end, limit)
    if near and near.start() < stop and near[0] in _MAY and "的" in text[near.end() : stop]:
        near = rule.near.search(text, stop, limit)  # inside the phrase it only qualifies: 对可申请…的产品，
    if near and not _qualifies(reading, token, rule, chain, near, stop) and not _done_to(text, token.end, chain.start):
        yield from _marks(reading, rule, chain, token.start, near.end())


def _qualifies(reading: Reading, token: Token, rule: Rule, chain: Chain, near: re.Match[str], stop: int) -> bool:
    """Whether chain and word belong to conditions, to another 对, or to a refusal instead of to one another."""
    text = reading.shape.text
    before = text[max(0, near.start() - 8) : near.start()]
    if _REFUSED.search(before) or _another(reading, chain.end, near.start()):
        return True
    inside = "的" in text[chain.end : near.start()]
    if inside and reading.grammar.words.action.match(text, chain.end):
        return True  # the chain is the subject of a modifier: 对部门组织进口的物资…
    if inside and "的" not in text[token.end : chain.start] and reading.grammar.words.action.match(text, token.end):
        return True  # the chain is the object of a modifier: 对承担某县任务的学校给予…
    if near.start() <= stop:
        return False
    if rule.predicate == "guides" and _DOING.search(text, chain.end, stop):
        return True  # something else is done for the chain; the guidance of a later clause is another's
    if rule.predicate == "evaluates" and not _ACT.search(before):
        return True  # a condition, not the work: 对…的，经考核合格，可以…
    if text[stop - 1] == "的" and _MEETS.search(text[token.end : chain.start]):
        return True  # 对符合地方标准的，…: the chain only sets the condition
    return "的" in text[chain.end + 1 : stop - 1]  # it qualifies what is dealt with: 对进入企业目录的产品，…


def _done_to(text: str, left: int, right: int) -> bool:
    """Whether something is already done between 对 and the chain, outside of a modifier of the chain."""
    return _DOING.search(text, left, right) is not None and text[right - 1] != "的"


def _topic(text: str, region: list[Chain]) -> Chain:
    """Whom 对 is about: the first chain, unless it stands in a modifier of a later one (对受影响地区的机构, 对儿童家长)."""
    topic = region[0]
    for chain in region[1:]:
        gap = text[topic.end : chain.start]
        if gap == "" or ("的" in gap[-7:] and "、" not in gap[-7:]):
            topic = chain
        else:
            break
    return topic


def _another(reading: Reading, left: int, right: int) -> bool:
    """Whether another 对 has taken over in between."""
    prepositions = reading.between(left, right, "preposition")
    return any(token.word in _LONG and reading.shape.text[token.start - 1] in "，：" for token in prepositions)


def _marks(reading: Reading, rule: Rule, chain: Chain, first: int, last: int) -> Iterator[Fact]:
    for mark in chain.marks:
        if reading.takes(rule, mark):
            yield Fact(rule.predicate, mark, first, last, rule, rule.trigger.confidence)


def _with(reading: Reading, token: Token, rules: tuple[Rule, ...]) -> Iterator[Fact]:
    stop = reading.stop_after(token.end, "stop")
    chain = next((chain for chain in reading.chains if token.end <= chain.start < stop), None)
    if chain is None or chain.start - token.end > 20:
        return
    chain = _partner(reading, chain)
    if reading.shape.text[chain.end - 1] == MARKS["Region"] and not _together(reading, chain.end, rules):
        return
    joined = token.start > 0 and re.match(f"[{ANY}]", reading.shape.text[token.start - 1]) is not None
    if joined and chain.start == token.end and not chain.paired:
        return
    for rule in rules:
        reach = 6 if token.word == "和" else _NEAR_WORDS
        near = rule.near.search(reading.shape.text, chain.end, min(stop, chain.end + reach))
        if near:
            yield from _marks(reading, rule, chain, token.start, near.end())
            if chain.paired and (left := _left_partner(reading, chain)):
                yield from _marks(reading, rule, left, token.start, near.end())


def _left_partner(reading: Reading, chain: Chain) -> Chain | None:
    """加强A与B合作: A too; but 推动A与B合作 moves A."""
    left = next((other for other in reversed(reading.chains) if other.end == chain.start - 1), None)
    return left if left and _TIES.search(reading.shape.text, 0, left.start) else None


def _partner(reading: Reading, chain: Chain) -> Chain:
    """与东部地区林业企业: a place before a body only says where the body is."""
    following = next((other for other in reading.chains if other.start == chain.end), None)
    return following if following and reading.shape.text[chain.start] == MARKS["Region"] else chain


def _together(reading: Reading, end: int, rules: tuple[Rule, ...]) -> bool:
    """Whether the place itself is the partner: 与X开展合作, 与X的交流; not 与X特色产品对接."""
    text, words = reading.shape.text, reading.grammar.words
    if _PLACE_ENDS.match(text, end) or words.action.match(text, end):
        return True
    adverbs = words.adverbs.match(text, end)
    return any(rule.near.match(text, adverbs.end() if adverbs else end) for rule in rules)


def _as(reading: Reading, token: Token, rules: tuple[Rule, ...]) -> Iterator[Fact]:
    match = _AS.match(reading.shape.text, token.start)
    if not match:
        return
    chain = next(chain for chain in reading.chains if chain.end > token.end)
    for rule in rules:
        if rule.near.search(match["after"]):
            yield from _marks(reading, rule, chain, token.start, match.end())
