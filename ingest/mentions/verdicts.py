"""Per type, whether a phrase of the name grammar is a name, and of which type it is then."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.lexicon import Lexicon
from ingest.mentions.grammar import Grammar
from ingest.mentions.phrase import Phrase
from ingest.mentions.surroundings import follows, founded, headed, urged
from ingest.mentions.words import Line

_PROPER = re.compile(r"^(?:全国|全省|全市|全区|全县|国家|中国|中央|国务院|中华|联合国|世界|国际|省|市|区|县)")
_STATE = re.compile(r"^(?:中国|中华|联合国|国家开放|中共)")
_DRAFTED = re.compile(r"(?:的)?(?:编制|制定|起草|修订)")
_NO_NOUN_AFTER = re.compile(r"科学|合理|布局|引领|建设|实施|体系|师|局|编|设计")  # 规划 and 章程 used as verbs or modifiers
_MADE_REGULAR = re.compile(r"发展|运行|管理|有序|开展|化|实施|使用|健康|用语")  # 规范 is an adjective or a verb there
_PLANNED = re.compile(r"规划(?:布局|设计|、(?:分步|统一|同步|建设|验收|移交|设计|配建|布局|开发))")  # 规划 is the verb there
_ROUTES = ("路径规划", "航线规划", "任务规划")  # what machines do
_OF_LEVEL = re.compile(  # a class of bodies, one for each level, or those abroad
    r"^(?:外国|国外|境外|跨国|第三方|县级|乡镇|村级|社区|基层|各级|省级|市级|区级)"
)
_ANY_FUND = re.compile(r"^(?:市场化|专业化|社会化|政府|各类)")
_LENT_TO = re.compile(r"(?:企业|个人|单位|机构|主体)”?(?:贴息|贷款)?(?:贷款|补贴|补助|保险)$")  # the money, not its name
_NATIONAL_CENTRE = re.compile(r"国家[一-龥]{3,}中心$")  # one body, unless centres of its kind are many
_CENTRE_CLASS = re.compile(r"(?:研究|创新|医疗|医学|技术|实验|试验|工程|示范|培训|临床)中心$")
_HUB = re.compile(  # what a city is
    r"(?:国际[一-龥]{0,4}创新|航运|金融|贸易|经济|消费|物流|枢纽|交通|文化|政治|行政|制造|会展|旅游|购物)中心$"
)
_LIST_MARKS = re.compile(r"[、和与及]")
_REFORM = re.compile(  # which reform it is, not that there is one
    r"(?:专项|试点|机构|[一-龥]{3}体制机制|(?:产权|审批|薪酬|人事|职称|户籍|预算|评价|权属|赋权|入市|支付|招生|考试|中考|高考|登记|定价|收费)"
    r"(?:制度|方式|机制)?|[一-龥]{3}(?:制度|方式)|[一-龥]{4}价格|市场化配置)改革$"
)
_PART_OF_SYSTEM = re.compile(r"(?:与|和|及)[一-龥]{1,6}体系")
_DRAFTED_LIST = re.compile(r"(?:、[一-龥]{2,8}标准)*(?:的)?(?:编制|制定|起草|修订|制修订)")
_NEW = frozenset({"设立", "发展", "组建", "吸引"})
_LEAGUES = frozenset({"联盟", "组织", "协会", "学会", "商会"})  # “…联盟” is one of them, by name
_OF_A_LEVEL = re.compile(r"[省市区县州](?![级属管直内外域场城民区])")  # 市文旅集团 is one
_OWNED = re.compile(r"^(?:公立|公办|民办|私立|上市)|(?:领域|系列|类)实验室$")
_GOVERNMENT = re.compile(r"^(?:地方|基层|乡镇|街道|[省市县区乡]级?|中央|各地|当地|属地|所在地|流域|沿线|试点)")
_WORKING_BASE = re.compile(  # a facility; any other base is a place
    r"(?:实训|培训|创新|研究|研发|实践|孵化|示范|试验|实验|服务|教育|科普|培养|转化|中试|训练|测试|验证|防治|创业)[^，]{0,3}基地$"
)
_OF_PLACES = ("区", "园区", "基地", "县城", "农村", "城市", "乡村", "城镇", "社区")  # their 基础设施 has no name
_PLAIN_WORKS = ("公共服务设施", "收费项目", "基础设施建设工程", "建筑工程")
_PREMISES = tuple(  # rooms, not bodies
    f"{use}场所" for use in "办公 经营 生产 隔离 活动 休息 实习 处理 堆存 交易 消毒 聚集 公共 观察 工作 施工".split()
)
_MEASURED = frozenset(
    {
        "居民",
        "城乡居民",
        "农村居民",
        "城镇居民",
        "常住居民",
        "农村常住居民",
        "城镇常住居民",
        "农民",
        "群众",
        "患者",
        "公民",
        "学生",
        "家长",
    }
)
_MEASURE = re.compile(  # 居民健康素养水平达39%: the name of a measure, not whom the work is for
    r"[^，。；、的]{0,14}(?:率|人数|比例|指数|覆盖面|水平|收入|满意度)(?:达|提高|提升|保持|稳定|不低于|不少于|超过|控制|[降增上以\d])"
    r"|(?:心理)?健康素养|电子健康档案|人均可支配收入"
)
TEACHING = re.compile(r"教育(?!教学|部门|行政|机构|工作者|培训|集团)")
"""After the name of schools: 职业学校教育 is a kind of education, not the schools."""
_KINDS = {
    "学校": TEACHING,
    "企业": re.compile("实践|注册登记|注册费|开办|注销|名称|破产|年金|所得税"),
    "人才": re.compile("力量|资源|港|公寓|贡献|强[国省市县区]"),
    **dict.fromkeys(("企业家", "科学家"), re.compile("精神")),
}  # 企业实践: not the firms
_LOOSE = re.compile(r"^(?:国家|国务院|本|前款|有关|上级|部门|各)")
_MONEY = re.compile(r"利率|余额|额度|费率|费用|利息|期限|对象|需求|条件|人员|人|方面|方式|内容|效果")
_INFORMATION = re.compile(
    r"信息|管理|监管|监测|监控|预警|追溯|公示|直报|登记|许可|调度|指挥|查询|服务|征信|溯源|仓储|物流|申报|审批|备案|支付|卫星"
)
_STRONG = frozenset({"规划", "纲要", "条例", "章程"})  # a document even without a verb of drafting
_SHORTEST = {  # characters
    "项目": 7,
    "平台": 6,
    "系统": 6,
    "网络": 7,
    "工程": 6,
    "基地": 6,
    "制度": 5,
    "基础设施": 8,
    "处理设施": 6,
    "服务设施": 8,
}
_WHERE_TRIED = re.compile(r"(?:[省州县区]|(?<!城)市)试点$")  # 试点 is what the place does
_OF_SPORT = re.compile(r"表演|产业|市场|成绩|规则|项目|组织者")  # contests at large, not one of them
_REACH, _ENDS = 25, frozenset("，。；：！？")  # how many words to the left a governing verb is sought, and what ends the search
_MADE_OR_REVISED = ("制（修）订", "修（制）订", "制(修)订", "修(制)订")
_HELD = re.compile(r"(?:召开|举办|筹备|办好|承办)(?:[0-9]{4}年(?:度)?)?$")
_NAMED_MEETING, _SHORT_MEETING = 10, 5  # characters: a meeting on a subject, where a shorter name is any such meeting
_OF_THEM = re.compile(  # 儿童福利, 青年节: the noun only says what kind of thing follows
    "基本医|医保|生育保险|养老保险|大病|福利|权益|优先|事业|友好|文化|节|督导|主任|之家|工作者|用品|文学|读物|工作(?!人员)|队伍|心理|服务|关爱|保护|医院|医学|健康"
)
_MODIFYING = frozenset("儿童 妇女 青年 青少年 婴幼儿 幼儿 孕产妇 残疾人 职工 员工 农民 居民 市民 家长".split())


class Verdicts:
    """The rules of ``eval/ANNOTATION`` for phrases without marks, over the lexicon's words."""

    def __init__(self, lexicon: Lexicon, grammar: Grammar, knows: Callable[[str], bool]) -> None:
        self._words = lexicon.words
        self._grammar = grammar
        self._knows = knows
        self._rules: dict[str, Callable[[Line, Phrase, str], str | None]] = {
            "Policy": self._policy,
            "Program": self._program,
            "Institution": self._institution,
            "Event": self._event,
            "Group": self._group,
            "Region": self._region,
        }

    def decide(self, kind: str, line: Line, phrase: Phrase, text: str) -> str | None:
        """The type that a phrase names as, when its head may be of ``kind``; ``None`` if it is no name."""
        return self._rules[kind](line, phrase, text)

    def trigger(self, line: Line, first: int) -> str:
        """The nearest verb before a phrase in its clause that governs documents, "" if there is none."""
        draft, cite = self._words["draft"], self._words["cite"]
        for token in range(first - 1, max(-1, first - _REACH), -1):
            word = line.words[token]
            if word in _ENDS:
                return ""
            if word in cite and token and line.words[token - 1] in draft:
                return line.words[token - 1]  # 研制实施X
            if word in cite and token > 1 and line.words[token - 1] in {"并", "和"} and line.words[token - 2] in draft:
                return line.words[token - 2]  # 发布并实施X
            if word in draft or word in cite:
                return word
            if word == "订" and line.text.endswith(_MADE_OR_REVISED, 0, line.starts[token] + 1):
                return "修订"
            if word[-2:] in draft:
                return word[-2:]
        return ""

    def _governed(self, line: Line, first: int) -> bool:
        """Whether a verb that can have the phrase as its object stands before it in its clause."""
        hard, soft = self._words["govern"], self._words["initial"]
        for token in range(first - 1, max(-1, first - _REACH), -1):
            word = line.words[token]
            if word in _ENDS:
                return False
            if len(word) > 1 and (word in hard or word[-2:] in hard):
                return word not in {"有关", "相关"}
            if word in soft and line.clause_start(token):
                return True
        return False

    def _policy(self, line: Line, phrase: Phrase, text: str) -> str | None:
        trigger = self.trigger(line, phrase.first)
        drafting = trigger in self._words["draft"]
        if phrase.head in {"标准", "目录"}:
            return "Policy" if self._standard(line, phrase, text, trigger) else None
        if not self._grammar.specific(line, phrase) or len(text) < 4 or _PLANNED.match(line.text, phrase.end - 2):
            return None
        verb = phrase.last < len(line.words) and line.tags[phrase.last] == "v"
        if phrase.head == "规范" and (verb or _MADE_REGULAR.match(line.text, phrase.end)):
            return None
        if "促进" in line.words[phrase.first + 1 : line.index(phrase.end - len(phrase.head)) - 1]:
            return None  # 以比赛促进教学改进和管理提升
        if phrase.quoted and phrase.head == "办法":
            return "Program" if trigger else None
        if "中相关" in text or "中有关" in text or text.endswith(_ROUTES):
            return None  # 文件中相关规定
        if phrase.head in {"规定", "意见"} and (not drafting or len(text) < 6 or _LOOSE.match(text)):
            return None
        strong = phrase.head in _STRONG and len(text) >= 8 and not _NO_NOUN_AFTER.match(line.text, phrase.end)
        if drafting or strong or _DRAFTED.match(line.text, phrase.end):
            return "Policy"
        cited = trigger and (phrase.head not in self._words["weak"] or phrase.governor == trigger)
        return "Policy" if cited else None

    def _standard(self, line: Line, phrase: Phrase, text: str, trigger: str) -> bool:
        """教学标准, 专业目录: what they are of is enough, when a verb of using or making governs them."""
        stems = [item.removesuffix("标准") for item in _LIST_MARKS.split(text.removesuffix(phrase.head))]
        if (
            len(text) < 4
            or self._words["no_standard"].issuperset(stems)
            or text.endswith("法规标准")
            or _PART_OF_SYSTEM.match(line.text, phrase.end)
        ):
            return False
        near = line.words[max(0, phrase.first - 8) : phrase.first]
        if trigger or _DRAFTED_LIST.match(line.text, phrase.end):
            return True
        return not self._words["use"].isdisjoint(near)

    def _program(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if "Group" in self._grammar.heads[phrase.head]:  # 建设高质量孵化器
            return "Program" if founded(line, phrase.first) and len(text) > len(phrase.head) else None
        if not self._grammar.specific(line, phrase) or len(text) - len(phrase.head) < 2 or _MONEY.match(line.text, phrase.end):
            return None
        if self._too_plain(line, phrase, text):
            return None
        if phrase.head == "基地" and (not _WORKING_BASE.search(text) or "产业" in text):
            return "Region"
        if phrase.head == "试点" and text[:-2].endswith(("制度", "改革", "计划", "工程", "项目")):
            return None  # the programme is what is tried
        if phrase.head == "试点" and _WHERE_TRIED.search(text):
            return None
        if phrase.head in {"计划", "行动"} and self.trigger(line, phrase.first) in self._words["draft"]:
            return "Policy"
        if phrase.head in self._words["weak"] and not phrase.quoted:
            if not headed(line, phrase) and not (self._governed(line, phrase.first) and follows(line, phrase.last)):
                return None
            if phrase.head == "改革" and "综合" not in text and not _REFORM.search(text):
                return None
        return "Program"

    def _too_plain(self, line: Line, phrase: Phrase, text: str) -> bool:
        if text.startswith("购买") or text.endswith(_PLAIN_WORKS) or _LENT_TO.search(text):
            return True
        if phrase.head == "系统" and not phrase.quoted and not _INFORMATION.search(text):
            return True
        if phrase.head == "专项" and not follows(line, phrase.last):
            return True
        if phrase.head == "基础设施" and text.removesuffix(phrase.head).endswith(_OF_PLACES):
            return True
        short = len(text) < _SHORTEST.get(phrase.head, 0) and "“" not in text
        return short and phrase.governor not in self._words["carry_out"]

    def _institution(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if not self._grammar.specific(line, phrase):
            return None
        if phrase.quoted or (phrase.head in _LEAGUES and line.text[: phrase.start].endswith("“")):
            return "Institution"
        if _HUB.search(text):
            return None
        if _OF_LEVEL.match(text) or (phrase.head.endswith("基金") and (_ANY_FUND.match(text) or phrase.governor in _NEW)):
            return "Group"
        if phrase.head == "人民政府" and line.tags[phrase.first] not in {"ns", "nt"}:
            return None
        also_group = "Group" in self._grammar.heads[phrase.head]
        if not also_group and phrase.head not in self._words["class_heads"]:
            return "Institution"
        if text in self._words["class_names"]:
            return None if also_group else "Group"
        named = _STATE.match(text) is not None or (phrase.head in {"集团", "公司"} and _OF_A_LEVEL.match(text) is not None)
        if _NATIONAL_CENTRE.match(text) and not _CENTRE_CLASS.search(text):
            return "Institution"
        placed = {"ns", "nt", "nr", "nz"} if phrase.head == "实验室" else {"ns", "nt"}  # laboratories bear names of their own
        seated = line.tags[phrase.first] in placed and not _OWNED.match(text)
        if named or seated or self._coined(line, phrase):
            return "Institution"
        return None if also_group else "Group"

    def _coined(self, line: Line, phrase: Phrase) -> bool:
        """Whether the one word before the head is in no dictionary, as in the names of firms and schools."""
        word = line.words[phrase.first]
        one = phrase.last - phrase.first == 2 and len(word) in {2, 3}
        return one and phrase.head in self._words["named_heads"] and not self._knows(word)

    def _event(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if not self._grammar.specific(line, phrase):
            return None
        if text.endswith(("办公会议", "常务会议", "党组会议", "局务会议")):
            return None
        if phrase.head in {"竞赛", "比赛"} and _OF_SPORT.match(line.text, phrase.end):
            return None
        proper = phrase.quoted or _PROPER.match(text) or line.tags[phrase.first] in {"ns", "nt"}
        if len(text) > _SHORT_MEETING and line.text.startswith("精神", phrase.end):
            return "Event"  # 贯彻X会议精神
        held = len(text) >= _NAMED_MEETING and _HELD.search(line.text[: phrase.start])
        return "Event" if proper or held or phrase.head not in self._words["plain_events"] else None

    def _group(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if "Institution" in self._grammar.heads[phrase.head] and self._institution(line, phrase, text) == "Institution":
            return None
        if text == phrase.head and text not in self._words["bare"] and len(text) < 4:
            return "Group" if urged(line, phrase) else None
        if text in _MODIFYING and _OF_THEM.match(line.text, phrase.end):
            return None
        if phrase.head in _KINDS and _KINDS[phrase.head].match(line.text, phrase.end):
            return None
        if text in _MEASURED and _MEASURE.match(line.text, phrase.end):
            return None
        if phrase.head == "场所" and text.endswith(_PREMISES):
            return None
        if phrase.head == "政府" and not _GOVERNMENT.match(text):
            return None
        return "Group"

    def _region(self, line: Line, phrase: Phrase, text: str) -> str | None:
        alone = text in self._words["bare"] and "Group" not in self._grammar.heads[phrase.head]
        if phrase.head == "示范带" and line.text[phrase.end : phrase.end + 1] in {"头", "动"}:
            return None  # 示范带头
        return "Region" if text != phrase.head or alone else None
