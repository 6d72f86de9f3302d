"""What nouns say of the mention before them (the frame noun): 基地建设, 目录修订, 学校评估."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relations.grammar import Rule
from ingest.relations.reading import Fact, Reading, denied
from ingest.relations.shape import MARKS
from ingest.relations.tokens import Chain, Token

_ITS = re.compile(  # 建设及运维经费, 建设的衔接: not the building itself
    "的(?:衔接|对接|要求|需要|需求|规定|意见)|(?<=共建)[^，：、和及等]|运维|运行维护|(?:[及和与、][^，：]{1,4})?(?:经费|资金)"
)
_WORKS = re.compile(
    "(?:案例|成果|作品|经验|课程|教材|论文|选题|产品|做法|事迹|项目)[的等]?$"
)  # 学校典型案例遴选: not the schools
_ABOUT = re.compile("(?:围绕|聚焦|对接|紧扣)[^，：。；的]{0,30}$")  # 围绕X建设，…: what the work is about
_AS_A_MEANS = re.compile("以[^，：；]{0,40}$")  # 以X建设为牵引
_MEANS = re.compile("[^，：；]{0,20}为(?:牵引|抓手|引领|统领|契机|导向|主线|动力|突破口|切入点)(?:$|[，；])")
_STAGE = re.compile("^(?:开工|规划|项目|工程)$")  # 铁路开工建设
_FACILITIES = re.compile(
    "(?:[、和及与][^，：的、]{2,14})*?(?:[、和及与][^，：的、]{2,14}|等[^，：的、]{0,4})"
    "(?:中心|基地|平台|机构|载体|实验室|设施|园区|场馆|系统|网络|站点)"
)
_LIST_END = re.compile(f"(?P<verb>实施|推进|开展|落实)[^，：。；]{{6,160}}?等?(?P<what>{MARKS['Program']})")
_BY_NUMBER = re.compile("“?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:大|项|个)")
_DEALT = ("formulates", "revises", "organizes", "builds")
_BY = re.compile(
    "由[^，：]{1,60}?(?:另行|负责|组织|联合|共同|依法)*"
    "(?P<verb>制定|制订|规定|编制|拟定|拟订|起草|修订|发布|公布|印发|出台|举办|主办|承办|召开|组建|设立|建设|成立)(?:$|[，、并])"
)
_KIND = re.compile(
    "^等(?:创新|公共)?(?:平台|机构|基地|载体|设施|园区|中心)|^等[^，：、]{0,4}?(?:标准|文件|法规|规章|办法|规范|制度)"
)  # A、B等平台建设: the kind that the list is of


def noun_facts(reading: Reading) -> Iterator[Fact]:
    """Facts of the frame noun."""
    text = reading.shape.text
    for token in reading.tokens:
        if token.kind != "noun" and not _closes(reading, token):
            continue
        chain = next((c for c in reversed(reading.chains) if c.end <= token.start), None)
        if chain is None or reading.between(chain.end, token.start, "stop", "verb"):
            continue
        gap = _strip_nouns(reading, chain.end, token.start) if token.kind == "noun" else ""
        if text[chain.end : chain.end + 1] == "的" and text[: chain.start].endswith(("进行", "开展", "实行")):
            continue  # the name says how it is done: 进行“双盲”的评审
        if (
            reading.grammar.words.noun_blockers.match(text, token.end)
            or _ITS.match(text, token.end)
            or _ABOUT.search(text, 0, chain.start)
            or (_AS_A_MEANS.search(text, 0, chain.start) and _MEANS.match(text, token.end))
            or (token.kind == "noun" and _begins_action(reading, chain.end, token.start))
        ):
            continue
        for rule in reading.grammar.nouns[token.word]:
            if rule.predicate == "evaluates" and _WORKS.search(text, chain.end, token.start):
                continue
            if len(gap) <= rule.trigger.window and not denied(reading, chain.start):
                yield from _noun_objects(reading, rule, chain, token)


def passive_facts(reading: Reading) -> Iterator[Fact]:
    """Facts of clauses that name the thing first and then who deals with it: 收费办法由X制定, 大赛由X主办."""
    for chain in reading.chains:
        match = _BY.match(reading.shape.text, chain.end)
        verb = match["verb"].replace("规定", "制定") if match else ""  # as a verb 规定 only stands here
        rules = reading.grammar.verbs.get(verb, ())
        for rule in rules:
            if match and rule.predicate in _DEALT and rule.trigger.frame == "verb" and not denied(reading, match.start("verb")):
                for mark in chain.marks:
                    if reading.takes(rule, mark):
                        yield Fact(rule.predicate, mark, chain.start, match.end(), rule, 0.8)


def listed_facts(reading: Reading) -> Iterator[Fact]:
    """实施A、B提升、C等“六大工程”: what is carried out is what the list ends in, however many verbs its items hold."""
    for match in _LIST_END.finditer(reading.shape.text):
        mark = match.start("what")
        if not _BY_NUMBER.match(reading.shape.words(mark)) or denied(reading, match.start()):
            continue
        for rule in reading.grammar.verbs.get(match["verb"], ()):
            if rule.predicate == "implements" and reading.takes(rule, mark):
                yield Fact(rule.predicate, mark, match.start(), match.end(), rule, 0.75, rule.trigger.weak)


def _closes(reading: Reading, token: Token) -> bool:
    """Whether a verb without an object says what becomes of the name before it: 推动…全面落实, 确保…如期实施."""
    if token.kind != "verb" or token.word not in reading.grammar.nouns or reading.stop_after(token.end, "stop") != token.end:
        return False
    chain = next((c for c in reversed(reading.chains) if c.end <= token.start), None)
    if chain is None or reading.shape.text[chain.end - 1] == MARKS["Group"]:
        return False  # people and bodies act themselves: 企业主动布局
    return reading.grammar.words.adverbs.fullmatch(reading.shape.text, chain.end, token.start) is not None


def _begins_action(reading: Reading, left: int, right: int) -> bool:
    """Whether the chain is the subject of an action before the noun: 机构接受培训."""
    action = reading.grammar.words.action.match(reading.shape.text, left, right)
    if action and reading.shape.text.startswith("情况", action.end()):
        return False  # 《办法》实施情况评估
    return bool(action) and not reading.between(left, left + 1, "noun")


def _noun_objects(reading: Reading, rule: Rule, chain: Chain, token: Token) -> Iterator[Fact]:
    closed = max((i + 1 for i, tail in enumerate(chain.tails[:-1]) if tail), default=0)
    kind = reading.shape.text[chain.marks[-1]]
    for mark in chain.marks[closed:]:
        if rule.predicate == "builds" and (reading.shape.text[mark], kind) == (MARKS["Institution"], MARKS["Region"]):
            continue  # A大学和B先行区建设 builds the zone
        if reading.takes(rule, mark):
            yield Fact(rule.predicate, mark, chain.marks[closed], token.end, rule, rule.trigger.confidence, rule.trigger.weak)


def _strip_nouns(reading: Reading, left: int, right: int) -> str:
    """The text between, without 的, 等 and the other nouns of a list (编制、修订和演练)."""
    gap = reading.shape.text[left:right].removeprefix("的")
    if _FACILITIES.fullmatch(gap):
        return ""  # 推进X、工程技术中心建设: both are built
    if gap[:1] in tuple("、和及与"):
        return gap * 9  # the noun belongs to another member of a list
    for token in reading.between(left, right, "noun"):
        gap = gap.replace(token.word, "", 1)
    rest = _STAGE.sub("", _KIND.sub("", gap)).replace("等", "").strip("、和及与")
    return "".join(rest.split()) if not re.search("[、和及与]", rest) else rest * 9  # another member of a list: too far
