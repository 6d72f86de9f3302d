"""Words and vectors in one folder, with a manifest that is written last and says whether both are whole."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ontology import permission
from ontology.codec import dumps, loads
from ontology.errors import LibraryError, RecordFormatError, SearchIndexError
from search.embed import Embedder
from search.embed.protocol import Vectors
from search.embedded_index.vectors import Owners, VectorTable
from search.embedded_index.words import WordIndex
from search.index import (
    FORMAT,
    FieldWeights,
    IndexChanges,
    IndexMeta,
    Report,
    Scored,
    check_made_with,
    fingerprint,
    make_entry,
    sentences_fingerprint,
    silent,
)
from search.nearest import SENTENCES, by_passage
from search.passages import Passage
from search.quantise import Rows, Scales, quantise
from search.tokens import Tokenizer

_BATCH = 256  # passages whose sentences are embedded together
_REWRITTEN = 20_000
"""Up to so many passages, taking some out writes all words anew: tantivy counts deleted passages in its statistics until it
merges them away, and scores would tell of documents that are gone."""


@dataclass(frozen=True, slots=True)
class Held:
    """A passage in the index: its id and the fingerprints of what is stored of it."""

    id: str
    fingerprint: str
    sentences: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the folder holds. ``complete`` is false while it is being written."""

    format: str
    revision: str
    embedder: str
    tokenizer: str
    complete: bool
    held: tuple[Held, ...] = ()


