"""How documents are called: their titles prepared for comparison, and how far a question names one."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ontology.records import DocumentMeta, Record
from search.question.fold import bigrams, fold
from search.question.numbers import Number, numbers_in, standard
from search.question.places import levels_of
from search.question.question import NamedDocument
from search.question.terms import folded_years
from search.question.wording import load_wording

_MARKS = re.compile(r"[\s《》\"'()〈〉<>*#.,、·:]")
_PREFIX = re.compile(r"^.{0,30}?(?:关于)?印发|的通知$|关于|^中华人民共和国")
LITTLE, _HIGHEST = 0.3, 9.0
_TITLE_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?年?")
_EDITION = re.compile(r"第(?P<number>[一二三四五六七八九十\d]+)(?P<measure>批|届|轮|期|版)|(?P<first>首)(?P<batch>批|届|轮|期)")
_LEVEL = re.compile(r"(?P<number>[一二三四五])(?P<level>级|类|档)(?P<noun>[\u4e00-\u9fff]{2})")
_BELOW = re.compile(r"以下(?:统|简|并)?称(?:为)?\"(?P<name>[\u4e00-\u9fff]{2,12})\"\)")
_OPENING = 1500
_MIN_NUMBER = 6
LEAST_SHORT, LONGEST_SHORT = 3, 8
TELLING = 4
"""From so many characters on, a run that only one title has tells which document is meant."""


def plain(text: str) -> str:
    """Fold and drop marks and white space, for comparing names."""
    return _MARKS.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Title:
    """How a document is called: its folded title without marks, the pairs of it, issuers, region, year, kind."""

    id: str
    title: str
    core: str
    bare: str  # without years and the document's own places, which count apart
    pairs: frozenset[str]
    around: str
    year: int | None
    kind: str
    places: frozenset[str]
    full: str
    initials: dict[str, int]  # pairs of first characters of words that follow each other (农机 of 农业机械化), and where
    number: str  # folded document number without marks, empty without one
    issuers: frozenset[str]  # folded issuers and what they are called for short
    joined: frozenset[str]  # all that stand side by side in ``bare``, marks as well
    years: frozenset[int]  # printed in the title
    editions: Mapping[str, set[str]]
    called: frozenset[str]  # what its opening says that its subject is called below
    numbers: tuple[Number, ...]  # document numbers that it bears or cites


def title_of(record: Record) -> Title:
    """A record's title, prepared."""
    meta = record.meta
    core = _PREFIX.sub("", plain(meta.title))
    full, bare = plain(meta.title), _TITLE_YEAR.sub("", core)
    for place in sorted(levels_of(meta.region), key=len, reverse=True):
        bare = bare.replace(place, "")
    return Title(
        id=record.id,
        title=meta.title,
        core=core,
        bare=bare,
        pairs=frozenset(bigrams(bare)),
        around=_around(meta, record.text),
        year=meta.year,
        kind=plain(meta.kind or ""),
        places=frozenset(levels_of(meta.region)),
        full=full,
        initials=_initials(bare),
        number=plain(standard(meta.doc_number or "")),
        issuers=_issuers(meta),
        joined=frozenset(bare[at : at + 2] for at in range(len(bare) - 1)),
        years=frozenset(folded_years(meta.title)),
        editions=editions(full),
        called=_called(record.text[:_OPENING]),
        numbers=numbers_in(f"{meta.doc_number or ''}\n{record.text}"),
    )


def _called(opening: str) -> frozenset[str]:
    """Names in quotation marks that a document gives its subject: (以下统称"三项制度"). Short ones name nothing."""
    return frozenset(name for match in _BELOW.finditer(fold(opening)) if len(name := plain(match["name"])) >= TELLING)


def _initials(bare: str) -> dict[str, int]:
    import rjieba

    starts = [0]
    for word in rjieba.cut(bare):
        starts.append(starts[-1] + len(word))
    pairs = {bare[a] + bare[b]: a for a, b in itertools.pairwise(starts[:-1]) if b - a > 1}
    return {pair: at for pair, at in pairs.items() if pair not in bare}


def full_form(short: str, bare: str, initials: Mapping[str, int]) -> str | None:
    """The run of a title that a word is short for (农机化: 农业机械化), or ``None``."""
    at = initials.get(short[:2])
    if at is None or len(short) < 2:
        return None
    end = at
    for char in short:
        end = bare.find(char, end, at + 3 * len(short))
        if end < 0:
            return None
        end += 1
    return bare[at : max(end, at + 4)]


def shortened(title: Title, asked: Asked) -> str:
    """The longest run of a question, three characters or more, that is short for a title up to its end: 职教法; else empty."""
    best = ""
    for pair in title.initials.keys() & asked.starts.keys():
        for at in asked.starts[pair]:
            for end in range(at + LEAST_SHORT, min(at + LONGEST_SHORT, len(asked.text)) + 1):
                run = asked.text[at:end]
                full = full_form(run, title.bare, title.initials)
                if full and len(run) > len(best) and title.bare.endswith(full) and run not in title.bare:
                    best = run
    return best


def _issuers(meta: DocumentMeta) -> frozenset[str]:
    names = {plain(issuer) for issuer in (*meta.issuers, meta.issuer or "") if issuer}
    return frozenset(names.union(form for name in names for form in load_wording().forms(name)))


