"""What letterhead, title, addressees and attachments say: relations of the document as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.identity import fold_name
from ontology.records import Entity, Mention, NodeKind, Record

_LETTERHEAD = re.compile("(?:司局|办公厅|办公室|各司局)?(?:函件|文件)")
_TITLE_VERB = re.compile("关于|印发|转发|批转|[，。]")
_BODIES = 60  # characters of other bodies before a body that heads a title


@dataclass(frozen=True, slots=True)
class Link:
    """A relation in the making between two ids."""

    subject: str
    predicate: str
    object: str
    start: int
    end: int
    rule: str
    confidence: float


def own_ids(record: Record) -> frozenset[str]:
    """The document as an entity."""
    title = fold_name(record.meta.title or "")
    policies = [entity for entity in record.entities if title and entity.type == "Policy"]
    return frozenset(entity.id for entity in policies if title in map(fold_name, (entity.name, *entity.aliases)))


def _by_spelling(record: Record, kind: str) -> dict[str, Entity]:
    named = [entity for entity in record.entities if entity.type == kind]
    return {fold_name(name): entity for entity in named for name in (entity.name, *entity.aliases)}


def of_document(record: Record) -> Iterator[Link]:
    """Yield issuers, recipients, bases, the ministry on the letterhead and attachments."""
    bodies = _by_spelling(record, "Institution")
    mentions: dict[str, list[Mention]] = {}
    for mention in record.mentions:
        mentions.setdefault(mention.entity, []).append(mention)
    issuers = record.meta.issuers or ((record.meta.issuer,) if record.meta.issuer else ())
    for predicate, names in (("issued_by", issuers), ("addressed_to", record.meta.recipients)):
        for name in names:
            entity = bodies.get(fold_name(name))
            at = mentions.get(entity.id, []) if entity else []
            if entity and at:
                rule = f"{predicate}/metadata"
                yield Link(record.id, predicate, entity.id, at[0].start, at[0].end, rule, 0.97)
    policies = _by_spelling(record, "Policy")
    own, opening = _loose(record.meta.title), _opening(record)
    for name in record.meta.based_on:
        entity = policies.get(fold_name(name))
        at = [mention for mention in mentions.get(entity.id, []) if mention.start < opening] if entity else []
        if entity and at and _loose(name) != own:
            yield Link(record.id, "based_on", entity.id, at[0].start, at[0].end, "based_on/metadata", 0.85)
    yield from _letterhead(record, [bodies[fold_name(name)] for name in issuers if fold_name(name) in bodies])
    yield from _attachments(record)


def _letterhead(record: Record, issuers: list[Entity]) -> Iterator[Link]:
    """教育部司局函件: the department that issues is a part of the ministry on the letterhead."""
    kinds = {entity.id: entity.type for entity in record.entities}
    front = next((n.end for n in record.nodes if n.kind is NodeKind.FRONT), min(len(record.text), 400))
    for mention in record.mentions:
        head = _LETTERHEAD.match(record.text, mention.end)
        if mention.end < front and kinds.get(mention.entity) == "Institution" and head:
            for issuer in issuers:
                if issuer.id != mention.entity and issuer.name[-1] in "司局处室":
                    yield Link(issuer.id, "part_of", mention.entity, mention.start, head.end(), "part_of/letterhead", 0.9)


def _attachments(record: Record) -> Iterator[Link]:
    """附件：… names a document that is a part of this one."""
    kinds = {entity.id: entity.type for entity in record.entities}
    for mention in record.mentions:
        before = record.text[max(0, mention.start - 8) : mention.start]
        if kinds.get(mention.entity) == "Policy" and re.search("附件\\s*\\d{0,2}\\s*[:：.．]?\\s*(?:\\d[.．、])?《?$", before):
            own = own_ids(record)
            if not own or mention.entity in own:
                continue  # the document is no entity here, or a covering notice has it attached
            yield Link(
                mention.entity,
                "part_of",
                min(own),
                mention.start,
                mention.end,
                "part_of/attachment",
                0.9,
            )


def _loose(title: str) -> str:
    """The folded title without the marks that a name inside it may stand in."""
    return re.sub("[<>〈〉]", "", fold_name(title or ""))


def _opening(record: Record) -> int:
    """Where the words end that tell what the document rests on: the first part with a title, or the second article."""
    parts = [node.start for node in record.nodes if node.kind is NodeKind.PART and node.title]
    points = [node for node in record.nodes if node.kind is NodeKind.POINT]
    if points and points[0].label.startswith("第"):  # the first article says it
        return points[1].start if len(points) > 1 else len(record.text)
    return min([*parts[:1], *(node.start for node in points[1:2]), len(record.text)])


def nested_issuers(record: Record) -> Iterator[Link]:
    """《教育部办公厅关于…的意见》: the name of the issuer opens the title."""
    kinds = {entity.id: entity.type for entity in record.entities}
    ordered = sorted(record.mentions, key=lambda m: (m.start, -m.end))
    front = max((node.end for node in record.nodes if node.kind is NodeKind.FRONT), default=0)
    title = fold_name(record.meta.title or "")
    outer: Mention | None = None
    for mention in ordered:
        if outer is None or mention.start >= outer.end:
            outer = mention
        elif (kinds[outer.entity], kinds[mention.entity]) == ("Policy", "Institution") and _heads(record.text, outer, mention):
            rest = record.text[mention.end : outer.end]
            own = outer.end <= front and title and title in fold_name(record.text[outer.start : outer.end])
            subject = record.id if own else outer.entity
            if re.match("(?:[、 ]|等|和)?.{0,40}?(?:关于|印发|办公[厅室])", rest):
                yield Link(subject, "issued_by", mention.entity, outer.start, outer.end, "issued_by/title", 0.95)


_BETWEEN = " 　、委府厅部局"  # 省委省政府关于…: two bodies side by side


def _heads(text: str, title: Mention, body: Mention) -> bool:
    """Whether only other bodies stand before a body in a title: 《教育部 财政部关于…》."""
    before = text[title.start : body.start].lstrip("《")
    return not before or (len(before) <= _BODIES and before[-1] in _BETWEEN and not _TITLE_VERB.search(before))
