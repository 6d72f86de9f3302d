"""Questions that a person who looks around asks the graph. Both stores give the same answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph import cypher
from graph.schema import entity_labels, predicates, relationship
from graph.store import GraphStore
from graph.views import (
    DocumentItem,
    DocumentPage,
    DocumentRef,
    EntityHit,
    EntityPage,
    EntityView,
    Fact,
    Facts,
    Neighbour,
    NeighbourGroup,
    Neighbours,
    PointView,
    Ref,
)
from ontology.errors import InvalidQuery, NotFound
from ontology.identity import fold_name

STRUCTURE = ("has_part", "has_target")
MAX_PAGE = 1_000
_GROUPS = 10_000


def entities(store: GraphStore, q: str = "", types: Sequence[str] = (), limit: int = 20, offset: int = 0) -> EntityPage:
    """Entities by name or alias: whole names first, then beginnings, then parts; among equals those that are named most.

    Args:
        store: Where to look.
        q: Part of a name; width, case, quotation marks and spaces do not matter. Empty finds all.
        types: Only these types; all where empty.
        limit: At most this many.
        offset: So many are skipped.

    Returns:
        A page of them.

    Raises:
        InvalidQuery: A type that is no entity type, or a limit or offset out of bounds.
    """
    _check_page(limit, offset)
    unknown = set(types) - set(entity_labels())
    if unknown:
        raise InvalidQuery(f"no such entity type: {min(unknown)}", where="types", hint=f"Types: {', '.join(entity_labels())}")
    kinds = sorted(types) or entity_labels()
    needle = fold_name(q)
    values = {"needle": needle, "exact": f"\n{needle}\n", "beginning": f"\n{needle}"} if needle else {}
    found = store.read(cypher.entities(kinds, bool(needle)), {**values, "skip": offset, "limit": limit}, limit=limit).records()
    counted = store.read(cypher.count_entities(kinds, bool(needle)), {"needle": needle} if needle else {})
    return EntityPage(tuple(map(_hit, found)), counted.rows[0][0])


def entity(store: GraphStore, id: str, predicate: str | None = None, limit: int = 200, offset: int = 0) -> EntityView:
    """An entity with its facts and the words that say them, statements before bare mentions, newest first.

    Args:
        store: Where to look.
        id: The entity's id.
        predicate: Only facts with it.
        limit: At most this many facts.
        offset: So many facts are skipped.

    Returns:
        The entity and a page of its facts.

    Raises:
        NotFound: No entity has this id.
        InvalidQuery: There is no such predicate, or a limit or offset is out of bounds.
    """
    ref = find(store, id)
    if ref.type not in entity_labels():
        raise NotFound("no such entity", where=id, hint="Find entities by name first")
    hit = _hit(store.read(cypher.entity(ref.type), {"id": id}).records()[0])
    return EntityView(hit, facts(store, ref, predicate, limit, offset))


def find(store: GraphStore, id: str) -> Ref:
    """The node with this id.

    Args:
        store: Where to look.
        id: Of any node.

    Returns:
        The node, named.

    Raises:
        NotFound: There is none.
    """
    found = store.read(cypher.find_node(), {"id": id}).records()
    if not found:
        raise NotFound("nothing in the graph has this id", where=id, hint="Find entities by name first")
    return Ref(**found[0])


def facts(store: GraphStore, ref: Ref, predicate: str | None = None, limit: int = 200, offset: int = 0) -> Facts:
    """A page of a node's facts, structure left out unless ``predicate`` asks for it.

    Args:
        store: Where to look.
        ref: The node.
        predicate: Only facts with it.
        limit: At most this many.
        offset: So many are skipped.

    Returns:
        The page, with counts over all pages.

    Raises:
        InvalidQuery: There is no such predicate, or a limit or offset is out of bounds.
    """
    _check_page(limit, offset)
    wanted = _predicates(predicate)
    counts: dict[str, int] = {}
    for row in store.read(cypher.fact_counts(ref.type), {"id": ref.id}, limit=_GROUPS).records():
        if row["predicate"] in wanted:
            counts[row["predicate"]] = counts.get(row["predicate"], 0) + row["facts"]
    values = {"id": ref.id, "predicates": wanted, "skip": offset, "limit": limit}
    rows = store.read(cypher.facts(ref.type), values, limit=limit).records()
    documents = document_refs(store, (row["document"] for row in rows))
    return Facts(tuple(fact(row, ref.id, documents) for row in rows), sum(counts.values()), dict(sorted(counts.items())))


def _predicates(predicate: str | None) -> list[str]:
    known = sorted(predicates().values())
    if predicate is None:
        return [name for name in known if name not in STRUCTURE]
    if predicate not in known:
        raise InvalidQuery(f"no such predicate: {predicate}", where="predicate", hint=f"Predicates: {', '.join(known)}")
    return [predicate]


def fact(row: Mapping[str, Any], about: str, documents: Mapping[str, DocumentRef]) -> Fact:
    """A row of ``cypher.facts`` or ``cypher.between`` as a fact about a node; ``other_…`` columns name its other end."""
    return Fact(
        id=row["edge"],
        predicate=row["predicate"],
        direction="out" if row["source"] == about else "in",
        other=Ref(row["other_id"], row["other_type"], row["other_name"]),
        document=documents.get(row["document"], DocumentRef(row["document"], "")),
        path=row["path"] or "",
        start=row["start_at"],
        end=row["end_at"],
        quote=row["quote"],
        rule=row["rule"] or "",
        confidence=1.0 if row["confidence"] is None else row["confidence"],
        modality=row["modality"] or "planned",
        reason=row["reason"] or "",
    )


def document_refs(store: GraphStore, ids: Iterable[str]) -> dict[str, DocumentRef]:
    """The documents with these ids, named, by id."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = store.read(cypher.document_refs(), {"ids": wanted}, limit=len(wanted)).records()
    return {
        row["id"]: DocumentRef(row["id"], row["title"] or row["source_name"], row["year"], row["issuer"], row["source_name"])
        for row in rows
    }


