"""The entity that a name by itself means: what search and tests use to look names up without a document."""

from __future__ import annotations

from ingest.lexicon import Lexicon
from ingest.mentions.assemble import clean_name
from ingest.mentions.recognise import recognisers
from ingest.mentions.scopes import local_identity
from ontology.identity import make_id
from ontology.records import Entity


def entity_of(kind: str, name: str, lexicon: Lexicon, region: str | None = None) -> Entity:
    """Return the entity of a type that a printed name means.

    Args:
        kind: An entity type.
        name: The name as printed.
        lexicon: The lexicon to use.
        region: The region of the body in whose document the name is printed; ``None`` for a central body.

    Returns:
        The entity with its canonical name, scope and known aliases, as a document of that region would have it.
    """
    made = recognisers(lexicon, region)
    line = made.cutter.line(0, name)
    whole = [
        span
        for span in made.find(line)
        if span.type == kind and span.start <= 1 and span.end >= len(name) - 1 and (span.name or span.entry)
    ]
    best = min(whole, key=lambda span: (span.rank, -span.length), default=None)
    entry = (best.entry if best else None) or lexicon.find(kind, clean_name(name))
    canonical = entry.name if entry else (best.name if best and best.name else name)
    canonical = clean_name(canonical)
    scope = best.scope if best else ""
    if not scope and entry is None:
        canonical, scope = local_identity(kind, canonical, region, lexicon)
    forms = dict.fromkeys(map(clean_name, (name, *(entry.names() if entry else ()))))
    aliases = tuple(form for form in forms if form != canonical)
    return Entity(make_id("ent", kind, canonical, scope), kind, canonical, aliases, scope, entry.id if entry else None)
