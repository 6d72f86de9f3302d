"""SPARQL over the graph, reading only: a query cannot update, cannot reach other endpoints, and has limits on rows and time."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from functools import partial

from graph import rdf
from graph.model import Projection, Table
from graph.sparql_process import IDLE_SECONDS, ROOM_BYTES, EngineGone, EngineProcess
from graph.sparql_worker import Message
from graph.store import ROW_LIMIT, TIME_LIMIT
from ontology.characters import is_whole
from ontology.errors import ForbiddenQuery, InvalidQuery, StoreQueryError
from ontology.vocabulary import PREFIXES

MAX_DEPTH = 60
"""Brackets in brackets; the engine reads them by recursion, and some thousands of them would end the process."""
_OPAQUE = re.compile(
    r"\\.|<[^<>\"{}|^`\\\s]*>|#[^\n\r]*"
    r"|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'",
    re.DOTALL,
)
_NAME = re.compile(r"[?$:]\w+")
_FORBIDDEN = re.compile(r"SERVICE|\b(?:FROM|INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b(?!:)", re.IGNORECASE)
"""The first reaches out, and needs no space on either side: after a number, or before a name with an empty prefix."""


class SparqlView:
    """A graph that answers SPARQL. All prefixes of the ontology are known; the default graph is the union of all.

    The engine runs in a process of its own, started by the first query and ended when nothing was asked for a while: a query
    that takes too long, too much, or breaks the engine ends that process and nothing else.

    Args:
        projection: The graph.
        base: The beginning of all IRIs of data.
        room: Bytes that a query may take beside the graph.
        idle: Seconds without a query after which the process ends.
    """

    def __init__(
        self, projection: Projection, base: str = rdf.BASE, *, room: int = ROOM_BYTES, idle: float = IDLE_SECONDS
    ) -> None:
        self._start = partial(EngineProcess, partial(rdf.write_quads, projection, base), room, idle)
        self._engine: EngineProcess | None = None
        self._turn = threading.Lock()

    def query(self, text: str, *, limit: int = ROW_LIMIT, timeout: float = TIME_LIMIT) -> Table:
        """Run a query. One runs at a time; the next waits for it, which is never longer than the limit.

        Args:
            text: SELECT, ASK, CONSTRUCT or DESCRIBE.
            limit: At most this many rows come back.
            timeout: Seconds after which it is ended.

        Returns:
            Columns and rows of plain values. ASK gives one row; CONSTRUCT and DESCRIBE give subject, predicate, object.

        Raises:
            ForbiddenQuery: It would write or reach another endpoint.
            InvalidQuery: It cannot be read.
            StoreQueryError: It took too long or too much, or the engine failed.
            StoreUnavailable: The engine cannot be started.
        """
        check_read_only(text)
        if not self._turn.acquire(timeout=2 * timeout):
            raise StoreQueryError("other SPARQL queries are still running", where="SPARQL", hint="Try again, or ask for less")
        try:
            answer = self._ask({"query": text, "prefixes": PREFIXES, "limit": limit}, timeout)
        finally:
            self._turn.release()
        if "unreadable" in answer:
            raise _unreadable(text, answer["unreadable"])
        if "failed" in answer:
            raise StoreQueryError(f"the query failed: {answer['failed']}", where="SPARQL")
        return Table(tuple(answer["columns"]), tuple(map(tuple, answer["rows"])), truncated=answer["truncated"])

    def _ask(self, message: Message, timeout: float) -> Message:
        engine, self._engine = self._engine, None  # kept only if it answers
        if engine is not None:
            with suppress(EngineGone):
                answer = engine.ask(message, timeout)
                self._engine = engine
                return answer
        engine = self._start()
        answer = engine.ask(message, timeout)
        self._engine = engine
        return answer

    def close(self) -> None:
        """End the process. Harmless when there is none; the next query starts another."""
        with self._turn:
            if self._engine is not None:
                self._engine.close()
                self._engine = None


def _unreadable(text: str, said: str) -> InvalidQuery:
    """The error for a query that the engine cannot read; a prefix that is not known is named, with those that are."""
    if "Prefix not found" not in said:
        return InvalidQuery(f"the SPARQL query cannot be read: {said}", where="SPARQL")
    place = re.search(r"at (\d+):(\d+)", said)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    before = "".join(text.splitlines()[line - 1 : line])[: column - 1]
    name = re.search(r"[\w.-]*:(?=\S*$)", before)
    what = f"the prefix {name[0][:40]} is not known" if name else "a prefix is not known"
    return InvalidQuery(what, where="SPARQL", hint=f"Declare it with PREFIX; known are {', '.join(PREFIXES)}")


def check_read_only(text: str) -> None:
    """Refuse a query that could write or leave this machine.

    Args:
        text: SPARQL as the user wrote it.

    Raises:
        ForbiddenQuery: It holds a clause that does.
        InvalidQuery: Its brackets are nested too deeply, or it is not text.
    """
    if not is_whole(text):
        raise InvalidQuery("the query holds half of a surrogate pair, which is not valid UTF-8", where="SPARQL")
    match = _FORBIDDEN.search(_NAME.sub(" ", _OPAQUE.sub(" ", text)))
    if match:
        raise ForbiddenQuery(f"{match.group().upper()} is not allowed", where="SPARQL", hint="Only this graph can be read")
    depth = 0
    for mark in _OPAQUE.sub(_brackets_of_iri, text):
        depth += (mark in "([{") - (mark in ")]}")
        if depth > MAX_DEPTH:
            raise InvalidQuery(f"brackets are nested deeper than {MAX_DEPTH}", where="SPARQL")


def _brackets_of_iri(match: re.Match[str]) -> str:
    """What looks like an IRI may also stand between two comparisons, so its brackets count."""
    return match.group() if match.group().startswith("<") else " "
