"""Readers of values in a folded sentence: numbers with units, dates, bodies, people, documents, places, enumerations.

Each reader gives spans (start, end) in the sentence, in order. They know the genre, not any one text.
"""

from __future__ import annotations

import re
from functools import cache

from search.answer.phrases import phrase
from search.answer.vocabulary import either, load_vocabulary
from search.question.places import places_of

Span = tuple[int, int]

_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|[{_NUMERALS}]+)"
_SCALE = r"(?:[十百万亿]|千(?![瓦米克卡伏赫焦]))*"
_RANGE = rf"{NUMBER}{_SCALE}(?:(?:-|至|到){NUMBER}{_SCALE})?"
_PART_OF_MONTH = r"(?:\d{1,2}日|底|初|中旬|上旬|下旬)"
_DAY = (
    rf"(?:\d{{4}}年(?:\d{{1,2}}月{_PART_OF_MONTH}?|底|初|末)?|\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}月(?:{_PART_OF_MONTH}|份)?)"
)
_DATE = "|".join(
    (
        rf"{_DAY}(?:前|底前|之前|以前|起)?(?:\s*(?:-|至|到)\s*(?:{_DAY}|\d{{1,2}}日))?",
        r"\d{4}\s*-\s*\d{4}年?|\d{4}年?版",
        rf"每年的?{NUMBER}月(?:的?第{NUMBER}周|{NUMBER}日|底前?|上旬|中旬|下旬)?",
        r"\"?十[三四五六]五\"?(?:时期|期间|末)",
        r"[二〇一三四五六七八九零]{4}年(?:[一二三四五六七八九十]{1,3}月)?(?:[一二三四五六七八九十]{1,3}日)?",
        r"每季度末?|每月\d{0,2}日?|每周[一二三四五六日]?|[上下]半年|第?[一二三四]季度",
        r"(?<!\d)(?:今|本|明|当)?年(?:底|末|内)(?:前|之前|以前)?|(?<!\d)月底前?|(?<![一二两三四五六七八九十百每首多几逐依再本该此历屡初\d])次[月年日]起?",
        r"(?:发布|印发|公布)之日|寒暑?假|暑假|(?:春|秋)季学?期?",
    )
)
_LARGE = re.compile(rf"[{_NUMERALS}]*[十百千万亿][{_NUMERALS}]*|[{_NUMERALS}]+(?:成|倍|分之)")
_LARGE_OR_LONG = re.compile(r"[万亿]|\d{5}|\d,\d{3}")
_BOUND_SAID = re.compile(r"以上|以下|以内|左右")
_UNITS = re.compile(r"以上|以下|左右|多|余|的|高|大|长|久|宽|重|远|快|呢|吗|才|才能|要|是")


