"""Names in a question: documents by title, issuer, year and region; entities by name and alias; predicates by verbs."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ontology.records import DocumentMeta, Record
from search.question.fold import bigrams, fold
from search.question.places import known_places, levels_of
from search.question.question import NamedDocument, NamedEntity
from search.question.terms import folded_years
from search.question.wording import load_wording

_MARKS = re.compile(r"[\s《》\"'()〈〉<>*#.,、·:]")
_PREFIX = re.compile(r"^.{0,30}?(?:关于)?印发|的通知$|关于|^中华人民共和国")
_TITLE_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?年?")
_MIN_NAME = 2
_MIN_NUMBER = 6
_EDITION = re.compile(r"第(?P<number>[一二三四五六七八九十\d]+)(?P<measure>批|届|轮|期|版)|(?P<first>首)(?P<batch>批|届|轮|期)")
_TELLING = 4
"""From so many characters on, a run that only one title has tells which document is meant."""


@dataclass(frozen=True, slots=True)
class Name:
    """One folded name of an entity."""

    text: str
    entity: str
    canonical: str
    type: str


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


def _title(record: Record) -> Title:
    meta = record.meta
    core = _PREFIX.sub("", plain(meta.title))
    bare = _TITLE_YEAR.sub("", core)
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
        full=plain(meta.title),
        initials=_initials(bare),
        number=plain(meta.doc_number or ""),
        issuers=_issuers(meta),
    )


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


def _issuers(meta: DocumentMeta) -> frozenset[str]:
    names = {plain(issuer) for issuer in (*meta.issuers, meta.issuer or "") if issuer}
    return frozenset(names.union(form for name in names for form in load_wording().forms(name)))


def _around(meta: DocumentMeta, text: str) -> str:
    fields = [meta.issuer or "", *meta.issuers, meta.region or "", meta.doc_number or ""]
    return plain("|".join(fields)) + "|" + plain(text[:160])


class NameBook:
    """All names of a library. Built from records; a pure function of them."""

    def __init__(self, records: Sequence[Record] = ()) -> None:
        self.titles: list[Title] = []
        self._names: dict[str, list[Name]] = defaultdict(list)
        self._frequency: dict[str, int] = defaultdict(int)
        self.places: frozenset[str] = frozenset()
        self._located: dict[str, int] = defaultdict(int)
        self._forms: dict[str, list[str]] = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for record in records:
            title = _title(record)
            self.titles.append(title)
            for place in title.places:
                self._located[place] += 1
            for pair in title.pairs:
                self._frequency[pair] += 1
            for entity in record.entities:
                for printed in (entity.name, *entity.aliases):
                    folded = plain(printed)
                    if len(folded) >= _MIN_NAME and (folded, entity.id) not in seen:
                        seen.add((folded, entity.id))
                        self._forms[entity.id].append(folded)
                        self._names[folded[:2]].append(Name(folded, entity.id, entity.name, entity.type))
        self.places = known_places().union(part for record in records for part in levels_of(record.meta.region))
        for names in self._names.values():
            names.sort(key=lambda name: (-len(name.text), name.text, name.entity))

    def full_forms(self, document: str, word: str) -> tuple[str, ...]:
        """The run of a document's title that a folded word is short for, if it is."""
        found = next((full_form(word, t.bare, t.initials) for t in self.titles if t.id == document), None)
        return (found,) if found else ()

    def forms(self, entity: str) -> tuple[str, ...]:
        """Folded names of an entity."""
        return tuple(self._forms.get(entity, ()))

    def core(self, document: str) -> str:
        """Folded title and issuers of a document, without marks."""
        return next((title.core + "|" + title.around for title in self.titles if title.id == document), "")

    def entities(self, question: str) -> tuple[NamedEntity, ...]:
        """Entities named in the question, longest names first at each place, none inside another."""
        text = plain(question)
        found: list[NamedEntity] = []
        position = 0
        while position < len(text) - 1:
            hits = [name for name in self._names.get(text[position : position + 2], ()) if text.startswith(name.text, position)]
            if not hits:
                position += 1
                continue
            longest = hits[0].text
            found.extend(NamedEntity(n.entity, n.canonical, n.type, n.text) for n in hits if n.text == longest)
            position += len(longest)
        return tuple(dict.fromkeys(found))

    def _alone(self, run: str) -> bool:
        return sum(run in title.bare for title in self.titles) == 1

    def documents(self, question: str, years: tuple[int, ...], idf: Callable[[str], float]) -> tuple[NamedDocument, ...]:
        """Documents that the question may mean, the likeliest first.

        A document's score is the share of its title's pairs that the question prints, helped by year, kind, region and issuer.
        """
        text = plain(question)
        pairs = bigrams(text)
        nicknames = load_wording().nicknames
        asked_places = {text[i : i + n] for i in range(len(text)) for n in range(2, 9)} & self.places
        found = []
        for title in self.titles:
            shared = title.pairs & pairs | title.initials.keys() & pairs
            nickname = next((word for word, pattern in nicknames if word in text and pattern.search(title.full)), None)
            if nickname:
                score = 0.6 + (0.3 if title.year in years else 0.0)
                found.append(NamedDocument(title.id, title.title, score, (nickname,)))
                continue
            if len(title.number) >= _MIN_NUMBER and title.number in text:
                found.append(NamedDocument(title.id, title.title, 1.5, (title.number,)))
                continue
            if not shared and not (asked_places & title.places):
                continue
            run = longest_common(text, title.bare)
            share = len(shared) / max(6, min(len(title.pairs), 14))
            rare = max((1.0 / max(1, self._frequency[pair]) for pair in shared), default=0.0)
            score = 0.55 * min(1.0, share * 1.4) + 0.25 * min(1.0, len(run) / 8) + 0.1 * rare
            if len(run) >= _TELLING and self._alone(run):
                score += 0.12  # no other title has these words
            if score > 0.2 and any(issuer in text for issuer in title.issuers):
                score += 0.08
            most = 9.0
            if years:
                score += 0.15 if title.year in years else -0.12
                printed = folded_years(title.title)
                if printed and not set(printed) & set(years):
                    most = 0.3  # its own title names another year
            if other_edition(text, title.full):
                most = 0.3
            if title.kind and title.kind[-2:] in text:
                score += 0.1
            if asked_places:
                here = asked_places & title.places
                score += (0.45 if any(self._located[place] == 1 for place in here) else 0.2) if here else -0.1
            found.append(NamedDocument(title.id, title.title, round(min(score, most), 4), (run,)))
        return tuple(sorted(found, key=lambda named: (-named.score, named.id))[:8])


def editions(text: str) -> dict[str, set[str]]:
    """Ordinals of batches, terms and rounds that a folded text prints, by their measure: 第二批 → {批: {二}}."""
    found: dict[str, set[str]] = defaultdict(set)
    for match in _EDITION.finditer(text):
        found[match["measure"] or match["batch"]].add(match["number"] or "一")
    return found


def other_edition(asked: str, printed: str) -> bool:
    """Whether a text prints another batch, term or round than the one asked for: 第一批 is not 第二批."""
    own = editions(printed)
    return any(measure in own and not numbers & own[measure] for measure, numbers in editions(asked).items())


def longest_common(a: str, b: str) -> str:
    """The longest run of characters that two texts share, the first in ``a`` if several."""
    best, start = 0, 0
    for i in range(len(a)):
        while i + best < len(a) and a[i : i + best + 1] in b:
            best, start = best + 1, i
    return a[start : start + best]
