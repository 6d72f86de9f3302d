"""Judging phrases of the name grammar: whether they name something, of which type, and where the name begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.lexicon import Lexicon
from ingest.mentions.found import Found
from ingest.mentions.grammar import NOTHING, Grammar, KnownEdges, Phrase
from ingest.mentions.words import Line

_DRAFT = frozenset("研制 制定 制订 出台 印发 发布 编制 起草 颁布 研究制定 制修订 修订 修改 完善 更新".split())
_CITE = frozenset("纳入 落实 执行 贯彻 贯彻落实 实施 按照 根据 依据 参照 对照 依照 遵循 遵守 推进 健全 健全完善".split())
_PROPER = re.compile(r"^(?:全国|国家|中国|中央|国务院|中华|联合国|世界|国际|省|市|区|县)")
_STATE = re.compile(r"^(?:中国|中华|联合国|国家开放|中共)")
_ORDINAL = re.compile(
    r"^(?:[0-9]{4}(?:[—\-～至][0-9]{4})?年(?:度)?|[“”]?(?:十[一二三四五]五)[”]?(?:期间|时期)?的?|首[届批个]|第[一二三四五六七八九十0-9]+[届批次个期轮]|新一[轮届批]|本届|年度|[一二三两几]项|[一二三两几]个)"
)
_OWN_PAPER = re.compile(
    r"(?:人才培养方案|招生计划|学校章程|教学计划|管理制度|规章制度|工作制度|新媒体)$|^.{0,3}(?:工作方案|年度计划|应急预案|工作计划|实施细则|责任清单)$"
)  # every body writes its own
_DRAFTED = re.compile(r"(?:的)?(?:编制|制定|起草|修订)")
_VERBAL = re.compile(r"布局|引领|建设|实施|体系|师|局|编|设计")
_LOOSE = re.compile(r"^(?:国家|国务院|本|前款|有关|上级|部门|各)")
_NO_GOVERNOR = frozenset("有关 相关".split())
_LEADERS = re.compile(r"[、和](?:书记|校长|院长|园长|主任)(?![一-龥]?[任长])")
_DUTY = re.compile(r"责任|地位|作用|功能|性")
_CLASSES = frozenset("学院 中心 研究中心 服务中心 管理中心 研究院 研究所 出版社".split())
_SHORTEST = {"项目": 7, "平台": 6, "系统": 7, "网络": 7, "工程": 6, "基地": 6, "基础设施": 8, "制度": 5}  # characters
_NAMED = frozenset("公司 集团 中学 小学 幼儿园 学校 医院 大学 学院 研究院 银行 协会 联盟 中心".split())
_MAKING = frozenset("实施 启动 组织实施".split())
_STRONG = frozenset("规划 纲要 条例 章程".split())
_NO_STANDARD = frozenset("国家 行业 地方 团体 企业 安全 制度 国际先进 环保 技术 卫生 相关 有关 配套 统一 基本 国际 先进 质量 补助 收费 补贴 发放 认定 最低 最高 同等 规定 一定 评价 考核 同一 新的 高 更高 最高".split())
_USED = frozenset("纳入 对接 开发 依据 依照 更新 推进 优化 建立".split())
_MONEY = re.compile(r"利率|余额|额度|费率|费用|利息|期限|对象|需求|条件|人员|人|方面|方式|内容|效果")
_INFORMATION = re.compile(r"信息|管理|监管|监测|监控|预警|追溯|公示|直报|登记|许可|调度|指挥|查询|服务|征信|申报|审批|备案|支付|导航卫星|卫星导航")
_PLAIN_EVENTS = frozenset("会议 展会 论坛 招聘会 对接会 洽谈会 双选会 发布会 交易会".split())
_FOUNDED = frozenset("成立 建立 诞辰 逝世 颁布 实施 建党 建校".split())
_YEAR_BEFORE = re.compile(r"[0-9]{4}年$")
_AFTER_WEAK = re.compile(r"[，。；、）”]|$|建设|工作|试点|等|和|与|及|的|支持|作用|资助|给予|申请|进行|覆盖|投入|规模|标准|升级|改造|运行|运营|实施|落实|管理|应用|推广|申报|评审|评选|评估|为|向|在|开展|并|上|中|，")


def _follows(line: Line, token: int) -> bool:
    """Whether what comes next lets a weak head end a name: 实训基地建设 does, 基地企业 does not."""
    return _AFTER_WEAK.match(line.text, line.starts[token]) is not None


class Judge:
    """Decides over phrases."""

    def __init__(self, lexicon: Lexicon, knows: Callable[[str], bool]) -> None:
        self.knows = knows
        self.grammar = Grammar(lexicon.words)
        self.weak = lexicon.words["weak"]
        self.bare = lexicon.words["bare"]
        self.never = lexicon.words["never"]

    def find(self, line: Line, known: KnownEdges = NOTHING) -> Iterator[Found]:
        """Find the names that the grammar gives in one line, given where known names stand."""
        for token in range(len(line.words)):
            if line.words[token].startswith("周年"):
                found = self._anniversary(line, token)
                if found is not None:
                    yield found
            hit = self.grammar.head_at(line, token)
            if hit is None:
                continue
            head, kinds = hit
            for kind in kinds:
                walk = "Group" if head in _CLASSES else kind
                phrase = self.grammar.phrase(line, token, head, walk, known)
                found = self._judge(line, phrase, kind, known)
                if found is not None:
                    yield found

    def _anniversary(self, line: Line, token: int) -> Found | None:
        """X成立40周年, X建立40周年纪念活动: the walk begins before 成立."""
        verb = token - 2
        if verb < 1 or not line.words[token].startswith("周年") or line.words[verb] not in _FOUNDED:
            return None
        phrase = self.grammar.phrase(line, verb - 1, line.words[verb - 1], "Event")
        end = line.starts[token + 1]
        tail = re.compile(r"(?:纪念|庆祝)?(?:活动|大会)?").match(line.text, end)
        return Found(line.start + phrase.start, line.start + (tail.end() if tail else end), "Event", "grammar.anniversary", rank=2)

    def _judge(self, line: Line, phrase: Phrase, kind: str, known: KnownEdges) -> Found | None:
        text = line.text[phrase.start : phrase.end]
        start = phrase.start
        if phrase.head.endswith("主体") and _DUTY.match(line.text, phrase.end):
            return None
        if phrase.head == "组织" and phrase.last < len(line.words) and line.tags[phrase.last][0] == "v":
            return None
        ordinal = _ORDINAL.match(text)
        if ordinal and ordinal.end() < len(text) - len(phrase.head) and kind != "Policy":
            start += ordinal.end()
            text = text[ordinal.end() :]
        if text in self.never or _OWN_PAPER.search(text):
            return None
        if kind == "Event" and not self.grammar.specific(line, phrase):
            year = _YEAR_BEFORE.search(line.text[:start])
            if year:
                return Found(line.start + year.start(), line.start + phrase.end, "Event", "grammar.event", rank=3)
        if kind == "Group" and phrase.end in known.institutions:
            return None
        decided = getattr(self, f"_{kind.lower()}")(line, phrase, text)
        if decided is None:
            return None
        rank = {"Policy": 3, "Program": 4, "Institution": 3, "Event": 3, "Group": 6, "Region": 5}[decided]
        end = phrase.end
        if decided == "Group" and phrase.head in {"书记", "校长", "院长"}:
            more = _LEADERS.match(line.text, end)
            end = more.end() if more else end
        return Found(line.start + start, line.start + end, decided, f"grammar.{decided.lower()}", rank=rank)

    def trigger(self, line: Line, first: int) -> str:
        """The nearest governing verb before a phrase in its clause, "" if there is none."""
        for token in range(first - 1, max(-1, first - 25), -1):
            word = line.words[token]
            if word in "，。；：！？":
                return ""
            if word in _CITE and token and line.words[token - 1] in _DRAFT:
                return line.words[token - 1]  # 研制实施X
            if word in _DRAFT or word in _CITE:
                return word
            if word[-2:] in _DRAFT:
                return word[-2:]
        return ""

    def governed(self, line: Line, first: int) -> bool:
        """Whether a verb that can have the phrase as its object stands before it in its clause."""
        hard, soft = self.grammar.words["govern"], self.grammar.words["initial"]
        for token in range(first - 1, max(-1, first - 25), -1):
            word = line.words[token]
            if word in "，。；：！？":
                return False
            if len(word) > 1 and (word in hard or word[-2:] in hard):
                return word not in _NO_GOVERNOR
            if word in soft and line.clause_start(token):
                return True
        return False

    def _policy(self, line: Line, phrase: Phrase, text: str) -> str | None:
        trigger = self.trigger(line, phrase.first)
        if phrase.head in {"标准", "目录"}:
            return "Policy" if self._standard(line, phrase, text, trigger) else None
        if not self.grammar.specific(line, phrase) or len(text) < 4:
            return None
        if phrase.quoted and phrase.head == "办法":
            return "Program" if trigger else None
        if phrase.head in {"规定", "意见", "要求"} and (trigger not in _DRAFT or len(text) < 6 or _LOOSE.match(text)):
            return None
        if trigger in _DRAFT or _DRAFTED.match(line.text, phrase.end):
            return "Policy"
        if phrase.head in _STRONG and len(text) >= 8 and not _VERBAL.match(line.text, phrase.end):
            return "Policy"
        if trigger in _CITE and (phrase.head not in self.weak or phrase.governor == trigger):
            return "Policy"
        return None

    def _standard(self, line: Line, phrase: Phrase, text: str, trigger: str) -> bool:
        """教学标准, 专业目录: what they are of is enough, when a verb of using or making governs them."""
        if len(text) < 4 or text[:-2] in _NO_STANDARD:
            return False
        return bool(trigger) or any(w in _USED for w in line.words[max(0, phrase.first - 8) : phrase.first])

    def _program(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if not self.grammar.specific(line, phrase) or len(text) - len(phrase.head) < 2:
            return None
        if _MONEY.match(line.text, phrase.end):
            return None
        if phrase.head == "系统" and not (phrase.quoted or _INFORMATION.search(text)):
            return None
        if len(text) < _SHORTEST.get(phrase.head, 0) and not phrase.quoted and "“" not in text and phrase.governor not in _MAKING:
            return None
        if phrase.head == "专项" and not _follows(line, phrase.last):
            return None
        if phrase.head == "试点":
            inner = text[:-2]
            if inner.endswith(("制度", "改革", "计划", "工程", "项目")):
                return None
        if phrase.head in {"计划", "行动"} and self.trigger(line, phrase.first) in _DRAFT:
            return "Policy"
        if phrase.head in self.weak and not phrase.quoted:
            if not self.governed(line, phrase.first) or not _follows(line, phrase.last):
                return None
            if phrase.head == "改革" and "综合" not in text and not text.endswith(("专项改革", "试点改革")):
                return None
        return "Program"

    def _institution(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if not self.grammar.specific(line, phrase):
            return None
        classed = "Group" in self.grammar.heads[phrase.head]
        if phrase.quoted:
            return "Institution"
        proper = line.tags[phrase.first] in {"ns", "nt"} or self._coined(line, phrase) or bool((_STATE if classed else _PROPER).match(text))
        if "Group" in self.grammar.heads[phrase.head] or phrase.head in _CLASSES:
            return "Institution" if proper else ("Group" if "Group" not in self.grammar.heads[phrase.head] else None)
        return "Institution"

    def _coined(self, line: Line, phrase: Phrase) -> bool:
        """Whether the one word before the head is in no dictionary, as in the names of firms and schools."""
        word = line.words[phrase.first]
        return phrase.head in _NAMED and phrase.last - phrase.first == 2 and len(word) in {2, 3} and not self.knows(word)

    def _event(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if not self.grammar.specific(line, phrase):
            return None
        if phrase.head in _PLAIN_EVENTS and not (phrase.quoted or _PROPER.match(text) or line.tags[phrase.first] in {"ns", "nt"}):
            return None
        return "Event"

    def _group(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if "Institution" in self.grammar.heads[phrase.head] and self._institution(line, phrase, text) == "Institution":
            return None
        if text == phrase.head:
            return "Group" if text in self.bare or len(text) >= 4 else None
        return "Group"

    def _region(self, line: Line, phrase: Phrase, text: str) -> str | None:
        return "Region" if text != phrase.head else None