@cache
def readers() -> dict[str, re.Pattern[str]]:
    """The pattern of each form."""
    words = load_vocabulary()
    body, document, grade = either(words.body_endings), either(words.document_endings), either(words.grades)
    return {
        "money": re.compile(rf"(?:人民币)?{_RANGE}(?:余|多)? ?(?:元|块钱)(?:/[^\s,。;、)]{{1,4}})?"),
        "percent": re.compile(
            rf"{NUMBER}\s*%(?:-{NUMBER}%)?|百分之{NUMBER}|[二三四五六七八九十]分之[一二三四五六七八九]|(?:超过|不少于|不低于)?(?:一半(?:以上)?|半数(?:以上)?)|{NUMBER}个百分点|[一二三四五六七八九]成|\d+‰"
        ),
        "phone": re.compile(r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|\d{7,8}|1[02]\d{3,4}|400-?\d{3}-?\d{4})(?!\d|号)"),
        "address": re.compile(
            r"地址[:：][^,。;]{4,60}|[\u4e00-\u9fff]{2,12}[路街道巷]\d+号|(?:https?://|www\.)[^\s,。;)]+|[\w.]+@[\w.]+"
        ),
        "duration": re.compile(
            rf"(?:(?<![第月\d])|(?<=月)(?=[{_NUMERALS}]+个)){_RANGE} ?(?:个)?"
            r"(?:工作日|小时|(?<=个)月|天|日|周|年|分钟|学时|课时|学年|学期)(?!\d|[号份])"
        ),
        "date": re.compile(_DATE),
        "number_code": re.compile(r"[\u4e00-\u9fff]{1,12}\(\d{4}\)(?:第)?\d+号"),
        "ordinal": re.compile(rf"第(?:{NUMBER})(?:次|届|批|轮|个|期|版|位|名|条|章)?"),
        "frequency": re.compile(
            rf"每(?:半|隔|{NUMBER}个?)?(?:工作日|小时|季度|学期|[天日周月季年旬])(?:至少|不少于|原则上)?(?:{NUMBER}次)?|逐[日月年]|按[日周月季年]度?"
        ),
        "color": re.compile(r"[红橙黄绿蓝白黑紫灰]色?(?=[码色标预警牌等级,、(。;]|$)|[红橙黄绿蓝白黑紫灰]色"),
        "grade": re.compile(rf"{grade}|[特一二三四五]级|[a-e]级|第[一二三四]档|[甲乙丙丁]等|[一二三]等"),
        "document": re.compile(rf"《[^》]{{2,60}}》|[\u4e00-\u9fffa-z0-9\"+]{{2,30}}{document}"),
        "body": re.compile(rf"[\u4e00-\u9fff]{{1,24}}?{body}(?![\u4e00-\u9fff]{{0,1}}[长员])"),
        "school": re.compile(r"[\u4e00-\u9fff]{2,20}(?:大学|学院|学校|中学|小学|幼儿园)"),
        "company": re.compile(r"[\u4e00-\u9fff]{2,24}(?:公司|集团|企业|厂)"),
        "place": re.compile(
            r"[\u4e00-\u9fff]{1,6}(?:新区|片区|开发区|园区|走廊|基地|港|[省市区县镇乡村路]|街道|地区|地方)|自治区"
        ),
    }


@cache
def _person() -> re.Pattern[str]:
    office = either(load_vocabulary().offices)
    return re.compile(
        rf"{office}\s*[:：]?\s*(?P<a>[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{{1,2}})(?=\s|$|[,。;)])"
        r"|[:：]\s*(?P<b>[\u4e00-\u9fff]\s*[\u4e00-\u9fff]{1,2})\s{2,}[\u4e00-\u9fff]"
        r"|^(?P<c>[\u4e00-\u9fff]\s*[\u4e00-\u9fff]{1,2})\s{2,}[\u4e00-\u9fff]{2,20}"
    )


def persons(text: str) -> list[Span]:
    """Names of people beside their office: 组长：张三, 张三　　副主任."""
    names = load_vocabulary().family_names
    spans = []
    for match in _person().finditer(text):
        group = next(name for name in "abc" if match[name])
        if match[group][0] in names and not re.search(r"[部委局厅处室组员长人会单]$", match[group].replace(" ", "")):
            spans.append(match.span(group))
    return spans


@cache
def _counted() -> re.Pattern[str]:
    """A Chinese numeral that counts: it stands before a measure, and is no 一般 or 一批."""
    measures = "".join(sorted(load_vocabulary().measures))
    return re.compile(rf"(?!一(?:是|些|般|定|体|批|系列))[{_NUMERALS}]+(?:余|多)?[{measures}成%]")


def measure_of(unit: str) -> str:
    """The measure word at the head of what follows 多少 or 几, empty when it is none (多少修正)."""
    words = load_vocabulary()
    cleaned = _UNITS.sub("", unit).lstrip("十百千万亿")[:4]
    cleaned = cleaned.removeprefix("个") if cleaned.startswith("个人") else cleaned
    known = cleaned and (cleaned[0] in words.measures or cleaned[:2] in words.long_measures)
    return cleaned if known else ""


def _unit_forms(unit: str) -> list[str]:
    words = load_vocabulary()
    if unit[:3] in words.abstract_measures:  # 几个方面 is not answered by 四个意识
        return [unit[:3], f"大{unit[1:3]}", unit[1:3]]
    same = words.same_measures
    forms = [unit]
    for length in range(len(unit), 0, -1):
        forms.append(unit[:length])
        forms.extend(same.get(unit[:length], ()))
    return sorted(set(forms), key=lambda form: (-len(form), form))


