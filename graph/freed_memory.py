"""Freed memory on its way back to the system."""

from __future__ import annotations

import ctypes
from collections.abc import Callable


def trimmer() -> Callable[[int], object] | None:
    """What hands freed memory back, called with the bytes to keep; None where the C library has no such thing."""
    trim: Callable[[int], object] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim


def give_back_memory() -> None:
    """Hand freed memory back where that is possible: after a sync it would keep hundreds of megabytes."""
    trim = trimmer()
    if trim is not None:
        trim(0)
