"""What is damaged of single documents: found when the library is read, mended from what is left, else told with the way out.

A record can be made from the original again, and the note beside it from the record; only the original is of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import orjson

from ingest.library.library import ABOUT, ORIGINAL, RECORD, Library
from ontology.errors import LibraryError, NotFound
from ontology.records import Record

Read = Callable[[bytes, str], Record]
"""Makes a record of a file's bytes and its name."""
_NAME = re.compile(rb'"source_name":\s*("(?:[^"\\]|\\.)*")')
LONGEST = 200
"""Characters of a reason; a record can have many things wrong with it."""


@dataclass(frozen=True, slots=True)
class Damage:
    """Something of a document that cannot be used. ``usable``: its record is whole, so that it is found nevertheless."""

    id: str
    source_name: str | None
    what: str
    hint: str
    usable: bool

    def __str__(self) -> str:
        """One line: where, what, and what to do."""
        return f"{self.id}{f' ({self.source_name})' if self.source_name else ''}: {self.what}. {self.hint}"


def look(library: Library, identifier: str) -> tuple[Record | None, Damage | None]:
    """Read a document's record and see what is damaged. Whether the original is what came in is seen only when it is read.

    Args:
        library: The library.
        identifier: The document's id.

    Returns:
        The record, if it is whole; and what is damaged, if anything is.

    Raises:
        NotFound: There is no such document.
    """
    record, problems, hint = None, [], "Ingest the file again, or delete the document"
    try:
        record = library.get(identifier)
    except NotFound:
        raise
    except LibraryError as error:
        problems.append(f"the record cannot be used ({_short(error.what)})")
    try:
        library.about(identifier)
    except NotFound:
        raise
    except LibraryError as error:
        problems.append(f"the note {ABOUT} cannot be used ({_short(error.what)})")
    if not (library.folder(identifier) / ORIGINAL).is_file():
        problems.append("the original is missing")
    if not problems:
        return record, None
    name = record.source_name if record else name_of(library, identifier)
    return record, Damage(identifier, name, "; ".join(problems), hint, record is not None)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def name_of(library: Library, identifier: str) -> str | None:
    """The file name of a document as far as it can still be read somewhere."""
    for file in (ABOUT, RECORD):
        try:
            found = _NAME.search(library.read(identifier, file))
            if found:
                return str(orjson.loads(found[1]))
        except (LibraryError, NotFound, orjson.JSONDecodeError):
            continue
    return None


def mend(library: Library, identifier: str, read: Read) -> str | None:
    """Make a document whole again from what is left of it.

    Args:
        library: The library, whose one writer this process is.
        identifier: The document's id.
        read: Makes a record from the original.

    Returns:
        What was done, in words; nothing if it was whole.

    Raises:
        NotFound: There is no such document.
        LibraryError: The original is damaged too, or the disk cannot be written.
        InputError: The original cannot be read by the present rules.
    """
    record, damage = look(library, identifier)
    if damage is None:
        return None
    if record is None:
        original = library.original(identifier)
        name = damage.source_name or f"{identifier}.txt"  # the content tells what kind of file it is
        library.put(read(original, name), original)
        return f"{damage.what}; it was read again from the original" + ("" if damage.source_name else "; its name is not known")
    try:
        library.about(identifier)
    except LibraryError:
        library.describe(record)
        left = look(library, identifier)[1]
        if left is None:
            return f"{damage.what}; it was made anew from the record"
        damage = left  # the note is whole again, so the reason must not speak of it
    raise LibraryError(damage.what, where=identifier, hint=damage.hint)
