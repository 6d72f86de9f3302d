"""Names that the lexicon lists, found wherever they stand as words of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ingest.lexicon import Entry, Lexicon
from ingest.mentions.found import Found
from ingest.mentions.matcher import NameIndex
from ingest.mentions.verdicts import TEACHING
from ingest.mentions.words import Line, shadow, squeeze

_NOT_BEFORE = {  # what shows that a known form is the beginning of something else
    "Region": re.compile(  # 中国特色, 上海标准
        r"特色|梦|式|化|精神|人民|共产党|故事|声音|方案|智慧|力量|标准|品牌|制造|经验|工匠|籍|省委|市委|海关|模式|猪瘟|样本|样板|速度|答卷|篇章|实践|担当|经济工作"
    ),
    "Institution": re.compile(r"[一-龥]{1,4}〔|门|长(?!期)|员会"),  # 国办发〔2019〕4号, 环境保护部门
    "Policy": re.compile(r"律|规(?![定范])|制(?![定订度])|治(?!理)|院|庭|官"),  # 环境保护法律法规, 环境保护法制
    "Group": re.compile(
        r"专项债|一般债|债务|债券|精神|情怀|文化|性(?![别格])|所得税"
    ),  # 劳模精神, 各级政府性基金, 小微企业所得税
}
_AIM = re.compile(  # 美丽中国, 平安某市, 新某市: what it is to become
    r"(?:美丽|健康|平安|数字|法治|幸福|书香|智慧|清洁|绿色|文明|和谐|活力|清廉)$|(?<![高创更革疆鼎])新$"
)
_LOCAL = re.compile(
    "标准|性(?!别)|特色|财政|法规|立法|志(?!愿)|戏|病|债|税|教育附加|经济|政府债|急需|所需|实际|产业|优势"
)  # 地方标准
_SPOTS = frozenset("关键 其他 个别 有的 有些 一些 任何 同一 公共 显眼 醒目 不同".split())  # 关键地方: a spot
_OFFICE = re.compile("办公[厅室]")
_LED = ("领导小组", "委员会", "联席会议", "指挥部", "协调小组", "工作小组")  # they have offices of their own
_SHORT = 3  # names up to this length must stand on jieba's word edges


class KnownNames:
    """The lexicon's names, for documents of central bodies or of local ones."""

    def __init__(self, lexicon: Lexicon, central: bool) -> None:
        forms: list[tuple[str, Entry]] = [(shadow(form), entry) for form, entry in lexicon.forms.items()]
        if central:
            forms += [(shadow(form), entry) for form, entry in lexicon.central_forms.items()]
        self._govern = lexicon.words["govern"]
        self._index: NameIndex[Entry] = NameIndex(forms)

    def find(self, line: Line) -> Iterator[Found]:
        """Find known names; quotation marks around the whole name stay outside the span."""
        edges = line.edges
        flat, kept = squeeze(line.text) if " " in line.text or "　" in line.text else (line.text, None)
        for at, name, entry in self._index.matches(flat):
            after = end = at + len(name)
            if kept is not None:
                at, end = kept[at], kept[end - 1] + 1
            if len(name) <= _SHORT and (at not in edges or end not in edges) and not self._joined(line, at, end):
                continue
            no_name = _NOT_BEFORE.get(entry.type)
            if (no_name and no_name.match(flat, after)) or self._something_else(line, name, entry, at, end):
                continue
            start = at
            if name[0] == "“" and name[-1] == "”":
                start, end = at + 1, end - 1
            quoted = entry.type == "Program" and line.text[at - 1 : at] == "“" and line.text[end : end + 1] == "”"
            found = Found(line.start + start, line.start + end, entry.type, "lexicon", entry.name, entry, entry.scope, rank=1)
            office = _OFFICE.match(line.text, end) if entry.type == "Institution" else None
            if office and (office[0] == "办公厅" or name.endswith(_LED)):  # 教育部办公厅, X联席会议办公室
                name, last = f"{entry.name}{office[0]}", line.start + office.end()
                yield found._replace(end=last, name=name, entry=None, scope="", rule="lexicon.office")
            yield found
            if quoted or start > at:  # “双高计划”建设工作交流会 names the programme too
                yield found._replace(nested=True)

    def _something_else(self, line: Line, name: str, entry: Entry, at: int, end: int) -> bool:
        """Whether what stands around a known form makes it a part of something else."""
        if entry.type == "Region":
            alone = name != "中国" or self._stands_alone(line, end)
            return not alone or _AIM.search(line.text[max(0, at - 2) : at]) is not None
        if name == "地方":
            spot = at > 0 and line.words[line.index(at) - 1] in _SPOTS
            return spot or _LOCAL.match(line.text, end) is not None
        return entry.type == "Group" and name.endswith("学校") and TEACHING.match(line.text, end) is not None

    def _joined(self, line: Line, at: int, end: int) -> bool:
        """Whether a name is one of two known places that the dictionary holds as one word: 湖北武汉."""
        first = bisect_right(line.starts, at) - 1
        start, stop = line.starts[first], line.starts[first + 1]
        if line.tags[first] != "ns" or stop < end or (start != at and stop != end):
            return False
        rest = line.text[start:at] or line.text[end:stop]
        hit = self._index.longest(rest, 0)
        return hit is not None and len(hit[0]) == len(rest)

    def _stands_alone(self, line: Line, end: int) -> bool:
        """Whether a mark or a governing word follows, so that 中国 is the place and not the first word of a name."""
        after = line.index(end)
        return after >= len(line.words) or line.words[after] in self._govern or not line.words[after][0].isalnum()