class EmbeddedIndex:
    """Search index in a folder.

    Args:
        folder: Where it lives; made when missing.
        tokenizer: Cuts words.
        embedder: Makes vectors.
    """

    def __init__(self, folder: Path, tokenizer: Tokenizer, embedder: Embedder) -> None:
        self._folder = folder
        self._tokenizer = tokenizer
        self._embedder = embedder
        self._lock = threading.RLock()
        self._open: tuple[Manifest, WordIndex, VectorTable, list[str], dict[str, int]] | None = None
        self._manifest = self._read_manifest()

    def meta(self) -> IndexMeta | None:
        """What the index holds; None when there is nothing whole."""
        manifest = self._manifest
        if manifest is None or not manifest.complete or manifest.format != FORMAT:
            return None
        return IndexMeta(manifest.revision, manifest.embedder, manifest.tokenizer, len(manifest.held))

    def sync(self, passages: Sequence[Passage], revision: str, report: Report = silent) -> IndexChanges:
        """Make the index hold exactly these passages; a ``SearchIndexError`` says that the folder cannot be written."""
        with self._lock:
            return self._sync(passages, revision, report)

    def by_words(
        self, words: Mapping[str, float], weights: FieldWeights, limit: int, allowed: Collection[str] | None = None
    ) -> list[Scored]:
        """Best passages for weighted words."""
        _, index, _, _, _ = self._opened()
        return index.search(words, weights, limit, allowed)

    def by_vector(self, vector: Vectors, limit: int, allowed: Collection[str] | None = None) -> list[Scored]:
        """Passages by their nearest sentences."""
        _, _, table, ids, positions = self._opened()
        chosen = None if allowed is None else [positions[passage] for passage in allowed if passage in positions]
        found = table.nearest(vector, limit * SENTENCES, chosen)
        return by_passage(((ids[position], similarity, number) for position, similarity, number in found), limit)

    def vocabulary(self) -> Mapping[str, int]:
        """Words of the bodies with the number of passages that hold each."""
        return self._opened()[1].vocabulary()

    def clear(self) -> None:
        """Remove the folder."""
        with self._lock:
            self._open = None
            self._manifest = None
            shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._open = None

    def _opened(self) -> tuple[Manifest, WordIndex, VectorTable, list[str], dict[str, int]]:
        """The open parts, all of one state; a reader keeps what it got while another is written."""
        state = self._open
        if state is not None:
            return state
        with self._lock:
            check_made_with(self.meta(), self._tokenizer, self._embedder, str(self._folder))
            if self._open is None:
                self._open = self._load()
            return self._open

    def _load(self) -> tuple[Manifest, WordIndex, VectorTable, list[str], dict[str, int]]:
        manifest = self._manifest
        assert manifest is not None
        hint = "Build it again with: yaodian rebuild"
        try:
            words, table = WordIndex(self._folder / "words"), VectorTable.load(self._folder / "vectors.bin")
        except (OSError, ValueError, EOFError) as error:
            self._check_permission(error)
            raise SearchIndexError(f"the search index is damaged: {error}", where=str(self._folder), hint=hint) from error
        if table.count != len(manifest.held) or len(words) != len(manifest.held):
            raise SearchIndexError("the parts of the search index do not belong together", where=str(self._folder), hint=hint)
        ids = [held.id for held in manifest.held]
        return manifest, words, table, ids, {passage: position for position, passage in enumerate(ids)}

    def _sync(self, passages: Sequence[Passage], revision: str, report: Report) -> IndexChanges:
        old = self._usable()
        held = {item.id: item for item in old.held} if old else {}
        wanted = [Held(p.id, fingerprint(p), sentences_fingerprint(p)) for p in passages]
        keep = {item.id for item in wanted if held.get(item.id) == item}
        removed = [identifier for identifier in held if identifier not in keep]
        added = [passage for passage in passages if passage.id not in keep]
        if old and not removed and not added and [h.id for h in old.held] == [w.id for w in wanted]:
            if old.revision != revision:
                self._write_manifest(revision, True, old.held)
            return IndexChanges()
        table = self._load()[2] if old else VectorTable.empty(self._embedder.dimensions)
        if old is None:
            self.clear()
        self._write_manifest(revision, False, ())
        self._open = None
        anew = bool(removed) and len(passages) <= _REWRITTEN
        entries = [make_entry(passage, self._tokenizer) for passage in (passages if anew else added)]
        vectors = self._vectors(passages, held, table, report)
        try:
            if anew:
                shutil.rmtree(self._folder / "words", ignore_errors=True)
            WordIndex(self._folder / "words").write(() if anew else removed, entries)
            vectors.save(self._folder / "vectors.bin")
        except (OSError, ValueError) as error:
            self._check_permission(error)
            hint = "Check the disk and build it again with: yaodian rebuild"
            raise SearchIndexError(
                f"the search index cannot be written: {error}", where=str(self._folder), hint=hint
            ) from error
        self._write_manifest(revision, True, tuple(wanted))
        return IndexChanges(len(added), len(removed))

    def _check_permission(self, error: Exception) -> None:
        """Files that this user may not write are not damaged. The text engine locks even to read, and gives only a text."""
        if permission.is_denied(error):
            what = "no permission to write the search index"
            raise LibraryError(what, where=str(self._folder), hint=permission.HINT) from error

    def _usable(self) -> Manifest | None:
        """The manifest, if what it names can be carried on with."""
        manifest, meta = self._manifest, self.meta()
        if manifest is None or meta is None or (meta.embedder, meta.tokenizer) != (self._embedder.name, self._tokenizer.name):
            return None
        try:
            self._load()
        except SearchIndexError:
            return None  # damaged: built from nothing
        return manifest

    def _vectors(
        self, passages: Sequence[Passage], held: Mapping[str, Held], table: VectorTable, report: Report
    ) -> VectorTable:
        """The table of the wanted passages: kept rows copied, the others embedded."""
        positions = {identifier: position for position, identifier in enumerate(held)}
        bounds = np.searchsorted(table.owners, np.arange(len(held) + 1))
        parts: list[tuple[Rows, Scales]] = [(table.rows[:0], table.scales[:0])] * len(passages)
        fresh: list[int] = []
        for number, passage in enumerate(passages):
            before = held.get(passage.id)
            if before is not None and before.sentences == sentences_fingerprint(passage):
                rows = slice(bounds[positions[passage.id]], bounds[positions[passage.id] + 1])
                parts[number] = (table.rows[rows], table.scales[rows])
            else:
                fresh.append(number)
        for at in range(0, len(fresh), _BATCH):
            self._embed([(number, passages[number]) for number in fresh[at : at + _BATCH]], parts)
            report(min(at + _BATCH, len(fresh)), len(fresh))
        return _stack(parts, self._embedder.dimensions)

    def _embed(self, batch: Sequence[tuple[int, Passage]], parts: list[tuple[Rows, Scales]]) -> None:
        texts = [passage.sentence(number) for _, passage in batch for number in range(len(passage.sentences))]
        if not texts:
            return
        rows, scales = quantise(self._embedder.embed_passages(texts))
        at = 0
        for position, passage in batch:
            end = at + len(passage.sentences)
            parts[position] = (rows[at:end], scales[at:end])
            at = end

    def _read_manifest(self) -> Manifest | None:
        try:
            return loads(Manifest, (self._folder / "manifest.json").read_bytes())
        except (OSError, RecordFormatError):
            return None  # nothing there, or of an older shape: built again at the next sync

    def _write_manifest(self, revision: str, complete: bool, held: tuple[Held, ...]) -> None:
        manifest = Manifest(FORMAT, revision, self._embedder.name, self._tokenizer.name, complete, held)
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / "manifest.json"
        temporary = path.with_suffix(".part")
        try:
            with temporary.open("wb") as file:
                file.write(dumps(manifest))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError as error:
            self._check_permission(error)
            raise
        self._manifest = manifest


def _stack(parts: Sequence[tuple[Rows, Scales]], dimensions: int) -> VectorTable:
    counts = [len(scales) for _, scales in parts]
    rows = np.concatenate([rows for rows, _ in parts]) if sum(counts) else np.zeros((0, dimensions), np.int8)
    scales = np.concatenate([scales for _, scales in parts]) if sum(counts) else np.zeros(0, np.float32)
    owners: Owners = np.repeat(np.arange(len(parts), dtype=np.int32), counts)
    numbers: Owners = np.concatenate([np.arange(count, dtype=np.int32) for count in counts] or [np.zeros(0, np.int32)])
    return VectorTable(rows, scales, owners, numbers, len(parts))
