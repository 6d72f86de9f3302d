"""The typed model, read from ``schema/``: one YAML file for each type and predicate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ontology.errors import ConfigurationError
from ontology.yaml_files import read_yaml

SCHEMA = Path(__file__).parent / "schema"
FRAMES = ("verb", "actor", "quality", "noun", "toward", "with", "as")


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
class Trigger:
    """Words that make a clause say a predicate, and how they must stand to the object.

    Frames (see ``ingest/relations``): ``verb`` word before object; ``actor`` word, actor, what the actor does; ``quality``
    word, object, one of ``near``; ``noun`` object before word; ``toward`` preposition, object, one of ``near``;
    ``with`` preposition, object, one of ``near``; ``as`` 以 object 为 one of ``near``.
    """

    id: str
    frame: str
    words: tuple[str, ...]
    objects: tuple[str, ...]
    note: Label
    near: tuple[str, ...] = ()
    window: int = 40  # characters between word and object, at most
    priority: int = 50  # of two triggers of one predicate the higher one is the rule that is named
    confidence: float = 0.85
    kind: str = ""  # person, body or crew (of Groups), facility, scheme or money (of Programs): only such objects
    strict: bool = False  # the object must be the head: nothing but a clause's end, a list or a verb may follow
    weak: bool = False  # yields to any other trigger of the same object in the same clause


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
    triggers: tuple[Trigger, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """All types and predicates by name."""

    types: dict[str, TypeDef]
    predicates: dict[str, PredicateDef]

    def entity_types(self) -> tuple[str, ...]:
        """Names of the types of things in the world (not of document structure)."""
        return tuple(name for name, kind in self.types.items() if kind.layer == "entity")


def _read(path: Path) -> dict[str, Any]:
    raw = read_yaml(path)
    if not isinstance(raw, dict) or raw.get("name") != path.stem:
        raise ConfigurationError("the file must be a mapping whose name is the file's", where=str(path))
    return raw


def _label(raw: dict[str, Any], key: str) -> Label:
    return Label(zh=str(raw[key]["zh"]), en=str(raw[key]["en"]))


def _type(raw: dict[str, Any]) -> TypeDef:
    return TypeDef(raw["name"], raw["layer"], _label(raw, "label"), _label(raw, "description"), raw["cypher"], raw["rdf"])


def _trigger(raw: dict[str, Any], predicate: dict[str, Any]) -> Trigger:
    known = {"id", "frame", "words", "objects", "note", "near", "window", "priority", "confidence", "kind", "strict", "weak"}
    where = f"predicates/{predicate['name']}.yaml, trigger {raw.get('id', '?')}"
    objects = tuple(raw.get("objects", predicate["object"]))
    if raw.keys() - known or raw.get("frame") not in FRAMES or not raw.get("words"):
        raise ConfigurationError(f"needs id, words, note and a frame of {', '.join(FRAMES)}", where=where)
    if not set(objects) <= set(predicate["object"]):
        raise ConfigurationError("an object type that the predicate does not allow", where=where)
    options = {key: raw[key] for key in ("window", "priority", "confidence", "kind", "strict", "weak") if key in raw}
    return Trigger(
        id=f"{predicate['name']}/{raw['id']}",
        frame=raw["frame"],
        words=tuple(raw["words"]),
        objects=objects,
        note=_label(raw, "note"),
        near=tuple(raw.get("near", ())),
        **options,
    )


def _predicate(raw: dict[str, Any]) -> PredicateDef:
    return PredicateDef(
        raw["name"],
        _label(raw, "label"),
        _label(raw, "description"),
        tuple(raw["subject"]),
        tuple(raw["object"]),
        raw["cypher"],
        raw["rdf"],
        tuple(_trigger(trigger, raw) for trigger in raw.get("triggers", ())),
    )


@cache
def load_model(schema: Path = SCHEMA) -> Model:
    """Read the model once.

    Args:
        schema: The folder with ``types/`` and ``predicates/``; the bundled one by default.

    Returns:
        The model.

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
