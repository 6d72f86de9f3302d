"""What the embedded engine and the system say, told in this project's terms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ontology import permission
from ontology.errors import LibraryError, StoreError, StoreQueryError, StoreUnavailable


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Turn what the system refuses into this project's errors.

    Args:
        folder: The folder that is worked in.

    Raises:
        LibraryError: This user may not write there.
        StoreUnavailable: The system refuses for another reason.
    """
    try:
        yield
    except OSError as error:
        if permission.is_denied(error):
            raise forbidden(folder) from error
        raise StoreUnavailable(f"the graph's files cannot be used: {error.strerror}", where=str(folder)) from error


def forbidden(place: Path) -> LibraryError:
    """The store needs to write even where one only reads: its lock, and its engine's log."""
    return LibraryError("no permission to write the graph's files", where=str(place), hint=permission.HINT)


def query_error(error: Exception) -> StoreError:
    """The error of this project that says what the engine means."""
    text = " ".join(str(error).split()).rstrip(".")
    if "Interrupted" in text:
        return StoreQueryError("the query took longer than allowed", hint="Ask for less, or raise the limit")
    if "Unable to allocate memory" in text:
        return StoreQueryError("the query needs more memory than it may take", hint="Ask for less")
    if "read-only transaction" in text:
        return StoreQueryError("the query would write", hint="Only reading is possible here")
    if isinstance(error, ValueError) and not isinstance(error, UnicodeError):
        return StoreQueryError(f"the graph cannot take a value: {text}", hint="A list needs values of one kind")
    hint = "Labels and properties are in docs/reference/ontology.md"
    return StoreQueryError(f"the graph refused the query: {text}", hint=hint)
