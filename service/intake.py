"""Files into the library: known ones are left alone, changed ones replaced, and a batch can be taken back as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontology.errors import YaodianError
from ontology.records import NodeKind, Record
from service.extraction import extract_bytes
from service.files import Found, read_file
from service.projections import Report
from service.settings import Settings
from service.wire.documents import IngestResult, IngestStatus

if TYPE_CHECKING:
    from ingest.library import Library


@dataclass(slots=True)
class Intake:
    """Takes files into one library. What it wrote since ``begin`` can be undone."""

    library: Library
    settings: Settings
    _done: list[tuple[str, Record | None, bytes]] = field(default_factory=list)

    def begin(self) -> None:
        """Start a batch."""
        self._done.clear()

    def undo(self) -> None:
        """Put the library back to how it was at ``begin``."""
        while self._done:
            identifier, before, original = self._done.pop()
            self.library.delete(identifier)
            if before is not None:
                self.library.put(before, original)

    def take_path(self, found: Found) -> IngestResult:
        """Take one file; what goes wrong with it is its result and not an exception."""
        try:
            if found.problem is not None:
                raise found.problem
            result = self.take(read_file(found.path, self.settings.upload_limit), found.path.name)
        except YaodianError as error:
            line = str(error)
            where = str(found.path)
            return IngestResult(file=where, status="failed", error=line if found.path.name in line else f"{where}: {line}")
        return result.model_copy(update={"file": str(found.path)})
