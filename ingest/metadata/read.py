"""Put the metadata together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.metadata.dates import find_date, find_effective
from ingest.metadata.issuer import find_issuers, find_recipients, find_region
from ingest.metadata.number import find_number
from ingest.metadata.title import derived_title, find_title, kind_of
from ontology.records import DocumentMeta, Node, NodeKind

_LONGEST_HEAD = 8000
_LONGEST_TAIL = 1200
_BASIS = re.compile(
    r"(?:根据|依据|按照|依照|遵照|贯彻(?:落实|执行)?|落实|对照|按)[^。；《》]{0,30}?(?P<names>(?:[、和及以与，]{0,2}(?:[^。；《》]{0,12}?)《[^《》]+(?:〈[^〉]*〉[^《》]*)?》(?:（[^）]*）)?)+)"
)
_GUIDING = re.compile(r"以(?P<names>(?:[、和]?《[^《》]+》){1,4})为(?:行动|基本|根本)?(?:纲领|遵循|指导|依据|统领|引领)")
_CARRIED_OUT = re.compile(r"(?:贯彻|落实)")
_MADE_FOR = re.compile(r"制定|制订|编制|提出|特制|起草|现就|印发|结合[^。]{0,12}实际|如下")  # 为落实《…》，制定本方案
_TITLES = re.compile(r"《[^《》]*》")
_LAW_BASIS = re.compile(r"根据(?P<names>[^。《》，]{2,60})，制定本(?:法|条例|办法|规定|细则)")
_NAME = re.compile(r"《([^《》]+)》")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?!代|[—–\-~至到])")
_RANGE = re.compile(r"(?:19|20)\d{2}年?\s*[—–\-~至到－]+\s*(?:19|20)\d{2}")


def _year(title: str, date: str | None, number_year: int | None) -> int | None:
    """The year that the title names for itself, else that of the date, else that of the number."""
    known = int(date[:4]) if date else number_year
    if not _RANGE.search(title):
        printed = [int(year) for year in _YEAR.findall(title)]
        if known in printed:
            return known
        if printed and (known is None or known - 1 <= printed[0] <= known + 1):
            return printed[0]
    if known is not None:
        return known
    found = re.search(r"(?<!\d)((?:19|20)\d{2})(?!\d)", title)
    return int(found[1]) if found else None


def _based_on(preamble: str, own: str) -> tuple[str, ...]:
    names: list[str] = []
    for match in _BASIS.finditer(preamble):
        sentence = preamble[preamble.rfind("。", 0, match.start()) + 1 :].partition("。")[0]
        if _CARRIED_OUT.match(match[0]) and not _MADE_FOR.search(_TITLES.sub("", sentence)):
            continue  # 落实好《…》: carried out, not rested on
        names.extend(_NAME.findall(match["names"]))
    names.extend(name for match in _GUIDING.finditer(preamble) for name in _NAME.findall(match["names"]))
    law = _LAW_BASIS.search(preamble)
    if law and not names:
        names.extend(part for part in re.split(r"[、和]", law["names"]) if part)
    return tuple(dict.fromkeys(name.replace("\n", "") for name in names if name != own))


def front_end(head: str) -> int:
    """Where the covering matter of a document ends: before the title that is printed again, else after the addressees."""
    title = find_title(head)
    if title.body_start and title.again:
        return title.again
    colon = re.search(r"(?<=[^如以])[：:](?=\n|现|根据|为|经|《)", head[:1500])
    if colon and find_recipients(head[: colon.end()]):
        return colon.end()
    return min(title.body_start, len(head))


def _first_words(text: str) -> str:
    """What a document without any title is called: its first words after the addressees, up to a gap or a stop."""
    addressed = re.match(r"\s*各[^。；]{2,200}[：:]", text)
    match = re.search(r"[^\s。，；：？！]{4,60}", text[addressed.end() if addressed else 0 :])
    return match[0] if match else text.strip()[:30]


def read_meta(text: str, nodes: Sequence[Node], title_span: tuple[int, int] | None = None) -> DocumentMeta:
    """Read the metadata of a clean text.

    Args:
        text: The clean text.
        nodes: Its outline; what stands before the first part and after the last is searched.
        title_span: Where the file itself marks the title, if it does.

    Returns:
        The metadata; a field that the document does not give is ``None`` or empty.
    """
    first = next((node.start for node in nodes if node.kind in (NodeKind.PART, NodeKind.POINT, NodeKind.SECTION)), len(text))
    head = text[: min(first, _LONGEST_HEAD)]
    tail = text[max(first, len(text) - _LONGEST_TAIL) :]
    backs = [text[node.start : node.end] for node in nodes if node.kind is NodeKind.BACK]
    end = "\n".join([back[:_LONGEST_TAIL] for back in backs] + [tail])
    title = find_title(head, title_span)
    number = find_number(head[:1500]) or find_number("\n".join(back[-200:] for back in backs[:1]))
    header = title.header or title.text
    date = find_date(head, end)
    issuers = find_issuers(head, end, header, number)
    issuer = issuers[0] if issuers else None
    name = title.text or derived_title(head, issuer) or _first_words(text[:_LONGEST_HEAD])
    preamble = text[: min(first + 400, _LONGEST_HEAD)]
    return DocumentMeta(
        title=name,
        doc_number=number.printed if number else None,
        issuer=issuer,
        issuers=issuers,
        recipients=find_recipients(head[:2500]),
        date=date,
        year=_year(name, date, number.year if number else None),
        kind=kind_of(name),
        region=find_region(issuers or (name,), number),
        based_on=_based_on(preamble, name),
        effective=find_effective(text, date),
    )