def numbers(text: str, unit: str = "") -> list[Span]:
    """Numbers; with a unit only those that carry it (人 also finds 名 and 200万人)."""
    large = unit.lstrip("个")[:1] in ("万", "亿")  # 多少万人 is not answered by 30人
    unit = measure_of(unit)
    pattern = rf"(?:第)?{_RANGE}(?:余|多)?[\u4e00-\u9fff%‰℃/a-z]{{0,4}}"
    spans = []
    for match in re.finditer(pattern, text):
        words = match.group()
        if re.match(r"\d+号", words):
            continue  # 60号 is the number of a document, not of things
        if not words.startswith("第") and (any(c.isdigit() for c in words) or _counted().match(words)):
            spans.append(match.span())
    if not unit:  # 三级 and 一步 are words, no quantities
        bounds = {s: _BOUND_SAID.search(text, *s) for s in spans}  # 3年以上企业: the quantity ends with its bound
        spans = [(start, bound.end() if bound else end) for (start, end), bound in bounds.items()]
        return [s for s in spans if any(c.isdigit() for c in text[s[0] : s[1]]) or _LARGE.match(text[s[0] : s[1]])]
    wanted = re.compile(rf"{_RANGE}(?:余|多)?(?:{'|'.join(map(re.escape, _unit_forms(unit)))})")
    hits = ((start, wanted.match(text[start : end + 4])) for start, end in spans)
    return [(start, start + hit.end()) for start, hit in hits if hit and (not large or _LARGE_OR_LONG.search(hit.group()))]


def quantity_end(text: str, span: Span) -> int:
    """Where the quantity that a span begins with ends: after its measure and bound, before the noun counted (百家|领军企业)."""
    words = load_vocabulary()
    measures = "|".join(sorted(map(re.escape, {*words.long_measures, *words.measures}), key=lambda word: -len(word)))
    whole = rf"第?{_RANGE}(?:余|多)?(?:[%‰℃]|个?(?:{measures}))?(?:以上|以下|以内|左右)?"
    match = re.compile(whole).match(text, *span)
    return match.end() if match else span[1]


def places(text: str, level: str) -> list[Span]:
    """Names of the lexicon's regions of one level; 交易市场 holds none."""
    known, spans, position = places_of(level), [], 0
    while position < len(text):
        length = next((n for n in range(12, 1, -1) if text[position : position + n] in known), 0)
        if length:
            spans.append((position, position + length))
        position += length or 1
    return spans


def find_values(form: str | None, text: str, unit: str = "") -> list[Span]:
    """Spans in a folded text that have the wanted form.

    Args:
        form: A form of ``data/asking.yaml``; ``number`` for numbers of ``unit``; ``None`` gives nothing.
        text: The folded text.
        unit: The measure word, for numbers.

    Returns:
        Spans in order.
    """
    if form is None:
        return []
    if form == "number":
        return numbers(text, unit)
    if form == "amount":
        return sorted(find_values("money", text) + find_values("percent", text))
    if form == "person":
        return persons(text)
    if form in ("city", "province", "county"):
        return places(text, form)
    if form == "person_or_body":
        return persons(text) or find_values("body", text)
    pattern = readers().get(form)
    if pattern is None:
        return []
    spans = [match.span() for match in pattern.finditer(text)]
    if form == "money":  # 二元 is a word, 二十元 is money
        spans = [s for s in spans if re.search(r"[\d十百千万亿]", text[s[0] : s[1]])]
    if form == "duration":
        spans = [s for s in spans if not re.match(r"(?:19|20)\d\d年", text[s[0] : s[1]])]
    return spans


_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}|\d{1,2}")
"""What numbers a heading (一、污染处置组) and is no item of a list."""
_QUOTED = re.compile(r"\"(?P<name>[^\"、]{2,12})\"")
_QUOTED_RUN = re.compile(r"(?:\"[^\"、]{2,12}\"){2,}")
_PAIR = re.compile(
    r"(?:分为|分成|划分为|包括|包含|分别是|分别为|(?<![立随当])即(?![日时将使可刻]))(?P<first>[^,。;:、()和与及]{2,16})(?:\([^)]*\))?(?:和|与|及|以及)"
    r"(?P<second>[^,。;:、()和与及]{2,16}?)(?=\(|[两二2][个大类种级项条方]|等|[,。;]|$)"
)


