"""Writing from outside: through the server that keeps the workspace open if one runs, else to the workspace itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from ontology.characters import is_whole
from ontology.errors import ConfigurationError, ExternalServiceError, InputError, NotFound
from service.files import Found, safe_name
from service.intake import take_files, take_path
from service.projections import Notice, Report, silent
from service.remote import Remote, server_of
from service.settings import Settings
from service.wire.documents import Deleted, IngestResult

if TYPE_CHECKING:
    from service.reading_ahead import ReadingAhead
    from service.workspace import Workspace


class Writer(Protocol):
    """Takes documents in and removes them."""

    def ingest(self, found: Iterable[Found], report: Report = silent) -> list[IngestResult]:
        """See ``Workspace.ingest``."""
        ...

    def delete(self, reference: str) -> Deleted:
        """See ``Workspace.delete``."""
        ...

    def when_stopped(self) -> str:
        """What an ``ingest`` that the user stopped has taken in, in one line."""
        ...


@contextmanager
def open_writer(
    settings: Settings, notice: Notice = lambda line: None, report: Report = silent, files: Iterable[Path] = ()
) -> Iterator[Writer]:
    """Open whatever may write to the workspace.

    Args:
        settings: Which workspace.
        notice: Told what the workspace does by itself, such as a rebuild.
        report: Told how far that is.
        files: What will be taken in; reading them begins at once, in other processes.

    Yields:
        The writer, for as long as the context lasts.

    Raises:
        WorkspaceLocked: A process that is no server writes to it.
    """
    with server_of(settings, patient=True) as server:
        if server is not None:
            yield _Remote(server, settings.upload_limit)
            return
        from service.reading_ahead import reading_ahead
        from service.workspace import Workspace

        with reading_ahead(settings, files) as ahead, Workspace.open(settings, notice, report) as workspace:
            yield _Local(workspace, ahead)


class _Local:
    """Writes to the workspace itself."""

    def __init__(self, workspace: Workspace, ahead: ReadingAhead) -> None:
        self._workspace = workspace
        self._ahead = ahead

    def ingest(self, found: Iterable[Found], report: Report = silent) -> list[IngestResult]:
        """Take files in."""
        return self._workspace.ingest(found, report, self._ahead.read)

    def delete(self, reference: str) -> Deleted:
        """Remove a document."""
        return self._workspace.delete(reference)

    def when_stopped(self) -> str:
        """All that one call takes in is taken back as a whole."""
        return "nothing was taken in"


class _Remote:
    """Writes through a server, one document at a time: what came in before a failure stays."""

    def __init__(self, server: Remote, limit: int) -> None:
        self._server = server
        self._limit = limit
        self._ended = False
        self._sent = 0

    def ingest(self, found: Iterable[Found], report: Report = silent) -> list[IngestResult]:
        """Upload files; what goes wrong with one is its result. After a server that is gone or refuses the key none is sent."""
        return take_files(found, self._send, "send", report)

    def delete(self, reference: str) -> Deleted:
        """Remove a document."""
        if not is_whole(reference) or "/" in reference or reference.strip(". ") == "":
            raise NotFound("no such document", where=repr(reference[:80]), hint="List them with: yaodian list")
        return Deleted.model_validate(self._server.request("DELETE", f"/api/documents/{quote(reference, safe='')}"))

    def _send(self, item: Found, taken: dict[str, str]) -> IngestResult:
        return _not_sent(item) if self._ended else take_path(item, self._limit, taken, self._upload)

    def _upload(self, data: bytes, name: str) -> IngestResult:
        safe_name(name)
        if not is_whole(name) or '"' in name:  # the request would carry another name
            raise InputError("the file name cannot be sent to the server", where=repr(name), hint="Rename the file")
        try:
            taken = self._server.request("POST", "/api/documents", files={"file": (name, data)})
        except (ExternalServiceError, ConfigurationError):
            self._ended = True
            raise
        self._sent += 1
        return IngestResult.model_validate(taken)

    def when_stopped(self) -> str:
        """What was answered for is kept; of the file that was on its way it is not known."""
        return f"the server took {self._sent} files in before, and perhaps the one that was on its way; see: yaodian list"


def _not_sent(item: Found) -> IngestResult:
    return IngestResult(file=str(item.path), status="failed", error=f"{item.path}: not sent, for the reason given before")
