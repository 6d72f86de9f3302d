"""The one error tree.

    YaodianError
    ├── InputError                 what was given cannot be used
    │   ├── UnreadableDocument     a file that cannot become text (encrypted, scanned, mis-decoded, binary …)
    │   ├── UnsupportedFormat      a file of a kind that is not read here
    │   └── InvalidQuery           a question, filter or query text that cannot be run
    ├── NotFound                   no such document, point, entity or passage
    ├── ConfigurationError         settings that contradict each other or lack something
    │   └── MissingExtra           an optional package is not installed; names the extra
    ├── LibraryError               the library of records
    │   ├── RecordFormatError      a record that is damaged or of another version
    │   └── WorkspaceLocked        another process writes to this workspace
    ├── StoreError                 the graph store
    │   ├── StoreUnavailable       cannot be reached
    │   ├── StoreAuthError         refused the credentials
    │   ├── StoreQueryError        refused the query
    │   └── ForbiddenQuery         the query would write, read files or call procedures
    ├── SearchIndexError             the search index
    │   └── IndexMismatch          built with another embedder, tokenizer or library revision
    └── ExternalServiceError       an optional endpoint (LLM) failed

Every error says what went wrong, where, and what to do. The HTTP status of an error is the service's affair.
"""

from __future__ import annotations


class YaodianError(Exception):
    """Root of all errors that the project raises on purpose.

    Args:
        what: What went wrong, one sentence without a trailing full stop.
        where: The file, setting, document or query concerned, if there is one.
        hint: What the reader can do about it, if anything.
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(what, where, hint)

    def __str__(self) -> str:
        """One line: where, what, and what to do."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{head}. {self.hint}" if self.hint else head
        return " ".join(line.split())


class InputError(YaodianError):
    """What was given cannot be used."""


class UnreadableDocument(InputError):
    """A file that cannot become text."""


class UnsupportedFormat(InputError):
    """A file of a kind that is not read here."""


class InvalidQuery(InputError):
    """A question, filter or query text that cannot be run."""


class NotFound(YaodianError):
    """No such document, point, entity or passage."""


class ConfigurationError(YaodianError):
    """Settings that contradict each other or lack something."""


class MissingExtra(ConfigurationError):
    """An optional package is not installed.

    Args:
        package: The package that is missing.
        extra: The extra of this project that brings it.
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed", hint=f"Install it with: pip install 'yaodian[{extra}]'")


class LibraryError(YaodianError):
    """The library of records cannot be used."""


class RecordFormatError(LibraryError):
    """A record that is damaged or of another version."""


class WorkspaceLocked(LibraryError):
    """Another process writes to this workspace."""


class StoreError(YaodianError):
    """The graph store failed."""


class StoreUnavailable(StoreError):
    """The graph store cannot be reached."""


class StoreAuthError(StoreError):
    """The graph store refused the credentials."""


class StoreQueryError(StoreError):
    """The graph store refused a query."""


class ForbiddenQuery(StoreError):
    """A query that would write, read files or call procedures."""


class SearchIndexError(YaodianError):
    """The search index failed."""


class IndexMismatch(SearchIndexError):
    """The index was built with another embedder, tokenizer or library revision."""


class ExternalServiceError(YaodianError):
    """An optional endpoint failed."""
