"""Who issued a document, and to whom: signatures, the title's first words, the number's letters, the letterhead."""

from __future__ import annotations

import re

from ingest.metadata.dates import DATE
from ingest.metadata.number import DocumentNumber, issuer_of_code
from ingest.outline.lines import is_signature, read_lines

_ENDS = (
    r"(?:人民政府办公[厅室]|人民政府|国务院办公厅|国务院|委员会|办公[厅室]|领导小组|指挥部|管委会|管理局|总局|银行|中共中央"
    r"|[一-龥]{2,10}(?:部|厅|局|委|署|会|院|司|处|办|中心|大学))"
)
_SIGNED_INLINE = re.compile(
    rf"(?:(?<=[。\s])|^)(?P<bodies>[一-龥、（） ]{{2,60}}?(?:{_ENDS})(?:（代?章）)?)\s*{DATE}(?!\s*印发)"
)
_PREFIX = re.compile(r"^(?P<body>[一-龥、 （）]{2,240}?)(?:等[一二三四五六七八九十\d]+(?:部门|单位|部委))?(?:关于|印发|转发)")
_YEAR_AFTER = re.compile(  # X局2014年工作要点, 关于印发《X局2014年工作要点》的通知
    r"^(?:关于(?:印发|下发|发布)《?)?(?P<body>[一-龥]{3,30}?(?:[ 、][一-龥]{3,30}?)*)(?:关于)?(?=(?:19|20)\d{2}年)"
)
_FORWARDS = re.compile(r"^(?P<body>[一-龥]{2,20}?)(?:批转|转发)")
_GLUED = re.compile(
    r"(?<=委)(?=[一-龥]{1,8}人民政府)|(?<=委办公[厅室])(?=[一-龥]{1,8}人民政府)|(?<=^中共中央)(?=国务院)"
)  # 中共X市委X市人民政府
_LETTERHEAD = re.compile(r"(?<![^\s])(?P<body>[一-龥]{2,30}?)(?:文件|函件)(?=\s|$)")
_PAGE = re.compile(
    r"(?:信息来源|来源|发布机构|发文机构|发文机关|制发单位|发布单位|发文部门|发布部门|发文单位|制定机关|公开机构)(?:\s*[：:\]】|])+\s*"
    r"(?P<body>[一-龥]{3,30}?)(?=[^一-龥]|$|阅读|浏览|点击|访问|发布|编辑|责任编辑|作者|字体|字号|文字|时间|日期)"
)
_SITE = re.compile(r"来源\s*[：:].*(?:校|学院|大学|网|报|(?<!合作)(?<!供销)社|台|站)$")  # who printed it, not who issued it
_LEVEL_ONLY = re.compile(r"[省市区县州旗](?:人民政府|政府|委|人大|政协)")
_OF_PLACE = re.compile(r"[一-龥]{2,8}?[省市区县州旗](?=人民政府|政府|委)")
_NTH_CONGRESS = re.compile(r"第[一二三四五六七八九十]+届全国人民代表大会(?P<standing>常务委员会)?")
_REPORT = re.compile(r"(?<![^\n])(?P<body>[一-龥]{2,20}人民政府)(?:代?[一-龥]{0,3}(?:长|主席))[ 　]*[一-龥 ]{2,6}(?=\n|$)")
_SPEAKER = re.compile(
    r"我(?:受)?代表(?P<body>[一-龥]{0,16}?(?:国务院|人民政府|区政府|市政府|县政府|省政府|常务委员会|人民法院|人民检察院))[，向]"
)
_LIST_PART = re.compile(r"(?:[（(〔][^）)〕]*[）)〕]|[^，,；（(〔])+")
_ADDRESSEE = re.compile(
    r"(?!各位|同志|附件|《)(?![^：]*(?:[〔\[]\d{4}|关于|印发))"
    r"(?:(?:[^。：《》 ]{0,8}各|全[国省市区县]|有关|相关|[省市区县]直|区属|驻)[^。：《》]{1,80}"
    r"|[^。：《》 ]{1,60}(?:[部厅局委办府会院校团司署所处队室]|银行|分行|企业|公司|集团|单位|机构|部门|大学|学院|学校|中心|园区"
    r"|开发区|街道|办事处|组织|兵团|处室))"
    r"(?:（[^）]*）)?"
)
_WHOLE_BODY = re.compile(  # where a list without commas names a whole body, and another one with its own level follows
    r"(?:[部厅局委]|政府|委员会|管委会|办公[厅室]|各?部门|单位|公司|企业|处室)"
    r"(?<!各部委)(?<!各部门)(?=、(?:(?:各|有关)?(?:[省市县区州]直|[省市县区]属|[省市县区]政府|乡镇|镇|街道)|各(?!部门|基层))(?:[一-龥（）]{2,}|[乡镇县区]、))"
)
_BEFORE_LIST = re.compile(r"[ ]+|(?<=[〕\]）)]\d号)|(?<=\d\d号)|(?:的?(?:通知|意见|决定|函|公告|批复)|》)(?=各)")
_PLACE = re.compile(
    r"^(?P<province>[一-龥]{2,7}?(?:省|自治区|特别行政区)|(?:北京|上海|天津|重庆)市)?"
    r"(?P<city>(?!人民|城市)[一-龥]{2,8}?(?:市|自治州|地区|盟|综合实验区))?(?P<county>(?!自治区)[一-龥]{1,7}?(?:区|县|旗))?"
)
_CENTRAL = re.compile(r"^(?:国务院|中共中央|中央|国家|教育部|全国|最高|中国|[一-龥]{2,12}部(?:$|办公厅|[一-龥]{2,12}司))")


