"""The process that SPARQL queries run in: a graph comes in on standard input, then queries over a socket, one at a time.

Run as a script by ``graph.sparql_process``. The engine cannot be interrupted, keeps what it has allocated, and some queries
make it end its process; here all that costs is this process. Only the standard library and the engine are loaded.

    script SOCKET IDLE ROOM     the socket's number, seconds without a query after which it ends, bytes that queries may take
"""

from __future__ import annotations

import json
import math
import resource
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

Message = dict[str, Any]
_HEAD = 8
MAX_MESSAGE = 64 * 1024 * 1024
"""Most bytes of one message; a row may hold a text of any length."""


KEPT_BYTES = 64 * 1024 * 1024
"""Memory beside the graph that the process may keep after a query."""


LONGEST = 240


class TooLongError(Exception):
    """A message that is longer than ``MAX_MESSAGE``."""


def send(channel: socket.socket, message: Message) -> None:
    """Send one message."""
    data = json.dumps(message).encode()
    channel.sendall(len(data).to_bytes(_HEAD, "big") + data)


def receive(channel: socket.socket, seconds: float | None = None) -> Message | None:
    """Wait for one message.

    Args:
        channel: Where it comes from.
        seconds: At most this long; as long as it takes when left out.

    Returns:
        The message; nothing when the other side has gone.

    Raises:
        TimeoutError: It did not come in time.
        TooLongError: It is too long.
        OSError: The socket failed.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    head = _exactly(channel, _HEAD, deadline)
    if head is None:
        return None
    length = int.from_bytes(head, "big")
    if length > MAX_MESSAGE:
        raise TooLongError
    data = _exactly(channel, length, deadline)
    return None if data is None else dict(json.loads(data))


def _exactly(channel: socket.socket, length: int, deadline: float | None) -> bytes | None:
    data = bytearray()
    while len(data) < length:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise TimeoutError
        channel.settimeout(left)
        part = channel.recv(min(length - len(data), 1 << 16))
        if not part:
            return None
        data += part
    return bytes(data)


def answer(store: ox.Store, asked: Message) -> Message:
    """Run one query.

    Args:
        store: The graph.
        asked: ``query``, ``prefixes`` and ``limit``.

    Returns:
        ``columns``, ``rows`` and ``truncated``, or ``unreadable`` or ``failed`` with the engine's words.
    """
    try:
        result = store.query(asked["query"], prefixes=asked["prefixes"], use_default_graph_as_union=True)
        return _table(result, asked["limit"])
    except SyntaxError as error:
        return {"unreadable": _short(error)}
    except (ValueError, OSError, RuntimeError, MemoryError) as error:
        return {"failed": _short(error)}


def _short(error: BaseException) -> str:
    """The engine's words in one line: where it stumbled, and the first of many things that it expected."""
    text = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _table(result: Any, limit: int) -> Message:  # noqa: ANN401  one of three result classes
    if isinstance(result, ox.QueryBoolean):
        return {"columns": ["answer"], "rows": [[bool(result)]], "truncated": False}
    if isinstance(result, ox.QueryTriples):
        columns = ["subject", "predicate", "object"]
        rows: Iterator[list[Any]] = ([triple.subject, triple.predicate, triple.object] for triple in result)
    else:
        columns = [variable.value for variable in result.variables]
        rows = ([solution[index] for index in range(len(columns))] for solution in result)
    kept: list[list[Any]] = []
    for row in rows:
        if len(kept) == limit:
            return {"columns": columns, "rows": kept, "truncated": True}
        kept.append([_plain(term) for term in row])
    return {"columns": columns, "rows": kept, "truncated": False}


def _plain(term: Any) -> Any:  # noqa: ANN401  any RDF term
    if not isinstance(term, ox.Literal):
        return None if term is None else str(getattr(term, "value", term))
    kind = term.datatype.value.rpartition("#")[2]
    if kind in ("integer", "int", "long"):
        return int(term.value)
    if kind in ("double", "decimal", "float"):
        number = float(term.value)
        return number if math.isfinite(number) else term.value  # JSON has no infinity
    return term.value == "true" if kind == "boolean" else term.value


def serve(channel: socket.socket, idle: float, room: int) -> None:
    """Take the graph in, say so, and answer until the other side has gone or nothing was asked for a while."""
    store = ox.Store()
    store.bulk_load(input=sys.stdin.buffer, format=ox.RdfFormat.N_QUADS)
    loaded = _resident()
    _limit_memory(room)
    send(channel, {"ready": len(store)})
    try:
        while (asked := receive(channel, idle)) is not None:
            _limit_processor(float(asked["seconds"]))
            channel.settimeout(None)
            send(channel, answer(store, asked))
            if _resident() > loaded + KEPT_BYTES:
                return  # the engine keeps what it has allocated; the next query finds a small process
    except TimeoutError:
        return


def _resident() -> int:
    return _pages(1) * resource.getpagesize()


def _pages(which: int) -> int:
    """Pages of this process: 0 all, 1 those in memory; 0 outside Linux, where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[which])
    except OSError:
        return 0


def _limit_memory(room: int) -> None:
    """From here on only so many bytes more; an engine that gets none ends the process."""
    if pages := _pages(0):  # else only time is limited
        most = pages * resource.getpagesize() + room
        _limit(resource.RLIMIT_AS, most)


def _limit_processor(seconds: float) -> None:
    """Also when the asking process is killed, an endless query has its end."""
    _limit(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds) + 2)


def _limit(what: int, most: int) -> None:
    """Limit this process, but never beyond what it was given."""
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), float(sys.argv[2]), int(sys.argv[3]))
