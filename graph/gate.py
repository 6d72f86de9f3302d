"""Lets many pass, until somebody needs the room for himself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Visitors come and go in any number; who asks for the room alone waits till they are gone, and keeps new ones out."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._visitors = 0
        self._alone = False

    @contextmanager
    def visiting(self) -> Iterator[None]:
        """Be one of many.

        Yields:
            When nobody has the room alone.
        """
        with self._change:
            self._change.wait_for(lambda: not self._alone)
            self._visitors += 1
        try:
            yield
        finally:
            with self._change:
                self._visitors -= 1
                self._change.notify_all()

    @contextmanager
    def alone_if_free(self) -> Iterator[bool]:
        """Have the room alone if nobody is in it now.

        Yields:
            Whether that is so.
        """
        with self._change:
            free = not self._alone and self._visitors == 0
            self._alone = self._alone or free
        try:
            yield free
        finally:
            if free:
                with self._change:
                    self._alone = False
                    self._change.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the room alone. Must not be asked for by a visitor.

        Yields:
            When all visitors are gone.
        """
        with self._change:
            self._change.wait_for(lambda: not self._alone)
            self._alone = True
            self._change.wait_for(lambda: self._visitors == 0)
        try:
            yield
        finally:
            with self._change:
                self._alone = False
                self._change.notify_all()
