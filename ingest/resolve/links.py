"""Links between documents of the library: whose text a cited Policy is, and what documents then say of one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ingest.resolve.names import apart, bare, edition_of, issuer_of, plain
from ontology.identity import fold_name
from ontology.records import CanonicalEntity, DocumentLink, Record

_BETWEEN = ("implements", "based_on", "supersedes")
_ENOUGH = 6  # characters of a title that make it distinctive without its issuing body


def texts(records: Sequence[Record], entities: Iterable[CanonicalEntity]) -> list[DocumentLink]:
    """``text_of``: this document is the text of that Policy."""
    policies: dict[str, list[tuple[str, CanonicalEntity]]] = defaultdict(list)
    for entity in entities:
        if entity.type == "Policy":
            for name in (entity.name, *entity.aliases):
                if len(bare(name)) >= 3:
                    policies[bare(name)].append((name, entity))
    links: dict[tuple[str, str], DocumentLink] = {}
    for record in records:
        title = record.meta.title
        for name, entity in policies.get(bare(title), ()) if title else ():
            score, reason = _is_text(record, name)
            key = (record.id, entity.id)
            if score and (key not in links or links[key].score < score):
                links[key] = DocumentLink("text_of", record.id, entity.id, score, reason, record.id)
    return [links[key] for key in sorted(links)]


def _is_text(record: Record, name: str) -> tuple[float, str]:
    title = record.meta.title
    if apart(title, name):
        return 0.0, ""
    if fold_name(title) == fold_name(name):
        return 1.0, "same title"
    said = issuer_of(name)
    issuers = {fold_name(issuer) for issuer in (*record.meta.issuers, record.meta.issuer or "") if issuer}
    if said and issuers and not any(issuer in said or said in issuer for issuer in issuers):
        return 0.0, ""
    if plain(title) == plain(name):
        return (0.95, "same title but for the issuing body") if len(plain(name)) >= _ENOUGH or said else (0.0, "")
    if edition_of(title) and not edition_of(name) and len(bare(name)) >= _ENOUGH:
        return 0.85, "same title but for the edition, which only one of them gives"
    if edition_of(name) and not edition_of(title) and len(bare(name)) >= _ENOUGH:
        return 0.85, "same title but for the edition, which only one of them gives"
    return 0.0, ""


def between(records: Sequence[Record], links: Iterable[DocumentLink], canonical: Mapping[str, str]) -> list[DocumentLink]:
    """``implements``, ``based_on`` and ``supersedes`` from document to document, with the words that say so."""
    by_policy: dict[str, list[str]] = defaultdict(list)
    for link in links:
        by_policy[link.target].append(link.source)
    dates = {record.id: record.meta.date or str(record.meta.year or "") for record in records}
    made: dict[tuple[str, str, str], DocumentLink] = {}
    for record in records:
        for predicate, policy, start, end in _said(record, canonical):
            target = _edition(record.id, by_policy.get(policy, []), dates)
            if target is not None and (predicate, record.id, target) not in made:
                made[predicate, record.id, target] = DocumentLink(
                    predicate, record.id, target, 1.0, "said in the text", record.id, start, end
                )
    for link in _newer_laws(records, dates):
        made.setdefault((link.predicate, link.source, link.target), link)
    return [made[key] for key in sorted(made)]


def _said(record: Record, canonical: Mapping[str, str]) -> Iterator[tuple[str, str, int, int]]:
    for statement in sorted(record.statements, key=lambda s: (s.start, s.end, s.id)):
        own = statement.subject == record.id or statement.path is not None
        if own and statement.predicate in _BETWEEN and statement.object in canonical:
            yield statement.predicate, canonical[statement.object], statement.start, statement.end


def _edition(source: str, targets: Sequence[str], dates: Mapping[str, str]) -> str | None:
    """The edition that was in force when the source was written; the newest if that cannot be told."""
    others = sorted((dates[target], target) for target in targets if target != source)
    if not others:
        return None
    before = [item for item in others if dates[source] and item[0] and item[0] <= dates[source]]
    return (before or others)[-1][1]


def _newer_laws(records: Sequence[Record], dates: Mapping[str, str]) -> Iterator[DocumentLink]:
    """A law of the same name with a later date supersedes the earlier one."""
    laws: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.meta.kind and ("法律" in record.meta.kind or record.meta.kind in {"法", "条例"}) and dates[record.id]:
            laws[bare(record.meta.title)].append(record)
    for group in laws.values():
        ordered = sorted(group, key=lambda record: (dates[record.id], record.id))
        for older, newer in pairwise(ordered):
            if dates[older.id] < dates[newer.id]:
                yield DocumentLink("supersedes", newer.id, older.id, 0.9, "a later edition of the same law")
