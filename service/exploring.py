"""What a person who looks around sees of the graph: entities with evidence, neighbours, paths, points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.errors import InvalidQuery, NotFound
from ontology.identity import fold_name
from service import convert
from service.wire.graph import (
    EntitiesResponse,
    EntityDetail,
    EntityRef,
    EntityRow,
    Fact,
    Neighbour,
    NeighboursResponse,
    PathsResponse,
    PathStep,
    PointDetail,
)
from service.workspace import Workspace

if TYPE_CHECKING:
    from graph import views

_NAMESAKES, _SHOWN = 50, 8  # entities looked through for a whole name, and named where it is not enough


def entities(workspace: Workspace, q: str = "", type: str | None = None, limit: int = 20, offset: int = 0) -> EntitiesResponse:
    """Entities by name or alias.

    Args:
        workspace: The workspace.
        q: What is looked for.
        type: Only this type.
        limit: At most this many.
        offset: So many are skipped.

    Returns:
        A page of them.

    Raises:
        InvalidQuery: There is no such type.
    """
    from graph import explore

    page = explore.entities(workspace.reading().store, q, [type] if type else [], limit, offset)
    return EntitiesResponse(entities=[EntityRow.model_validate(hit) for hit in page.items], total=page.total)


def named(workspace: Workspace, name: str) -> EntityDetail:
    """The entity that bears a name whole; one that is called so is preferred to one that is also called so.

    Args:
        workspace: The workspace.
        name: Its name or an alias; width, case, quotation marks and spaces do not matter.

    Returns:
        The entity and its facts.

    Raises:
        NotFound: None bears it.
        InvalidQuery: Several do.
    """
    wanted = fold_name(name)
    rows = entities(workspace, name, limit=_NAMESAKES).entities if wanted else []
    bearing = [row for row in rows if wanted in map(fold_name, (row.name, *row.aliases))]
    called = [row for row in bearing if fold_name(row.name) == wanted] or bearing
    if not called:
        hint = "List documents with: yaodian list"
        raise NotFound("no document, point or entity has this id or whole name", where=name[:80], hint=hint)
    if len(called) > 1:
        each = ", ".join(f"{row.id} ({row.name}, {row.type})" for row in called[:_SHOWN])
        raise InvalidQuery(f"{len(called)} entities bear this name", where=name[:80], hint=f"Name one by its id: {each}")
    return entity(workspace, called[0].id)


def entity(workspace: Workspace, id: str, limit: int = 200, offset: int = 0, predicate: str | None = None) -> EntityDetail:
    """An entity with its facts and the words that say them.

    Args:
        workspace: The workspace.
        id: Its id.
        limit: At most this many.
        offset: So many are skipped.
        predicate: Only facts with it.

    Returns:
        The entity and a page of its facts.

    Raises:
        NotFound: There is no such entity.
        InvalidQuery: There is no such predicate.
    """
    from graph import explore

    view = explore.entity(workspace.reading().store, id, predicate, limit, offset)
    row = EntityRow.model_validate(view.entity)
    return EntityDetail(
        **row.model_dump(),
        facts=[Fact.model_validate(fact) for fact in view.facts.items],
        reasons=list(view.entity.reasons),
        total=view.facts.total,
        counts=dict(view.facts.counts),
    )


def neighbours(workspace: Workspace, id: str, limit: int = 50) -> NeighboursResponse:
    """What is one step away, statements before bare mentions, those with most facts first.

    Args:
        workspace: The workspace.
        id: Its id.
        limit: At most this many.

    Returns:
        The neighbours.

    Raises:
        NotFound: Nothing in the graph has this id.
    """
    from graph import explore

    found = explore.neighbours(workspace.reading().store, id, limit=limit)
    flat = [
        Neighbour(entity=_ref(item.ref), predicate=group.predicate, direction=group.direction, count=item.count)
        for group in found.groups
        for item in group.items
    ]
    flat.sort(key=lambda n: (n.predicate == "mentions", -n.count, n.entity.name))
    return NeighboursResponse(
        center=_ref(found.center), neighbours=flat[:limit], total=sum(group.total for group in found.groups)
    )


def paths(workspace: Workspace, source: str, target: str, longest: int = 4, limit: int = 5) -> PathsResponse:
    """Ways between two nodes, shortest first.

    Args:
        workspace: The workspace.
        source: Id of the first node.
        target: Id of the last node.
        longest: At most so many steps.
        limit: At most this many.

    Returns:
        The paths.

    Raises:
        NotFound: One of them is not in the graph.
        InvalidQuery: They are the same.
    """
    from graph import paths as ways

    found = ways.paths(workspace.reading().store, source, target, longest=longest, limit=limit)
    return PathsResponse(paths=[[_step(step) for step in path.steps] for path in found.items], complete=found.complete)


def _step(step: views.PathStep) -> PathStep:
    best = step.facts[0] if step.facts else None
    return PathStep(
        source=_ref(step.source),
        target=_ref(step.target),
        predicate=best.predicate if best else "",
        direction=best.direction if best else "out",
        facts=[Fact.model_validate(fact) for fact in step.facts],
    )


def _ref(ref: views.Ref) -> EntityRef:
    return EntityRef.model_validate(ref)


def point(workspace: Workspace, id: str) -> PointDetail:
    """One point, part or preamble with its text and all that it says.

    Args:
        workspace: The workspace.
        id: Its id.

    Returns:
        The point.

    Raises:
        NotFound: There is no such point.
    """
    record, node = convert.find_node(workspace.holdings.records.values(), id)
    resolution = workspace.reading().snapshot.resolution
    canonical = resolution.canonical_ids
    inside = [mention for mention in record.mentions if node.start <= mention.start < node.end and mention.entity in canonical]
    named = {canonical[mention.entity] for mention in inside}
    facts = [fact for fact in convert.statements(record, canonical) if node.start <= fact.start < node.end]
    named |= {fact.object for fact in facts}
    return PointDetail(
        id=id,
        node=convert.node_out(node),
        text=record.text[node.start : node.end],
        document=convert.document_ref(record),
        outline=convert.titles_above(record, node),
        children=[convert.node_out(child) for child in record.nodes if child.parent == id],
        facts=facts,
        targets=[convert.target_out(target) for target in record.targets if node.start <= target.start < node.end],
        entities=[EntityRef.model_validate(entity) for entity in resolution.entities if entity.id in named],
    )
