"""What the lexicon holds once read: names of well-known things, regions, departments and the words of the name grammar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ontology.identity import fold_name


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the world with its names.

    ``central`` are short forms that mean this body only in a central document; in a local one they mean the local office.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    central: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    en: str = ""
    part_of: str | None = None
    successor: str | None = None
    issued_by: str | None = None
    scope: str = ""
    source: str = ""  # file and entry, for messages

    def names(self) -> tuple[str, ...]:
        """All forms that mean this thing anywhere."""
        return (self.name, *self.aliases, *self.former)


@dataclass(frozen=True, slots=True)
class RegionDef:
    """A province, prefecture or district. ``code`` is the GB/T 2260 code, empty for districts."""

    name: str
    short: str
    level: str  # province | city | county
    code: str
    parent: str | None
    abbr: str = ""  # one character: 沪


@dataclass(frozen=True, slots=True)
class DepartmentDef:
    """A kind of local office: its full form without the level, and its short forms."""

    name: str
    forms: tuple[str, ...]
    en: str = ""
    short_place: bool = False  # 厦门证监局, not 厦门市证监局

    def full(self, form: str) -> str:
        """The full name of the office that a form means: the name if the form leaves out characters of it, else the form."""
        rest = iter(self.name)
        return self.name if all(char in rest for char in form) else form


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the name grammar, see ``data/words.yaml``."""

    heads: Mapping[str, tuple[str, ...]]
    sets: Mapping[str, frozenset[str]]

    def __getitem__(self, key: str) -> frozenset[str]:
        """Return the set of words listed under ``key``."""
        return self.sets[key]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the recognisers know beforehand.

    ``forms`` maps a printed form to the entry it means; ``central_forms`` does so for central documents only.
    """

    entries: tuple[Entry, ...]
    regions: tuple[RegionDef, ...]
    departments: tuple[DepartmentDef, ...]
    levels: Mapping[str, str]
    words: Words
    version: str
    forms: Mapping[str, Entry] = field(default_factory=dict)
    central_forms: Mapping[str, Entry] = field(default_factory=dict)
    folded: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    regions_by_name: Mapping[str, RegionDef] = field(default_factory=dict)

    def find(self, type_: str, name: str) -> Entry | None:
        """Return the entry of ``type_`` that a name means, after folding width, marks and case."""
        return self.folded.get((type_, fold_name(name)))

    def region_chain(self, name: str | None) -> tuple[RegionDef, ...]:
        """Return a region and the regions around it, smallest first; empty if the name is not known."""
        chain: list[RegionDef] = []
        region = self.regions_by_name.get(name or "")
        while region is not None:
            chain.append(region)
            region = self.regions_by_name.get(region.parent or "")
        return tuple(chain)