def _strip(name: str) -> str:
    return re.sub(r"（代?[章印]）|\s", "", name)


def _signed_lines(text: str) -> list[str]:
    """Bodies on lines of their own straight above a date on a line of its own, the first signed block of the text."""
    lines = [text[line.start : line.end] for line in read_lines(text)]
    for index, line in enumerate(lines):
        if not re.fullmatch(rf"[（(]?\s*{DATE}\s*[）)]?", line):
            continue
        bodies: list[str] = []
        cursor = index - 1
        while cursor >= 0 and is_signature(lines[cursor]):
            bodies[:0] = [part for part in re.split(r"\s{1,}|、", lines[cursor]) if part]
            cursor -= 1
        if bodies:
            return bodies
    return []


def _joined_signature(pieces: list[str]) -> list[str]:
    """Halves of one name that a line break or a space took apart are put together."""
    joined: list[str] = []
    for piece in pieces:
        if joined and (not re.search(rf"{_ENDS}$", joined[-1]) or re.match(r"(?:防控|工作|领导|疫情)", piece)):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _signed(text: str) -> list[str]:
    lines = _signed_lines(text)
    if lines:
        return _joined_signature(lines)
    match = _SIGNED_INLINE.search(text)
    if match:
        return _joined_signature([part for part in re.split(r"[ 、]+", match["bodies"]) if part])
    return []


def find_issuers(head: str, tail: str, header: str, number: DocumentNumber | None) -> tuple[str, ...]:
    """The bodies that issued the document, the first one first.

    Args:
        head: What stands before the first part.
        tail: What stands after the last part.
        header: The title of the covering notice, or the title itself.
        number: The document number.

    Returns:
        Their printed names; for a number without any other sign of the issuer, the body of the table of organ codes.
    """
    forwards = _FORWARDS.match(header)
    if forwards and not _signed(head) and is_signature(forwards["body"]):
        return (forwards["body"],)  # who signs below is whose words are passed on
    signed = [_strip(part) for name in _signed(head) or _signed(tail) for part in _GLUED.sub(" ", name).split(" ")]
    if signed:
        return tuple(dict.fromkeys(name for name in signed if len(name) >= 2))
    letterhead = _LETTERHEAD.search(head[:300])
    prefix = _PREFIX.match(header)
    named = [part for part in re.split(r"[、 ]", _GLUED.sub(" ", prefix["body"])) if part] if prefix else []
    named = [_full(part, head) for part in named]
    if named and all(is_signature(part) for part in named):
        if letterhead and letterhead["body"].endswith(named[0]):
            return (letterhead["body"],)
        return tuple(named)
    report = _REPORT.search(head)
    if report:
        return (report["body"],)
    speaker = _SPEAKER.search(head[:1500])
    if speaker:
        return (speaker["body"],)
    congress = _NTH_CONGRESS.search(head[:600])
    if congress:
        return ("全国人民代表大会" + (congress["standing"] or ""),)
    yearly = _YEAR_AFTER.match(header)
    yearly_bodies = re.split("[ 、]", yearly["body"]) if yearly and not number else []
    if yearly_bodies and all(is_signature(body) for body in yearly_bodies):
        return tuple(yearly_bodies)
    coded = (number.body or issuer_of_code(number.code)) if number else None
    if coded:
        return (coded,)
    for pattern in (_LETTERHEAD, _PAGE):
        match = pattern.search(head[:1500])
        if match and is_signature(match["body"]) and not (pattern is _PAGE and _SITE.search(match[0])):
            return (_full(match["body"], head),)
    return ()


def _full(name: str, head: str) -> str:
    """A body that only says its level (县人民政府) with its place, where the page names it: 发文单位：元阳县人民政府."""
    if not _LEVEL_ONLY.match(name):
        return name
    for page in _PAGE.finditer(head[:1500]):
        place = _OF_PLACE.match(page["body"])
        if place and place[0].endswith(name[0]):
            return place[0] + name[1:]
    return name


def _addressees(listed: str) -> tuple[str, ...]:
    """The parts of a list cut at commas outside brackets, if each of them reads as an addressee."""
    parts = [part.strip() for part in _LIST_PART.findall(listed) if part.strip()]
    if len(parts) == 1:
        parts = _WHOLE_BODY.sub(r"\g<0>\n", parts[0]).replace("\n、", "\n").split("\n")
        parts = [part for part in parts if part]
    return tuple(parts) if parts and all(_ADDRESSEE.fullmatch(part) for part in parts) else ()


def find_recipients(head: str) -> tuple[str, ...]:
    """Addressees: the words before the first colon of a line, if they are nothing but a list of bodies.

    Args:
        head: What stands before the first part.

    Returns:
        The addressees; in a file whose title and addressees share a line, what stands after the title or the number.
    """
    for line in read_lines(head):
        content = head[line.start : line.end]
        position = 0
        for stop in re.finditer("[：:]", content):
            listed = content[position : stop.start()]
            position = stop.end()
            if "。" in listed:
                break
            for start in [0, *(match.end() for match in _BEFORE_LIST.finditer(listed))]:
                found = _addressees(listed[start:])
                if found and ("各" in found[0] or stop.end() == len(content)):
                    return found
    return ()


def find_region(issuers: tuple[str, ...], number: DocumentNumber | None) -> str | None:
    """The name of the region whose body issued the document; ``None`` for central bodies and where nothing says it."""
    names = [*issuers]
    coded = issuer_of_code(number.code) if number else None
    if coded:
        names.append(coded)
    for name in names:
        if _CENTRAL.match(name):
            return None
        match = _PLACE.match(name.removeprefix("中共"))
        if match and match[0]:
            return match[0]
    return None
