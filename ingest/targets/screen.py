"""Which numbers are promised or demanded, and which are dates, names, criteria, summaries or background."""

from __future__ import annotations

import re

from ingest.numerals import parse_number
from ingest.targets.context import Clause
from ingest.targets.numbers import CHINESE
from ingest.targets.vocabulary import Words

_YEAR = re.compile("(?:19|20)\\d{2}")
_BASIS = re.compile("基础上")
_DEMAND = re.compile("达到|不低于|不少于|提高到|确保")
_NAME = 20  # characters between “ and ” that may be a name
_WITHIN = re.compile("(?:以?内|之内)")
_BOUND = re.compile("不超过|不少于|不低于|至少|最长|缩短|压缩|延长|期限|期为|一般为|为期|每")
_ENTRY = re.compile("(?:具有|具备|从事|年满|达到法定)[^，]{0,6}$")
_SHARE_OF = re.compile("^$|[内对将使有让确保和及省市县区乡镇村校]$")
_APPLIED = re.compile("(?:投|启|应|使|利|运|采|选|推广应|录|聘|任|引)用$")  # 推广应用10项成果: 用 is half of the verb
_SPEAKS_OF = re.compile("(?:结合|聚焦|围绕|强化|深化|发挥|紧扣|锚定|对照|统筹)$")
_IS = re.compile("面积(?:约|近|为)?$|(?:现有|共有)[^，；]{0,6}$")
_FROM = re.compile("(?:由|从)[^，；]{0,12}$")
_RAISED = re.compile(
    "[^，；]{0,4}?(?:提高|提升|增加|增长|扩大|上调|下调|调整|延长|缩短|压缩|压减|减少|下降|降低|降|增|减)[^，；]{0,2}(?:到|至|为)"
)
_STEPS = ("年", "个", "批", "批次", "期", "次", "组", "步")
_BASE = re.compile("为(?:基数|基准|基期)")  # 以1200名为基数
_CIRCLE = re.compile("[^，；、]{0,8}圈")
_CELL = 12
_ENDS = re.compile("(?:$|[。：\n])")
_SIDE_BY_SIDE = re.compile("[、和及与]")
_NAMES_BEHIND = re.compile("[^，。；：、（(\\d]{2,12}[（(](?P<names>[^，。；：（()）]{2,80})[)）]")
_NAMED = re.compile("[^建培打创开举新设选完实推组引]{2,8}$")
_COUNTED = re.compile("[个家](?:省|市|区|县|部门|单位|地区|城市|国家|领域|行业|功能区|省市|直辖市|区域)")
_HORIZON = re.compile("^(?:[^，]{0,8}起)?$|(?:未来|力争|用)$")
_ABOVE = re.compile(  # 30户以上自然村
    "(?:以上|以下)(?:自然村|村庄|村屯|村组|大户|建制村|行政村|城市|医院|学校|企业|单位|机构|园区|项目|人员|老人|老年人|家庭|用户|会议|活动|建筑|住宅)"
)
_AT_LEAST = re.compile("(?:过|超|超过|达|达到|满|不低于|不少于|高于)$")
_THOSE = re.compile("(?:以上)?的(?:企业|机构|单位|项目|平台|产品|人员|家庭|园区|地区|城市|学校|医院|车辆|个人|农户)")
_TO_WHOM = re.compile("(?:其中)?(?:对|凡)")
_GIVEN = re.compile(
    "给予|奖励|补助|补贴|按照?|安排|予以|实行|进行|增加|增发|减|免|发放|提供|延长|缩短|降低|提高|每人|每天|开展|不超过|最高"
)
_WHO = re.compile("的[^，；。]{0,14}(?:$|[，给奖补按])")
_TIMES = re.compile("(?:增长|提高|增加|扩大|提升|超过|优惠|降低|下降|减少|下浮|上浮|不低于|不少于|不超过|达到|减免)近?$")
_HUNDREDS = ("百", "千", "万")
_NEVER_CHINESE = ("项", "条", "大", "成", "倍", "元", "类", "级", "度", "部", "本", "门")


