"""Local offices: a level (省 市 区 县) or a place's name, and a department: 省教育厅, 市科委, 上海市财政局, 区住建局.

The issuer's region tells the offices of two places apart: 市财政局 in a document of 遂宁市 is 遂宁市财政局.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.lexicon import DepartmentDef, Lexicon, RegionDef
from ingest.mentions.found import Found
from ingest.mentions.matcher import NameIndex
from ingest.mentions.words import Line

_LEVEL = re.compile(r"(?:自治区|直辖市|省|市|州|盟|区|县|旗)$")
_BARE = re.compile(r"(?<![一-龥])(?:[^）]{0,2})$")
_UNLISTED = re.compile(
    r"(?:省|市|区|县|州)(?![直属级内外域委])(?:(?![和与及、]|对[省市区县])[一-龥]){1,5}(?<![局厅委办部院会站所府门联协大队心台团司区镇企等])和(?!市(?!场)|[省区县州旗])(?:(?![和与及、]|对[省市区县])[一-龥]){2,8}?(?<![布格结全大当终])局(?![一-龥]?长)|"
    r"(?:省|市|区|县|州)(?:党工委|工委|管委会|安办|安委办|安委会)(?![一-龥]?长)|"
    r"(?:省|市|区|县|州)(?![直属级内外域])(?:(?![和与及、]|对[省市区县])[一-龥]){2,9}?(?:(?<![布格结全大当终])局|(?<!大)厅|总队|支队|大队|管委会|指挥部|领导小组|党工委|工委|安办|总公司|集团公司|有限公司)(?![一-龥]?长)"
)
_CLASS = re.compile(
    r"(?:(?:省|自治区|直辖市|省级|设区的市|设区市|市级|市|县级|县|区)(?:、|和|（)){1,3}(?:自治区|直辖市|市|县|区|旗|州|设区的市|县级)）?级?人民政府|"
    r"(?:县|省|市|设区的市|地市|区县|乡镇|乡)级?以上(?:地方)?(?:各级)?(?:人民政府|政府)|(?<![一-龥])(?:省|市|县|乡)级人民政府|同级人民政府"
)
_LEVELS = re.compile(  # 市、县级人民政府; 市、区两级教育行政部门
    r"(?:(?:省|自治区|市|县|区|州|乡)级?[、和])+(?:省|市|县|区|州|乡镇|乡|镇)(?:（[^（）]{1,10}）)?(?:级|两级|三级|四级)"
    r"(?:人民政府|政府|[一-龥]{2,8}?(?:主管|行政|管理|监管|监督管理)?部门)"
)
_COMMITTEE = re.compile(r"(?<!各)(省|市|区|县|州|自治区)委(?=[、，。；）和统一关办的市省县区 　]|$)")
_DIRECT = re.compile(r"(?:省|市|区|县|州)直(?:各|有关|相关)?(?:部门|单位|机关)")
_AREA = re.compile(r"(?P<around>.+区)[^区]{1,8}片区$")  # a part of a zone: its 区 is the zone
_ABBREVIATED = re.compile(r"[京津冀晋辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝黔滇陕](?<=[在来赴驻抵离].)")
_SEATS = (
    "研究院|研究所|实验室|科学院|基金会|促进会|交易所|(?:研究|创新|发展|管理|服务|交易|保护|指导|监测|检测|测试|培训|展览|急救|血液|交流"
    "|推广|信息|科学|医学|考试|评估|评价|鉴定|救助|应急|指挥|会展)中心(?:[一-龥]{2,4}分中心)?"
)
_SEAT_WORDS = ("中心", "研究院", "研究所", "实验室", "科学院", "基金会", "促进会", "交易所")  # each of them holds one
_SEATED = re.compile(rf"[一-龥“”]{{2,18}}?(?:{_SEATS})")
_CITY_AIM = re.compile(r"国际[一-龥]{0,4}创新中心$")  # what a city is to become
_LED = ("领导小组", "指挥部", "委员会", "联席会议")
_UNDER = re.compile(r"办公室|指挥部")
OF_GOVERNMENT = re.compile(
    "性|专项债|一般债|网(?![络格点信])|门户|采购|信息|购买|投资|数据|债券|职能|工作报告"
)  # 各地区政府网站: whose sites
_MANY = re.compile(
    r"各(?:级|省|市|州|县|区|旗|地|乡镇|镇|街道|乡)(?:[、（〔][省市州县区旗自治直辖辖乡镇街道盟和、，）（〔〕]{0,22}|及[市区县])?"
    r"(?:市|县|区|州|盟|旗|）|〕)?(?:人民政府|政府部门|政府|党委和政府|党委、政府|党委|党（工）委)(?:、各?管委会)?"
)


def _chain(lexicon: Lexicon, region: str | None) -> tuple[RegionDef, ...]:
    """A region and those around it; a district that the lexicon does not list is known by the city in its name."""
    chain = lexicon.region_chain(region)
    if chain or not region:
        return chain
    area = _AREA.match(region)
    if area:
        return (RegionDef(region, region, "area", "", area["around"]), *_chain(lexicon, area["around"]))
    for length in range(len(region) - 1, 1, -1):
        around = lexicon.region_chain(region[:length])
        if around and region[:length] == around[0].name:
            return (RegionDef(region, region, "county", "", around[0].name), *around)
    level = {"省": "province", "市": "city"}.get(region[-1], "county")
    return (RegionDef(region, region, level, "", None),)


def _own_name(chain: tuple[RegionDef, ...]) -> str:
    """The name by which a district that the lexicon does not list is printed; empty for any other region."""
    if len(chain) < 2 or chain[0].code:
        return ""
    name = chain[0].name.removeprefix(chain[1].name)
    return name if name != chain[0].name and len(name) > 2 else ""


def _place(region: RegionDef, department: DepartmentDef) -> str:
    return region.short if department.short_place else region.name


class OfficeIndex:
    """Departments and places, compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.verbs = lexicon.words["govern"]
        self.boundaries = self.verbs | lexicon.words["initial"]
        self.forms: NameIndex[tuple[DepartmentDef, str]] = NameIndex(
            (form, (department, form)) for department in lexicon.departments for form in (department.name, *department.forms)
        )
        self.regions: NameIndex[RegionDef] = NameIndex(
            (name, region) for region in lexicon.regions for name in (region.name, region.short)
        )
        self.apart = (self.verbs | lexicon.words["adverbs"]) - {"和", "与", "及"} - lexicon.words["initial"]
        self._abbreviations = {region.abbr: region for region in lexicon.regions if region.abbr}

    def abbreviated(self, line: Line) -> Iterator[Found]:
        """Find provinces by their one-character names where only a place can stand: 在沪, 赴京."""
        for match in _ABBREVIATED.finditer(line.text):
            region = self._abbreviations[match.group()]
            start = line.start + match.start()
            yield Found(start, start + 1, "Region", "region.abbreviated", region.name, rank=5)
        for at, name, region in self.regions.matches(line.text):
            inside = self.regions.longest(line.text, at + len(name)) if name == region.name and name[-1] in "省区市" else None
            if inside and inside[1].parent == region.name and inside[0] == inside[1].name:  # 青岚省云溪市 is one place
                end = at + len(name) + len(inside[0])
                yield Found(line.start + at, line.start + end, "Region", "region.joined", inside[1].name, rank=1)


