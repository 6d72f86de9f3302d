"""Responsibility lines: （责任单位：市教育局、市财政局）, （教育部牵头，财政部参加）, and bare brackets of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.mentions.found import Found
from ingest.mentions.offices import Offices
from ingest.mentions.words import Line

_LABEL = (
    r"(?:责任|牵头|配合|参与|参加|协办|主办|承办|落实|指导|支持|协同|协作|主要责任|第一责任|监管)"
    r"(?:责任)?(?:单位|部门|机构|处室|科室|股室)(?:及责任人)?"
)
_LABELLED = re.compile(rf"(?:[（〔]?)({_LABEL}(?:[、和及]{_LABEL})?)：([^。（）〕\n]*(?:（[^（）]*）[^。（）〕\n]*)*)")
_BRACKET = re.compile(
    r"[（〔]((?:[^（）〔〕。：]|（[^（）]*）)*?(?:负责|牵头|配合|参加|参与|分工|落实|组织实施)[^（）〔〕。]*)[）〕]"
)
_PLAIN = re.compile(r"[（〔]([^（）〔〕。：；]{3,200}(?:（[^（）]*）[^（）〔〕。：；]*)*)[）〕]")
_ROW = re.compile(r"(?:^|。)([一-龥（）、]{2,60}?)(?=按职责分工负责)")
_SPLIT = frozenset("、，；,;和 　及\n")
_ROLE = re.compile(
    r"^(?:由|请|与|会同|牵头单位：|责任单位：|配合单位：|[^：]{2,8}：)|(?:按|根据)职责分工(?:负责|落实)?|(?:具体|分别|共同|联合)?(?:负责|牵头|配合|参加|参与|协助|组织实施|落实)(?:落实|实施)?|等(?:有关|相关)?(?:部门|单位)?$|等$"
    r"|(?:会同|商)(?:各?有关|各?相关|其他)[一-龥]{0,6}$"
)
_BODY = re.compile(
    r"(?:部|委|厅|局|办|署|院|会|行|司|处|室|科|队|所|站|社|校|馆|中心|公司|集团|政府|单位|部门|街道|镇|乡|管委会|机构|企业|片区|组|社区|团队|海关|大学|联盟|联|关|网|台|基金|协|专班)(?:（[街道乡镇村社区园、]{1,8}）)?$"
)
_AND_INSIDE = re.compile(
    r"(?:由|请)?[省市区县州旗](?![场域块属级辖内])[一-龥]{2,5}(?<![等以区大])和(?!市(?!场)|[省区县州旗各相有其])(?:(?![和与及])[一-龥]){2,8}(?:局|委|厅|办|中心)"
)
_AND_OF_ONE = re.compile(  # 发展和改革局 in a list whose first body alone prints the level
    r"(?:由|请)?(?![各省市区县州旗有相其本])[一-龥]{2,6}和(?![各省市区县州旗有相其])(?:(?![和与及])[一-龥]){2,8}?(?:局|委员会|委|厅)(?=$|[、，；和等牵负参配分])"
)
_NOT_BODY = re.compile(r"^(?:各相关|有关|相关|其他|其它|下同|各有关(?!处室|科室|省|市|县|区)|各责任|本)")


class Responsible:
    """Finds the bodies of responsibility lines."""

    def __init__(self, known: Mapping[str, object], offices: Offices) -> None:
        self._known = known
        self._offices = offices

    def find(self, line: Line) -> Iterator[Found]:
        """Find every body that stands in a responsibility line."""
        for start, inner in self._spans(line.text.replace("〔", "（").replace("〕", "）")):
            for offset, name in items(inner):
                yield from self._body(line, start + offset, name)

    def _spans(self, text: str) -> Iterator[tuple[int, str]]:
        taken: list[tuple[int, int]] = []
        for sign, pattern, group in (("：", _LABELLED, 2), ("（", _BRACKET, 1)):
            for match in pattern.finditer(text) if sign in text else ():
                if any(a <= match.start(group) < b for a, b in taken):
                    continue
                taken.append(match.span())
                yield match.start(group), match.group(group)
        for match in _ROW.finditer(text) if "按职责分工负责" in text else ():
            if not any(a <= match.start(1) < b for a, b in taken):
                yield match.start(1), match.group(1)
        for match in _PLAIN.finditer(text) if "（" in text else ():
            if any(a <= match.start(1) < b for a, b in taken):
                continue
            names = [name for _, name in items(match.group(1)) if not _NOT_BODY.match(name)]
            if all(_BODY.search(name) for name in names) and any(self._is_body(name) for name in names):
                yield match.start(1), match.group(1)

    def _is_body(self, name: str) -> bool:
        return (
            name in self._known
            or self._offices.bare(name) is not None
            or bool(re.match(r"(?:省|市|区|县|州|各(?:省|市|县|区|镇|街道|乡))", name) and _BODY.search(name))
        )

    def _body(self, line: Line, at: int, name: str) -> Iterator[Found]:
        if _NOT_BODY.match(name) or not _BODY.search(name) or len(name) < 3:
            return
        name_, scope = name, ""
        bare = self._offices.bare(name)
        if bare is not None and name not in self._known:
            name_, scope = self._offices.named(None, *bare)
        yield Found(line.start + at, line.start + at + len(name), "Institution", "responsible", name_, None, scope, rank=4)


def items(inner: str) -> Iterator[tuple[int, str]]:
    """Split a list of bodies into its items, offsets within the list; brackets inside an item are kept whole."""
    depth, begin = 0, 0
    pieces: list[tuple[int, str]] = []
    for at, char in enumerate(inner):
        if char == "（":
            depth += 1
        elif char == "）":
            depth -= 1
        elif depth == 0 and char in _SPLIT and not _joins_a_name(inner, begin, at):
            pieces.append((begin, inner[begin:at]))
            begin = at + 1
    pieces.append((begin, inner[begin:]))
    for offset, piece in pieces:
        yield from _bare_item(offset, piece)


def _joins_a_name(inner: str, begin: int, at: int) -> bool:
    """Whether a conjunction stands inside one body's name: 区科技 in 区科技和经信局, 匠艺 in 匠艺和器具局 are none alone."""
    if inner[at] != "和" or _BODY.search(inner[begin:at]):
        return False
    name = _AND_INSIDE.match(inner, begin) or _AND_OF_ONE.match(inner, begin)
    return name is not None and begin < at < name.end()


def _bare_item(offset: int, piece: str) -> Iterator[tuple[int, str]]:
    while True:
        role = _ROLE.search(piece)
        if role is None or not role.group():
            break
        if role.start() == 0:
            offset += role.end()
            piece = piece[role.end() :]
        else:
            piece = piece[: role.start()]
    cut = piece.rfind("由") + 1
    offset, piece = offset + cut, piece[cut:]
    lead = len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if piece:
        yield offset + lead, piece
