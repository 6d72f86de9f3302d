"""Checking of lexicon files before they are used: every problem with its file and entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ontology.model import load_model
from ontology.yaml_files import parse_yaml

_ENTRY_KEYS = {
    "name", "aliases", "central", "former", "en", "part_of", "successor", "issued_by", "number",
}  # fmt: skip
_LISTS = ("aliases", "central", "former")
_FILE_KEYS = {"type", "label", "entries", "laws", "provinces", "departments", "levels", "heads"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: the file and, if it is one entry's fault, the entry."""

    where: str
    what: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class LexiconFile:
    """One file: its bytes, what it says, and what is wrong with it."""

    path: Path
    data: bytes
    raw: dict[str, Any]
    problems: tuple[Problem, ...]


def validate(path: Path) -> list[Problem]:
    """Check one lexicon file, or every file of a folder.

    Args:
        path: A YAML file or a folder of them.

    Returns:
        All problems found, in the order of the files; empty when all is well.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        return [Problem(str(path), "the folder holds no .yaml file")]
    return [problem for file in files for problem in read_checked(file).problems]


def read_checked(path: Path) -> LexiconFile:
    """Read one file and check it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return LexiconFile(path, b"", {}, (Problem(str(path), f"cannot be read: {error.strerror}"),))
    raw, found = _parsed(path, data)
    return LexiconFile(path, data, raw, tuple(found or _file(path, raw)))


def _parsed(path: Path, data: bytes) -> tuple[dict[str, Any], list[Problem]]:
    try:
        raw = parse_yaml(data.decode("utf-8"))
    except UnicodeDecodeError:
        return {}, [Problem(str(path), "is not UTF-8 text")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        return {}, [Problem(f"{path}{line}", f"is not valid YAML: {getattr(error, 'problem', None) or 'syntax error'}")]
    if not isinstance(raw, dict):
        return {}, [Problem(str(path), "must be a mapping with type and entries, or heads")]
    return raw, []


def _file(path: Path, raw: dict[str, Any]) -> Iterator[Problem]:
    if not {"type", "heads"} & raw.keys():
        yield Problem(str(path), "needs a type with entries, or heads")
    if "heads" in raw:
        yield from _words(path, raw)
        return
    for key in sorted(raw.keys() - _FILE_KEYS):
        yield Problem(str(path), f"unknown key {key}; known are {', '.join(sorted(_FILE_KEYS))}")
    kind = raw.get("type")
    known = load_model().entity_types()
    if "type" in raw and kind not in known:
        yield Problem(str(path), f"type {kind} is none of {', '.join(known)}")
    entries = raw.get("entries", [])
    if not isinstance(entries, list):
        yield Problem(str(path), "entries must be a list")
        return
    owners: dict[str, str] = {}
    for number, item in enumerate(entries, start=1):
        yield from _entry(path, number, item, owners)


def _words(path: Path, raw: dict[str, Any]) -> Iterator[Problem]:
    known = load_model().entity_types()
    if not isinstance(raw["heads"], dict):
        yield Problem(str(path), "heads must be a mapping from a type to a list of words")
        return
    for kind, words in raw["heads"].items():
        if kind not in known:
            yield Problem(f"{path}, heads", f"type {kind} is none of {', '.join(known)}")
        if not _is_names(words):
            yield Problem(f"{path}, heads, {kind}", "must be a list of words")
    for key, words in raw.items():
        if key not in {"heads", "label"} and not _is_names(words):
            yield Problem(f"{path}, {key}", "must be a list of words")


def _is_names(value: Any) -> bool:  # noqa: ANN401  a value of a YAML file
    return isinstance(value, list) and all(isinstance(item, str | int) and str(item).strip() for item in value)


def _entry(path: Path, number: int, item: Any, owners: dict[str, str]) -> Iterator[Problem]:  # noqa: ANN401
    fields = {"name": item} if isinstance(item, str) else item
    where = f"{path}, entry {number}"
    if not isinstance(fields, dict) or not isinstance(fields.get("name"), str) or not fields["name"].strip():
        yield Problem(where, "must be a name, or a mapping with a name")
        return
    where = f"{where} ({fields['name']})"
    for key in sorted(fields.keys() - _ENTRY_KEYS):
        yield Problem(where, f"unknown key {key}; known are {', '.join(sorted(_ENTRY_KEYS))}")
    names = [fields["name"]]
    for key in _LISTS:
        value = fields.get(key)
        if value is None:
            continue
        if not _is_names(value):
            yield Problem(where, f"{key} must be a list of names")
            continue
        names += [str(name) for name in value if key != "central"]
    for name in names:
        if len(name) < 2:
            yield Problem(where, f"the name {name} is too short to be told from ordinary words")
        owner = owners.setdefault(name, fields["name"])
        if owner != fields["name"]:
            yield Problem(where, f"{name} already means {owner} in this file")