def is_target(clause: Clause, match: re.Match[str], unit: str, words: Words) -> bool:
    """Decide whether the number of ``match`` is a target.

    Args:
        clause: The clause of the number.
        match: The match of ``Words.quantity``.
        unit: The unit as it will be recorded.
        words: The word lists.

    Returns:
        Whether it is promised or demanded.
    """
    if match["denominator"] or match["doublings"]:
        return not words.background.search(clause.text)
    if _quoted(clause) or _is_date(match, clause) or words.not_after_unit.match(clause.after):
        return False
    late = words.not_after.search(clause.before)
    if (
        (late and not _APPLIED.search(clause.before))
        or words.background.search(clause.text)
        or words.steps.search(clause.before)
    ):
        return False
    if words.forbidden.search(clause.before) or match[0] == clause.text.strip() or _round_the_clock(match, clause):
        return False
    if (
        _described(clause, unit, words)
        or _sums_a_list(clause)
        or _counts_names(clause, match["number"])
        or (_BASIS.search(clause.after) and not _DEMAND.search(clause.before))
    ):
        return False
    if _is_criterion(clause, unit, words):
        return False
    if re.fullmatch(f"[{CHINESE}]+", match["number"]) and not match["multiplier"]:
        return _chinese_counts(clause, match["number"], unit, words)
    return not (unit in ("项", "条", "个", "大", "种", "类") and words.summing.match(clause.after))


def _quoted(clause: Clause) -> bool:
    """Whether the number stands inside 《》, or inside “” that hold a name rather than a sentence."""
    head = clause.text[: clause.number]
    if head.count("《") > head.count("》"):
        return True
    if head.count("“") <= head.count("”"):
        return False
    close = clause.text.find("”", clause.unit_end)
    return (close if close >= 0 else len(clause.text)) - head.rfind("“") <= _NAME


def _is_date(match: re.Match[str], clause: Clause) -> bool:
    if match["unit"] == "年":
        return bool(_YEAR.fullmatch(match["number"])) or bool(match["upper"] and _YEAR.fullmatch(match["upper"]))
    anniversary = match["unit"] == "周" and clause.after.startswith("年")
    return anniversary or (match["unit"] == "日" and clause.before.endswith("月"))


_SESSION = re.compile("(?:大会|届[一-龥]{0,8}|、)$")
_GOAL = re.compile("以[上下内]?的(?:目标|要求|水平|标准)")


def _round_the_clock(match: re.Match[str], clause: Clause) -> bool:
    """24小时值班 is a way of working, 24小时内 a term."""
    return match[0] == "24小时" and not _WITHIN.match(clause.after)


def _is_criterion(clause: Clause, unit: str, words: Words) -> bool:
    """Whether the clause says who may enter; 80%以上的机构要配备 demands it of a share of all."""
    if _GOAL.match(clause.after):
        return False  # 达到95%以上的目标
    if unit in ("%", "成") and _SHARE_OF.search(clause.before) and clause.after.startswith("以上的"):
        return False
    if _ABOVE.match(clause.after) or (_AT_LEAST.search(clause.before) and _THOSE.match(clause.after)):
        return True
    return bool(words.criteria.search(clause.after[:14]) or _ENTRY.search(clause.before) or _condition(clause))


def _condition(clause: Clause) -> bool:
    """对连接设备超1千台的平台，奖励…: the number says who gets something."""
    left = max(clause.text.rfind(mark, 0, clause.number) for mark in "，；。") + 1
    right = next((i for i in range(clause.unit_end, len(clause.text)) if clause.text[i] in "，；。"), len(clause.text))
    before, after = clause.text[left : clause.number], clause.text[clause.unit_end : right]
    return bool(_TO_WHOM.match(before.strip()) and not _GIVEN.search(before) and _WHO.search(after))


