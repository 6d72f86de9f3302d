"""Freed memory goes back to the system."""

from __future__ import annotations

import ctypes
import gc
import sys

import pytest

from service.memory import GROWTH_BYTES, NEW_OBJECTS, Tidier, rare_collections, rare_switches, resident_bytes

needs_glibc = pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="only glibc is told to")


@needs_glibc
def test_what_was_freed_between_things_that_stay_is_handed_back() -> None:
    tidier = Tidier()
    tidier.tidy()
    pieces = [bytes(2000) for _ in range(50_000)]
    stays = bytes(2000)  # above the others, so that they do not go back by themselves
    grown = resident_bytes()
    del pieces
    tidier.tidy()
    assert resident_bytes() < grown - 50_000_000
    assert len(stays) == 2000


@needs_glibc
def test_a_process_that_has_not_grown_is_left_alone() -> None:
    tidier = Tidier()
    tidier.tidy()
    calls: list[int] = []
    tidier._trim = calls.append
    tidier.tidy()
    assert calls == []
    assert GROWTH_BYTES > 0


def test_collections_are_rare_only_inside_and_come_back_after_an_error() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="stop"), rare_collections():
        assert gc.get_threshold()[0] == NEW_OBJECTS
        raise ValueError("stop")
    assert gc.get_threshold() == before


def test_a_command_hands_the_lock_over_less_often_and_gives_the_number_back() -> None:
    before = sys.getswitchinterval()
    with rare_switches():
        assert sys.getswitchinterval() > before
    assert sys.getswitchinterval() == before
