"""Records and their resolution to the graph that they say. A pure function: the same set of records gives the same graph.

Every group's fingerprint is computed from what goes into it, not from what comes out, so that groups that a store
already holds are never built. ``VERSION`` must be raised whenever this package turns the same records into another
graph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

from graph.contribution import Link, contribute, known
from graph.model import Contribution, Group, Node, Projection, fingerprint
from graph.outline import Outline, Place
from ontology.errors import RecordFormatError
from ontology.identity import fold_name
from ontology.model import load_model
from ontology.records import CanonicalEntity, DocumentLink, Record, Resolution

VERSION = "1"
_BUCKET = re.compile(r"^(.*-)?..")


def project(records: Iterable[Record], resolution: Resolution) -> Projection:
    """The graph of these records.

    Args:
        records: All records of the library, in any order.
        resolution: Made from the same records.

    Returns:
        The graph; its nodes and edges are made when asked for.

    Raises:
        RecordFormatError: A record or the resolution names a type, entity, node or predicate that nobody knows.
    """
    ordered = sorted(records, key=lambda record: record.id)
    _check_types(resolution.entities)
    types = {entity.id: entity.type for entity in resolution.entities}
    places = {member: Place(canonical, types[canonical]) for member, canonical in resolution.canonical_ids.items()}
    places |= {entity: Place(entity, kind) for entity, kind in types.items()}
    links = _links_by_document(ordered, resolution.links, places)
    groups = [_document_group(record, places, links.get(record.id, [])) for record in ordered]
    return Projection.of([*groups, *_entity_groups(resolution.entities)])


def _check_types(entities: Iterable[CanonicalEntity]) -> None:
    names = load_model().entity_types()
    for entity in entities:
        if entity.type not in names:
            raise RecordFormatError(f"unknown entity type {entity.type}", where=entity.name, hint="Run: yaodian rebuild")


def _document_group(record: Record, places: Mapping[str, Place], links: list[Link]) -> Group:
    mine = {entity.id: places[entity.id] for entity in record.entities if entity.id in places}
    mark = fingerprint(VERSION, record, sorted(mine.items()), links)
    return Group(record.id, mark, entities=False, build=partial(contribute, record, mine, links))


def _links_by_document(
    records: list[Record], links: Iterable[DocumentLink], entities: Mapping[str, Place]
) -> dict[str, list[Link]]:
    """Links with their ends, under the document that says so, or else the one in which they begin."""
    wanted = list(links)
    outlines = {record.id: Outline(record) for record in records} if wanted else {}
    homes = {node.id: record.id for record in records for node in record.nodes} if wanted else {}
    homes |= {record: record for record in outlines}
    found: dict[str, list[Link]] = defaultdict(list)

    def end(thing: str) -> Place:
        if thing in homes:
            return outlines[homes[thing]].subject(thing)
        if thing in entities:
            return entities[thing]
        raise RecordFormatError(f"a link refers to {thing}, which is not in the library", hint="Run: yaodian rebuild")

    for link in sorted(wanted, key=lambda link: (link.predicate, link.source, link.target, link.start or 0, link.reason)):
        home = link.document if link.document in outlines else homes.get(link.source)
        if home is None:
            raise RecordFormatError(f"a link begins at {link.source}, which is not in the library", hint="Run: yaodian rebuild")
        found[home].append((link, end(link.source), end(link.target)))
    return found


def bucket(entity: str) -> str:
    """The group of an entity: the beginning of its id up to two characters of its hash.

    >>> bucket("ent-3fa9")
    'ent-3f'
    """
    match = _BUCKET.match(entity)
    return match.group() if match else entity


def _entity_groups(entities: Iterable[CanonicalEntity]) -> list[Group]:
    buckets: dict[str, list[CanonicalEntity]] = defaultdict(list)
    for entity in sorted(entities, key=lambda entity: entity.id):
        buckets[bucket(entity.id)].append(entity)
    return [
        Group(name, fingerprint(VERSION, members), entities=True, build=partial(_entity_nodes, members))
        for name, members in buckets.items()
    ]


def _entity_nodes(entities: Iterable[CanonicalEntity]) -> Contribution:
    return Contribution(tuple(map(_entity_node, entities)))


def _entity_node(entity: CanonicalEntity) -> Node:
    names = dict.fromkeys(map(fold_name, (entity.name, *sorted(entity.aliases))))
    properties = known(
        name=entity.name,
        aliases=sorted(entity.aliases),
        scope=entity.scope,
        reasons=sorted(entity.reasons),
        search="\n".join(("", *names, "")),
    )
    return Node(entity.id, entity.type, properties)
