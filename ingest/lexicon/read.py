"""Reading of the lexicon's YAML files, the bundled ones and a user's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ingest.lexicon.check import read_checked
from ingest.lexicon.model import DepartmentDef, Entry, Lexicon, RegionDef, Words
from ontology.errors import ConfigurationError
from ontology.identity import fold_name, make_id

DATA = Path(__file__).parent / "data"
_SUFFIXES = ("自治区", "特别行政区", "新区", "地区", "自治州", "省", "市", "区", "县", "盟", "州")


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """Read the bundled lexicon and, over it, a user's file or folder of files in the same form.

    Args:
        extra: A YAML file or a folder of them. Entries of the same type and name add their aliases to the bundled ones.

    Returns:
        The lexicon; its ``version`` changes with every byte of its files.

    Raises:
        ConfigurationError: A file is not valid; the error names the file and the entry.
    """
    return _load(extra)


@cache
def _load(extra: Path | None) -> Lexicon:
    paths = sorted(DATA.glob("*.yaml"))
    if extra is not None:
        paths += lexicon_files(extra)
    files = [read_checked(path) for path in paths]
    found = [problem for file in files for problem in file.problems]
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise ConfigurationError(f"{found[0].what}{more}", where=found[0].where, hint="Run: yaodian lexicon check")
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.data)
    return _assemble([(file.path, file.raw) for file in files], digest.hexdigest()[:12])


def lexicon_files(path: Path) -> list[Path]:
    """List the YAML files of a user's lexicon.

    Args:
        path: A file, or a folder of them.

    Returns:
        The file itself, or those in the folder, sorted.

    Raises:
        ConfigurationError: There is no such file or folder.
    """
    if path.is_dir():
        return sorted(path.glob("*.yaml"))
    if not path.is_file():
        raise ConfigurationError("no such lexicon file", where=str(path), hint="Give a YAML file or a folder of them")
    return [path]


def _assemble(raws: list[tuple[Path, dict[str, Any]]], version: str) -> Lexicon:
    entries: dict[tuple[str, str], Entry] = {}
    regions: list[RegionDef] = []
    departments: list[DepartmentDef] = []
    levels: dict[str, str] = {}
    words: dict[str, Any] = {}
    for path, raw in raws:
        if "type" in raw:
            for entry in _entries(raw, path.name):
                key = (entry.type, fold_name(entry.name))
                entries[key] = _merge(entries[key], entry) if key in entries else entry
        regions += _regions(raw)
        departments += [
            DepartmentDef(d["name"], tuple(d.get("forms") or ()), d.get("en", ""), d.get("place") == "short")
            for d in raw.get("departments", [])
        ]
        levels.update(raw.get("levels", {}))
        if "heads" in raw:
            words = _merge_words(words, raw)
    for region in regions:
        known = _region_entry(region)
        key = (known.type, fold_name(known.name))
        entries[key] = _merge(entries[key], known) if key in entries else known
    ordered = tuple(entries[key] for key in sorted(entries))
    heads = {kind: tuple(names) for kind, names in words.pop("heads").items()}
    sets = {key: frozenset(map(str, names)) for key, names in words.items()}
    return _indexed(ordered, tuple(regions), tuple(departments), levels, Words(heads, sets), version)


def _merge_words(words: dict[str, Any], raw: dict[str, Any]) -> dict[str, Any]:
    merged = dict(words)
    for key, value in raw.items():
        if isinstance(value, dict):
            old = merged.get(key, {})
            merged[key] = {k: [*old.get(k, []), *value.get(k, [])] for k in {**old, **value}}
        elif isinstance(value, list):
            merged[key] = [*merged.get(key, []), *value]
    return merged


def _entries(raw: Mapping[str, Any], source: str) -> Iterable[Entry]:
    for law in raw.get("laws", []):
        full = f"中华人民共和国{law}"
        yield Entry(make_id("lex", "Policy", full), "Policy", full, (law,), source=source)
    for item in raw.get("entries", []):
        fields = {"name": item} if isinstance(item, str) else item
        yield Entry(
            id=make_id("lex", raw["type"], fields["name"]),
            type=raw["type"],
            name=fields["name"],
            aliases=tuple(fields.get("aliases") or ()),
            central=tuple(fields.get("central") or ()),
            former=tuple(fields.get("former") or ()),
            en=fields.get("en", ""),
            part_of=fields.get("part_of"),
            successor=fields.get("successor"),
            issued_by=fields.get("issued_by"),
            source=source,
        )


def _merge(old: Entry, new: Entry) -> Entry:
    def union(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*a, *b)))

    return Entry(
        id=old.id,
        type=old.type,
        name=old.name,
        aliases=union(old.aliases, new.aliases),
        central=union(old.central, new.central),
        former=union(old.former, new.former),
        en=new.en or old.en,
        part_of=new.part_of or old.part_of,
        successor=new.successor or old.successor,
        issued_by=new.issued_by or old.issued_by,
        scope=new.scope or old.scope,
        source=old.source,
    )


def _region_entry(region: RegionDef) -> Entry:
    short = (region.short,) if region.short and region.level != "county" else ()
    return Entry(make_id("lex", "Region", region.name, region.code), "Region", region.name, short, source="regions.yaml")


def _short(name: str) -> str:
    """Drop the level from a place's name where two characters stay: 遂宁市 → 遂宁, but 沙市 stays."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name[: -len(suffix)]
    return name


def _regions(raw: Mapping[str, Any]) -> list[RegionDef]:
    regions: list[RegionDef] = []
    for province in raw.get("provinces", []):
        name, code = province["name"], str(province["code"])
        regions.append(RegionDef(name, province["short"], "province", code, None, province.get("abbr", "")))
        for item in province.get("cities", []):
            digits, city = item.split()
            regions.append(RegionDef(city, _short(city), "city", code + digits, name))
        regions += [RegionDef(d, _short(d), "county", "", name) for d in province.get("districts", [])]
    return regions


def _indexed(
    entries: tuple[Entry, ...],
    regions: tuple[RegionDef, ...],
    departments: tuple[DepartmentDef, ...],
    levels: Mapping[str, str],
    words: Words,
    version: str,
) -> Lexicon:
    forms: dict[str, Entry] = {}
    central: dict[str, Entry] = {}
    folded: dict[tuple[str, str], Entry] = {}
    provinces = {region.name for region in regions if region.level == "province"}
    for entry in sorted(entries, key=lambda entry: entry.name not in provinces):  # 吉林 means the province before the city
        for name in entry.names():
            forms.setdefault(name, entry)
            folded.setdefault((entry.type, fold_name(name)), entry)
        for name in entry.central:
            central.setdefault(name, entry)
    by_name: dict[str, RegionDef] = {}
    for region in regions:
        by_name.setdefault(region.name, region)
    for region in regions:
        by_name.setdefault(region.short, region)
    return Lexicon(entries, regions, departments, levels, words, version, forms, central, folded, by_name)
