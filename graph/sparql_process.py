"""Starts, asks and ends the process that SPARQL queries run in (``graph.sparql_worker``)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import weakref
from collections.abc import Callable
from typing import IO

from graph import sparql_worker
from graph.sparql_worker import Message, TooLongError, receive, send
from ontology.errors import StoreError, StoreQueryError, StoreUnavailable

IDLE_SECONDS = 60.0
"""Without a query for so long, the process ends and its memory with it; the next query starts another."""
ROOM_BYTES = 1024**3
"""Memory that a query may take beside the graph."""


class EngineGone(StoreUnavailable):
    """The process has ended because nothing was asked; start another."""


class EngineProcess:
    """A process of its own with a graph in it. For one thread at a time.

    Args:
        fill: Writes the graph as N-Quads.
        room: Bytes that a query may take.
        idle: Seconds without a query after which it ends.

    Raises:
        StoreUnavailable: It cannot be started, or not take the graph in.
    """

    def __init__(self, fill: Callable[[IO[bytes]], None], room: int = ROOM_BYTES, idle: float = IDLE_SECONDS) -> None:
        try:
            self._process, self._channel = _start(room, idle)
        except OSError as error:
            raise StoreUnavailable(f"the SPARQL engine cannot be started: {error.strerror}", where="SPARQL") from error
        self.close = weakref.finalize(self, _end, self._process, self._channel)
        try:
            assert self._process.stdin is not None
            with self._process.stdin as stream:
                fill(stream)
            ready = receive(self._channel)
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise StoreUnavailable("the SPARQL engine cannot take the graph in", where="SPARQL") from error
            raise
        if ready is None:
            self.close()
            raise StoreUnavailable("the SPARQL engine cannot take the graph in", where="SPARQL")

    def ask(self, message: Message, seconds: float) -> Message:
        """Send one query and wait for its rows.

        Args:
            message: What ``sparql_worker.answer`` wants.
            seconds: After so long the process is killed.

        Returns:
            What ``sparql_worker.answer`` gives.

        Raises:
            EngineGone: The process had ended before the query came.
            StoreQueryError: The query took too long or too much, or the engine broke down over it.
        """
        try:
            self._channel.settimeout(seconds)  # else what was left of the query before would hold for sending this one
            send(self._channel, {**message, "seconds": seconds})
            answer = receive(self._channel, seconds)
        except TimeoutError as error:
            self.close()
            raise StoreQueryError(
                f"the query took longer than {seconds:g} seconds", where="SPARQL", hint="Ask for less, or raise query_timeout"
            ) from error
        except TooLongError as error:
            self.close()
            raise StoreQueryError("the rows hold too much text", where="SPARQL", hint="Ask for less") from error
        except OSError:
            answer = None
        except BaseException:
            self.close()  # an answer may still come, which must not be taken for that of another query
            raise
        if answer is None:
            raise self._ended()
        return answer

    def _ended(self) -> StoreError:
        status = self._process.wait()  # its end of the socket closes when it ends
        said = self._process.stderr.read() if self._process.stderr else b""
        self.close()
        if status == 0:
            return EngineGone("the SPARQL engine has ended", where="SPARQL", hint="Try again")
        if b"memory allocation" in said or b"MemoryError" in said or status == -signal.SIGKILL:
            return StoreQueryError("the query needs more memory than it may take", where="SPARQL", hint="Ask for less")
        return StoreQueryError(
            "the SPARQL engine broke down over this query", where="SPARQL", hint="Ask otherwise, such as without ORDER BY"
        )


def _start(room: int, idle: float) -> tuple[subprocess.Popen[bytes], socket.socket]:
    ours, theirs = socket.socketpair()
    with theirs:
        number = str(theirs.fileno())
        process = subprocess.Popen(
            [sys.executable, "-P", sparql_worker.__file__, number, str(idle), str(room)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,  # Ctrl-C is for this process, which ends the other
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
    return process, ours


def _end(process: subprocess.Popen[bytes], channel: socket.socket) -> None:
    channel.close()
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stderr):
        if stream is not None:
            stream.close()
