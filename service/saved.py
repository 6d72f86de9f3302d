"""Searches that are kept with the workspace, so that one can ask later what is new for them."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from ontology.errors import InvalidQuery, LibraryError, NotFound
from service.atomic import write_atomically

FILE = "searches.json"
LONGEST_NAME = 100
"""Characters of a name at most."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A kept search, the moment up to which its news were seen, and the documents of that moment that were seen too.

    Moments are whole seconds, so that without ``known`` a document could be told twice or never.
    """

    name: str
    query: str
    seen: str
    known: tuple[str, ...] = ()


class SavedSearches:
    """The kept searches of one workspace; every change is written at once, whole or not at all."""

    def __init__(self, workspace: Path) -> None:
        self._path = workspace / FILE
        self._lock = threading.Lock()

    def all(self) -> list[Saved]:
        """All kept searches by name."""
        return [Saved(name, v["query"], v["seen"], tuple(v.get("known", ()))) for name, v in sorted(self._read().items())]

    def get(self, name: str) -> Saved:
        """One kept search.

        Args:
            name: Its name.

        Returns:
            The search.

        Raises:
            NotFound: There is none of that name.
        """
        for saved in self.all():
            if saved.name == name:
                return saved
        raise NotFound("no kept search of that name", where=name, hint="List them with: yaodian watch")

    def save(self, name: str, query: str, seen: str | None = None, known: Iterable[str] = ()) -> Saved:
        """Keep a search under a name; an older one of that name is replaced.

        Args:
            name: Its name.
            query: The query as it was written.
            seen: The moment up to which its news were seen; now when left out.
            known: Documents of that moment that were seen too.

        Returns:
            The search as it is kept.

        Raises:
            InvalidQuery: The name or the query is empty, or the name is too long or holds control characters.
        """
        if not name.strip() or not query.strip():
            raise InvalidQuery(
                "a kept search needs a name and a query", where="watch", hint="Give both: --save NAME --query TEXT"
            )
        if len(name) > LONGEST_NAME:
            what = f"the name of a kept search has more than {LONGEST_NAME} characters"
            raise InvalidQuery(what, where="watch", hint="Give it a shorter name")
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
            what = "the name of a kept search holds control characters"
            raise InvalidQuery(what, where="watch", hint="Give it a name of letters and digits")
        with self._lock:
            self._write(self._read() | {name: {"query": query, "seen": seen or now(), "known": sorted(known)}})
        return self.get(name)

    def remove(self, name: str) -> None:
        """Forget a search.

        Args:
            name: Its name.

        Raises:
            NotFound: There is none of that name.
        """
        self.get(name)
        with self._lock:
            self._write({other: values for other, values in self._read().items() if other != name})

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            searches = dict(orjson.loads(self._path.read_bytes()))
            if not all(isinstance(search[field], str) for search in searches.values() for field in ("query", "seen")):
                raise TypeError("a search without its query or its moment")
            return searches
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError) as error:
            hint = "Correct or remove the file; it holds only the kept searches"
            raise LibraryError(f"the kept searches cannot be read ({error})", where=str(self._path), hint=hint) from error

    def _write(self, searches: dict[str, dict[str, Any]]) -> None:
        write_atomically(self._path, orjson.dumps(searches, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def parse_since(text: str) -> str:
    """Check a date or a moment and give it in UTC, comparable as text with ``now()``.

    Args:
        text: The text.

    Returns:
        The moment in UTC.

    Raises:
        InvalidQuery: It is neither.
    """
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError) as error:  # the second where UTC is another year than there are
        raise InvalidQuery("not a date", where=text[:40], hint="Write YYYY-MM-DD") from error
