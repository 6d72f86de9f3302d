"""One writer for a library: a lock that the operating system lets go when its process ends, however it ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from ingest.library.files import in_words
from ontology.errors import WorkspaceLocked


class WriterLock:
    """Re-entrant inside one object; a second process or a second object is refused at once.

    A server holds it as long as it lives and writes from many threads, so the threads of one object share it; that only one of
    them writes at a time is their owner's affair.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.RLock()
        self._depth = 0
        self._handle: int | None = None

    @contextlib.contextmanager
    def hold(self) -> Iterator[bool]:
        """Hold the lock.

        Yields:
            Whether it was not held already.

        Raises:
            WorkspaceLocked: Another process writes to the library.
            LibraryError: The lock file cannot be made.
        """
        with self._guard:
            first = self._depth == 0
            if first:
                self._handle = self._take()
            self._depth += 1
        try:
            yield first
        finally:
            with self._guard:
                self._depth -= 1
                if self._depth == 0 and self._handle is not None:
                    os.close(self._handle)
                    self._handle = None

    def _take(self) -> int:
        with in_words(self._path):
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip()
            os.close(handle)
            who = f"process {holder}" if holder.isdecimal() else "another process"
            raise WorkspaceLocked(
                f"{who} writes to this workspace",
                where=str(self._path.parent),
                hint="Wait for it, stop it, or use another workspace",
            ) from error
        with in_words(self._path):
            os.ftruncate(handle, 0)
            os.write(handle, str(os.getpid()).encode())
        return handle
