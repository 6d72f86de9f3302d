"""What the letterhead and the title give: the document itself, its issuers, its addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.lexicon import Lexicon
from ingest.mentions.found import Found
from ingest.mentions.words import shadow, squeeze
from ontology.characters import unified
from ontology.records import Record

_NUMBER = re.compile(r"([一-龥]{2,8}(?:司|处))(?:函|发|字|办)")
_DASHES = "—–－～~−"
_YEAR_INSIDE = re.compile(r"([一-龥]{3,30})([12]\d{3}年)([一-龥]{2,20})")
_WHOLE_PLACE = re.compile("全[省市区县州]")
_AFTER_ISSUER = re.compile(r"\s*(?:[12]\d{3}年|.*关于)", re.DOTALL)  # 某局2014年工作要点, 国务院办公厅关于…


def front(record: Record, lexicon: Lexicon) -> Iterator[Found]:
    """Find the document's own title, its issuers and its addressees where they are printed."""
    meta = record.meta
    flat, kept = squeeze(unified(shadow(record.text), _DASHES, "-" * len(_DASHES)))
    head = _head(record)
    titles = _places(flat, kept, meta.title) if meta.title else []
    for other in _in_other_words(meta.title or "", meta.region):
        titles += [place for place in _places(flat, kept, other) if place not in titles]
    for start, end in titles:
        yield Found(start, end, "Policy", "front.title", meta.title, rank=0)
    for name in dict.fromkeys((*(meta.issuers or ()), meta.issuer or "")):
        scope = meta.region if meta.region and name.startswith(meta.region) else ""
        for span in _issuer(name, flat, kept, lexicon, scope):
            yield span
            if any(a <= span.start and _AFTER_ISSUER.match(record.text, span.end, b) for a, b in titles):
                yield span._replace(nested=True)  # the title begins with who issued it
    yield from _number_issuer(record, lexicon)
    for name in meta.recipients:
        places = _places(flat, kept, name)
        for start, end in [p for p in places if _starts_item(record.text, p[0])][:1] or places[:1]:
            if start < head + 4000:
                entry = lexicon.find("Institution", name)
                yield Found(start, end, "Institution", "front.recipient", entry.name if entry else name, entry, rank=0)


def _starts_item(text: str, start: int) -> bool:
    """Whether an addressee begins there: 有关单位 alone, not the end of 工作有关单位."""
    return not ("一" <= text[start - 1 : start] <= "龥")


def _in_other_words(title: str, region: str | None) -> Iterator[str]:
    """How a notice may print the title: with the year first (2022年某局工作要点), with the place for 全市."""
    moved = _YEAR_INSIDE.fullmatch(title)
    if moved:
        yield f"{moved[2]}{moved[1]}{moved[3]}"
    if region and (wide := _WHOLE_PLACE.search(title)):
        yield title.replace(wide[0], region, 1)


def _number_issuer(record: Record, lexicon: Lexicon) -> Iterator[Found]:
    """The office that a document number abbreviates: 教职成司函〔2021〕7号 is of the 教职成司."""
    number, issuer = record.meta.doc_number, record.meta.issuer
    match = _NUMBER.match(number or "")
    if not match or not issuer:
        return
    at = record.text.find(match.group())
    if at >= 0:
        entry = lexicon.find("Institution", issuer)
        yield Found(at, at + len(match.group(1)), "Institution", "front.number", entry.name if entry else issuer, entry, rank=0)


def _head(record: Record) -> int:
    return next((node.start for node in record.nodes if node.path and node.path != (0,)), 2000)


def _issuer(name: str, flat: str, kept: list[int], lexicon: Lexicon, scope: str) -> Iterator[Found]:
    if not name:
        return
    entry = lexicon.find("Institution", name)
    forms = (name, *entry.names()) if entry else (name,)
    for form in dict.fromkeys(form for form in forms if len(form) > 2):
        for start, end in _places(flat, kept, form):
            yield Found(start, end, "Institution", "front.issuer", entry.name if entry else name, entry, scope, rank=2)


def _places(flat: str, kept: list[int], name: str) -> list[tuple[int, int]]:
    wanted, _ = squeeze(unified(shadow(name), _DASHES, "-" * len(_DASHES)))
    found: list[tuple[int, int]] = []
    at = flat.find(wanted) if wanted else -1
    while at >= 0:
        found.append((kept[at], kept[at + len(wanted) - 1] + 1))
        at = flat.find(wanted, at + len(wanted))
    return found
