"""Decisions of people about names, kept in the library's folder: two entities are one, are two, or one is none.

Entity ids depend on type, name and scope alone, so a decision survives that documents are read again or come back later.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from pathlib import Path

from ingest.library.files import in_words, replace_file
from ontology.codec import dumps, loads
from ontology.errors import InputError, NotFound, RecordFormatError
from ontology.identity import make_id

KINDS = ("merge", "split", "reject")
_FILE = "judgements.json"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. ``entities`` are two ids for merge and split, one for reject; ``names`` say which they were."""

    id: str
    kind: str
    entities: tuple[str, ...]
    names: tuple[str, ...] = ()
    reason: str = ""
    made: str | None = None  # UTC, ISO 8601


@dataclass(frozen=True, slots=True)
class _File:
    judgements: tuple[Judgement, ...] = ()


class Judgements:
    """The decisions of one library.

    Args:
        root: The library's folder.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / _FILE

    def all(self) -> tuple[Judgement, ...]:
        """Read the decisions.

        Returns:
            All that hold, by id.

        Raises:
            RecordFormatError: The file is damaged.
            LibraryError: It cannot be read.
        """
        with in_words(self._path):
            if not self._path.is_file():
                return ()
            data = self._path.read_bytes()
        try:
            return loads(_File, data).judgements
        except RecordFormatError as error:
            hint = "Correct the file, or move it away; the decisions in it then no longer hold"
            raise RecordFormatError(error.what, where=str(self._path), hint=hint) from error

    def add(self, kind: str, entities: tuple[str, ...], names: tuple[str, ...] = (), reason: str = "") -> Judgement:
        """Keep a decision; it takes the place of an older one about the same entities.

        Args:
            kind: ``merge``, ``split`` or ``reject``.
            entities: Two entity ids for merge and split, one for reject.
            names: What they are called, for people who read the list.
            reason: Why, in the decider's words.

        Returns:
            The decision as it is kept.

        Raises:
            InputError: The kind is not known, or the number of entities is not what it needs.
            LibraryError: It cannot be written.
        """
        if kind not in KINDS:
            raise InputError(f"{kind} is no kind of judgement", hint=f"Choose one of {', '.join(KINDS)}")
        wanted = 1 if kind == "reject" else 2
        pairs = sorted(zip(entities, names or entities, strict=False))
        if len(set(entities)) != wanted:
            raise InputError(f"{kind} needs {wanted} different entities, not {len(set(entities))}", where=" ".join(entities))
        moment = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        ids, shown = tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
        judgement = Judgement(make_id("jdg", kind, *ids), kind, ids, shown, reason, moment)
        kept = [old for old in self.all() if old.entities != ids or (kind == "reject") != (old.kind == "reject")]
        self._write([*kept, judgement])
        return judgement

    def undo(self, identifier: str) -> Judgement:
        """Take a decision back.

        Args:
            identifier: Its id.

        Returns:
            The decision that no longer holds.

        Raises:
            NotFound: There is no such decision.
            LibraryError: It cannot be written.
        """
        every = self.all()
        found = [judgement for judgement in every if judgement.id == identifier]
        if not found:
            raise NotFound("no such judgement", where=identifier[:80], hint="List them with: yaodian judgements list")
        self._write([judgement for judgement in every if judgement.id != identifier])
        return found[0]

    def put_back(self, judgements: tuple[Judgement, ...]) -> None:
        """Make exactly these decisions hold, as ``all`` gave them before a change that failed."""
        if self.all() != judgements:
            self._write(list(judgements))

    def revision(self) -> str:
        """A digest of what is decided, whenever it was decided; empty if nothing is."""
        every = self.all()
        if not every:
            return ""
        digest = hashlib.sha256()
        for judgement in every:
            digest.update(f"{judgement.kind}:{' '.join(judgement.entities)}\n".encode())
        return digest.hexdigest()[:32]

    def _write(self, judgements: list[Judgement]) -> None:
        ordered = tuple(sorted(judgements, key=lambda judgement: judgement.id))
        with in_words(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, dumps(_File(ordered)))
