"""The files of a command are read by other processes too, each for itself, so that no processor is idle.

A reading process is forked while this one still has a single thread and neither lock nor store open: what it shares with it is
the loaded lexicon and nothing that could be half done. It begins at once, while this process opens the workspace. It only
reads: what cannot be read is read here once more, so that its error is raised where it always was, and so is what a process
that was killed leaves undone.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, wait
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import YaodianError
from ontology.records import Record
from service.extraction import extractor_version, load_rules, read_by_rules
from service.files import read_file
from service.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Read = tuple[str, Record]
"""The hash of what was read, and its record."""
MOST = 7
"""Processes at most where the settings name no number: each has what it read in memory."""
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG of Linux's prctl


class ReadingAhead:
    """Reads files in other processes before they are asked for, and in this one while it would wait for them.

    Args:
        settings: Lexicon, limit, and the workspace, whose documents need no reading.
        pool: The processes; without one nothing is read before it is asked for.
        files: What will be asked for, in order.
    """

    def __init__(self, settings: Settings, pool: ProcessPoolExecutor | None = None, files: Iterable[Path] = ()) -> None:
        self._settings = settings
        self._pool = pool
        self._lock = threading.RLock()
        self._waiting = deque(dict.fromkeys(files))
        self._begun: dict[Path, Future[Read | None]] = {}

    def begin(self, at_once: int) -> None:
        """Have so many files read at the same time until none is left."""
        for _ in range(at_once):
            self._begin_next()

    def read(self, path: Path, data: bytes, name: str) -> Record:
        """Read a document by the rules.

        Args:
            path: Its file.
            data: What the file held.
            name: Its name.

        Returns:
            The record that ``read_by_rules`` gives.

        Raises:
            InputError: It cannot be read.
        """
        known = self._known(path)
        if known is not None and known[0] == sha256(data).hexdigest():
            return known[1]
        return read_by_rules(data, name, self._settings)

    def _known(self, path: Path) -> Read | None:
        """What was read of a file before; nothing where nobody began. While another process reads it, others are read here."""
        with self._lock:
            if path in self._waiting:
                self._waiting.remove(path)
            future = self._begun.get(path)
        if future is None:
            return None
        while not future.done():
            if (other := self._take()) is None:
                wait([future])
            else:
                self._read_here(other)
        with self._lock:
            del self._begun[path]
        with suppress(BrokenExecutor):
            return future.result()
        return None

    def _take(self) -> Path | None:
        """A file that nobody reads yet."""
        with self._lock:
            return self._waiting.popleft() if self._waiting else None

    def _read_here(self, path: Path) -> None:
        done: Future[Read | None] = Future()
        self._begun[path] = done
        done.set_result(read_unless_known(path, self._settings))

    def _begin_next(self, _done: object = None) -> None:
        """Give the processes the next file. Called in a thread of the pool as well, when one is done."""
        with self._lock:
            if self._pool is None or (path := self._take()) is None:
                return
            try:
                future = self._pool.submit(read_unless_known, path, self._settings)
            except RuntimeError:  # a process was killed, or this command ends
                self._waiting.appendleft(path)
                return
            self._begun[path] = future
        future.add_done_callback(self._begin_next)


def read_unless_known(path: Path, settings: Settings) -> Read | None:
    """Read a file by the rules, unless the library has it already.

    Args:
        path: The file.
        settings: Lexicon, limit and workspace.

    Returns:
        What was read; nothing when it is known, or when it cannot be read.
    """
    from ingest.library.library import document_id
    from service.rooms import make_library

    with suppress(YaodianError):
        data = read_file(path, settings.upload_limit)
        with suppress(YaodianError):
            if make_library(settings).get(document_id(data)).extractor == extractor_version(settings):
                return None
        return sha256(data).hexdigest(), read_by_rules(data, path.name, settings)
    return None


@contextmanager
def reading_ahead(settings: Settings, files: Iterable[Path]) -> Iterator[ReadingAhead]:
    """Begin to read files in as many processes as the settings say, where that can be done safely.

    Args:
        settings: How many, and how to read.
        files: What will be asked for, in order.

    Yields:
        Reads them.
    """
    paths = list(files)
    number = min(readers(settings), len(paths))
    if not number or not _alone():
        yield ReadingAhead(settings)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    load_rules(settings)  # once, and shared
    pool = ProcessPoolExecutor(number, multiprocessing.get_context("fork"), partial(_live_and_die_with, os.getpid()))
    try:
        ahead = ReadingAhead(settings, pool, paths)
        ahead.begin(number + 1)  # one more than there are processes, so that none waits for its next
        yield ahead
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def readers(settings: Settings) -> int:
    """How many processes read beside this one."""
    if settings.readers is not None:
        return settings.readers
    return min(len(os.sched_getaffinity(0)) - 1, MOST) if hasattr(os, "sched_getaffinity") else 0


def _alone() -> bool:
    """Whether this process may be forked: Linux, and no thread of any library that could be in the middle of something."""
    try:
        return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _live_and_die_with(parent: int) -> None:
    """A reading process ends at Ctrl-C without a word, and with the process that it reads for, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