def enumerations(text: str) -> list[list[Span]]:
    """Runs of two or more items joined by 、 和 及 以及 与 or, between whole clauses, ；.

    The first item of a run starts after the last colon, comma or bracket before it; the last ends before the next punctuation.
    """
    runs = []
    for match in re.finditer(r"[^,。;:：!?()\n]*[、+][^,。;:：!?()\n]*", text):
        run = _items(text, match.start(), match.end())
        runs += [run, _parted(text, run)] if "或者" in match.group() else [run]
    for match in re.finditer(r"(?:《[^》]+》[和与及、]?){2,}", text):
        runs.append([m.span() for m in re.finditer(r"《[^》]+》", text[: match.end()]) if m.start() >= match.start()])
    runs += [[match.span("first"), match.span("second")] for match in _PAIR.finditer(text)]
    runs += [[m.span("name") for m in _QUOTED.finditer(text, *match.span())] for match in _QUOTED_RUN.finditer(text)]
    return [
        run for run in runs if len(run) > 1 and not _NUMBERED.fullmatch(text[slice(*run[0])].strip()) and not _levels(text, run)
    ]


def _levels(text: str, run: list[Span]) -> bool:
    """Whether a run in brackets only says which levels of places are meant: 各省(自治区、直辖市)."""
    bracketed = text[run[0][0] - 1 : run[0][0]] == "(" and text[run[-1][1] : run[-1][1] + 1] == ")"
    return bracketed and all(phrase("levels_of_places").search(text[a:b]) for a, b in run)


def _parted(text: str, run: list[Span]) -> list[Span]:
    """The run with items that 或者 joins told apart: 住房贷款利息或者住房租金 are two of six."""
    parted: list[Span] = []
    for start, end in run:
        at = text.find("或者", start, end)
        parted += [(start, at), (at + 2, end)] if start < at < end - 2 else [(start, end)]
    return parted


def _items(text: str, start: int, end: int) -> list[Span]:
    cuts = [
        (m.start(), m.end()) for m in re.finditer(r"、|以及|(?<=[\u4e00-\u9fff\"])\+(?=[\u4e00-\u9fff\"])", text[start:end])
    ]
    last = text[start + cuts[-1][1] : end] if cuts else ""
    joined = re.search(r"(?<=[\u4e00-\u9fff\"》])(?:和|及|与)(?=[\u4e00-\u9fff\"《])", last)
    if joined:
        cuts.append((cuts[-1][1] + joined.start(), cuts[-1][1] + joined.end()))
    items, position = [], 0
    for left, right in [*cuts, (end - start, end - start)]:
        if left > position:
            items.append((start + position, start + left))
        position = right
    return items


_THRESHOLD = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)分?(?:\(含\))?(?:以上|及以上)(?:[,、至]?(?P<high>\d+(?:\.\d+)?)分?(?:\(不含\))?以下)?[^,。;\d]{0,12}?(?:为|的?为|,?评?定?为|是)\"?(?P<label>[^,。;\"\d]{1,6})"
)
_BELOW = re.compile(r"(?P<high>\d+(?:\.\d+)?)分?以下[^,。;\d]{0,12}?(?:为|是)\"?(?P<label>[^,。;\"\d]{1,6})")
_ASKED_VALUE = re.compile(r"(?<!\d)(\d{1,3}(?:\.\d+)?)分")


def graded(asked_text: str, text: str) -> str | None:
    """The grade that a scale in the sentence (60分以上75分以下为合格 …) gives to the score in a folded question."""
    asked = _ASKED_VALUE.search(asked_text)
    if not asked:
        return None
    value = float(asked[1])
    covered: list[Span] = []
    for match in _THRESHOLD.finditer(text):
        covered.append(match.span())
        high = float(match["high"]) if match["high"] else float("inf")
        if float(match["low"]) <= value < high:
            return match["label"]
    for match in _BELOW.finditer(text):
        inside = any(left <= match.start() < right for left, right in covered)
        if not inside and value < float(match["high"]):
            return match["label"]
    return None
