"""Names with the shapes that annual plans print: party congresses, activities with a quoted theme, lists of reforms, drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.found import Found
from ingest.mentions.words import Line

_CONGRESS = re.compile(r"(?:自治区|我?[省市区县州旗])?第[一二三四五六七八九十]{1,3}次党代会")
_PLENUMS = re.compile(r"(?:党的)?((?:十[一二三四五六七八九]|二十)届历次(?:中央)?全会)")
_KINDS_OF_ACTIVITY = (
    "主题|系列|专题|教育|实践|宣传|宣讲|品牌|展示|展演|推介|推选|评选|竞赛|志愿|服务|文化|读书|体验|帮扶|走访|特色|体育|劳动"
    "|社会|公益|关爱|示范|交流|推广|学习|征集|调研|联谊|招聘|普法|科普|健身|健康|培训|体检|专项|集中|线上"
)
_ACTIVITY = re.compile(rf"“[^“”，。；]{{2,40}}”(?:{_KINDS_OF_ACTIVITY}){{2,4}}活动")
_LISTED_KIND = re.compile(
    r"等(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:大|项|个)(?:重点|重大|专项)?(?P<kind>改革|工程|行动|计划|攻坚战)"
)
_BRACKETED = re.compile(
    r"(?:[一二两三四五六七八九十]{1,2}|[0-9]{1,2})(?:大|项|个)(?P<kind>改革|工程|行动|计划)（(?P<items>[^（）]{8,240})）"
)
_SCHOOLS_AND_COURSES = re.compile(  # 高水平职业院校和专业建设计划
    r"(?:省级|市级|国家级)?(?:特色|优质|示范性?|骨干|一流|高水平|高质量){1,2}[一-龥]{0,4}(?:学校|院校|高校)和(?:高水平|优质|特色)?专业(?:群)?建设(?:计划|工程|项目)"
)
_ITEM = re.compile(r"[^、，。；：“”《》]{2,18}$")
_ITEM_REACH = 20
_SPIRIT = re.compile(  # 开展迎接、学习、宣传X精神专项行动
    r"(?:开展|做好|实施|组织)"
    r"((?:[一-龥]{2,6}?)?(?:迎接|学习|宣传|宣讲|贯彻)(?:、?(?:迎接|学习|宣传|宣讲|贯彻|落实))*[^，。；“”]{3,24}精神专项行动)"
)
_TWO_SESSIONS = re.compile(
    r"(?:全[国省市区县州]|[省市区县州]|自治区)(?:[和、](?:全?[省市区县州]))*“?两会”?(?=精神|部署|期间|要求|[、，。和及])"
)
_OF_LEVELS = re.compile(  # 省、市科技工作会议; 中央和省委农村工作会议
    r"(?:(?:中央|全国|全省|全市|省委|市委|区委|县委|省|市|区|县|州)[、和]){1,3}(?:全[省市区县州]|[省市区县州]委?)"
    r"(?:(?![、和及])[一-龥]){2,14}?(?:工作|经济|电视电话)?(?:会议|大会)(?=精神|部署|要求|[、，。和及])"
)
_COMPASS = re.compile(  # 东北、西北和西南地区: all three are named
    r"(东北|西北|西南|华东|华南|华中|华北|中部|西部|东部)(?=(?:[、和及与](?:东北|西北|西南|华东|华南|华中|华北|中部|西部|东部)){1,5}地区)"
)
_SESSIONS = re.compile(  # 省委九届九次、十次全会
    r"(?:中共)?(?:[省市区县]委|自治区党委)[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,3}次"
    r"(?:[、和][一二三四五六七八九十]{1,3}次)+全(?:会|体会议)"
)
_GRADED = re.compile(  # 二级及以上综合医院
    r"[一二三]级(?:甲等)?(?:及)?以上(?:公立)?(?:综合|专科|中医|儿童|妇幼保健|中医类){0,2}(?:医院|医疗机构|医疗卫生机构)"
)
_PERIOD = re.compile(r"“十[一二三四五]五”(?:发展)?规划(?![一-龥]{0,4}[》纲])")
_NUMBERED = re.compile(  # 实施妇幼健康“三大工程”
    r"(?:实施|推进|开展|落实|启动)((?:(?!的|重点|主要|实施|推进)[一-龥]){2,8}“[一二三四五六七八九十]{1,2}大(?:工程|行动|计划)”)"
)
_BY_PAPER = re.compile(r"(?:中央|国务院|(?<![一-龥])[省市区县州]委)(?:[省市区县州]政府)?[0-9一二三四五六七八九十]{1,3}号文件")
_CELEBRATION = re.compile(r"(?:庆祝|纪念)[^，。；：“”《》、]{2,24}周年(?:大会|活动|座谈会)")
_REPORT = re.compile(r"(?:[省市区县州旗]|自治区|国务院|中央)?政府工作报告")
_HELD = re.compile(  # 持续开展“匠心”红色研学活动
    r"(?:开展|举办|组织|办好|推进|深化|承办|参加|启动|抓好)(“[^“”，。；]{2,30}”(?!等|和|与)(?:(?!实施|开展|推进|的)[一-龥]){2,10}活动)"
)
_WATERS = re.compile(  # 东湖、西湖、南河等
    r"(?<=[、和])([一-龥]{1,3}(?:湖|河|江|水库))(?=[、和等及，。]|流域|两岸|干流)"
)
_WATER = re.compile("[湖河江库][、和]")
_LISTED_WATER = tuple(water + mark for water in ("湖", "河", "江", "水库") for mark in "、和")
_CAMPAIGN = re.compile(r"(?:开展|实施)“([一-龥]{4,10})”(?=[，。；、]|专项|等专项)")  # 开展“减证便民”
_NUMBERED_BODY = re.compile(  # 市第一中学, 县第二实验小学
    r"(?<![各全两级城跨])[省市区县州旗]第[一二三四五六七八九十]{1,3}(?:实验)?(?:高级中学|初级中学|中学|小学|幼儿园|医院|中医院|特殊教育学校)"
)
_FESTIVAL = re.compile(  # 办好第六届云溪桃花节
    r"(?:办好|举办|承办|筹办)(?:好|了)?(?:第[一二三四五六七八九十]{1,3}届|首届|[0-9]{4}年?)?"
    r"([一-龥]{2,10}(?<![环季时调细章关情礼])节)(?=[、，。和及等]|活动|期间)"
)
_CIRCLE = re.compile(  # 一刻钟便民生活圈
    r"(?:(?P<mark>“)|(?<![0-9一二三五十半]))(?:[0-9]{1,2}|[一二三五十]{1,3}|半)(?:分钟|刻钟|小时)(?(mark)”)[一-龥]{0,8}?(?:生活圈|服务圈|健身圈|阅读圈|养老圈|就医圈|急救圈|救援圈|就业圈|文化圈|通勤圈|交通圈)"
)
_YEAR_OF = re.compile(  # 匠艺作风建设年活动
    r"(?:开展|实施|推进|深化|组织|启动|抓好|扎实开展|深入开展)((?!“)[一-龥]{2,14}(?:建设|提升|攻坚|突破|推进|服务|落实|改革|创新|整治|治理|深化|见效|提质|质量|巩固|管理|发展)年)(?=活动|行动|[、，。；])(?:活动|行动)?"
)
_LIVELIHOOD = re.compile(  # 区政府民生实事项目
    r"(?:[省市区县州旗]委[、 ]?)?(?:[省市区县州旗]政府)?(?:为民办实事|为民服务实事|民生实事|惠民实事)(?:项目|工程)"
)
_ONE_THING = re.compile(  # 推进企业开办“一件事”改革
    r"(?:实施|推进|推动|推行|推出|开展|实现|办好|办成|上线|深化|拓展|优化|探索)"
    r"((?:(?!的|重点|一批|更多|实施|推进|推动)[一-龥]){2,12}“一件事”(?:集成服务|集成改革|改革)?)"
)
_STATIONED = re.compile(  # 中央驻粤单位
    r"(?:中央|中省|省部属|部省属|省属|部属)?驻[京津冀晋辽吉沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁疆](?:单位|机构|部队|高校|企业|院所|金融机构)"
)
_CARRIER = re.compile(  # 用好“X讲坛”等载体
    r"(?:用好|用活|打造|办好|打响|擦亮|做优|做强|依托|发挥)[一-龥]{0,4}“([^“”，。；]{2,16})”等?(?:有效|重要|特色|系列|公益|服务|文化|宣传|学习|党建|[一-龥]{2})?(?:载体|平台|品牌|阵地|专栏|栏目|讲坛)"
)
_DRAFTED = re.compile(  # 研制推进…的指导意见: the subject opens with a verb, and the verb is a part of the name
    r"(?:研制|研究制定|研究出台|制定|制订|出台|印发|起草|编制|发布)"
    r"((?:进一步|全面|深入)?(?:推进|推动|促进|加强|深化|加快|规范|支持|做好|提升|完善|提高|优化|健全|改进)"
    r"[^，。；：、“”《》（）的]{4,40}"
    r"的(?:指导意见|实施意见|若干意见|意见|若干措施|若干政策|实施方案|工作方案|行动方案|实施办法|通知|规定)"
    r"|[^，。；：、“”《》（）的]{5,40}(?<!性)(?<!可行)(?<!合理)(?<!具体)(?<!相应)的(?:指导意见|实施意见|若干意见|若干措施))"
)
_DISCIPLINE = re.compile(  # 县纪委全会, 省纪委十一届二次全会
    r"(?:[一二三四五六七八九十]{1,3}届)?(?:中央|[省市区县州旗]|自治区)纪委(?:[一二三四五六七八九十]{1,3}届)?(?:[一二三四五六七八九十]{1,3}次)?全(?:会|体会议)"
)
_TWO_IN_ONE = re.compile(  # 全市匠艺工作会议暨名匠表彰会
    r"(?:(?:中央|全[国省市区县州]|[省市区县州]委|[省市区县州])(?:(?![、和及])[一-龥]){2,14}"
    r"|[省市区县州]委[一二三四五六七八九十]{1,3}届(?:[一二三四五六七八九十]{1,3}次全会、?){1,4}(?<!、))"
    r"暨(?:(?![、])[一-龥]){2,18}?(?:大会|会议|推进会|动员会|部署会|现场会|表彰会|总结会|交流会)"
    r"(?=精神|(?:重要|工作|有关)?部署|要求|[，。；、和及上])"
)
_TWO_FAIRS = re.compile(  # 举办匠艺节暨器具博览会
    r"(?:举办|办好|召开|承办|筹办)(?:好|了)?(?:第[一二三四五六七八九十]{1,3}届|首届|[0-9]{4}年)?"
    r"((?!第|首届)(?:(?![、和及])[一-龥]){2,16}暨[一-龥]{2,18}?(?:会|论坛|大赛|节|仪式|展))(?=[，。；、和及]|活动|等)"
)
_LOOK_BACK = re.compile(  # 开展匠艺培训“回头看”
    r"(?:开展|组织|推进|实施|做好|抓好|进行)(?:好|了)?((?:(?!的|开展|组织|推进|实施)[一-龥]){2,16}“(?:回头看|百日[一-龥]{2,4})”)"
)
_THEME = re.compile(  # the education of 2023, which is always named so
    r"(?:开展|推进|巩固|深化|拓展|抓好|做好|运用)(?:好|了)?(主题教育)(?=成果|工作|整改|[，。；、和])"
)
_SHAPES = (  # a word that such a line holds, the shape, which group of it is the name, type, rule, rank
    ("党代会", _CONGRESS, 0, "Event", "pattern.congress", 1),
    ("精神专项行动", _SPIRIT, 1, "Program", "pattern.campaign", 2),
    ("活动", _HELD, 1, "Event", "pattern.quoted", 3),
    ("活动", _ACTIVITY, 0, "Event", "pattern.quoted", 3),
    ("两会", _TWO_SESSIONS, 0, "Event", "pattern.sessions", 2),
    ("会", _OF_LEVELS, 0, "Event", "pattern.levels", 2),
    ("专业", _SCHOOLS_AND_COURSES, 0, "Program", "pattern.courses", 2),
    ("以上", _GRADED, 0, "Group", "pattern.graded", 2),
    ("次全", _SESSIONS, 0, "Event", "pattern.sessions", 1),
    ("五”", _PERIOD, 0, "Policy", "pattern.period", 4),
    ("大", _NUMBERED, 1, "Program", "pattern.numbered", 2),
    ("号文件", _BY_PAPER, 0, "Policy", "pattern.paper", 1),
    ("周年", _CELEBRATION, 0, "Event", "pattern.celebration", 1),
    ("政府工作报告", _REPORT, 0, "Policy", "pattern.report", 1),
    ("“", _CARRIER, 1, "Program", "pattern.quoted", 3),
    ("的", _DRAFTED, 1, "Policy", "pattern.drafted", 4),
    ("开展“", _CAMPAIGN, 1, "Program", "pattern.quoted", 5),
    ("第", _NUMBERED_BODY, 0, "Institution", "pattern.numbered", 1),
    ("节", _FESTIVAL, 1, "Event", "pattern.festival", 4),
    ("圈", _CIRCLE, 0, "Region", "pattern.circle", 2),
    ("年", _YEAR_OF, 1, "Program", "pattern.year", 4),
    ("实事", _LIVELIHOOD, 0, "Program", "pattern.livelihood", 2),
    ("“一件事”", _ONE_THING, 1, "Program", "pattern.quoted", 3),
    ("纪委", _DISCIPLINE, 0, "Event", "pattern.session", 1),
    ("暨", _TWO_IN_ONE, 0, "Event", "pattern.levels", 2),
    ("暨", _TWO_FAIRS, 1, "Event", "pattern.levels", 3),
    ("“回头看”", _LOOK_BACK, 1, "Program", "pattern.quoted", 3),
    ("“百日", _LOOK_BACK, 1, "Program", "pattern.quoted", 3),
    ("主题教育", _THEME, 1, "Program", "pattern.campaign", 5),
    ("驻", _STATIONED, 0, "Group", "pattern.stationed", 2),
)
_TAILS = {
    "Region": re.compile(r"（(?:市、区|区、市|市、区、旗|区|市|州|街道|社区|乡、镇|居)）"),  # 示范县（市、区）
    "Policy": re.compile(r"（(?:实验|试验|试用|征求意见稿|送审稿|讨论稿)）"),  # 课程方案（实验）
}
_WIDE = re.compile("全[县区州旗镇乡]")  # where a group is, not which
_FIVE_YEARS = re.compile("(?<=[和与及])“十[一二三四五六]五”(?:[一-龥]{0,8})规划$")  # 小康社会和“十四五”规划
_SHORTEST = 4
_LEVEL_ENDS = tuple("县市区州村镇乡")


def with_tails(line: Line, span: Found) -> Found:
    """Leave out what stands before a name; take in the bracket that says which levels, or which stage of a draft, it means."""
    start = _own_start(line.text, span.type, span.start - line.start, span.end - line.start)
    if start != span.start - line.start:
        return span._replace(start=line.start + start)
    end = span.end - line.start
    if line.text[end : end + 1] != "（" or span.type not in _TAILS:
        return span
    if span.type == "Region" and line.text[end - 1] not in _LEVEL_ENDS:
        return span
    tail = _TAILS[span.type].match(line.text, end)
    return span._replace(end=line.start + tail.end()) if tail else span


def _own_start(text: str, kind: str, start: int, end: int) -> int:
    """Where a name begins after 全县, 未脱贫, the part of a place (X省部分Y区) or another aim (小康社会和“十四五”规划)."""
    if kind == "Group" and (_WIDE.match(text, start) or text.startswith("未脱贫", max(0, start - 1))):
        return start + 2 if end - start > _SHORTEST else start
    if kind == "Region":
        part = text.rfind("部分", start, end)
        return part + 2 if part >= 0 else start
    plan = _FIVE_YEARS.search(text, start + 1, end) if kind == "Policy" else None
    return plan.start() if plan else start


def _listed(line: Line) -> Iterator[Found]:
    """A改革、B改革、C改革等八项改革: what is listed and counted has names. The first one printed may have a verb before it."""
    for match in _LISTED_KIND.finditer(line.text):
        kind, end = match["kind"], match.start()
        items: list[tuple[int, int]] = []
        while item := _ITEM.search(line.text[max(0, end - _ITEM_REACH) : end]):
            if not item.group().endswith(kind):
                break
            start = end - len(item.group())
            items.append((start, end))
            if line.text[start - 1 : start] != "、":
                break
            end = start - 1
        for start, stop in items if items and line.text[items[-1][0] - 1 : items[-1][0]] == "“" else items[:-1]:
            yield Found(line.start + start, line.start + stop, "Program", "pattern.listed", rank=3)


def _bracketed(line: Line) -> Iterator[Found]:
    """六项行动（A行动、B行动）: the items in the bracket have names."""
    for match in _BRACKETED.finditer(line.text):
        at = line.start + match.start("items")
        for item in match["items"].split("、"):
            if item.endswith(match["kind"]) and len(item) > len(match["kind"]) + 1:
                yield Found(at, at + len(item), "Program", "pattern.listed", rank=3)
            at += len(item) + 1


def yearly(line: Line) -> Iterator[Found]:
    """Find them in one line."""
    text, base = line.text, line.start
    for word, pattern, group, kind, rule, rank in _SHAPES:
        if word in text:
            for match in pattern.finditer(text):
                yield Found(base + match.start(group), base + match.end(group), kind, rule, rank=rank)
    for match in _WATERS.finditer(text) if _WATER.search(text) else ():
        if text.endswith(_LISTED_WATER, 0, match.start()):
            yield Found(base + match.start(), base + match.end(), "Region", "pattern.waters", rank=6)
    if "历次" in text:
        for match in _PLENUMS.finditer(text):
            yield Found(base + match.start(), base + match.end(), "Event", "pattern.plenum", f"党的{match.group(1)}", rank=1)
    if "地区" in text:
        for match in _COMPASS.finditer(text):
            yield Found(base + match.start(), base + match.end(), "Region", "pattern.compass", f"{match.group(1)}地区", rank=2)
    if "等" in text:
        yield from _listed(line)
    if "（" in text:
        yield from _bracketed(line)
