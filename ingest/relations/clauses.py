"""What verbs of a sentence say of its mentions (the frames verb, actor and quality)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.relations import phrases
from ingest.relations.grammar import Rule
from ingest.relations.phrases import acts, antecedent, in_a_modifier, is_head, is_quality, of_a_system, partners
from ingest.relations.reading import Fact, Reading, denied
from ingest.relations.shape import ANY, MARKS
from ingest.relations.tokens import Chain, Token

_COUNTED = re.compile("等?(?:\\d+|[两三四五六七八九十]+)(?:个|所|家|大|类|名)")
_GOVERNING = ("对", "对于", "将", "把", "向", "给", "使", "让")
_PLACE = re.compile("中|内|上|期间|方面|过程中|基础上")
_OF_MEMBERS = re.compile(
    "[由以][^。；]{1,240}?(?:组成|参加|参与|构成|负责|牵头|为(?:骨干|主体|核心|主|成员|基础|支撑|依托))的"
    f"[^，。{ANY}]{{0,12}}(?P<what>[{ANY}])"
)
_ACTORS = MARKS["Group"] + MARKS["Institution"]
_MARK = re.compile(f"[{ANY}]")
_RUN_GAP = re.compile("[好了]?(?P<link>[和并、及与或]|以及)?(?:好)?")
_MUTUAL = re.compile("(?:有效|深度|双向)?(?:对接|衔接|互认|融合|结对)")  # both are moved alike
_BUILT = re.compile(  # 支持A、B等平台建设, 支持中心建设, 扶持残疾人教育的发展: not the actor but the thing
    "(?:(?:、[^，：、]{1,14})*?等[^，：]{0,4}(?:平台|机构|基地|载体|设施|园区|中心))?(?:试点)?建设(?:$|[，、和及])|[^，：、]{2,12}的发展(?:$|[，、和及])"
)
_ACTOR_REACH, _REACH = 4, 12  # characters from an object of the wrong type to the next one; the first where that is an actor
_TAIL = 22  # characters behind an object in which a quality is looked for
_INSIDE = re.compile("(?:范围|区域|辖区)?内的?|境内的?|相关|有关|优质|各类|各种|各个|各(?=[^地级])")
_ANOTHER_ACTS = re.compile(
    "[^的]{2,6}(?:开放|提供|建立|设立|开展|实施|招收|吸纳|引进|联合|采购|使用|参与|借鉴|学习|组建|选派|担任|利用|聘请|聘用|接收|服务|进入|开发|发展)"
    "[^的]{0,8}$"
)
_OFFICERS = re.compile(  # those who head a body are not the body
    "(?:党组织|党委|党组|主要|有关|分管|行政)?(?:副?(?:书记|院长|校长|园长|所长|局长|秘书长|部长|主任)|领导班子|领导干部|领导|负责人|负责同志)"
)
_RAISES = ("提升", "提高", "增强")
_FIELDS = re.compile("等?[^，：、]{0,4}在")
_WITHIN = re.compile("内(?!部|涵|容|生|外|设|地)")
_LED_BY = re.compile("以[^，：]{1,16}为[一-龥]{2,4}的[^，：]{0,12}")
_IN_DOING = re.compile("中(?:发挥|取得|作出|做出|起)")  # 对在促进就业中发挥作用的X
_MEANS = re.compile("(?:通过|采取|采用|借助|凭借)[^的]*$")  # what follows is how it is done, not what
_ANSWERS = re.compile("提出|作出|出具|采取|给予|予以|开展|进行|实行|下达")
_PLACED = re.compile("[省市县区州旗镇乡地]")  # 制定本市X办法; but 制定本X is this document
_WHO_ASSESSES = re.compile("(?:机构|部门|单位|人员|小组|组|专家|委员会|中心)(?!的)")  # 审核机构要…
_PRONOUN = re.compile("(?:好|了)?其(?!他|中|余)")


class Run(NamedTuple):
    """Verbs side by side that share their objects. ``linked``: 和 or 并 stands between them."""

    verbs: tuple[Token, ...]
    linked: bool

    @property
    def start(self) -> int:
        """Where the first verb starts."""
        return self.verbs[0].start

    @property
    def end(self) -> int:
        """Where the last verb ends."""
        return self.verbs[-1].end


def runs(reading: Reading) -> Iterator[Run]:
    """Group adjacent verbs."""
    group: list[Token] = []
    linked = False
    for token in reading.tokens:
        if token.kind != "verb":
            continue
        gap = _RUN_GAP.fullmatch(reading.shape.text, group[-1].end, token.start) if group else None
        if group and not gap:
            yield Run(tuple(group), linked)
            group, linked = [], False
        linked = linked or bool(gap and gap["link"])
        group.append(token)
    if group:
        yield Run(tuple(group), linked)


def verb_facts(reading: Reading) -> Iterator[Fact]:
    """Facts of the frames verb, actor and quality."""
    for run in runs(reading):
        if denied(reading, run.start) or in_a_modifier(reading, run.start, run.end):
            continue
        yield from _founded(reading, run)
        yield from _weigh(reading, run, list(_run_facts(reading, run)))


def _founded(reading: Reading, run: Run) -> Iterator[Fact]:
    """What is set up when who takes part in it is told first: 建立由A牵头，B、C参加的X."""
    match = _OF_MEMBERS.match(reading.shape.text, run.end)
    if not match:
        return
    chain = next(chain for chain in reading.chains if chain.end > match.start("what"))
    for rule in reading.grammar.verbs[run.verbs[-1].word]:
        if rule.predicate == "builds":
            yield from _facts(rule, [mark for mark in chain.marks if reading.takes(rule, mark)], chain.end, run.verbs[-1])


def _weigh(reading: Reading, run: Run, facts: list[Fact]) -> Iterator[Fact]:
    """In a run without 和 or 并 the last verb says it, if it says anything: 推进修订 is a revision, 支持设立 a founding."""
    if not run.linked and len(run.verbs) > 1:
        last = run.verbs[-1].start
        heavy = {fact.mark for fact in facts if not fact.weak and fact.first == last}
        rules = reading.grammar.verbs[run.verbs[-1].word]
        firm = any(rule.trigger.frame == "verb" and not rule.trigger.weak for rule in rules)
        published = any(fact.predicate == "formulates" for fact in facts if fact.first == last)
        facts = [fact for fact in facts if fact.first == last or not _yields(fact, heavy, firm, published)]
    yield from (fact._replace(weak=False) for fact in facts) if run.linked else facts


def _yields(fact: Fact, heavy: set[int], firm: bool, published: bool) -> bool:
    """Whether a verb before the last gives way; before a firm verb 联合 and 服务 are adverbs, 支持 and 鼓励 are aids."""
    if fact.rule.trigger.id == "builds/try-out":
        return True  # 探索开展: a way of doing it
    aid = firm and fact.predicate in ("cooperates_with", "guides", "benefits")
    if fact.predicate == "evaluates" and published:
        return True  # 遴选发布清单: what is selected stands on the list
    return aid or fact.predicate == "cooperates_with" or (fact.mark in heavy and fact.weak)


def _run_facts(reading: Reading, run: Run) -> Iterator[Fact]:
    stop = reading.stop_after(run.end, "stop")
    reachable = [chain for chain in reading.chains if run.end <= chain.start < stop and not chain.paired]
    back = _additional(reading, run, reachable)
    if back is None and not reachable and not _PRONOUN.match(reading.shape.text, run.end):
        return  # nothing stands there that the verbs could govern
    for verb in run.verbs:
        for rule in reading.grammar.verbs[verb.word]:
            if back is not None:
                marks = [mark for mark in back.marks if reading.takes(rule, mark)]
                yield from _facts(rule, marks, run.end, verb)
            elif rule.trigger.frame == "quality":
                yield from _quality(reading, run, verb, rule, reachable)
            else:
                yield from _objects(reading, run, verb, rule, reachable)


def _additional(reading: Reading, run: Run, reachable: list[Chain]) -> Chain | None:
    """The chain before 并 + verbs without an object of their own: 研制…并推动实施."""
    text = reading.shape.text
    if reachable or run.start == 0 or text[run.start - 1] != "并":
        return None
    end = reading.stop_after(run.end, "stop")
    earlier = [chain for chain in reading.chains if chain.end <= run.start]
    near = bool(earlier) and not reading.between(earlier[-1].end, run.start, "stop")
    return earlier[-1] if near and end - run.end <= 2 else None


def _facts(rule: Rule, marks: list[int], last: int, verb: Token) -> Iterator[Fact]:
    for mark in marks:
        yield Fact(rule.predicate, mark, verb.start, max(last, mark + 1), rule, rule.trigger.confidence, rule.trigger.weak)


def _objects(reading: Reading, run: Run, verb: Token, rule: Rule, reachable: list[Chain]) -> Iterator[Fact]:
    text = reading.shape.text
    if rule.predicate == "guides" and _PRONOUN.match(text, run.end):
        actor = antecedent(reading, run.start)
        if actor is not None:
            yield Fact(rule.predicate, actor, verb.start, run.end + 1, rule, 0.65)
        return
    if rule.predicate == "evaluates" and _WHO_ASSESSES.match(text, run.end):
        return
    chain = _governed(reading, run, rule, reachable)
    if chain is None or _taken_away(reading, run, rule, chain) or not _fits(reading, run, rule, chain):
        return
    marks = [mark for mark in chain.marks if reading.takes(rule, mark)]
    marks = [mark for mark in marks if not phrases.goes_on(reading, rule.predicate, chain, mark)]
    with_whom = [] if _MUTUAL.match(text, chain.end) else partners(text, rule.predicate, marks)
    yield from _facts(rule, [mark for mark in marks if mark not in with_whom], chain.end, verb)
    for other in reading.grammar.prepositions["与"] if with_whom else ():
        yield from _facts(other, with_whom, chain.end, verb)


def _taken_away(reading: Reading, run: Run, rule: Rule, chain: Chain) -> bool:
    """Whether the name belongs to something between verb and name: 建立由X牵头的…, 对X进行…, 在X中形成的…."""
    text = reading.shape.text
    gap = text[run.end : chain.start]
    inside = text[chain.start - 1] == "在" and (rule.predicate == "guides" or _PLACE.match(text, chain.end))
    if (
        inside
        or gap in ("、", "与", "同", "在")
        or (gap in ("本", "本年度") and not _PLACED.match(reading.shape.words(chain.start)))
        or ("由" in gap and not gap.endswith("的"))
        or ("纳入" in gap or _MEANS.search(gap))
        or (rule.predicate == "organizes" and "迎接" in gap)
    ):
        return True
    if (gap.startswith("在") and "、" in gap) or (rule.predicate == "guides" and _ANOTHER_ACTS.match(gap)):
        return True  # 支持在A、X建设…; 鼓励平台开放X
    if rule.predicate == "cites" and _ANSWERS.search(gap):
        return True  # 根据不同情形提出X
    if gap.endswith("的") and (_is_topic(reading, run.start) or _IN_DOING.search(gap)):
        return True
    if gap.startswith("以") and _LED_BY.fullmatch(gap):
        return False  # 开展以器具为重点的专项行动
    between = reading.between(run.end, chain.start, "preposition")
    if rule.predicate == "guides" or rule.trigger.weak:
        return any(token.word != "和" for token in between)
    return any(token.word in _GOVERNING for token in between)


def _is_topic(reading: Reading, before: int) -> bool:
    """Whether 对 opened the clause and what it is about still has to come: 对开展服务的X, 对不具备条件的X."""
    opened = [token for token in reading.tokens if token.end <= before and token.kind in ("preposition", "stop", "mark")]
    return bool(opened) and opened[-1].word in _GOVERNING


def _fits(reading: Reading, run: Run, rule: Rule, chain: Chain) -> bool:
    """Whether what follows the name is as the rule asks: nothing more of the phrase, an action, not a 机制."""
    end = max(mark + 1 for mark in chain.marks if reading.takes(rule, mark))
    text, place = reading.shape.text, reading.shape.text[end - 1] == MARKS["Region"]
    if (place and _INSIDE.match(text, end)) or _WITHIN.match(text, end) or text.startswith("以来", end):
        return False  # only where or since when: 联合长三角区域各类力量, 落实X会议以来的部署
    if (
        phrases.only_its_rules(rule.predicate, text, end)
        or phrases.only_when(text, chain.end)
        or _OFFICERS.match(text, end)
        or (rule.predicate in ("guides", "benefits") and _BUILT.match(text, chain.end))
    ):
        return False
    if rule.trigger.frame == "actor":
        if place and text.startswith("成为", chain.end):
            return False  # 推动上海成为…: what a place is to be
        if text.startswith("，", chain.end):  # 引导企业，通过…，开展…
            return not rule.trigger.strict or reading.grammar.words.action.match(text, chain.end + 1) is not None
        return acts(reading, chain.end, at_once=rule.trigger.strict)
    if rule.trigger.weak and run.verbs[-1].word in _RAISES and phrases.of_its_level(reading, chain):
        return False
    if rule.trigger.weak and (of_a_system(reading, chain) or phrases.of_something(reading, chain)):
        return False
    of = rule.predicate == "benefits" and reading.shape.text.startswith("的", end)
    return not rule.trigger.strict or of or is_head(reading, end)


def _governed(reading: Reading, run: Run, rule: Rule, reachable: list[Chain]) -> Chain | None:
    """The first chain with an object of the right type that the verbs govern."""
    position = run.end
    for chain in reachable:
        if chain.start - run.end > rule.trigger.window or not _open(reading, position, chain.start):
            return None
        if any(reading.takes(rule, mark) for mark in chain.marks):
            return _head(reading, chain, rule, reachable)
        if rule.trigger.frame == "actor" and any(reading.shape.text[mark] in _ACTORS for mark in chain.marks):
            return None  # the actor is named, and is not of the kind that the rule moves
        position = chain.end
        following = next((c for c in reachable if c.start >= chain.end), None)
        reach = _ACTOR_REACH if rule.predicate == "guides" else _REACH
        if following is None or (following.start > chain.end + reach and reading.shape.text[following.start - 1] != "等"):
            return None
    return None


def _open(reading: Reading, left: int, right: int) -> bool:
    """Whether nothing between takes the object away: no other verb, unless it stands in a modifier that 的 closes."""
    verbs = reading.between(left, right, "verb")
    return not verbs or "的" in reading.shape.text[verbs[-1].end : right]


def _head(reading: Reading, chain: Chain, rule: Rule, reachable: list[Chain]) -> Chain:
    """A的B and AB: the later name is the head, if it is of the right type."""
    text = reading.shape.text
    following = next((other for other in reachable if other.start >= chain.end), None)
    if following is None or not any(reading.takes(rule, mark) for mark in following.marks):
        return chain
    gap = text[chain.end : following.start]
    if _COUNTED.fullmatch(gap):
        return following
    if text[chain.end - 1] == MARKS["Region"] and _INSIDE.fullmatch(gap):
        return following
    if gap == "" and len(chain.marks) == 1:
        both = Chain((*chain.marks, *following.marks), (*chain.tails, *following.tails))
        return both if rule.predicate == "implements" else following
    busy = reading.between(chain.end, following.start, "verb", "stop")
    busy += [token for token in reading.between(chain.end, following.start, "preposition") if token.word in _GOVERNING]
    listed = gap.startswith("的") and re.search("[、和与及]", gap)  # A的活动和B的公开: another thing, not the head
    modifier = (gap.startswith("的") or gap.endswith("的")) and len(gap) <= _REACH and not busy and not listed
    return following if modifier and rule.predicate != "guides" else chain


def _quality(reading: Reading, run: Run, verb: Token, rule: Rule, reachable: list[Chain]) -> Iterator[Fact]:
    chain = next(iter(reachable), None)
    if chain is None or chain.start - run.end > rule.trigger.window // 2 or not _open(reading, run.end, chain.start):
        return
    text = reading.shape.text
    fields = rule.predicate == "guides" and _FIELDS.match(text, chain.end) is not None  # 发挥A在…、…等方面的作用
    stop = min(reading.stop_after(chain.end, "stop"), chain.end + (2 * _TAIL if fields else _TAIL))
    last = rule.near.search(text, chain.end, stop)
    if last and ((_MARK.search(text, chain.end, last.start()) and not fields) or not is_quality(reading, chain, last)):
        last = None
    for mark, tail in zip(chain.marks, chain.tails, strict=True):
        near = rule.near.search(tail) if tail else last
        if near and reading.takes(rule, mark):
            yield Fact(rule.predicate, mark, verb.start, last.end() if last else chain.end, rule, rule.trigger.confidence)
