"""Names in a question: documents by title, issuer, year and region; entities by name and alias; predicates by verbs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from ontology.records import Entity, Record
from search.question.fold import is_han
from search.question.numbers import numbers_in, standard
from search.question.places import known_places, levels_of
from search.question.question import NamedDocument, NamedEntity
from search.question.shapes import shape
from search.question.titles import (
    LITTLE,
    TELLING,
    Asked,
    Title,
    asked_of,
    by_particulars,
    by_words,
    full_form,
    most,
    run_of,
    shortened,
    title_of,
    told_outright,
)
from search.question.titles import lacks_edition as lacks_edition
from search.question.titles import longest_common as longest_common
from search.question.titles import other_edition as other_edition
from search.question.titles import plain as plain
from search.question.wording import load_wording

_MIN_NAME = 2
_ARTICLES = re.compile(r"[1-9]\d?条(?=意见|措施|政策|[是的里中规]|$)")
"""What a set of measures is called for short: 30条."""
_COUNTED, _CALLED, _SHORT = 0.3, 0.55, 0.55
_POINTS = frozenset("的个份这该此那部项在按据照到从对将把由以和与及")
_LEVELS = frozenset("省市区县州")
_REFERS = "(?:里|中|内|提|规定|要求|明确|说|部署|安排|对|把|将|第|一共|共|分|包|有|是|的)"


@dataclass(frozen=True, slots=True)
class Name:
    """One folded name of an entity."""

    text: str
    entity: str
    canonical: str
    type: str


def _placed(entity: Entity) -> list[str]:
    """A body's short names with its place in full for the bare level: 上海市教委 where only 市教委 is printed."""
    level = entity.scope[-1:]
    return [entity.scope + alias[1:] for alias in entity.aliases if level in _LEVELS and alias.startswith(level)]


class NameBook:
    """All names of a library. Built from records; a pure function of them."""

    def __init__(self, records: Sequence[Record] = ()) -> None:
        self.titles: list[Title] = []
        self._names: dict[str, list[Name]] = defaultdict(list)
        self._frequency: dict[str, int] = defaultdict(int)
        self._called: dict[str, int] = defaultdict(int)
        self.places: frozenset[str] = frozenset()
        self._located: dict[str, int] = defaultdict(int)
        self._forms: dict[str, list[str]] = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for record in records:
            title = title_of(record)
            self.titles.append(title)
            for place in title.places:
                self._located[place] += 1
            for name in title.called:
                self._called[name] += 1
            for pair in title.pairs:
                self._frequency[pair] += 1
            for entity in record.entities:
                for printed in (entity.name, *entity.aliases, *_placed(entity)):
                    folded = plain(printed)
                    if len(folded) >= _MIN_NAME and (folded, entity.id) not in seen:
                        seen.add((folded, entity.id))
                        self._forms[entity.id].append(folded)
                        self._names[folded[:2]].append(Name(folded, entity.id, entity.name, entity.type))
        kinds = {title.kind for title in self.titles if len(title.kind) >= TELLING}
        self._kinds = kinds.union(load_wording().document_kinds)
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

    def documents(self, question: str, years: tuple[int, ...], idf: Callable[[str], float]) -> tuple[NamedDocument, ...]:
        """Documents that the question may mean, the likeliest first.

        A document's score is the share of its title's pairs that the question prints, helped by year, kind, region and issuer.
        None is meant when the question names a document number that none bears or cites.
        """
        text = plain(standard(question))
        if self._strange_number(question):
            return ()  # words beside a number that no document has do not tell which is meant
        places = frozenset({text[i : i + n] for i in range(len(text)) for n in range(2, 9)} & self.places)
        asked = asked_of(text, years, places, self._kinds)
        alone = cache(self._alone)  # many titles share the same run
        found = [named for title in self.titles if (named := self._named(title, asked, alone))]
        return tuple(sorted(found, key=lambda named: (-named.score, named.id))[:8])

    def _strange_number(self, question: str) -> bool:
        """Whether a question names a document number that no document bears or cites."""
        asked = numbers_in(question)
        known = [number for title in self.titles for number in title.numbers] if asked else []
        return any(not any(number.same(other) for other in known) for number in asked)

    def _alone(self, run: str) -> bool:
        """Whether a run tells which document is meant: it is long enough and only one title has it."""
        return len(run) >= TELLING and sum(1 for _ in islice((t for t in self.titles if run in t.bare), 2)) == 1

    def _named(self, title: Title, asked: Asked, alone: Callable[[str], bool]) -> NamedDocument | None:
        """How far a question means one document, or ``None`` when nothing of it is named."""
        told = told_outright(title, asked)
        if told:
            return told
        called = next((name for name in title.called if name in asked.text and self._called[name] == 1), "")
        if called:
            return NamedDocument(title.id, title.title, round(_CALLED + by_particulars(title, asked), 4), (called,))
        short = shortened(title, asked)
        if short:
            return NamedDocument(title.id, title.title, round(_SHORT + by_particulars(title, asked), 4), (short,))
        shared = title.pairs & asked.pairs | title.initials.keys() & asked.pairs
        here = asked.places & title.places
        if not shared and not here:
            return None
        run = run_of(title, asked)
        rare = max((1.0 / max(1, self._frequency[pair]) for pair in shared), default=0.0)
        score = by_words(title, asked, len(shared), len(run), rare) + (0.12 if alone(run) else 0.0)
        if score > 0.2 and any(issuer in asked.text for issuer in title.issuers):
            score += 0.08
        counted = _ARTICLES.search(asked.text)
        if counted and counted.group() in title.around:
            score += _COUNTED
        if asked.places:
            score += (0.45 if any(self._located[place] == 1 for place in here) else 0.2) if here else -0.1
        told_apart = bool(here) or title.year in asked.years or bool(title.years & asked.years)
        highest = LITTLE if not told_apart and self._mere_kind(run, title, asked) else most(title, asked)
        return NamedDocument(title.id, title.title, round(min(score + by_particulars(title, asked), highest), 4), (run,))

    def _mere_kind(self, run: str, title: Title, asked: Asked) -> bool:
        """Whether all that a question shares with a title is a kind of document that it does not refer to as one at hand.

        要拿出具体实施办法 speaks of no document of the library, 实施办法里规定 of one, 养蜂行动计划的任务 of one about bees.
        """
        if not shape("mere_kind").search(run):
            return False
        told = re.search(f"(?P<before>..)?{re.escape(run)}{_REFERS}", asked.text)
        return told is None or _of_its_own(told["before"] or "", title)


def _of_its_own(before: str, title: Title) -> bool:
    """Whether the two characters before a kind of document tell a subject that a title does not have."""
    return bool(before) and all(map(is_han, before)) and before[1] not in _POINTS and before not in title.full + title.around
