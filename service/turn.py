"""Whose turn it is to write: one process at a time by the library's lock, and within it one thread at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ontology.errors import WorkspaceLocked
from service.holdings import Holdings
from service.presence import served_at


class WritersTurn:
    """The right to write to one library. ``kept`` tells whether this process holds it now.

    Args:
        workspace: The workspace's folder.
        holdings: Told whether this process is alone.
    """

    def __init__(self, workspace: Path, holdings: Holdings) -> None:
        self.threads = threading.RLock()
        self.kept = False
        self._workspace = workspace
        self._holdings = holdings
        self._held = ExitStack()

    def keep(self) -> None:
        """Take the lock and keep it.

        Raises:
            WorkspaceLocked: Another process has it.
        """
        try:
            self._held.enter_context(self._holdings.library.lock())
        except WorkspaceLocked as error:
            if (url := served_at(self._workspace)) is None:
                raise
            hint = f"A server has it open at {url}: stop it first"
            raise WorkspaceLocked(error.what, where=str(self._workspace), hint=hint) from error
        self.kept = self._holdings.alone = True

    def give_back(self) -> None:
        """Let go of the lock. Harmless when it is not held."""
        self.kept = self._holdings.alone = False
        self._held.close()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Be the one thread that writes, and hold the lock at least that long.

        Yields:
            Nothing; inside, what is in memory is what is on disk.

        Raises:
            WorkspaceLocked: Another process has it.
        """
        with self.threads:
            if self.kept:
                yield
                return
            self.keep()
            try:
                self._holdings.forget()  # another process may have written
                yield
            finally:
                self.give_back()
