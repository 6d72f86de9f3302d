"""The title of a document: the plan that a covering notice issues, else the notice's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from ingest.outline.lines import is_signature, is_title_like, read_lines
from ontology.identity import fold_name
from ontology.yaml_files import read_yaml

_KINDS = Path(__file__).parent / "data" / "kinds.yaml"
_GENRE = "通知|意见|决定|批复|公告|通告|函|通报|报告|办法|规定|方案|措施|计划|决议|命令|纲要|规划"
_HEADER = re.compile(
    r"(?<![^\s])(?!为了?|根据|按照|依据|近日|日前|现)(?P<title>[^\s。，；：]{0,60}?(?:关于|印发|转发)[^。，；\n]{2,120}?"
    rf"(?:{_GENRE})》?(?:的通知)?(?:（[^）\n]{{2,20}}）)?)(?=\s|$|[（(]|[一-龥]{{1,12}}[〔\[（(]\d{{4}}|各|\d)"
)
_NAMED = re.compile(
    r"(?:印发|下发|发布|公布|转发|制定了|编制了|制订了|研究制定了)\s*《(?P<after>(?:[^《》]|《[^》]*》)++)》"
    r"|《(?P<before>(?:[^《》]|《[^》]*》)++)》(?:（[^）]*）)?\s*"
    r"(?:(?:已经|业经|已由|经)[^。《》]{0,60}?(?:印发|现予|下发|发布|公布|颁布)|现?予?(?:以)?(?:印发|下发|发布|公布))"
)
_RUN = re.compile(r"(?:《[^《》\n]{4,60}》[、和及以]{0,2}){1,6}$")
_PLAIN_NAMED = re.compile(
    r"印发(?P<name>[^《》。，\n]{4,60}?(?:方案|计划|措施|意见|办法|要点|规划|纲要|指南|细则|规定|任务))的通知"
)
_REST = re.compile(
    rf"\s*[^\s。，；：《》]{{2,40}}(?:的(?:{_GENRE}))(?=\s|$)"
)  # 《政府工作报告》 and the next line: 任务分工的通知
_PLAIN_AGREED = re.compile(  # X规划已经市政府同意，现予印发
    r"(?:^|\n)(?P<name>[^《》。，：\n]{6,50}?(?:方案|计划|措施|意见|办法|要点|规划|纲要|细则|规定))(?:已经|业经|已由|经)[^。《》\n]{0,40}?，现予?以?印发"
)
_SHARED_END = 6  # characters that a title printed in other words shares with the name in the notice
_WRAP = re.compile(r"^[《\s]+|[》\s]+$")
_BREAK = re.compile(r"[ 　]*\n\s*")
_PAGE_MARK = re.compile(r"^[-—－]\s?\d{1,3}\s?[-—－]\s*")
_BARE = re.compile(
    r"(?:(?:19|20)\d{2}年)?度?(?:党政|重点|主要|年度)?工作(?:要点|计划|安排|意见)"
)  # nobody's: whose stands on the line above
_RUN_ON = re.compile(  # X局2017年工作计划2017年，…: the first sentence follows the title without a break
    r"\s*(?P<title>[一-龥]{0,30}(?:19|20)\d{2}年[一-龥]{0,20}?(?:要点|计划|方案|安排|意见|任务|措施))(?=(?:19|20)\d{2}年)"
)
_GLUED_NUMBER = re.compile(r"^[一-鿿]{1,15}[〔\[（(]\d{4}[〕\]）)]\d{1,5}号")
_ANNOUNCED = re.compile(
    r"现(?:就|对)(?P<matter>[^，。；：\n]{4,50}?)(?:提出|制定|作出|通知|出台)(?:如下|以下)(?P<genre>意见|措施|规定|决定|通知|办法)"
)
_PASSED_ON = re.compile(r"现将《(?P<name>(?:[^《》\n]|《[^》]*》)+)》(?:[（(][^）)]*[）)])?转发(?:给?你们|各)")
_REPORTED = re.compile(r"(?:报告|作)政府工作(?:报告)?，?(?:请|，)|大会(?:作|报告)政府工作")
_BODY_FIRST = re.compile(r"(?!关于|印发|转发)(?P<body>[一-龥]{2,40}?)(?:关于|印发|转发)")
_HAN_EDGE = re.compile(r"[一-鿿》”）]$")
_HAN_HEAD = re.compile(r"[一-鿿《“（\d]")
_NAVIGATION = re.compile(r"[>|]|首页|当前(?:所在)?位置|来源[：:]|时间[：:]|浏览|字体|打印")


@dataclass(frozen=True, slots=True)
class Title:
    """The title, that of the covering notice if there is one, and where the words below the title begin."""

    text: str
    header: str | None
    body_start: int
    again: int = 0  # where the title is printed a second time, at the head of the body; 0 if it is not


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    rows = read_yaml(_KINDS)
    return tuple(sorted(((row["ends"], row["zh"]) for row in rows), key=lambda row: -len(row[0])))


def kind_of(title: str) -> str | None:
    """The kind of document that a title names, e.g. 工作要点; ``None`` if its ending is not known."""
    core = re.sub(r"(?:[（(][^（）()]*[）)]|\s|》)+$", "", title)
    return next((kind for ends, kind in _kinds() if core.endswith(ends)), None)


def _clean(title: str) -> str:
    """Without white space inside, but for single spaces that join issuing bodies (中共中央 国务院关于…)."""
    bare = _GLUED_NUMBER.sub("", _WRAP.sub("", _PAGE_MARK.sub("", _BREAK.sub(" ", title.strip())))).lstrip("-—－:： ")
    pieces = bare.split(" ")
    kept = pieces[0]
    for before, piece in pairwise(pieces):
        joins = is_signature(before) and (is_signature(piece) or _BODY_FIRST.match(piece) is not None)
        han = _HAN_EDGE.search(before) and _HAN_HEAD.match(piece)
        kept += (" " if joins or not han else "") + piece
    return kept


def _with_bodies(head: str, start: int) -> int:
    """Where a title begins that issuing bodies stand before, each parted from the next by a space or a line break."""
    while start > 0:
        end = start
        while end > 0 and head[end - 1] in " \n":
            end -= 1
        before = max(head.rfind(" ", 0, end), head.rfind("\n", 0, end)) + 1
        if end == start or not is_signature(head[before:end]) or re.search(r"文件$|函件$", head[before:end]):
            break
        start = before
    return start


def derived_title(head: str, issuer: str | None) -> str | None:
    """A title where none is printed, in the form that such titles have: ``现就…提出如下意见``, ``现将《…》转发给你们``."""
    if _REPORTED.search(head[:600]):
        return "政府工作报告"
    passed_on = _PASSED_ON.search(head)
    if passed_on:
        return f"{issuer or ''}关于转发《{passed_on['name']}》的通知"
    match = _ANNOUNCED.search(head)
    if match is None:
        return None
    return f"{issuer or ''}关于{match['matter']}的{match['genre']}"


def _listed_before(head: str, named: re.Match[str]) -> list[str]:
    """The names that stand straight before the one that is named: 《A》《B》《C》已经…同意."""
    run = _RUN.search(head[: named.start("before") - 1]) if named["before"] else None
    return re.findall(r"《((?:[^《》]|《[^《》]*》)+)》", run[0]) if run else []


def _named_in_notice(head: str) -> list[str]:
    names = [
        name for match in _NAMED.finditer(head) for name in (*_listed_before(head, match), match["after"] or match["before"])
    ]
    names += [match["name"] for pattern in (_PLAIN_NAMED, _PLAIN_AGREED) for match in pattern.finditer(head)]
    return [name.replace("\n", "") for name in names]


def _printed_again(head: str, name: str, after: int) -> tuple[int, int] | None:
    """Where the name stands as a title of its own below the notice."""
    letters = [re.escape(character) for character in re.sub(r"\s", "", name)]
    letters = [r"[《〈“‘\"<]?" if re.match(r"\\?[《〈“\"<]", letter) else letter for letter in letters]
    letters = [r"[》〉”’\">]?" if re.match(r"\\?[》〉”\">]", letter) else letter for letter in letters]
    before, after_it = r"(?<![《关发：:])(?<!\d[.．、])", r"(?![》])(?:\s*[（(][^（）()\n]{2,24}[）)])?"
    pattern = re.compile(before + r"\s*".join(letters) + after_it)
    matches = list(pattern.finditer(head, after))
    for match in reversed(matches):
        before, following = head[max(0, match.start() - 1) : match.start()], head[match.end() : match.end() + 1]
        if (before not in ("《", "“") and following in ("", "\n", " ", "目")) or re.match(r"[日）) \n]", before or "\n"):
            return match.span()
    return None


def _whole_line(head: str, start: int, end: int) -> tuple[int, int]:
    """The line that a name ends, where the issuer stands before the name there (某局2022年工作要点 for 2022年工作要点)."""
    line = head.rfind("\n", 0, start) + 1
    before = head[line:start]
    issuer = re.fullmatch(r"[《\s]*[一-龥]{3,30}", before) and is_signature(before.strip("《 "))
    return (line, end) if issuer and head[start : start + 4].isdigit() else (start, end)


def _printed_otherwise(head: str, name: str, after: int) -> tuple[int, int] | None:
    """A title on a line of its own below the notice that ends as the name does and names the same year (全市… for X市…)."""
    years = set(re.findall(r"\d{4}", name))
    for line in read_lines(head):
        content = head[line.start : line.end].strip("《》 ")
        if line.start <= after or len(content) > len(name) + _SHARED_END or "印发" in content or not years:
            continue
        alike = content[-_SHARED_END:] == name[-_SHARED_END:] and set(re.findall(r"\d{4}", content)) == years
        if alike and is_title_like(content):
            return line.start, line.end
    return None


def _first_title_line(head: str) -> tuple[str, int] | None:
    lines = read_lines(head)
    for index, line in enumerate(lines[:40]):
        content = head[line.start : line.end]
        if _NAVIGATION.search(content) or len(content) > 80:
            continue
        if is_title_like(content) and not re.fullmatch(r"附\s?件.*|.*(?:文件|函件)", content):
            end = line.end
            if index + 1 < len(lines):
                bracket = head[lines[index + 1].start : lines[index + 1].end]
                if re.fullmatch(r"[（(][^（）()]*(?:年|行|稿|版|订)[）)]", bracket) and not re.search(r"月\d", bracket):
                    content, end = content + bracket, lines[index + 1].end
            if index and _BARE.fullmatch(content):
                content = head[_with_bodies(head, line.start) : line.end]
            return content, end
    return None


def _inside_marks(head: str, at: int) -> bool:
    """Whether 《 stands open there: 根据《甲会 乙会关于…的意见》 cites a document and is no title."""
    line = head.rfind("\n", 0, at) + 1
    return (
        head.count("《", line, at) > head.count("》", line, at) and "印发" not in head[line:at] and "转发" not in head[line:at]
    )


def find_title(head: str, body_title: tuple[int, int] | None = None) -> Title:
    """Find the title in what stands before the first part.

    Args:
        head: The text before the first part.
        body_title: Span of a heading that the file itself marks as the title, if it does.

    Returns:
        The title; empty text where none is printed.
    """
    header_match = next((match for match in _HEADER.finditer(head[:800]) if not _inside_marks(head, match.start())), None)
    header: str | None = None
    header_end = 0
    if header_match:
        header_end = header_match.end()
        if header_match["title"].endswith("》") and (rest := _REST.match(head, header_end)):
            header_end = rest.end()
        header = _clean(head[_with_bodies(head, header_match.start()) : header_end].replace("\n", " "))
    names = _named_in_notice(head[:3000])
    for name in names:
        again = _printed_again(head, name, head.find(name) + len(name))
        if again:
            again = _whole_line(head, *again)
            return Title(_clean(head[slice(*again)]), header, again[1], again[0])
    if names and (other := _printed_otherwise(head, names[0], head.find(names[0]) + len(names[0]))):
        return Title(_clean(head[slice(*other)]), header, other[1], other[0])
    if body_title and is_title_like(head[slice(*body_title)]):
        return Title(_clean(head[slice(*body_title)]), header, body_title[1])
    if header and header_match and not (names and fold_name(names[0]) in fold_name(header)):
        return Title(header, None, header_end)
    first = _first_title_line(head)
    if first and not names:
        return Title(_clean(first[0]), None, first[1])
    if header and header_match:
        return Title(header, None, header_end)
    if names and re.search(r"现(?:将|予)|印发给你们|现印发", head):
        return Title(_clean(names[0]), None, 0)
    run_on = _RUN_ON.match(head)
    return Title(run_on["title"], None, run_on.end()) if run_on else Title("", None, 0)
