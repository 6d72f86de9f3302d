"""What follows a name: whether it closes its phrase, what the actor that it names does, and which quality of it is meant."""

from __future__ import annotations

import re

from ingest.relations.reading import Reading
from ingest.relations.shape import ANY, MARKS
from ingest.relations.tokens import Chain

_ACTORS = MARKS["Group"] + MARKS["Institution"]
_MARK = re.compile(f"[{ANY}]")
_OWN_HEAD = re.compile("(?:制度|台账|档案|名单|清单|模式|渠道|通道|关系|标准|数据库)$")
_ABOUT = re.compile("(?:工作)?(?:经验|宣传|调研|研究|总结|座谈|研讨|交流|成效)")
_LEVEL = re.compile("[^，：]{0,16}(?:水平|能力|质量|效率|效能|覆盖率|满意度)(?:$|[，、])")
_BOTH_VERBS = re.compile(  # 推动各地制定和完善…: two verbs with one object
    "[和与及](?:制定|制订|出台|落实|完善|实施|编制|健全|建立|修订|执行|用好|发布|推广|细化|优化)(?=[^，：、]{2})"
)
_WORK_NOUN = re.compile(  # 推进中心建设提升工作: the work on it, not what it does
    "(?:建设|创建|改造|培育|管理|运行|治理|监管|评估|评价|考核|保护|宣传)(?:完善|提升|改造|升级|管理|运营|提质|达标|认定|验收|保护){1,3}工作(?=$|[，：、])"
)
_YEAR_OF = re.compile("[^，：]{0,8}是[^，：]*(?:之年|一年|时期|阶段|年)(?=$|[，：])")  # 是实施X的关键之年
_STEP_OF = re.compile("[^，：]{0,20}是[^，：]*(?:之举|之策|举措|途径|必由之路|关键所在|前提|体现|手段)(?=$|[，：])")
_JOINTLY = re.compile("合作|共建|共同|共享|联合|对接|协作|协同|联动|联建|联营|结对|签订|一起|互|建立|设立|组建|成立")
_RULES_OF = re.compile("的?(?:贯彻|实施|配套|具体)?(?:落实|实施)?(?:细则|办法|意见|方案|措施|文件|政策|任务分工|责任分工|解读)")
_SHORT_REST = 12  # characters of what a phrase may still name behind the object
_ABILITIES = ("能力", "水平", "意识", "素质", "素养", "本领", "作用", "优势")


def in_a_modifier(reading: Reading, start: int, end: int) -> bool:
    """Whether the verbs from ``start`` to ``end`` govern nothing that is to be done: 新增的…, 由协助分管的…担任.

    Nor do they in what a clause calls something: 2025年是实施X的关键之年, 培育X是振兴之举.
    """
    text = reading.shape.text
    of = text.startswith("由", start - 1) and start > 0 and "的" in text[end : reading.stop_after(end, "stop")]
    about = text.endswith(("围绕", "聚焦"), 0, start)  # 围绕打好攻坚战，…: what the work is about
    opening = max(text.rfind("，", 0, start), text.rfind("：", 0, start)) + 1
    named = (_YEAR_OF.match(text, opening) or _STEP_OF.match(text, opening)) if "是" in text else None
    return text.startswith(("过", "的"), end) or of or about or bool(named and end < named.end())


def of_a_system(reading: Reading, chain: Chain) -> bool:
    """Whether the work is on something of the chain: 完善…工作机制, 强化…宣传."""
    if reading.shape.text.startswith(("、", "和", "及", "与"), chain.end):
        return False  # another member of the list follows
    if _ABOUT.match(reading.shape.text, chain.end):
        return True
    stop = reading.stop_after(chain.end, "stop", "verb")
    return reading.grammar.words.systems.search(reading.shape.text[chain.end : stop]) is not None


def of_its_level(reading: Reading, chain: Chain) -> bool:
    """Whether what is raised is a level of the chain: 提升平台等系统应用能力."""
    return _LEVEL.match(reading.shape.text, chain.end) is not None


def is_head(reading: Reading, end: int) -> bool:
    """Whether the name that ends here closes its phrase: the verb builds or drafts the thing, not something of it."""
    text = reading.shape.text
    if text.startswith("建设", end):
        return reading.grammar.words.head_after.match(text, end + 2) is not None
    rest = text[end : reading.stop_after(end, "stop", "verb")]
    if text.startswith("、", end) and ("的" in rest or reading.grammar.words.systems.search(rest) or _OWN_HEAD.search(rest)):
        return False  # a list of modifiers: 学校、家庭、社会共同参与的体系, 企业、项目派驻专员制度
    if text.startswith("与", end) and reading.grammar.words.systems.search(rest):
        return False  # 建立平台与市场信息交换机制
    if reading.grammar.words.head_after.match(text, end):
        return True
    if len(rest) <= _SHORT_REST and reading.grammar.words.systems.search(rest):
        return False  # 建立学校、企业合作机制
    if reading.between(end, end + 1, "noun"):
        return False
    if reading.grammar.words.action.match(text, end):
        return "的" not in text[end : reading.stop_after(end, "stop", "mark")]
    return any(token.start == end and token.kind in ("verb", "preposition", "mark") for token in reading.tokens)


