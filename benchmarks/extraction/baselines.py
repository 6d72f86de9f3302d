"""Names by ready-made taggers, with the rules that anybody would add: 《》 is a Policy, “” is a Program."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar, Protocol

_TITLE = re.compile("《([^《》\n]{2,60})》")
_QUOTED = re.compile("“([^“”\n]{2,20})”")
_EMPTY: dict[str, Any] = {"document": {}, "parts": [], "points": [], "mentions": [], "statements": [], "targets": []}


class MissingBaseline(Exception):
    """The package of a baseline is not installed."""


class Extractor(Protocol):
    """A file to the JSON of ``yaodian extract --json``."""

    name: str

    def __call__(self, path: Path) -> dict[str, Any]:
        """Extract one file."""


def _with_rules(names: Iterator[tuple[str, str]], text: str) -> dict[str, Any]:
    found = {
        *names,
        *(("Policy", name) for name in _TITLE.findall(text)),
        *(("Program", name) for name in _QUOTED.findall(text)),
    }
    entities = [{"id": f"{kind}:{name}", "type": kind, "name": name, "aliases": []} for kind, name in sorted(found)]
    return {**_EMPTY, "text": text, "entities": entities}


class JiebaNames:
    """jieba's part-of-speech tags: nt is an Institution, ns a Region, nz a Program."""

    name = "jieba tags, 《》 and “”"
    _TYPES: ClassVar = {"nt": "Institution", "ns": "Region", "nz": "Program"}

    def __init__(self, read: Callable[[Path], str]) -> None:
        self._read = read
        self._tagger = importlib.import_module("jieba.posseg")

    def __call__(self, path: Path) -> dict[str, Any]:
        """Tag one file."""
        text = self._read(path)
        tagged = self._tagger.cut(text)
        return _with_rules(((self._TYPES[t.flag], t.word) for t in tagged if t.flag in self._TYPES and len(t.word) > 1), text)


class JiaguNames:
    """jiagu's named entities: ORG is an Institution, LOC a Region."""

    name = "jiagu entities, 《》 and “”"
    _TYPES: ClassVar = {"ORG": "Institution", "LOC": "Region"}

    def __init__(self, read: Callable[[Path], str]) -> None:
        self._read = read
        try:
            self._jiagu = importlib.import_module("jiagu")
        except ImportError as error:
            raise MissingBaseline(f"not installed ({error}); pip install jiagu") from error

    def __call__(self, path: Path) -> dict[str, Any]:
        """Tag one file."""
        text = self._read(path)
        return _with_rules(self._names(text), text)

    def _names(self, text: str) -> Iterator[tuple[str, str]]:
        for sentence in re.split("[。；\n]", text):
            name, kind = "", ""
            if not sentence.strip():
                continue
            words = self._jiagu.seg(sentence)
            for word, tag in zip(words, self._jiagu.ner(words), strict=True):
                start, _, label = tag.partition("-")
                if start == "I" and label == kind:
                    name += word
                    continue
                if kind in self._TYPES and len(name) > 1:
                    yield self._TYPES[kind], name
                name, kind = (word, label) if start == "B" else ("", "")
            if kind in self._TYPES and len(name) > 1:
                yield self._TYPES[kind], name