def _around(meta: DocumentMeta, text: str) -> str:
    fields = [meta.issuer or "", *meta.issuers, meta.region or "", meta.doc_number or ""]
    return plain("|".join(fields)) + "|" + plain(text[:160])


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a question may name a document: its words without marks and their pairs, years, places and kinds of document."""

    text: str
    pairs: frozenset[str]
    years: frozenset[int]
    places: frozenset[str]
    kinds: frozenset[str]  # all that the text names, but none that stands in a longer one
    starts: Mapping[str, list[int]]  # where each two characters that stand side by side begin
    nicknames: tuple[tuple[str, re.Pattern[str]], ...]  # common names in the text, with what the title meant prints
    editions: Mapping[str, set[str]]


def asked_of(text: str, years: Iterable[int], places: frozenset[str], kinds: Iterable[str]) -> Asked:
    """A question made ready to be compared with many titles.

    Args:
        text: The question, folded and without marks.
        years: Years that it names.
        places: Places that it names.
        kinds: All kinds of document that there are.

    Returns:
        What of it may name a document.
    """
    starts: dict[str, list[int]] = defaultdict(list)
    for at in range(len(text) - 1):
        starts[text[at : at + 2]].append(at)
    named = {kind for kind in kinds if kind in text}
    return Asked(
        text=text,
        pairs=frozenset(bigrams(text)),
        years=frozenset(years),
        places=places,
        kinds=frozenset(kind for kind in named if not any(kind != other and kind in other for other in named)),
        starts=dict(starts),
        nicknames=tuple(entry for entry in load_wording().nicknames if entry[0] in text),
        editions=editions(text),
    )


def run_of(title: Title, asked: Asked) -> str:
    """The longest run of characters that a question shares with a title, as ``longest_common`` finds it.

    Only where two characters that stand side by side in both begin can a run of more than one begin.
    """
    best, start = 0, 0
    for at in sorted(at for pair in title.joined & asked.starts.keys() for at in asked.starts[pair]):
        while at + best < len(asked.text) and asked.text[at : at + best + 1] in title.bare:
            best, start = best + 1, at
    return asked.text[start : start + best] or next((char for char in asked.text if char in title.bare), "")


def told_outright(title: Title, asked: Asked) -> NamedDocument | None:
    """The document when the question gives its number or calls it by a common name."""
    nickname = next((word for word, pattern in asked.nicknames if pattern.search(title.full)), None)
    if nickname:
        return NamedDocument(title.id, title.title, 0.6 + (0.3 if title.year in asked.years else 0.0), (nickname,))
    if len(title.number) >= _MIN_NUMBER and title.number in asked.text:
        return NamedDocument(title.id, title.title, 1.5, (title.number,))
    return None


def by_words(title: Title, asked: Asked, shared: int, run: int, rare: float) -> float:
    """Score for shared pairs, the longest run in common and the rarity of the rarest pair."""
    share = shared / max(6, min(len(title.pairs), 14))
    return 0.55 * min(1.0, share * 1.4) + 0.25 * min(1.0, run / 8) + 0.1 * rare


def by_particulars(title: Title, asked: Asked) -> float:
    """Score for the document's year and kind."""
    score = 0.1 if title.kind and title.kind[-2:] in asked.text else 0.0
    if asked.years:
        score += 0.15 if title.year in asked.years else -0.12
    return score


def most(title: Title, asked: Asked) -> float:
    """The highest score that a document may have: little when its title names another year, batch or kind than is asked for.

    Of several kinds that the question names, the title need bear one.
    """
    other_year = bool(asked.years and title.years) and not title.years & asked.years
    bears = any(kind in title.full for kind in asked.kinds) or title.kind[-2:] in asked.text
    other_kind = bool(asked.kinds) and not bears
    return LITTLE if other_year or other_kind or _differ(asked.editions, title.editions) else _HIGHEST


def editions(text: str) -> dict[str, set[str]]:
    """Ordinals of batches, terms and rounds that a folded text prints, by their measure: 第二批 → {批: {二}}."""
    found: dict[str, set[str]] = defaultdict(set)
    for match in _EDITION.finditer(text):
        found[match["measure"] or match["batch"]].add(match["number"] or "一")
    for match in _LEVEL.finditer(text):  # 二级医院 is not 三级医院, but 一级指标 says nothing of them
        found[f"{match['level']}{match['noun']}"].add(match["number"])
    return found


def other_edition(asked: str, printed: str) -> bool:
    """Whether a text prints another batch, term or round than the one asked for: 第一批 is not 第二批."""
    wanted = _editions_asked(asked)
    return bool(wanted) and _differ(wanted, editions(printed))


def lacks_edition(asked: str, printed: str) -> bool:
    """Whether the batch, term or round asked for is printed nowhere in a text, which then says nothing of a 第一批."""
    wanted = _batches(asked)
    own = editions(printed) if wanted else {}
    return any(measure not in own for measure in wanted)


@lru_cache(maxsize=256)
def _batches(asked: str) -> frozenset[str]:
    """Measures of the batches, terms and rounds that a question names, those of levels left out."""
    return frozenset(measure for measure in _editions_asked(asked) if len(measure) == 1)


@lru_cache(maxsize=256)
def _editions_asked(asked: str) -> Mapping[str, set[str]]:
    """The editions that a question names, which is asked with every sentence."""
    return editions(asked)


def _differ(wanted: Mapping[str, set[str]], own: Mapping[str, set[str]]) -> bool:
    return any(measure in own and not numbers & own[measure] for measure, numbers in wanted.items())


def longest_common(a: str, b: str) -> str:
    """The longest run of characters that two texts share, the first in ``a`` if several."""
    best, start = 0, 0
    for i in range(len(a)):
        while i + best < len(a) and a[i : i + best + 1] in b:
            best, start = best + 1, i
    return a[start : start + best]
