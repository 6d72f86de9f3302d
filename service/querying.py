"""Queries that users write, and exports of the whole graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ontology.errors import InvalidQuery
from service.memory import resident_bytes
from service.wire.graph import TableResponse
from service.wire.system import ExportResponse
from service.workspace import Workspace

if TYPE_CHECKING:
    from graph.model import Table

HEAVY_BYTES = 8 * 1024 * 1024
"""A query that made the process grow by more has filled the store's memory with what hardly another one needs."""
MEDIA_TYPES = {
    "graph-json": "application/json",
    "turtle": "text/turtle",
    "nquads": "application/n-quads",
    "jsonld": "application/ld+json",
}


def cypher(workspace: Workspace, query: str, params: Mapping[str, Any], limit: int) -> TableResponse:
    """Rows of a read-only query.

    Args:
        workspace: The workspace.
        query: The query as it was written.
        params: Parameters by name.
        limit: At most this many.

    Returns:
        Columns and rows.

    Raises:
        ForbiddenQuery: It would do something other than read.
        InvalidQuery: It cannot be read.
        StoreQueryError: The store refused it.
    """
    from graph import guard

    store, before = workspace.reading().store, resident_bytes()
    try:
        return _table(guard.run(store, query, params, limit=limit, timeout=workspace.settings.query_timeout))
    finally:
        if resident_bytes() > before + HEAVY_BYTES:
            store.rest()


def sparql(workspace: Workspace, query: str) -> TableResponse:
    """Rows of a SPARQL query.

    Args:
        workspace: The workspace.
        query: The query as it was written.

    Returns:
        Columns and rows.

    Raises:
        ForbiddenQuery: It would write or reach another endpoint.
        InvalidQuery: It cannot be read.
        StoreQueryError: It took too long.
    """
    settings = workspace.settings
    return _table(workspace.reading().sparql.query(query, limit=settings.query_limit, timeout=settings.query_timeout))


def _table(table: Table) -> TableResponse:
    return TableResponse(columns=list(table.columns), rows=[list(row) for row in table.rows], truncated=table.truncated)


def export(workspace: Workspace, format: str = "graph-json") -> ExportResponse:
    """The whole graph as text.

    Args:
        workspace: The workspace.
        format: Its format.

    Returns:
        The export.

    Raises:
        InvalidQuery: There is no such format.
    """
    if format not in MEDIA_TYPES:
        raise InvalidQuery("no such export format", where=format[:40], hint=f"Use one of {', '.join(MEDIA_TYPES)}")
    return ExportResponse(format=format, media_type=MEDIA_TYPES[format], text=_export(workspace, format).decode())


def _export(workspace: Workspace, format: str) -> bytes:
    if format == "graph-json":
        from graph.export import store_json

        return store_json(workspace.reading().store)
    from graph import rdf

    return rdf.serialise(workspace.reading().snapshot.projection, format)
