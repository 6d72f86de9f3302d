"""The one way both stores are brought up to date. A store lends it a ``Backend``: a few primitives without any policy."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import orjson

from graph import cypher, diff
from graph.model import Changes, Projection, fingerprint
from graph.project import VERSION
from graph.schema import EDGE_COLUMNS, entity_labels, labels, node_columns, predicates
from graph.store import Held, Meta
from ontology.errors import StoreError

Rows = list[dict[str, Any]]


class Backend(Protocol):
    """What a store must be able to do so that it can be synced."""

    @property
    def embedded(self) -> bool:
        """Whether all nodes are in one table and all relationships in another, with typed columns."""

    @property
    def batch(self) -> int:
        """At most how many rows one query writes."""

    @property
    def transaction(self) -> int:
        """About how many rows one transaction writes."""

    def rows(self, query: str, parameters: Mapping[str, Any]) -> Rows:
        """Run a trusted query that reads; all its rows."""

    def write(self, bundles: Sequence[Sequence[diff.Step]], expected: frozenset[str]) -> None:
        """Run each bundle of steps in a transaction. Stop if the bookkeeping's owner, if there is one, is not ``expected``."""

    def counts(self) -> tuple[int, int]:
        """How many nodes and edges it really holds."""

    def prepare(self) -> None:
        """Lay out tables, constraints and indexes, if they are not there."""

    def empty(self) -> None:
        """Remove everything."""


def schema_version() -> str:
    """Changes with the layout of the graph; a store of another version is rebuilt."""
    columns = {label: node_columns(label) for label in labels()}
    return fingerprint(VERSION, columns, EDGE_COLUMNS, predicates())


def read_meta(backend: Backend) -> Meta | None:
    """The bookkeeping of a store; nothing if it has none."""
    found = backend.rows(cypher.read_meta(), {})
    if not found:
        return None
    row = found[0]
    groups = {key: Held(*value) for key, value in orjson.loads(row["groups"] or b"{}").items()}
    rest = {key: row[key] or "" for key in ("schema", "revision", "fingerprint", "owner")}
    return Meta(complete=row["state"] == "complete", groups=groups, **rest)


def sync(backend: Backend, projection: Projection, revision: str, rebuilt: str | None = None) -> Changes:
    """Make the store hold exactly the projection.

    Args:
        backend: The store.
        projection: The graph that should be.
        revision: Of the library, kept in the bookkeeping.
        rebuilt: Why the store is empty although it should not be, if that is so.

    Returns:
        What was written.

    Raises:
        StoreError: Another process wrote at the same time, or the store holds nodes that are not this project's.
    """
    meta = read_meta(backend)
    why = _distrust(backend, meta)
    if why:
        backend.empty()
        meta = None
    changes = _write(backend, projection, revision, meta, why or rebuilt)
    if meta is not None and not meta.complete and backend.counts() != _expected(read_meta(backend)):
        backend.empty()
        return _write(backend, projection, revision, None, "an earlier write was cut short")
    return changes


def _expected(meta: Meta | None) -> tuple[int, int]:
    return (meta.nodes, meta.edges) if meta else (0, 0)


def _distrust(backend: Backend, meta: Meta | None) -> str | None:
    """Why the store must be emptied, if it must."""
    if meta is None:
        refuse_strangers(backend)
        backend.prepare()
        return None
    if meta.schema != schema_version():
        return "the graph was laid out by another version"
    if meta.complete and backend.counts() != _expected(meta):
        return "the store had lost or gained nodes or edges"
    return None


def refuse_strangers(backend: Backend) -> None:
    """Stop before nodes are touched that this project did not write.

    Args:
        backend: The store, which has no bookkeeping.

    Raises:
        StoreError: There are such nodes.
    """
    if backend.counts() != (0, 0):
        raise StoreError(
            "the database holds nodes with this project's labels that this project did not write",
            hint="Give yaodian a database of its own",
        )


def _write(backend: Backend, projection: Projection, revision: str, meta: Meta | None, rebuilt: str | None) -> Changes:
    if rebuilt:
        backend.prepare()
    held = meta.groups if meta else {}
    difference = diff.compare(projection, held)
    if meta is not None and meta.complete and not difference and meta.revision == revision:
        return Changes()
    owner = secrets.token_hex(8)
    plan = diff.make_plan(difference.changed, *_held(backend, difference))
    bundles = list(diff.transactions(plan.steps(backend.embedded, backend.batch), backend.transaction))
    during = _meta_step(backend, Meta(False, schema_version(), revision, "", owner, diff.held_during(difference, held)))
    after_groups = diff.held_after(projection, held)
    after = _meta_step(backend, Meta(True, schema_version(), revision, projection.fingerprint, owner, after_groups))
    bundles[0].insert(0, during)
    bundles[-1].append(after)
    for group in projection.groups:
        group.forget()  # the projection may live on for long, and its rows are in the bundles
    backend.write(bundles, frozenset({owner, meta.owner if meta else owner}))
    return plan.changes(rebuilt if (difference or rebuilt) else None)


def _meta_step(backend: Backend, meta: Meta) -> diff.Step:
    groups = {key: (held.fingerprint, held.nodes, held.edges, held.entities) for key, held in sorted(meta.groups.items())}
    row = {
        "id": "graph",
        "type": "GraphMeta",
        "state": "complete" if meta.complete else "writing",
        "schema": meta.schema,
        "revision": meta.revision,
        "fingerprint": meta.fingerprint,
        "owner": meta.owner,
        "groups": orjson.dumps(groups).decode(),
    }
    return diff.Step(cypher.write_meta(backend.embedded), [row])


def _held(backend: Backend, difference: diff.Difference) -> tuple[list[diff.HeldNode], list[diff.HeldEdge]]:
    """What the store holds of the groups that differ."""
    nodes: list[diff.HeldNode] = []
    edges: list[diff.HeldEdge] = []
    if difference.entities:
        nodes += _held_nodes(backend, entity_labels(), difference.entities, of_entities=True)
    if difference.documents:
        placed = [label for label in labels() if "document" in node_columns(label)]
        nodes += _held_nodes(backend, placed, difference.documents, of_entities=False)
        for kind in (None,) if backend.embedded else predicates():
            found = backend.rows(cypher.held_edges(kind), {"names": list(difference.documents)})
            edges += [diff.HeldEdge(**row) for row in found]
    return nodes, edges


def _held_nodes(backend: Backend, wanted: Iterable[str], names: Sequence[str], *, of_entities: bool) -> list[diff.HeldNode]:
    found = []
    for label in (None,) if backend.embedded else wanted:
        found += backend.rows(cypher.held_nodes(label, of_entities), {"names": list(names)})
    return [diff.HeldNode(**row) for row in found]
