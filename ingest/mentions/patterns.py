"""Names with a shape of their own: 关于…的意见, plenary sessions, “X”活动, “X”等项目, X成立100周年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mentions.found import Found
from ingest.mentions.words import Line

_ABOUT = re.compile(
    r"(?<![》])关于(?:[^，。；《》：、的]|《[^》]*》|[、的](?=[^，。；《》：]*的)){4,60}?的"
    r"(?:[一-龥]{0,4}?)(?:意见|通知|决定|办法|规定|方案|措施|批复|建议|通告|公告|决议|条例)"
)
_PLENUM = re.compile(
    r"(?:党的)?(?:十[一二三四五六七八九]|二十)届[一二三四五六七]中?(?:[、和][一二三四五六七]中?)*(?<=中)全会"
    r"|(?:党的)?(?:十[一二三四五六七八九]|二十)届[一二三四五六七](?:[、和][一二三四五六七])*中全会"
)
_SESSION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}届)?全国(?:人大|政协)(?:[一二三四五六七八九十]{1,3}届)?[一二三四五]次会议"
    r"|(?:省委|市委|区委|县委|州委|自治区党委)[一二三四五六七八九十]{1,3}届(?:[一二三四五六七八九十]{1,3}|历)次全(?:会|体会议)"
)
_TAILS = {
    "Program": "网站 APP 客户端 小程序 公众号".split()
    + "计划 行动 工程 项目 专项 制度 改革 试点 平台 系统 模式试点 管理 措施 专项行动 专项整治 机制改革".split(),
    "Event": "活动 大赛 竞赛 比赛 论坛 评选活动 主题活动 专题活动 演讲比赛 活动周 宣传周 宣传月".split()
    + "主题团日 主题党日 主题队日 主题班会 系列活动".split(),
    "Policy": "规划 方案 意见 办法 条例".split(),
}
_AFTER = re.compile(r"“([^“”，。；]{2,40})”")
_COUNT = re.compile(r"^[一二三四五六七八九十]+项(?=制度|措施|行动|工程|计划|改革)")
_ATTACHED = re.compile(
    r"附件 ?[0-9一二三四五]{0,2} ?[：.．]? ?(?:[0-9][.．])? ?"
    r"((?:(?!附件)[^。；：，]){4,40}?(?:清单|名单|目录|方案|标准|细则|办法|指南|规定|要点|图谱|分工表))"
)
_DETAILED = re.compile(r"《([^《》]{4,40})》(?:及|和)(?:其|配套)?(实施细则|实施办法|实施条例)")
_LAYOUT = re.compile(r"“[^“”，。；]{2,20}”[一-龥]{0,8}(?:空间布局|发展格局)")
_LIST = re.compile(
    r"((?:“[^“”，。；]{2,18}”[、和及]?){2,})(?:等[一-龥]{0,8}?)?(?:重点|重大|专项|品牌|系列|主题)?"
    r"(项目|计划|工程|行动|专项|活动|赛事|制度|示范创建|创建)"
)
_NUMBER = "[一二三四五六七八九十两双多零]"
_SLOGAN = re.compile(  # 推行“一站两中心”, 落实“三管三必须”: measures known by their numbers
    rf"(?:开展|推行|实施|落实|执行|实行|推广)(?:好|了)?[一-龥]{{0,4}}“({_NUMBER}[一-龥]{{1,3}}{_NUMBER}?不?[一-龥]{{1,4}})”(?=[，。；、]|要求|制度|措施|工作|模式)"
)
_HELPED = re.compile(r"配合((?:有关|相关)部门)")  # those whom someone assists; elsewhere 有关部门 names nobody
_ONLINE = re.compile(  # 推进“互联网+匠艺培训”; 推进“互联网+”上门护理服务
    r"(?:推进|推广|实施|开展|推行|发展|深化)(?:实施)?[一-龥]{0,4}"
    r"(?:“(?P<inside>互联网[+＋][一-龥]{2,8})”|(?P<after>“互联网[+＋]”[一-龥]{2,6}(?<!加强)(?:服务|监管|行动|培训))(?=[，。；、]))"
)
_LONG = re.compile(  # 制定…的办法: the whole clause names it
    r"(?:制定|制订|出台|起草|编制)(?:完善|好)?"
    r"([^，。；：、“”《》（）的]{6,40}(?<!性)(?<!可行)(?<!合理)(?<!具体)(?<!相应)(?<!自己)(?<!统一)(?<!详细)(?<!明确)(?<!有效)"
    r"的(?:实施方案|实施办法|实施意见|管理办法|工作方案|办法|细则|指南))"
)
_SYSTEM = re.compile(
    r"[一-龥0-9+]{1,12}(?:(?<![定机体限控编复研监])制|工程|计划|行动|专项|系统|平台|小程序|数据库)$"
)  # “渔长制”, “千县工程”
_FIVE = re.compile(r"十[一二三四五六]五")
_ETC = re.compile(r"^等?(?:[一-龥]{0,6}?)(项目|计划|工程|行动|专项|活动|品牌|赛事|制度|示范创建|创建)")


def patterns(line: Line) -> Iterator[Found]:
    """Find the names whose shape alone tells what they are."""
    text, base = line.text, line.start
    for match in _ABOUT.finditer(text) if "关于" in text else ():
        if match.group().startswith(("关于印发", "关于转发", "关于批转")):
            continue
        yield Found(base + match.start(), base + match.end(), "Policy", "pattern.about", rank=2)
    for match in _PLENUM.finditer(text) if "全会" in text else ():
        yield Found(base + match.start(), base + match.end(), "Event", "pattern.plenum", _plenum(match.group()), rank=1)
    for match in _SESSION.finditer(text) if "次会议" in text or "次全" in text else ():
        yield Found(base + match.start(), base + match.end(), "Event", "pattern.session", rank=1)
    for match in _ATTACHED.finditer(text) if "附件" in text else ():
        yield Found(base + match.start(1), base + match.end(1), "Policy", "pattern.attachment", rank=3)
    for match in _DETAILED.finditer(text) if "》" in text else ():
        name = f"{match.group(1)}{match.group(2)}"
        yield Found(base + match.start(2), base + match.end(2), "Policy", "pattern.detailed", name, rank=3)
    for match in _HELPED.finditer(text) if "配合" in text else ():
        yield Found(base + match.start(1), base + match.end(1), "Group", "pattern.helped", "有关部门", rank=5)
    for match in _ONLINE.finditer(text) if "“互联网" in text else ():
        name = "inside" if match["inside"] else "after"
        yield Found(base + match.start(name), base + match.end(name), "Program", "pattern.quoted", rank=4)
    for match in _LONG.finditer(text) if "的" in text else ():
        yield Found(base + match.start(1), base + match.end(1), "Policy", "pattern.drafted", rank=4)
    if "“" in text:
        for match in _SLOGAN.finditer(text):
            yield Found(base + match.start(1), base + match.end(1), "Program", "pattern.quoted", rank=4)
        yield from _quoted(line)


def _plenum(printed: str) -> str:
    return printed if printed.startswith("党的") else f"党的{printed}"


def _quoted(line: Line) -> Iterator[Found]:
    text, base = line.text, line.start
    for match in _LAYOUT.finditer(text):
        yield Found(base + match.start(), base + match.end(), "Program", "pattern.quoted", rank=3)
    listed: set[int] = set()
    for match in _LIST.finditer(text):
        listed.add(match.end(1))
        kind = "Event" if match.group(2) in {"活动", "赛事", "主题活动"} else "Program"
        for item in _AFTER.finditer(match.group(1)):
            at = base + match.start(1)
            yield Found(at + item.start(1), at + item.end(1), kind, "pattern.quoted", rank=3)
    for match in _AFTER.finditer(text):
        rest = text[match.end() : match.end() + 12]
        etc = _ETC.match(rest)
        if etc and rest.startswith("等"):
            kind = "Event" if etc.group(1) in {"活动", "赛事"} else "Program"
            yield Found(base + match.start(1), base + match.end(1), kind, "pattern.quoted", rank=3)
            continue
        if _FIVE.match(match.group(1)) or match.end() in listed:
            continue
        if _SYSTEM.match(match.group(1)):
            yield Found(base + match.start(1), base + match.end(1), "Program", "pattern.quoted", rank=4)
        for kind, tails in _TAILS.items():
            counted = _COUNT.match(rest)
            skip = counted.end() if counted else 0
            tail = next((t for t in sorted(tails, key=len, reverse=True) if rest.startswith(t, skip)), None)
            if tail:
                yield Found(base + match.start(), base + match.end() + skip + len(tail), kind, "pattern.quoted", rank=3)
                break