class Offices:
    """The local offices that a document of one region can name."""

    def __init__(self, index: OfficeIndex, region: str | None) -> None:
        self._index = index
        self._lexicon = index.lexicon
        self._chain = _chain(index.lexicon, region)
        self._forms = index.forms
        self._regions = index.regions
        self._own = _own_name(self._chain)

    def find(self, line: Line) -> Iterator[Found]:
        """Find offices with a level or a place before the department."""
        text = line.text
        for at, form, (department, _) in self._forms.matches(text):
            end = at + len(form)
            prefix = self._prefix(text, at)
            if prefix is None:
                continue
            yield self._office(line, prefix, at, end, department)
            under = _UNDER.match(text, end) if form.endswith(_LED) else None
            if under:  # X领导小组办公室
                office = self._office(line, prefix, at, end, department)
                yield office._replace(end=line.start + under.end(), name=office.name + under.group())
        yield from self._committees(line)
        yield from self._unlisted(line)
        yield from self._seated(line)
        yield from self._own_place(line)

    def _own_place(self, line: Line) -> Iterator[Found]:
        """The issuer's own district, which the lexicon need not list: 天河区 in a document of 广州市天河区."""
        at = line.text.find(self._own) if self._own else -1
        while at >= 0:
            end = at + len(self._own)
            yield Found(line.start + at, line.start + end, "Region", "region.own", self._chain[0].name, rank=4)
            at = line.text.find(self._own, end)

    def _unlisted(self, line: Line) -> Iterator[Found]:
        """Offices of a level whose department is not listed: 区旅游文体局; and 区直部门 as a class."""
        for match in _UNLISTED.finditer(line.text):
            start, end = match.span()
            token = line.index(start)
            inside = line.words[token : line.index(end)]
            if any(len(word) > 1 and word in self._index.verbs for word in inside):
                continue
            if start not in line.edges or end not in line.edges or (token and not self._boundary(line, token - 1)):
                continue
            name, scope = match.group(), ""
            level = match[0][0]
            region = self._region_at(self._lexicon.levels.get(level, ""), level)
            if region is not None:
                name, scope = region.name + match.group()[len(level) :], region.name
            yield Found(line.start + start, line.start + end, "Institution", "office.unlisted", name, None, scope, rank=2)
        for match in _DIRECT.finditer(line.text) if "直" in line.text else ():
            yield Found(line.start + match.start(), line.start + match.end(), "Group", "office.direct", rank=5)

    def _seated(self, line: Line) -> Iterator[Found]:
        """Bodies that begin with their place: 上海市预防医学研究院, 上海感染与免疫创新中心."""
        if not any(word in line.text for word in _SEAT_WORDS):
            return
        for at, place, _ in self._regions.matches(line.text):
            match = _SEATED.match(line.text, at + len(place))
            if match is None or _CITY_AIM.match(match.group()) or at not in line.edges or match.end() not in line.edges:
                continue
            inside = line.words[line.index(match.start()) : line.index(match.end())]
            if not any(word in self._index.apart for word in inside):
                yield Found(line.start + at, line.start + match.end(), "Institution", "office.seated", rank=3)

    def _boundary(self, line: Line, token: int) -> bool:
        word = line.words[token]
        return not word[-1].isalnum() or word in self._index.boundaries

    def bare(self, text: str) -> tuple[DepartmentDef, str] | None:
        """The department that a text names whole, without a level: 财政局 in a responsibility line."""
        hit = self._forms.longest(text, 0)
        return (hit[1][0], hit[0]) if hit and len(hit[0]) == len(text) and len(text) > 2 else None

    def named(self, level: str | None, department: DepartmentDef, form: str) -> tuple[str, str]:
        """Canonical name and scope of the office of this document's region at a level; scope is empty if unknown."""
        region = self._region_at(self._lexicon.levels.get(level or "", ""), level)
        if region is None and level is None:
            region = self._chain[0] if self._chain else None
        if region is None:
            return (level or "") + department.full(form), ""
        return _place(region, department) + department.full(form), region.name

    def _region_at(self, kind: str, level: str | None) -> RegionDef | None:
        for region in self._chain:
            if region.level == kind and region.name.endswith(level or ""):
                return region
            if level == "市" and region.level == "province" and region.name.endswith("市"):
                return region
        return None

    def _prefix(self, text: str, at: int) -> tuple[int, str, RegionDef | None] | None:
        """Where the office's name begins: offset, level, and the region if it is printed."""
        for length in range(min(11, at), 1, -1):
            hit = self._regions.longest(text, at - length)
            if hit and len(hit[0]) == length:
                return at - length, hit[0][-1], hit[1]
        level = _LEVEL.search(text[max(0, at - 3) : at])
        if level is None:
            return None
        start = at - len(level.group())
        before = text[start - 1] if start else ""
        if (before and before in "各级全两跨市县区省地城") or (before and before in "、（" and text[at - 1] == "）"):
            return None
        return start, level.group(), None

    def _office(
        self, line: Line, prefix: tuple[int, str, RegionDef | None], at: int, end: int, department: DepartmentDef
    ) -> Found:
        start, level, region = prefix
        text = line.text
        if region is not None:
            # “上海市徐汇区财政局”: a larger place before the one that has the office belongs to the name
            for length in (8, 7, 6, 5, 4, 3, 2):
                hit = self._regions.longest(text, start - length) if start >= length else None
                if hit and len(hit[0]) == length:
                    start -= length
                    break
            name, scope = _place(region, department) + department.full(text[at:end]), region.name
        elif self._unknown_place(line, start, level):
            start = self._place_start(line, start)
            place = self._chain[0].name if text[start:at] == self._own else text[start:at]  # 天河区 is 广州市天河区 there
            name, scope = place + department.full(text[at:end]), place
        else:
            name, scope = self.named(level, department, text[at:end])
        return Found(line.start + start, line.start + end, "Institution", "office", name, None, scope, rank=1)

    def _unknown_place(self, line: Line, start: int, level: str) -> bool:
        """Whether a place that the lexicon does not list stands before the level: 天河区, 海安市."""
        return self._place_start(line, start) < start

    def _place_start(self, line: Line, start: int) -> int:
        index = line.index(start)
        inside = line.starts[index] != start
        token = index - 1
        if token < 0:
            return start
        if (inside and line.tags[token] in {"ns", "nr", "nz"}) or (not inside and line.tags[token] == "ns"):
            return line.starts[token]
        return start

    def _committees(self, line: Line) -> Iterator[Found]:
        """省委, 市委: the party committee of a level."""
        for match in _COMMITTEE.finditer(line.text) if "委" in line.text else ():
            level = match.group(1)
            region = self._region_at(self._lexicon.levels.get(level, ""), level)
            name, scope = (f"中共{region.name}委员会", region.name) if region else (match.group(), "")
            start, end = line.start + match.start(), line.start + match.end()
            yield Found(start, end, "Institution", "office.party", name, None, scope, rank=2)


def governments(line: Line) -> Iterator[Found]:
    """Find addressees that are many at once: 各省、自治区、直辖市人民政府, 各县（市、区）政府."""
    for match in _MANY.finditer(line.text) if "各" in line.text else ():
        if (match.start() and line.text[match.start() - 1] == "上") or OF_GOVERNMENT.match(line.text, match.end()):
            continue
        kind = "Group" if match.group().startswith("各级") else "Institution"
        yield Found(line.start + match.start(), line.start + match.end(), kind, "office.many", rank=2)
    government = "政府" in line.text
    for match in _LEVELS.finditer(line.text) if government or "部门" in line.text else ():
        yield Found(line.start + match.start(), line.start + match.end(), "Group", "office.class", rank=2)
    for match in _CLASS.finditer(line.text) if government else ():
        yield Found(line.start + match.start(), line.start + match.end(), "Group", "office.class", rank=2)
