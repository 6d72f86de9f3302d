"""From chosen spans to entities and mentions: canonical names, aliases, ids, and the node each mention stands in."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.lexicon import Entry, Lexicon
from ingest.mentions.found import Found
from ingest.mentions.places import Places
from ingest.mentions.scopes import local_identity
from ingest.resolve.variants import side_by_side, variants
from ontology.identity import fold_name, make_id
from ontology.records import Entity, Mention, Record

_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_NATIONAL = re.compile(r"^(?:国家级?|全国|中国|我国)")

Key = tuple[str, str, str]


class Assembly:
    """Entities of one document as they grow."""

    def __init__(self, record: Record, lexicon: Lexicon) -> None:
        self._record = record
        self._lexicon = lexicon
        self._places = Places(record)
        self._title = fold_name(clean_name(record.meta.title or ""))
        self._names: dict[Key, str] = {}
        self._forms: dict[Key, dict[str, None]] = {}
        self._entries: dict[Key, Entry | None] = {}

    def build(self, chosen: Sequence[Found]) -> Record:
        """Return the record with entities and mentions."""
        keyed = [(span, self._key(span)) for span in chosen]
        self._join(side_by_side(self._record.text, [(span.start, span.end, key) for span, key in keyed]))
        mentions = []
        ids = {key: self._id(key) for key in self._names if key not in self._parent}
        for span, key in keyed:
            node = self._places.at(span.start)
            if node is not None:
                mentions.append(Mention(ids[self._root(key)], span.start, span.end, node.id, node.path or (0,), span.rule))
        used = {mention.entity for mention in mentions}
        entities = sorted((e for e in self._entities(ids) if e.id in used), key=lambda e: (e.type, e.name, e.scope))
        return dataclasses.replace(self._record, entities=tuple(entities), mentions=tuple(mentions))

    def _key(self, span: Found) -> Key:
        printed = "".join(self._record.text[span.start : span.end].split())
        entry = span.entry
        name = "".join(span.name.split()) or printed
        if entry is None:
            entry = self._lexicon.find(span.type, name)
        if entry is not None:
            name = entry.name
        name = clean_name(name)
        scope = span.scope or (entry.scope if entry else "")
        own = span.type == "Policy" and entry is None and fold_name(name) == self._title
        if own:
            scope = self._title_scope(name)
        if not scope and entry is None and not own:
            name, scope = local_identity(span.type, name, self._record.meta.region, self._lexicon)
        key = (span.type, fold_name(name), scope)
        self._names.setdefault(key, name)
        self._entries.setdefault(key, entry)
        forms = self._forms.setdefault(key, {})
        for form in (printed, *span.aliases):
            forms.setdefault(clean_name(form), None)
        return key

    def _title_scope(self, name: str) -> str:
        """A local document whose title does not say where it is from: every city has its 政府工作报告."""
        region = self._record.meta.region or ""
        short = next((place.short for place in self._lexicon.region_chain(region)), region)
        return "" if not short or short in name else region

    def _join(self, lists: Mapping[Key, set[int]]) -> None:
        """Join names of one thing: a title with and without its bracket or nation, and what a writer varies."""
        self._parent: dict[Key, Key] = {}
        by_bare: dict[tuple[str, str], list[Key]] = {}
        for key in self._names:
            for bare in self._bare(key):
                by_bare.setdefault((key[0], bare), []).append(key)
        for key in self._names:
            full = by_bare.get((key[0], key[1]), [])
            if len(full) == 1:
                self._unite(full[0], key)
        named = [(key, key[0], (self._names[key], *self._forms[key])) for key in self._names if key[1] != self._title]
        for fuller, other, _ in variants(named, lists):
            self._unite(fuller, other)

    def _bare(self, key: Key) -> Iterator[str]:
        bare = fold_name(_BRACKET.sub("", self._names[key]))
        if bare != key[1]:
            yield bare
        if key[0] in {"Policy", "Program"}:
            bare = _NATIONAL.sub("", key[1])
            if bare != key[1] and len(bare) >= 4:
                yield bare

    def _unite(self, fuller: Key, other: Key) -> None:
        one, two = self._root(fuller), self._root(other)
        entries = self._entries[one], self._entries[two]
        if one == two or (one[2] and two[2] and one[2] != two[2]) or (entries[0] and entries[1]):
            return
        if entries[1] or (two[2] and not one[2] and not entries[0]):
            one, two = two, one  # the name that the lexicon knows, or whose place is known, stays the canonical one
        self._parent[two] = one
        self._forms[one].update(self._forms[two])

    def _root(self, key: Key) -> Key:
        while key in self._parent:
            key = self._parent[key]
        return key

    def _id(self, key: Key) -> str:
        return make_id("ent", key[0], self._names[key], key[2])

    def _entities(self, ids: Mapping[Key, str]) -> list[Entity]:
        made = []
        for key, id_ in ids.items():
            name = self._names[key]
            entry = self._entries[key]
            forms = dict(self._forms[key])
            if entry is not None:
                forms.update(dict.fromkeys(clean_name(form) for form in entry.names()))
            seen = {fold_name(name)}
            aliases = []
            for form in forms:
                if fold_name(form) not in seen:
                    seen.add(fold_name(form))
                    aliases.append(form)
            made.append(Entity(id_, key[0], name, tuple(aliases), key[2], entry.id if entry else None))
        return made


def clean_name(name: str) -> str:
    """Drop marks that wrap a whole name, 《X》 and “X”, and round the brackets inside."""
    name = name.replace("〔", "（").replace("〕", "）")
    if name.startswith("《") and name.endswith("》") and name.count("《") == 1:
        name = name[1:-1]
    if name.startswith("“") and name.endswith("”") and name.count("“") == 1:
        name = name[1:-1]
    return name