def _described(clause: Clause, unit: str, words: Words) -> bool:
    """Whether the number tells what is: an area, what there is, the value that is to be raised, the reach of a 15分钟生活圈."""
    if unit == "年" and clause.after.startswith("内") and _HORIZON.search(clause.before):
        return True  # 5年内引进…: by when, not how much
    if unit in _STEPS and clause.before.endswith("分"):
        return True  # 分3年落实, 分4个批次推进
    if unit == "岁":
        return "寿命" not in clause.before
    if unit == "兆" and not clause.text[clause.number].isdigit():
        return True  # 千兆光网
    if clause.before.endswith(_WHOLE) and _EARNS.match(clause.after):
        return True  # 全县6个器具园实现产值9亿元
    raised = _FROM.search(clause.before) and _RAISED.match(clause.after)
    area = _IS.search(clause.before) and not words.worked.search(clause.before)
    return bool(raised or area or _BASE.match(clause.after) or _CIRCLE.match(clause.after))


_WHOLE = ("全省", "全市", "全县", "全区", "全州", "全国", "我省", "我市", "我县", "我区")
_EARNS = re.compile("[^，。；\\d]{2,20}实现[^，。；\\d]{0,10}(?:产值|收入|营收|销售|增加值|利润|税收)")
_SUMMING = ("项", "条", "方面")


def _sums_a_list(clause: Clause) -> bool:
    """北京、天津、河北3个省市 counts what was listed."""
    cell = clause.text.strip()
    if cell.startswith(clause.text[clause.number : clause.unit_end]) and len(cell) <= _CELL and cell[-1] not in "。；！":
        return True  # a cell of a table that was flattened
    if clause.text[clause.unit_end - 1] == "类" and clause.before.endswith("类"):
        return True  # 基础类、完善类、提升类3类
    listed = clause.start > 0 and clause.text[clause.start - 1] == "、"
    return listed and bool(_NAMED.search(clause.before) and _COUNTED.match(clause.text, clause.unit_end - 1))


def _counts_names(clause: Clause, number: str) -> bool:
    """Whether the number counts what brackets name, or sums up a heading in them: 抓好两大产业（甲、乙）, 优化服务（4项）."""
    around = clause.text[clause.number - 1 : clause.number] + clause.text[clause.unit_end : clause.unit_end + 1]
    if around in ("（）", "()"):  # 培训果农（300人） promises 300
        summed = clause.text.endswith(_SUMMING, 0, clause.unit_end)
        return summed and _ENDS.match(clause.text, clause.unit_end + 1) is not None
    count = 2 if number == "两" else parse_number(number)
    behind = _NAMES_BEHIND.match(clause.text, clause.unit_end)
    return behind is not None and count == len(_SIDE_BY_SIDE.split(behind["names"])) > 1


def _chinese_counts(clause: Clause, number: str, unit: str, words: Words) -> bool:
    """Chinese numerals are mostly ways of speaking (一个, 三项制度); they count with 次, 份, 所 … or a bound."""
    if words.summing.match(clause.after) and number not in _HUNDREDS:  # 制定百项标准
        return False
    if unit in ("成", "倍"):
        return bool(_TIMES.search(clause.before))
    if unit in _NEVER_CHINESE and number not in _HUNDREDS:
        return False
    if unit == "个" and (clause.after.startswith(("“", "‘")) or _SPEAKS_OF.search(clause.before)):
        return False  # 四个“绿色家园”, 结合五个新城建设
    if number == "二" or number[0] in "〇○零" or clause.before.endswith(("每", "数")):
        return False
    if unit == "次" and clause.after.startswith("全会"):
        return False  # 省委九届九次全会、十次全会
    if unit in words.durations:
        return bool(_WITHIN.match(clause.after) or _BOUND.search(clause.before[-8:]))
    if unit == "次" and clause.after.startswith(("会议", "全会", "全体会议")) and _SESSION.search(clause.before):
        return False  # 县十九届人民代表大会一次会议
    if number == "一" and clause.before.endswith("的"):
        return False  # 召开的一次重要会议
    if number == "一" and unit in words.articles:
        return bool(words.articles_need.search(clause.before))
    return True
