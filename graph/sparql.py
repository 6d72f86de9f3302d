"""SPARQL over the graph, reading only: a query cannot update, cannot reach other endpoints, and has limits on rows and time."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pyoxigraph as ox

from graph import rdf
from graph.model import Projection, Table
from graph.store import ROW_LIMIT, TIME_LIMIT
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
    """A graph in memory that answers SPARQL. All prefixes of the ontology are known; the default graph is the union of all.

    Args:
        projection: The graph.
        base: The beginning of all IRIs of data.
    """

    def __init__(self, projection: Projection, base: str = rdf.BASE) -> None:
        self.fingerprint = projection.fingerprint
        self._store = rdf.dataset(projection, base)
        self._turn = threading.Lock()

    def query(self, text: str, *, limit: int = ROW_LIMIT, timeout: float = TIME_LIMIT) -> Table:
        """Run a query.

        Args:
            text: SELECT, ASK, CONSTRUCT or DESCRIBE.
            limit: At most this many rows come back.
            timeout: Seconds after which it is given up.

        Returns:
            Columns and rows of plain values. ASK gives one row; CONSTRUCT and DESCRIBE give subject, predicate, object.

        Raises:
            ForbiddenQuery: It would write or reach another endpoint.
            InvalidQuery: It cannot be read.
            StoreQueryError: It took too long.
        """
        check_read_only(text)
        if not self._turn.acquire(timeout=timeout):
            raise StoreQueryError("another SPARQL query is still running", hint="Try again, or ask for less")
        found: list[Table | Exception] = []
        worker = threading.Thread(target=self._work, args=(text, limit, monotonic() + timeout, found), daemon=True)
        worker.start()
        worker.join(timeout)
        if not found:
            raise StoreQueryError(f"the query took longer than {timeout:g} seconds", hint="Ask for less, or raise the limit")
        if isinstance(found[0], Exception):
            raise found[0]
        return found[0]

    def _work(self, text: str, limit: int, deadline: float, found: list[Table | Exception]) -> None:
        """Run in a thread of its own: the engine cannot be interrupted, so at most one such query runs at a time."""
        try:
            result = self._store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
            found.append(_table(result, limit, deadline))
        except SyntaxError as error:
            what = " ".join(str(error).split()).rstrip(".")
            found.append(InvalidQuery(f"the SPARQL query cannot be read: {what}"))
        except (StoreQueryError, ValueError, OSError, RuntimeError) as error:
            kept = isinstance(error, StoreQueryError)
            found.append(error if kept else StoreQueryError(f"the query failed: {' '.join(str(error).split())}"))
        finally:
            self._turn.release()


def check_read_only(text: str) -> None:
    """Refuse a query that could write or leave this machine.

    Args:
        text: SPARQL as the user wrote it.

    Raises:
        ForbiddenQuery: It holds a clause that does.
        InvalidQuery: Its brackets are nested too deeply.
    """
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


def _table(result: Any, limit: int, deadline: float) -> Table:  # noqa: ANN401  one of three result classes
    if isinstance(result, ox.QueryBoolean):
        return Table(("answer",), ((bool(result),),))
    if isinstance(result, ox.QueryTriples):
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        rows: Iterator[tuple[Any, ...]] = ((triple.subject, triple.predicate, triple.object) for triple in result)
    else:
        columns = tuple(variable.value for variable in result.variables)
        rows = (tuple(solution[index] for index in range(len(columns))) for solution in result)
    kept: list[tuple[Any, ...]] = []
    for row in rows:
        if monotonic() > deadline:
            raise StoreQueryError("the query took longer than allowed", hint="Ask for less, or raise the limit")
        if len(kept) == limit:
            return Table(columns, tuple(kept), truncated=True)
        kept.append(tuple(map(_plain, row)))
    return Table(columns, tuple(kept))


def _plain(term: Any) -> Any:  # noqa: ANN401  any RDF term
    if not isinstance(term, ox.Literal):
        return None if term is None else str(getattr(term, "value", term))
    kind = term.datatype.value.rpartition("#")[2]
    if kind in ("integer", "int", "long"):
        return int(term.value)
    if kind in ("double", "decimal", "float"):
        return float(term.value)
    return term.value == "true" if kind == "boolean" else term.value