def acts(reading: Reading, end: int, *, at_once: bool) -> bool:
    """Whether an action follows: 推动学校开放 moves the school, 推动学校文化建设 does not.

    Args:
        reading: The sentence.
        end: Where the actor ends.
        at_once: Whether the action must come straight after the actor (and adverbs), or anywhere in the clause.

    Returns:
        Whether it does.
    """
    text, words = reading.shape.text, reading.grammar.words
    stop = reading.stop_after(end, "stop")
    match = re.match(
        "(?:各成员单位|各分支机构)?(?:、[^，：、的]{1,8}){0,3}等?(?:[^，：]{0,8}?(?:机构|单位|组织|主体|群体|人员))?",
        text[end:stop],
    )
    action = words.action.match(text, end + (match.end() if match else 0), stop)
    if not action:
        return not at_once and words.action.search(text, end, stop) is not None
    if at_once and _WORK_NOUN.match(text, action.start("verb")):
        return False
    if at_once and action["verb"] in ("与", "同") and not _MARK.match(text, action.end()):
        return False  # 促进小农户与现代农业衔接: a state, not what the actor does
    if at_once and action.start() == action.start("verb") and reading.between(action.start(), action.end(), "noun"):
        return _BOTH_VERBS.match(text, action.end()) is not None
    closed = action.end() == stop or text[action.end()] in "和与及、"
    return not (closed and action["verb"] in words.nominal_last and action.start() == action.start("verb"))


def is_quality(reading: Reading, chain: Chain, near: re.Match[str]) -> bool:
    """Whether the word is a quality of the chain: not 学校开展培训 (an act of its own), not 人才培养质量 (a property)."""
    if reading.grammar.words.noun_blockers.match(near.string, near.end()):
        return False
    if near[0] in _ABILITIES:
        return True
    words = reading.grammar.words
    action = words.action.match(near.string, chain.end, near.start())
    if words.adverbs.fullmatch(near.string, chain.end, near.start()):
        action = None  # 人才自主培养
    return action is None and not reading.between(chain.end, chain.end + 1, "verb")


def of_something(reading: Reading, chain: Chain) -> bool:
    """Whether 的 and a noun that carries nothing out follow: 加强X的保护, but not 推进X的实施."""
    if not reading.shape.text.startswith("的", chain.end):
        return False
    nouns = reading.between(chain.end + 1, reading.stop_after(chain.end, "stop"), "noun")
    return not any(rule.predicate in ("implements", "builds") for noun in nouns for rule in reading.grammar.nouns[noun.word])


def antecedent(reading: Reading, before: int) -> int | None:
    """The nearest actor named before: whom 其 means."""
    marks = [mark for chain in reading.chains for mark in chain.marks if mark < before and reading.shape.text[mark] in _ACTORS]
    return marks[-1] if marks else None


def goes_on(reading: Reading, predicate: str, chain: Chain, mark: int) -> bool:
    """Whether the name goes on in words that nothing recognised: of 建好高校资讯网、研究中心 the first is no school."""
    tail = chain.tails[chain.marks.index(mark)]
    if predicate not in ("builds", "formulates", "revises") or not tail:
        return False
    return not tail.startswith("等") and reading.grammar.words.nominal_after.match(tail) is None


def only_when(text: str, end: int) -> bool:
    """Whether the clause tells when something else is to be done: 招聘教师时，应当…."""
    return text.startswith(("时，", "时：", "过程中"), end) or text[end:] == "时"


def only_its_rules(predicate: str, text: str, end: int) -> bool:
    """Whether not the document that ends here is drafted but rules for it: 制定《X条例》实施细则."""
    return predicate in ("formulates", "revises") and _RULES_OF.match(text, end) is not None


def partners(text: str, predicate: str, marks: list[int]) -> list[int]:
    """Of those who are moved, the ones that the first works with: B and C in 鼓励A与B、C共建…."""
    if predicate != "guides" or not _JOINTLY.search(text, marks[-1]):
        return []
    return next((marks[place:] for place, mark in enumerate(marks) if place and text[mark - 1] == "与"), [])
