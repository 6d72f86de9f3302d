"""One step of the name grammar's walk to the left: whether the word before can belong to the name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ingest.lexicon import Words
from ingest.mentions.inner import aimed, set_up_by
from ingest.mentions.items import matching, same_ends
from ingest.mentions.words import Line

STOP_TAGS = frozenset({"x", "d", "p", "c", "uj", "ul", "uv", "ud", "uz", "ug", "u", "y", "e", "o"})
_SINGLE_TAGS = frozenset({"n", "ng", "j", "b", "k", "ns", "nz", "nr", "vn", "vg", "a", "g"})
_KEEP = frozenset("中 非 类 国际 两岸 东 西 南 北 海外 境外 国外 外 + · - — ～ 千 百 万 千亿 百亿".split())
_COUNTERS = "年月日个项名家所条种批次届期元人户位类款场支座套份篇本张"
NUMERIC = re.compile(rf"^[0-9一二两三四五六七八九十百千万亿几数多第]+(?:[{_COUNTERS}]|大批|大类|万|亿|余|多)*$")
_ITEM = re.compile(r"^[0-9.．]+$")
_LATIN = re.compile(r"^(?:[一二三五十]年|[0-9]+\.[0-9]+|[0-9A-Za-z+．.\-]*[A-Za-z+][0-9A-Za-z+．.\-]*)$")
_TAKES_AND = re.compile(r"[和与及]$")
_OF_PURPOSE = frozenset({"为", "以", "来", "所", "通过"})
_NO_NAME_LEFT = frozenset("情况 法规 规定 政策 理念 体系 机制 体制 模式 能力 水平 整治 治理 排查".split())  # 法规和标准 are two
_PLACE_WORDS = frozenset({"城市", "城镇", "农村", "国家", "中国", "上市"})
_PLAIN_HEADS = frozenset({"人员", "机构", "单位", "部门", "组织", "团队", "企业", "中心", "公司", "人才"})
_ALSO_ADJECTIVES = frozenset({"精准", "快速", "高质量"})
_SHARED_HEADS = frozenset({"人才", "协会", "联盟", "学会", "智库"})  # 音乐和美术人才
_URGING = frozenset("支持 鼓励 引导 推动 帮助 指导 督促 组织 动员 允许 协助".split())
_ZONES = frozenset("示范区 试验区 先行区 先导区 集聚区 功能区 策源区 核心区 合作区 创新区 承载区".split())  # 匠艺转化示范区
_OF_PLACES = frozenset({"发展", "应用", "服务", "集聚"})  # 匠艺发展集聚区
_PLAIN_PLACES = frozenset("城市 地区 县城 乡镇 村镇 村庄 小区 县市 省份 流域".split())  # 服务城市: the verb and its object
_ACTIONS = frozenset(
    "先行区 试验区 合作区 行动 计划 工程 专项行动 专项 攻坚战 攻坚行动 行动计划 三年行动 中心 试点 示范区".split()
)
_FROM_HERE_ON = frozenset("实施 开展 推进 启动 推动 建设 打造 组织 落实".split())  # 启动实施X: both govern
_PAID = frozenset("补贴 补助 津贴 贷款 保险 再贷款".split())  # 返还、补贴 are two measures
_CLASSES_LISTED = "型级类化"  # 创新型、应用型人才
_OF_SYSTEMS = frozenset({"定期", "日常", "动态", "全程"})  # 定期会商制度
_SECOND_VERBS = frozenset("整合 清理 规范 培育 提升 促进 改善 扶持 调整 恢复 减免 降低 提高 巩固 服务 支撑".split())  # 清理整合
_YEARS = re.compile(r"(?<![0-9.])[1-9](?:年)?$")
_YEARS_REACH = 3  # characters that the pattern can look at: the digit, 年, and what stands before them
_OF_YEARS = frozenset({"行动", "计划", "行动计划", "攻坚行动", "年"})
_SERVICE_NUMBER = re.compile(r"^(?:1[0-9]{2}|12[0-9]{3}|9[0-9]{4})$")  # 12345热线
_DONE_BY_BODIES = frozenset({"共建", "选派", "派出", "开设", "申报", "申请", "入选"})
_CLASSES = frozenset({"Group", "Program", "Region"})
_QUOTE_REACH, _BRACKET_REACH = 12, 6  # words inside marks that a name may hold
_ONE_BODY = frozenset("领导小组 委员会 协调小组 工作小组 联席会议 指挥部 工作专班".split())  # A和B领导小组 is one body
_PROPER_STARTS = ("中国", "全国", "国际", "世界", "亚洲", "全球")
_PROPER_REACH = 4  # words left of a conjunction
_INSIDE = 8  # characters left of a conjunction that stands inside a name

IsHead = Callable[[Line, int], tuple[str, tuple[str, ...]] | None]


class Steps:
    """The boundary rules, compiled from the words of the lexicon."""

    def __init__(self, words: Words, heads: Mapping[str, tuple[str, ...]], is_head: IsHead) -> None:
        self._heads = heads
        self._is_head = is_head
        self._compounds = words["compounds"]
        self._govern, self._initial, self._adverbs = words["govern"], words["initial"], words["adverbs"]
        self._either, self._attributive, self._of_people = words["either"], words["attributive"], words["of_people"]
        self._group_stop, self._openers = words["group_stop"], words["openers"]
        self._of_actions, self._inner = words["of_actions"], words["inner_adverbs"]

    def step(self, line: Line, first: int, kind: str, head_first: int) -> int | None:
        """The token that a name can reach next to the left of ``first``, or ``None`` at its boundary."""
        at = first - 1
        marked = self._mark(line, first, kind, head_first)
        if marked is not False:
            return marked
        word = line.words[at]
        if self._part(line, first, kind):
            return at
        if kind == "Program" and first != head_first and set_up_by(line, at, self._is_head):
            return None
        if kind in _CLASSES and word in _DONE_BY_BODIES and at and self._is_head(line, at - 1):
            return None  # 院校选派人才
        if self._kept(line, first, kind, head_first):
            return at
        if self.governs(word):
            return self._across_and(line, at, kind, head_first) if _TAKES_AND.match(word) else None
        if self._no_noun(word, line.tags[at]):
            return None
        if kind in {"Group", "Region"} and self._outside(line, first, kind, head_first):
            return None
        if word in self._either:
            return None if line.words[first] in self._initial and self._verb_here(line, at) else at
        if word in self._of_people:
            return at
        soft = word in self._initial or (line.tags[at] == "v" and not self._modifies(line, at, kind, head_first))
        inside = self._in_list(line, at, kind) or (kind != "Group" and self._inner_adverb(line, at, head_first))
        return None if soft and not inside and self._verb_here(line, at, line.words[head_first]) else at

    def _kept(self, line: Line, first: int, kind: str, head_first: int) -> bool:
        """Whether a word belongs to a name of this kind although it could end one elsewhere."""
        at = first - 1
        word = line.words[at]
        if kind in {"Program", "Event"} and aimed(line, at, line.words[head_first], self._bounds):
            return True
        if kind in {"Program", "Policy", "Region"} and self._inner_adverb(line, first, head_first):
            return True
        if kind == "Program":
            system = word in _OF_SYSTEMS and line.words[head_first] == "制度"
            return system or self._of_action(line, first, head_first) or self._opened(line, at, kind)
        if kind == "Policy":
            return first == head_first and word in {"相关", "有关"}
        return kind == "Group" and word == "未" and line.words[first] in {"就业", "升学", "参保", "复工"}

    def _in_list(self, line: Line, at: int, kind: str) -> bool:
        """Whether a soft verb after an enumeration comma is an item of the list that a name holds: 准入、审批制度."""
        if kind not in {"Program", "Policy"} or at < 2 or line.words[at - 1] != "、":
            return False
        return same_ends(line, at - 1) or self._inside(line, at - 1, kind)

    def _modifies(self, line: Line, at: int, kind: str, head_first: int) -> bool:
        """Whether a verb right before a group's head only says which group it is: 支持快递企业."""
        return kind == "Group" and at + 1 == head_first and at > 0 and line.words[at - 1] in _URGING

    def _of_action(self, line: Line, first: int, head_first: int) -> bool:
        """Whether a governing verb right before 行动 says what kind of action it is: 匠艺传承推进行动."""
        at = first - 1
        if first != head_first or line.words[first] not in _ACTIONS or line.words[at] not in self._of_actions:
            return False
        return not self._verb_here(line, at) and line.tags[at - 1] not in STOP_TAGS and not self.governs(line.words[at - 1])

    def _bounds(self, word: str) -> bool:
        return self.governs(word) or word in self._adverbs

    def _inner_adverb(self, line: Line, first: int, head_first: int) -> bool:
        """Whether an adverb stands inside a name, between a noun and what is done to it: 匠艺协同发展行动."""
        at = first - 1
        if at == 0 or line.words[at] not in self._inner or line.words[head_first] not in _ACTIONS or first == head_first:
            return False
        before, tag = line.words[at - 1], line.tags[at - 1]
        noun = tag[0] == "n" or tag in {"vn", "l", "b", "j"}
        return noun and len(before) > 1 and not self.governs(before) and before not in self._adverbs

    def _part(self, line: Line, first: int, kind: str) -> bool:
        """Whether a word is part of a name whatever it is elsewhere: 1+X, 海外, 40周年, 应对…领导小组, 精准滴灌."""
        word = line.words[first - 1]
        if word == "非" and kind == "Region":
            return False  # 景区、非景区
        if word in _KEEP or _LATIN.match(word) or (word.isdigit() and line.words[first].startswith("周年")):
            return True
        start = line.starts[first]
        if (
            kind == "Program"
            and line.words[first] in _OF_YEARS
            and _YEARS.search(line.text[max(0, start - _YEARS_REACH) : start])
        ):
            return True  # 匠艺提升3年行动
        if kind == "Program" and _SERVICE_NUMBER.match(word) and line.text.find("热线", line.starts[first]) >= 0:
            return True
        noun = line.tags[first][0] in "nrbjl" or line.tags[first] == "vn"
        return (kind == "Institution" and word == "应对") or (kind != "Group" and word in _ALSO_ADJECTIVES and noun)

    def _mark(self, line: Line, first: int, kind: str, head_first: int) -> int | bool | None:
        """What a mark allows; ``False`` where the word is none."""
        at = first - 1
        word = line.words[at]
        if word == "、" and 0 < at < len(line.words) - 1:
            return at if self._listed(line, at, kind, head_first) else None
        if word.isspace():
            ascii_beside = at > 0 and (line.words[at - 1][-1].isascii() or line.words[first][0].isascii())
            return at if ascii_beside else None
        if word == "”":
            return matching(line, at, "“", _QUOTE_REACH)
        if word == "的" and kind in {"Policy", "Program"} and at > 1 and line.words[at - 1] == "”":
            return at  # “职教高考”的考试招生办法
        if word == "）":
            opened = matching(line, at, "（", _BRACKET_REACH)
            if opened and line.words[opened + 1] in {"以下", "简称", "下称"}:
                return None  # 联席会议（以下简称…）制度
            return opened if opened and line.tags[opened - 1] not in STOP_TAGS else None
        return False

    def _listed(self, line: Line, at: int, kind: str, head_first: int) -> bool:
        """中等、高等职业学校: the enumeration comma stands inside the name."""
        left, right = line.words[at - 1], line.words[at + 1]
        if line.words[head_first] in _PAID:
            return False
        alike = same_ends(line, at) and not self._is_head(line, at - 1) and not line.words[head_first].endswith(left[-2:])
        bare = head_first <= at + 2 and line.tags[at - 1] != "a" and not left[-1].isascii()  # 准入、审批制度
        if kind in {"Program", "Policy"} and (alike or (bare and self._inside(line, at, kind))):
            return True
        if left[-1] == right[-1] and left[-1] in _CLASSES_LISTED and kind != "Region":
            return True
        if kind == "Region" or left in self._heads or right in self._heads or left in self._govern:
            return False
        return left[-1] == right[-1] and len(left) == len(right) == 2 and left != right

    def _opened(self, line: Line, at: int, kind: str) -> bool:
        """开展巩固…专项行动: the name begins with the second verb."""
        word = line.words[at]
        verb = len(word) == 2 and word in self._govern and word not in _FROM_HERE_ON
        return kind == "Program" and at > 0 and verb and line.words[at - 1] in self._openers

    def governs(self, word: str) -> bool:
        """Whether a name never reaches across a word: a governing word, or one that holds one (建立健全, 逐步提高)."""
        if len(word) < 3 or word in self._compounds:
            return word in self._govern  # 自主创新 and 机构编制 govern nothing
        return word in self._govern or word[-2:] in self._govern or (word[:2] in self._adverbs and word[2:] in self._initial)

    def _no_noun(self, word: str, tag: str) -> bool:
        if (tag in STOP_TAGS and not (tag == "d" and len(word) > 1)) or NUMERIC.match(word):
            return True
        if (len(word) == 2 and word[1] == "的") or (len(word) == 3 and word[-1] in "和与"):
            return True
        return (word in self._adverbs and word not in self._initial) or (len(word) == 1 and tag not in _SINGLE_TAGS)

    def _outside(self, line: Line, first: int, kind: str, head_first: int) -> bool:
        """Whether a word is no part of a group's or a place's name: a verb upon it, or the place it is in."""
        word, tag = line.words[first - 1], line.tags[first - 1]
        if kind == "Group" and tag == "ns" and word not in _PLACE_WORDS:
            return not line.words[first].startswith("式")  # 枫桥式派出所
        if kind == "Region":
            of_place = word in _OF_PLACES and line.words[head_first] not in _PLAIN_PLACES
            kept = of_place or (first == head_first and line.words[first] in _ZONES)
            return word in self._group_stop and (not kept or self._verb_here(line, first - 1))
        modifies = first == head_first and line.words[first] in _PLAIN_HEADS and word in self._attributive
        return word in self._group_stop and not modifies

    def _verb_here(self, line: Line, at: int, head: str = "") -> bool:
        """Whether the word opens its clause, so that it is the clause's verb."""
        before = line.words[at - 1]
        if before in {"、", "和"} and at > 1 and line.words[at - 2] in _ACTIONS and head in _ACTIONS:
            return False  # X工程、康复设施提升工程: the items of the list are names
        if line.clause_start(at):
            return True
        if before in {"和", "与", "并"} and at > 1:
            last = line.words[at - 2]
            return last in self._adverbs or (len(last) > 1 and last in self._govern)
        if before in self._either or (line.words[at] in _SECOND_VERBS and before in self._initial):
            return self._verb_here(line, at - 1)
        return before in _OF_PURPOSE or before in self._adverbs or _ITEM.match(before) is not None

    def _across_and(self, line: Line, at: int, kind: str, head_first: int) -> int | None:
        """Cross 和/与/及 where both sides are alike: 职业教育与继续教育, 授权与授予; never for groups and places."""
        if kind == "Region" or at == 0 or at + 1 >= len(line.words):
            return None
        if kind == "Group":
            shared = line.words[head_first] in _SHARED_HEADS and line.words[at] != "及"
            return at if shared and self._inside(line, at, kind) else None
        left, right = line.words[at - 1], line.words[at + 1]
        tags = line.tags[at - 1], line.tags[at + 1]
        if left in _NO_NAME_LEFT or left in self._govern or tags[0] in STOP_TAGS:
            return None
        if (kind != "Policy" and self._is_head(line, at - 1)) or (right in self._heads and kind == "Institution"):
            return None
        stretch = line.text[line.starts[at + 1] : line.starts[at + 1] + 6]
        if left[-1] == right[-1] or (len(left) >= 2 and left[-2:] in stretch):
            return at
        if kind in {"Program", "Policy"} and self._inside(line, at, kind):
            return at
        if kind == "Event" and self._begun(line, at):
            return at
        if line.words[head_first] in _ONE_BODY and self._inside(line, at, kind):
            return at
        pair = tags[0] == tags[1] and tags[0] in {"vn", "v"} and len(left) == len(right) == 2
        return at if pair and kind in {"Policy", "Event", "Program"} else None

    def _begun(self, line: Line, at: int) -> bool:
        """Whether a proper name has begun before a conjunction: 中国匠艺及工具博览会."""
        for token in range(at - 1, max(-1, at - 1 - _PROPER_REACH), -1):
            word = line.words[token]
            if word.startswith(_PROPER_STARTS):
                return len(word) > 2 or token < at - 1
            if self._is_head(line, token) or self.governs(word) or line.tags[token] in STOP_TAGS:
                return False
        return False

    def _named(self, line: Line, token: int, kind: str) -> bool:
        """Whether a head that could end a name by itself ends here; inside a document's title only another document's does."""
        hit = self._is_head(line, token)
        return hit is not None and (kind != "Policy" or "Policy" in hit[1])

    def _inside(self, line: Line, at: int, kind: str) -> bool:
        """Whether a conjunction stands inside a name: 救灾和物资保障制度 after 完善.

        It does when what stands between it and the governing verb is short and is no name by itself, so that nothing but
        the head to the right can be what the verb governs.
        """
        if line.words[at + 1] in self._heads or line.words[at - 1] in _NO_NAME_LEFT:
            return False
        first, length = at - 1, 0
        while first >= 0 and length <= _INSIDE:
            word = line.words[first]
            if word in self._govern or line.tags[first] in STOP_TAGS or word in self._adverbs:
                break
            if self._named(line, first, kind) or NUMERIC.match(word):
                return False
            length += len(word)
            first -= 1
        if length == 0 or length > _INSIDE or first < 0:
            return False
        verb = line.words[first]
        opens = verb in self._initial and line.clause_start(first)
        return len(verb) > 1 and (opens or verb in self._govern or verb[-2:] in self._govern)
