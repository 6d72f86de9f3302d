"""The whole graph as JSON: every node and edge, sorted, so that equal graphs give equal bytes, whichever store held them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from graph import cypher
from graph.model import Projection
from graph.schema import labels, predicates
from graph.store import GraphStore
from graph.values import plain_properties

EVERYTHING = 2**31 - 2
MINUTES = 600.0
_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE

Item = dict[str, Any]


def projection_json(projection: Projection) -> bytes:
    """The graph as it should be.

    Args:
        projection: Made by ``graph.project``.

    Returns:
        UTF-8 JSON: an object with the lists ``nodes`` and ``edges``.
    """
    nodes = ({**plain_properties(node.properties), "id": node.id, "type": node.type} for node in projection.nodes)
    edges = ({**plain_properties(edge.properties), "id": edge.id} for edge in projection.edges)
    return _json(nodes, edges)


def store_json(store: GraphStore) -> bytes:
    """The graph as a store holds it, in the same form.

    Args:
        store: Which to read.

    Returns:
        UTF-8 JSON: an object with the lists ``nodes`` and ``edges``.
    """
    nodes = (item for label in labels() for item in _all(store, cypher.all_nodes(label)))
    edges = (item for kind in predicates() for item in _all(store, cypher.all_edges(kind)))
    return _json(nodes, edges)


def _all(store: GraphStore, query: str) -> Iterator[Item]:
    for row in store.read(query, limit=EVERYTHING, timeout=MINUTES).rows:
        yield row[0]


def _json(nodes: Iterable[Mapping[str, Any]], edges: Iterable[Mapping[str, Any]]) -> bytes:
    listed = {"nodes": sorted(nodes, key=_id), "edges": sorted(edges, key=_id)}
    return orjson.dumps(listed, option=_OPTIONS)


def _id(item: Mapping[str, Any]) -> str:
    return str(item["id"])
