"""Keeps the server's memory small, and a command's time short.

Large pieces go back to the system when they are freed, and what piles up is handed back. The C library (glibc) keeps freed
memory in pools, one a thread by default, and after some large pieces it takes even larger ones from the pools. Elsewhere than
on glibc nothing of that happens here.
"""

from __future__ import annotations

import ctypes
import gc
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.freed_memory import trimmer

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # numbers of malloc.h
POOLS = 2
LARGE_BYTES = 128 * 1024
"""A piece of this size or more is taken from the system itself. Setting it also stops the library from raising it."""
GROWTH_BYTES = 4 * 1024 * 1024
"""More than so much since the last time is worth the milliseconds that handing back takes."""


NEW_OBJECTS = 50_000
"""Objects after which a command looks for cycles; Python's own number is 700."""


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for garbage in cycles less often: records are trees without cycles, and each look costs time (decision 093)."""
    before = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


SWITCH_SECONDS = 0.02
"""How long a thread of a command keeps Python's lock when another wants it; Python's own number is 0.005."""


@contextmanager
def rare_switches() -> Iterator[None]:
    """Let the thread that reads documents hand over Python's lock less often to the one that embeds (decision 093)."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def keep_pools_small() -> None:
    """Limit the pools. For the beginning of a long-lived process, before it has threads."""
    adjust = getattr(ctypes.CDLL(None), "mallopt", None)
    if adjust is not None:
        adjust(_M_ARENA_MAX, POOLS)
        adjust(_M_MMAP_THRESHOLD, LARGE_BYTES)


class Tidier:
    """Hands freed memory back to the system when the process has grown."""

    def __init__(self) -> None:
        self._least = 0
        self._trim = trimmer()

    def tidy(self) -> None:
        """Hand back what is free if the process has grown since; costs microseconds if not, milliseconds if so."""
        if self._trim is not None and resident_bytes() > self._least + GROWTH_BYTES:
            self._trim(0)
            self._least = resident_bytes()


def resident_bytes() -> int:
    """Memory of this process that is in use; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except OSError:
        return 0
