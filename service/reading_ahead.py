"""The files of a command are read by other processes too, each for itself, so that no processor is idle.

A reading process is forked while this one still has a single thread and neither lock nor store open: what it shares with it is
the loaded rules and lexicon, and nothing that could be half done. It begins at once, while this process opens the workspace. It
only reads: whatever goes wrong with a file there is left to this process, which reads the file once more, so that an error is
raised where it always was.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ontology.errors import YaodianError
from ontology.records import Record
from service.extraction import load_rules, read_by_rules
from service.files import read_file
from service.settings import Settings

MOST = 7
"""Processes at most where the settings name no number: each has what it read in memory."""
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG of Linux's prctl


class Ahead(NamedTuple):
    """What was read of a file, and the hash of the bytes that it held then."""

    sha256: str
    record: Record


class ReadingAhead:
    """Gives what other processes read, and reads the rest here, also while it would wait for them. For one thread.

    Args:
        settings: Lexicon and limit.
        begun: The files that processes read or will read, in the order in which they will be asked for.
    """

    def __init__(self, settings: Settings, begun: Mapping[Path, Future[Ahead]] | None = None) -> None:
        self._settings = settings
        self._begun = dict(begun or {})
        self._here: dict[Path, Ahead] = {}

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
        ahead = self._ahead(path)
        if ahead is not None and ahead.sha256 == sha256(data).hexdigest():
            return ahead.record
        return read_by_rules(data, name, self._settings)

    def _ahead(self, path: Path) -> Ahead | None:
        """What was read of a file before it was asked for; nothing where nobody began. Meanwhile others are read here."""
        future = self._begun.pop(path, None)
        if future is None or future.cancel():
            return self._here.pop(path, None)
        while not future.done():
            if not self._read_another():
                wait([future])
        with suppress(Exception):  # it comes again when the file is read here
            return future.result()
        return None

    def _read_another(self) -> bool:
        """Read the first file that no process has begun; whether there was one."""
        path = next((path for path, future in self._begun.items() if future.cancel()), None)
        if path is None:
            return False
        del self._begun[path]
        with suppress(Exception):  # it comes again when that file is asked for
            self._here[path] = read_ahead(path, self._settings)
        return True


def read_ahead(path: Path, settings: Settings) -> Ahead:
    """Read a file by the rules.

    Args:
        path: The file.
        settings: Lexicon and limit.

    Returns:
        What was read.

    Raises:
        InputError: It cannot be read.
    """
    data = read_file(path, settings.upload_limit)
    return Ahead(sha256(data).hexdigest(), read_by_rules(data, path.name, settings))


@contextmanager
def reading_ahead(settings: Settings, files: Iterable[Path]) -> Iterator[ReadingAhead]:
    """Begin to read files in as many processes as the settings say, where that can be done safely.

    Args:
        settings: How many, how to read, and the workspace, whose documents need no reading.
        files: What will be asked for, in order.

    Yields:
        Reads them.
    """
    fresh = _unknown(settings, dict.fromkeys(files)) if readers(settings) else []
    others = set(multiprocessing.active_children())
    pool, begun = _begin(settings, fresh)
    if pool is None:
        yield ReadingAhead(settings)
        return
    try:
        yield ReadingAhead(settings, begun)
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()  # nobody will ask for what it reads
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def readers(settings: Settings) -> int:
    """How many processes read beside this one."""
    if settings.readers is not None:
        return settings.readers
    return min(len(os.sched_getaffinity(0)) - 1, MOST) if hasattr(os, "sched_getaffinity") else 0


def _unknown(settings: Settings, files: Iterable[Path]) -> list[Path]:
    """The files that are not in the library. Those that cannot be opened are left to whoever asks for them."""
    from ingest.library.library import document_id
    from service.rooms import make_library

    library, unknown = make_library(settings), []
    for path in files:
        with suppress(YaodianError):
            data = read_file(path, settings.upload_limit)
            try:
                library.folder(document_id(data))
            except YaodianError:
                unknown.append(path)
    return unknown


def _begin(settings: Settings, files: list[Path]) -> tuple[ProcessPoolExecutor | None, dict[Path, Future[Ahead]]]:
    """The processes and what they read; no processes where there is nothing to read, or the system allows none."""
    if not files:
        return None, {}
    load_rules(settings)  # once, and shared
    if not _alone():
        return None, {}
    pool: ProcessPoolExecutor | None = None
    try:
        context = multiprocessing.get_context("fork")
        pool = ProcessPoolExecutor(min(readers(settings), len(files)), context, partial(_live_and_die_with, os.getpid()))
        return pool, {path: pool.submit(read_ahead, path, settings) for path in files}
    except (OSError, RuntimeError, ImportError):  # no more processes, or no semaphores
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)
        return None, {}


def _alone() -> bool:
    """Whether this process may be forked: Linux, and no thread of any library that could be in the middle of something."""
    try:
        return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _live_and_die_with(parent: int) -> None:
    """A reading process ends at Ctrl-C without a word, and with the process that it reads for, however that ends."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
