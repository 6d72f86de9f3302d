"""Names found by the grammar: every head of a line, walked to the left and judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.lexicon import Lexicon
from ingest.mentions.found import Found
from ingest.mentions.grammar import Grammar
from ingest.mentions.offices import OF_GOVERNMENT
from ingest.mentions.phrase import NOTHING, KnownEdges, Phrase
from ingest.mentions.verdicts import Verdicts
from ingest.mentions.words import Line

_ORDINAL = re.compile(
    r"^(?:[0-9]{4}(?:[—\-～至][0-9]{4})?年(?:度)?|[“”]?(?:十[一二三四五]五)[”]?(?:期间|时期)?的?|首[届批个]"
    r"|[0-9.]+[%％](?:以上|以下)?的?|[一二三四五六七八九十]{1,2}大(?=[一-龥]{4})|第[一二三四五六七八九十0-9]+[届批次个期轮]|广大|新一[轮届批]|本届|年度|[一二三两几][项个]|(?:[省市县区州]?两|[省市县区州][三四])级)"
)
_OWN_PAPER = re.compile(  # every body writes its own
    r"(?:人才培养方案|招生计划|学校章程|教学计划|规章制度|新媒体)$"
    r"|^(?:用工|运送|维修|诊疗|采购|生产|配送|值班|招聘|培养|检修|整改|实习|用药)计划$"
    r"|^.{0,3}(?:管理制度|工作制度)$|^.{0,3}(?:工作方案|年度计划|应急预案|工作计划|实施细则|责任清单)$|(?:村规民|[居市村]民|文明|小区|住户)公约$"
)
_LEADERS = re.compile(r"[、和](?:书记|校长|院长|园长|主任)(?![一-龥]?[任长])")
_NUMBERED = re.compile(r"[0-9]{1,2}(?:[.．][0-9]{1,2})+ ?")  # 2.1.3 before a heading's words
_ZONED = re.compile(r"划(?![分定])")
_MODIFIERS = {  # 城市更新, 学生餐: the noun only says what kind of thing follows
    "学生": re.compile("餐|证"),
    "学校": re.compile("家庭社会"),
    "地区": re.compile("生产总值|GDP|性"),
    "工程": re.compile("建设许可|建设项目|规划许可|质量|造价|监理|机械|技术人员|款|咨询|勘察|总承包|师|院|招投标|领域|审批"),
    "城市": re.compile(
        "更新|运行|体检|书房|道路|轨道|绿道|大脑|名片|会客厅|候机楼|排水|供水|燃气|黑臭|信息模型|快速路|精神|品质|功能品质"
    ),
}
_DUTY = re.compile(r"责任|地位|作用|功能|性")
_YEAR_BEFORE = re.compile(r"[0-9]{4}年")
_YEAR = 5  # characters of it
_CELEBRATED = re.compile(r"(?:纪念|庆祝)?(?:活动|大会)?")
_ORGANISED = frozenset(
    "水平 效率 模式 方式 形式 体系 结构 架构 领导 管理 实施 保障 协调 能力 功能 生活".split()
)  # 组织 is the verb
_ORGANISERS = ("部门", "中心", "会议", "政府", "学校", "单位", "机构", "时段")
_COUNTED_KINDS = frozenset({"Group", "Region"})
_COUNTERS, _DIGITS = frozenset("名家所位"), frozenset("0123456789万千百余")
_NO_CLASS = re.compile(r"(?:“[^“”]*”)?[一二三四五六七八九十]大[一-龥]{2,3}$|[0-9](?![0-9]*[+＋A-Za-z岁])[一-龥]{2,4}$")
_OWN, _OWNERS = ("单位", "部门", "机关", "地区", "系统"), frozenset("本该各")
_RANKS = {"Policy": 3, "Program": 4, "Institution": 3, "Event": 3, "Group": 6, "Region": 5}


class Judge:
    """Finds and judges phrases."""

    def __init__(self, lexicon: Lexicon, knows: Callable[[str], bool]) -> None:
        self._grammar = Grammar(lexicon.words)
        self._verdicts = Verdicts(lexicon, self._grammar, knows)
        self._never, self._founded = lexicon.words["never"], lexicon.words["founded"]
        self._class_heads = lexicon.words["class_heads"]

    def find(self, line: Line, known: KnownEdges = NOTHING) -> Iterator[Found]:
        """Find the names that the grammar gives in one line, given where known names stand."""
        anniversary = "周年" in line.text
        for token, word in enumerate(line.words):
            if anniversary and word.startswith("周年"):
                yield from self._anniversary(line, token)
            hit = self._grammar.head_at(line, token) if word[-1] in self._grammar.lasts else None
            if hit is None:
                continue
            head, kinds = hit
            for kind in kinds:
                walk = "Group" if head in self._class_heads else kind
                phrase = self._grammar.phrase(line, token, head, walk, known)
                yield from self._judge(line, phrase, kind, known)

    def _anniversary(self, line: Line, token: int) -> Iterator[Found]:
        """X成立40周年, X建立40周年纪念活动: the walk begins before 成立."""
        verb = token - 2
        if verb < 1 or line.words[verb] not in self._founded:
            return
        if self._grammar.governs(line.words[verb - 1]):  # 做好建党100周年庆祝活动
            yield Found(
                line.start + line.starts[verb], line.start + line.starts[token + 1], "Event", "grammar.anniversary", rank=2
            )
            return
        phrase = self._grammar.phrase(line, verb - 1, line.words[verb - 1], "Event")
        tail = _CELEBRATED.match(line.text, line.starts[token + 1])
        end = tail.end() if tail else line.starts[token + 1]
        yield Found(line.start + phrase.start, line.start + end, "Event", "grammar.anniversary", rank=2)

    def _judge(self, line: Line, phrase: Phrase, kind: str, known: KnownEdges) -> Iterator[Found]:
        if self._no_noun(line, phrase) or (kind == "Group" and phrase.end in known.institutions):
            return
        if phrase.head.endswith("负责人") and any(phrase.start < end < phrase.end for end in known.bodies):
            return  # 财政部主要负责人: the body is named, its head is not
        start = phrase.start
        if kind in _COUNTED_KINDS and line.text[start] in _COUNTERS and line.text[start - 1 : start] in _DIGITS:
            start += 1  # 100名市属企业…: the counter is cut as a part of the name
        while start > max(0, phrase.start - 4) and line.text[start].isdigit() and line.text[start - 1].isdigit():
            start -= 1  # 11.121匠艺项目: the number is cut where the item's number ends
        number = _NUMBERED.match(line.text, start)
        if number and number.end() < phrase.end - len(phrase.head):
            start = number.end()
        ordinal = _ORDINAL.match(line.text[start : phrase.end]) if kind != "Policy" else None
        left = phrase.end - len(phrase.head) + (kind == "Group" and line.text.startswith("广大", start))
        if ordinal and start + ordinal.end() < left:
            start += ordinal.end()
        text = line.text[start : phrase.end]
        if kind == "Group" and _NO_CLASS.match(text):
            return  # 三大人才, 1人才
        if text.startswith(_OWN) and line.text[start - 1 : start] in _OWNERS:
            return  # 本单位审核机构, 制定机关办公机构
        if text in self._never or text.endswith(("本部门", "本单位", "跨地区", "跨区域")) or _OWN_PAPER.search(text):
            return
        dated = kind == "Event" and _YEAR_BEFORE.fullmatch(line.text[max(0, start - _YEAR) : start])
        if dated and not self._grammar.specific(line, phrase):
            yield Found(line.start + start - _YEAR, line.start + phrase.end, "Event", "grammar.event", rank=3)
            return
        decided = self._verdicts.decide(kind, line, phrase, text)
        if decided:
            end = _with_leaders(line, phrase) if decided == "Group" else phrase.end
            rule = f"grammar.{decided.lower()}"
            yield Found(line.start + start, line.start + end, decided, rule, rank=_RANKS[decided])

    def _no_noun(self, line: Line, phrase: Phrase) -> bool:
        """主体责任, 组织实施, 总书记 and 教师节 hold a head that is none."""
        after = line.words[phrase.last] if phrase.last < len(line.words) else ""
        if after == "节" or (after == "改革" and phrase.head == "机构") or _ZONED.match(line.text, phrase.end):
            return True  # 教师节, 机构改革, 功能区划
        if phrase.head.endswith("制") and line.text[phrase.end : phrase.end + 1] in {"定", "订", "作"}:
            return True  # 司法部负责制定
        if line.text.startswith("发展" if phrase.head == "改革" else ("性", "所得税"), phrase.end):
            return True  # 教育改革发展, 政府性基金, 企业所得税
        if phrase.head in _MODIFIERS:
            return _MODIFIERS[phrase.head].match(line.text, phrase.end) is not None
        if phrase.head == "书记" and line.text.endswith("总书记", 0, phrase.end):
            return True
        if phrase.head in {"政府", "人民政府"}:
            return OF_GOVERNMENT.match(line.text, phrase.end) is not None
        if phrase.head.endswith("主体"):
            return _DUTY.match(line.text, phrase.end) is not None
        if phrase.head != "组织" or phrase.last == len(line.words):
            return False
        if line.words[phrase.last - 1] != "组织":  # one word, as 社会组织; after 等 it only sums up
            return line.text.endswith("等", 0, phrase.start)
        before = line.words[line.index(phrase.end - 2) - 1] if phrase.end > 2 else ""
        if before.endswith(_ORGANISERS):
            return True  # 部门组织…: they do it
        if line.words[phrase.last] in {"合作", "交流"}:
            return False  # 加强与…组织合作
        return line.tags[phrase.last][0] in "vm" or line.tags[phrase.last] == "ns" or line.words[phrase.last] in _ORGANISED


def _with_leaders(line: Line, phrase: Phrase) -> int:
    """职业院校书记、校长 are one group."""
    more = _LEADERS.match(line.text, phrase.end) if phrase.head in {"书记", "校长", "院长"} else None
    return more.end() if more else phrase.end