def neighbours(
    store: GraphStore,
    id: str,
    *,
    predicate: str | None = None,
    direction: str | None = None,
    type: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Neighbours:
    """What is one step away from any node, grouped by predicate, direction and type.

    Args:
        store: Where to look.
        id: Of an entity, a document, a part, a point or anything else.
        predicate: Only this group's predicate.
        direction: Only ``out`` or only ``in``.
        type: Only neighbours of this type.
        limit: At most this many in each group.
        offset: So many are skipped in each group; to expand one group, name it and page.

    Returns:
        The groups, sorted; the largest counts first inside each.

    Raises:
        NotFound: Nothing has this id.
        InvalidQuery: A limit or offset is out of bounds.
    """
    _check_page(limit, offset)
    center = find(store, id)
    groups = []
    for row in store.read(cypher.fact_counts(center.type), {"id": id}, limit=_GROUPS).records():
        way = "out" if row["outward"] else "in"
        if predicate in (None, row["predicate"]) and direction in (None, way) and type in (None, row["type"]):
            query = cypher.neighbours(center.type, relationship(row["predicate"]), row["outward"], row["type"])
            found = store.read(query, {"id": id, "skip": offset, "limit": limit}, limit=limit).records()
            items = tuple(Neighbour(Ref(one["id"], one["type"], one["name"]), one["facts"]) for one in found)
            groups.append(NeighbourGroup(row["predicate"], way, row["type"], row["nodes"], items))
    return Neighbours(center, tuple(sorted(groups, key=_group_order)))


def _group_order(group: NeighbourGroup) -> tuple[bool, bool, str, str, str]:
    """Statements first, then bare mentions, then structure."""
    return (group.predicate in STRUCTURE, group.predicate == "mentions", group.predicate, group.direction, group.type)


def documents(
    store: GraphStore, year: int | None = None, kind: str | None = None, limit: int = 100, offset: int = 0
) -> DocumentPage:
    """Documents, newest first.

    Args:
        store: Where to look.
        year: Only of this year.
        kind: Only of this kind, such as 工作要点.
        limit: At most this many.
        offset: So many are skipped.

    Returns:
        A page of them.

    Raises:
        InvalidQuery: A limit or offset is out of bounds.
    """
    _check_page(limit, offset)
    chosen = {"year": year, "kind": kind}
    rows = store.read(cypher.documents(year, kind), _given(chosen) | {"skip": offset, "limit": limit}, limit=limit).rows
    found = [row[0] for row in rows]
    counted = (
        store.read(cypher.points_by_document(), {"ids": [one["id"] for one in found]}, limit=MAX_PAGE).rows if found else ()
    )
    points = dict(counted)
    total = store.read(cypher.count_documents(year, kind), _given(chosen)).rows[0][0]
    return DocumentPage(tuple(_document(one, points.get(one["id"], 0)) for one in found), total)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _document(properties: Mapping[str, Any], points: int) -> DocumentItem:
    names = ("doc_number", "issuer", "date", "year", "kind", "region")
    known = {name: properties.get(name) for name in names}
    return DocumentItem(properties["id"], properties["name"], source_name=properties["source_name"], points=points, **known)


def point(store: GraphStore, id: str) -> PointView:
    """A point or part with its place in the document, its children, targets and facts.

    Args:
        store: Where to look.
        id: The point's id.

    Returns:
        The point.

    Raises:
        NotFound: No point or part has this id.
    """
    ref = find(store, id)
    if ref.type not in ("Point", "Part"):
        raise NotFound("no such point", where=id, hint="Points are listed with their document")
    properties = store.read(cypher.node(ref.type), {"id": id}).rows[0][0]
    parents: list[Ref] = []
    step = ref
    while step.type != "Document" and (above := store.read(cypher.parent(step.type), {"id": step.id}).records()):
        step = Ref(**above[0])
        parents.insert(0, step)
    held = [
        tuple(row[0] for row in store.read(cypher.children(ref.type, kind), {"id": id}).rows)
        for kind in ("HAS_PART", "HAS_TARGET")
    ]
    document = document_refs(store, [properties["document"]])[properties["document"]]
    return PointView(ref, document, properties, tuple(parents), held[0], held[1], facts(store, ref, limit=MAX_PAGE))


def _hit(row: Mapping[str, Any]) -> EntityHit:
    plain = {key: row[key] for key in ("id", "type", "name", "mentions", "documents")}
    return EntityHit(
        **plain, scope=row["scope"] or "", aliases=tuple(row["aliases"] or ()), reasons=tuple(row["reasons"] or ())
    )


def _check_page(limit: int, offset: int) -> None:
    if not 1 <= limit <= MAX_PAGE or not 0 <= offset < 2**63:
        hint = f"Give a limit from 1 to {MAX_PAGE} and an offset from 0"
        raise InvalidQuery("there is no such page", where=f"limit {limit}, offset {offset}", hint=hint)
