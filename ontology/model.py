"""The typed model, read from ``schema/``: one YAML file for each type and predicate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import ConfigurationError

SCHEMA = Path(__file__).parent / "schema"


@dataclass(frozen=True, slots=True)
class Label:
    """A text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class TypeDef:
    """A node type. ``layer`` is document, structure, fact or entity."""

    name: str
    layer: str
    label: Label
    description: Label
    cypher: str
    rdf: str


@dataclass(frozen=True, slots=True)
class PredicateDef:
    """A predicate, what it may link, and its names in Cypher and RDF. The object types are hard limits.

    Where ``subject`` names Point, a Part or the preamble may be the subject too: a part without items speaks for itself.
    """

    name: str
    label: Label
    description: Label
    subject: tuple[str, ...]
    object: tuple[str, ...]
    cypher: str
    rdf: str


@dataclass(frozen=True, slots=True)
class Model:
    """All types and predicates by name."""

    types: dict[str, TypeDef]
    predicates: dict[str, PredicateDef]

    def entity_types(self) -> tuple[str, ...]:
        """Names of the types of things in the world (not of document structure)."""
        return tuple(name for name, kind in self.types.items() if kind.layer == "entity")


def _read(path: Path) -> dict[str, Any]:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or raw.get("name") != path.stem:
        raise ConfigurationError("the file must be a mapping whose name is the file's", where=str(path))
    return raw


def _label(raw: dict[str, Any], key: str) -> Label:
    return Label(zh=str(raw[key]["zh"]), en=str(raw[key]["en"]))


def _type(raw: dict[str, Any]) -> TypeDef:
    return TypeDef(raw["name"], raw["layer"], _label(raw, "label"), _label(raw, "description"), raw["cypher"], raw["rdf"])


def _predicate(raw: dict[str, Any]) -> PredicateDef:
    return PredicateDef(
        raw["name"],
        _label(raw, "label"),
        _label(raw, "description"),
        tuple(raw["subject"]),
        tuple(raw["object"]),
        raw["cypher"],
        raw["rdf"],
    )


@cache
def load_model(schema: Path = SCHEMA) -> Model:
    """Read the model once.

    Raises:
        ConfigurationError: A file is malformed, or a predicate links a type that does not exist.
    """
    types = {path.stem: _type(_read(path)) for path in sorted((schema / "types").glob("*.yaml"))}
    predicates = {path.stem: _predicate(_read(path)) for path in sorted((schema / "predicates").glob("*.yaml"))}
    for predicate in predicates.values():
        for name in (*predicate.subject, *predicate.object):
            if name not in types:
                raise ConfigurationError(f"unknown type {name}", where=f"{schema}/predicates/{predicate.name}.yaml")
    return Model(types, predicates)
