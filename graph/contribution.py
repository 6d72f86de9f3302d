"""What one record puts into the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.model import Contribution, Edge, Node, Properties
from graph.outline import LABELS, Outline, Place, path_text
from ontology import records
from ontology.errors import RecordFormatError
from ontology.identity import make_id
from ontology.model import load_model
from ontology.records import DocumentLink, Record, Statement, Target

Link = tuple[DocumentLink, Place, Place]


def known(**values: Any) -> Properties:  # noqa: ANN401  property values of any type
    """The properties that have a value; an empty text or list counts as none."""
    return {name: value for name, value in values.items() if value is not None and value != "" and value != []}


def contribute(record: Record, canonical: Mapping[str, Place], links: Iterable[Link]) -> Contribution:
    """Nodes and edges of a record.

    Args:
        record: The document.
        canonical: The entity node for each entity id of the record.
        links: Links whose evidence is this document, or that begin in it, with their ends.

    Returns:
        Its structure, targets, statements and mentions.

    Raises:
        RecordFormatError: A statement or mention names an entity or predicate that nobody knows.
    """
    writer = _Writer(record, canonical)
    nodes = [writer.document(), *writer.structure(), *map(writer.target, record.targets)]
    edges = [
        *writer.containment(),
        *map(writer.has_target, record.targets),
        *(writer.statement(said) for said in record.statements if not {said.subject, said.object} & writer.rejected),
        *(writer.mention(mention) for mention in record.mentions if mention.entity not in writer.rejected),
        *(writer.link(*link) for link in links),
    ]
    return Contribution(tuple(nodes), tuple({edge.id: edge for edge in edges}.values()))


class _Writer:
    def __init__(self, record: Record, canonical: Mapping[str, Place]) -> None:
        self.record = record
        self.canonical = canonical
        self.rejected = {entity.id for entity in record.entities} - canonical.keys()
        """By a judgement they are no entities, so nothing is said of them."""
        self.outline = Outline(record)
        self.predicates = load_model().predicates

    def document(self) -> Node:
        record, meta = self.record, self.record.meta
        properties = known(
            name=meta.title or record.source_name,
            title=meta.title,
            document=record.id,
            doc_number=meta.doc_number,
            issuer=meta.issuer,
            issuers=list(meta.issuers),
            recipients=list(meta.recipients),
            date=meta.date,
            effective=meta.effective,
            year=meta.year,
            kind=meta.kind,
            region=meta.region,
            based_on=list(meta.based_on),
            source_name=record.source_name,
            sha256=record.source_sha256,
            media_type=record.media_type,
            extractor=record.extractor,
        )
        return Node(record.id, "Document", properties)

    def structure(self) -> Iterator[Node]:
        for node in self.outline.shown():
            label = LABELS[node.kind]
            text = self.outline.own_text(node)
            headed = label in ("Part", "Point")
            title = node.title if headed else ""
            yield Node(
                node.id,
                label,
                known(
                    name=title or _first_words(text) or path_text(node.path),
                    title=title,
                    kind=node.kind.value if headed else None,
                    number=node.path[-1] if headed and node.path else None,
                    label=node.label if headed else None,
                    text=text,
                    **self._at(node),
                ),
            )

    def _at(self, thing: records.Node | Target) -> dict[str, Any]:
        order = thing.order if isinstance(thing, records.Node) else None
        return {
            "document": self.record.id,
            "path": path_text(thing.path),
            "order": order,
            "start": thing.start,
            "end": thing.end,
            "year": self.record.meta.year,
        }

    def target(self, target: Target) -> Node:
        quote = self.record.quote(target.start, target.end)
        properties = known(
            name=quote,
            text=quote,
            value=float(target.value),
            upper=None if target.upper is None else float(target.upper),
            unit=target.unit,
            comparator=target.comparator,
            years=list(target.years),
            deadline=target.deadline,
            baseline=target.baseline,
            subject=target.subject,
            rule=target.rule,
            **self._at(target),
        )
        return Node(target.id, "Target", properties)

    def containment(self) -> Iterator[Edge]:
        for node in self.outline.shown():
            start, end = (node.title_start, node.title_end) if node.title else (node.start, node.end)
            parent, child = self.outline.place(node.parent), Place(node.id, LABELS[node.kind])
            yield self._edge("has_part", parent, child, (start, end), path=path_text(node.path), rule="outline")

    def has_target(self, target: Target) -> Edge:
        subject, place = self.outline.subject(target.node), Place(target.id, "Target")
        span = (target.start, target.end)
        return self._edge("has_target", subject, place, span, path=path_text(target.path), rule=target.rule)

    def statement(self, statement: Statement) -> Edge:
        about = statement.subject
        subject = self._entity(about) if about in self.canonical else self.outline.subject(about)
        if about not in self.canonical and about != self.record.id and about not in self.outline:
            raise self._unknown(about)
        edge = self._edge(
            statement.predicate,
            subject,
            self._entity(statement.object),
            (statement.start, statement.end),
            key=statement.id,
            path=path_text(statement.path),
            rule=statement.rule,
            confidence=float(statement.confidence),
            modality=statement.modality,
            origin=statement.origin,
        )
        return edge

    def mention(self, mention: records.Mention) -> Edge:
        subject, entity = self.outline.subject(mention.node), self._entity(mention.entity)
        span = (mention.start, mention.end)
        return self._edge("mentions", subject, entity, span, path=path_text(mention.path), rule=mention.rule)

    def link(self, link: DocumentLink, source: Place, target: Place) -> Edge:
        span = None if link.start is None or link.end is None or link.document != self.record.id else (link.start, link.end)
        score = float(link.score)
        return self._edge(link.predicate, source, target, span, rule="library", confidence=score, reason=link.reason)

    def _edge(
        self,
        predicate: str,
        source: Place,
        target: Place,
        span: tuple[int, int] | None,
        key: str = "",
        **properties: Any,  # noqa: ANN401  property values of any type
    ) -> Edge:
        if predicate not in self.predicates:
            raise RecordFormatError(
                f"unknown predicate {predicate}", where=self.record.source_name, hint="Run: yaodian rebuild"
            )
        start, end = span or (None, None)
        identity = make_id("edge", self.record.id, predicate, source.id, target.id, start or 0, end or 0, key)
        evidence = known(
            predicate=predicate,
            source=source.id,
            target=target.id,
            document=self.record.id,
            year=self.record.meta.year,
            start=start,
            end=end,
            quote=self.record.quote(*span) if span else None,
            **properties,
        )
        return Edge(identity, predicate, source.id, source.type, target.id, target.type, evidence)

    def _entity(self, entity: str) -> Place:
        place = self.canonical.get(entity)
        if place is None:
            raise self._unknown(entity)
        return place

    def _unknown(self, thing: str) -> RecordFormatError:
        what = f"the record refers to {thing}, which is neither its node nor a known entity"
        return RecordFormatError(what, where=self.record.source_name, hint="Run: yaodian rebuild")


def _first_words(text: str, limit: int = 60) -> str:
    """A text short enough to be a name: all of it, or its beginning and an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
