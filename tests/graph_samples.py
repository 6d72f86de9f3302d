"""Small records in our own words, made by hand, so that the graph is tested without the reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from ontology.identity import make_id
from ontology.records import (
    CanonicalEntity,
    DocumentLink,
    DocumentMeta,
    Entity,
    Mention,
    Node,
    NodeKind,
    Path,
    Record,
    Resolution,
    Statement,
    Target,
)


def entity(kind: str, name: str, *aliases: str) -> Entity:
    return Entity(make_id("ent", kind, name, ""), kind, name, aliases)


LAW = entity("Policy", "职业教育条例", "职教条例")
PLAN = entity("Program", "匠心计划", "“匠心”")
MINISTRY = entity("Institution", "技能促进部", "技能部")
CENTRE = entity("Institution", "技能标准中心")
CONTEST = entity("Event", "校园技能赛")
SCHOOLS = entity("Group", "技工学校")
WEST = entity("Region", "西部地区")
THINGS = (LAW, PLAN, MINISTRY, CENTRE, CONTEST, SCHOOLS, WEST)


@dataclass
class Draft:
    """A record in the making: text and nodes grow together, so that every offset is right."""

    name: str
    year: int
    text: str = ""
    nodes: list[Node] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    @property
    def id(self) -> str:
        return make_id("doc", self.name)

    def node(self, kind: NodeKind, path: Path, title: str, body: str = "", parent: Node | None = None) -> Node:
        start = len(self.text)
        self.text += title + body
        key = make_id("node", self.id, kind.value, start, len(self.text))
        end = start + len(title)
        made = Node(key, kind, path, title, start, len(self.text), start, end, parent.id if parent else None, len(self.nodes))
        self.nodes.append(made)
        return made

    def _span(self, node: Node, words: str) -> tuple[int, int]:
        start = self.text.index(words, node.start)
        return start, start + len(words)

    def says(self, node: Node | Entity | None, predicate: str, thing: Entity, words: str, modality: str = "planned") -> None:
        """A statement about a node, an entity or (with none) the document, and the mention inside it."""
        self.entities[thing.id] = thing
        if isinstance(node, Entity):
            self.entities[node.id] = node
        place = node if isinstance(node, Node) else self.nodes[0]
        start, end = self._span(place, words)
        subject = node.id if node else self.id
        path = node.path if isinstance(node, Node) else None
        key = make_id("stm", self.id, subject, predicate, thing.id, start, end)
        self.statements.append(Statement(key, subject, predicate, thing.id, start, end, "test-rule", 0.9, path, modality))
        self.mentions.append(Mention(thing.id, start, end, place.id, place.path, "test-name"))

    def promises(self, node: Node, value: float, unit: str, words: str) -> None:
        start, end = self._span(node, words)
        key = make_id("tgt", self.id, start, end)
        self.targets.append(Target(key, node.id, node.path, value, unit, start, end, "test-number", years=(self.year,)))

    def record(self) -> Record:
        self.nodes = [
            Node(n.id, n.kind, n.path, n.title, n.start, self._reach(n), n.title_start, n.title_end, n.parent, n.order)
            for n in self.nodes
        ]
        return Record(
            id=self.id,
            source_name=f"{self.name}.txt",
            source_sha256=self.id[4:],
            media_type="text/plain",
            encoding="utf-8",
            extractor="test/1",
            text=self.text,
            offsets=(),
            meta=DocumentMeta(self.name, issuer=MINISTRY.name, year=self.year, kind="工作要点", date=f"{self.year}-03-01"),
            nodes=tuple(self.nodes),
            entities=tuple(self.entities[key] for key in sorted(self.entities)),
            mentions=tuple(self.mentions),
            statements=tuple(self.statements),
            targets=tuple(self.targets),
        )

    def _reach(self, node: Node) -> int:
        inside = [self._reach(child) for child in self.nodes if child.parent == node.id]
        return max([node.end, *inside])


def work_points(name: str, year: int, extra: str = "") -> Record:
    """A year's work points: a letterhead, a preamble, one part with two points, and a part that speaks for itself."""
    draft = Draft(name, year)
    front = draft.node(NodeKind.FRONT, (), "", f"技能促进部关于印发{year}年要点的通知\n")
    preamble = draft.node(NodeKind.PREAMBLE, (0,), "", "以职业教育条例为纲领，办好今年的事。\n")
    part = draft.node(NodeKind.PART, (1,), "一、健全制度", "\n")
    first = draft.node(NodeKind.POINT, (1, 1), "1.修订条例。", parent=part)
    draft.node(NodeKind.GOAL, (1, 1), "", "目标任务：条例更好用。", first)
    draft.node(NodeKind.MEASURE, (1, 1), "", f"工作措施：修订职业教育条例，指导技工学校学习{extra}。\n", first)
    second = draft.node(NodeKind.POINT, (1, 2), "2.实施匠心计划。", parent=part)
    measure = draft.node(
        NodeKind.MEASURE, (1, 2), "", "实施匠心计划，扩招3000人，配合技能部办校园技能赛，惠及西部地区。\n", second
    )
    alone = draft.node(NodeKind.PART, (2,), "二、保障", "\n由技能标准中心评估匠心计划。\n")
    draft.says(None, "issued_by", MINISTRY, "技能促进部")
    draft.says(preamble, "cites", LAW, "职业教育条例")
    draft.says(first, "revises", LAW, "修订职业教育条例")
    draft.says(first, "guides", SCHOOLS, "指导技工学校")
    draft.says(second, "implements", PLAN, "实施匠心计划，")
    draft.says(second, "organizes", CONTEST, "办校园技能赛")
    draft.says(second, "cooperates_with", MINISTRY, "配合技能部", "conditional")
    draft.says(measure, "benefits", WEST, "惠及西部地区")
    draft.says(alone, "evaluates", PLAN, "评估匠心计划")
    draft.says(CENTRE, "part_of", MINISTRY, "技能标准中心")
    draft.promises(measure, 3000, "人", "扩招3000人")
    assert front.path == ()
    return draft.record()


def resolve(records: Iterable[Record], merged: bool = True) -> Resolution:
    """Every entity for itself; points with the same title in two years continue each other."""
    ordered = sorted(records, key=lambda record: (record.meta.year or 0, record.id))
    found = {thing.id: thing for record in ordered for thing in record.entities}
    canonical = [CanonicalEntity(e.id, e.type, e.name, e.aliases, (e.id,), e.scope) for _, e in sorted(found.items())]
    links = []
    for older, newer in pairwise(ordered):
        titles = {node.title: node for node in older.nodes if node.kind is NodeKind.POINT}
        for node in newer.nodes:
            if node.kind is NodeKind.POINT and node.title in titles:
                links.append(DocumentLink("continues", node.id, titles[node.title].id, 0.8, "same title"))
    if merged and ordered:
        last = ordered[-1]
        if LAW.id in found:
            links.append(DocumentLink("text_of", last.id, LAW.id, 1.0, "same title", last.id))
    return Resolution(tuple(canonical), tuple(links))


def library(size: int = 3) -> list[Record]:
    """Work points of consecutive years."""
    return [work_points(f"{2020 + number}年技能工作要点", 2020 + number, "和" * number) for number in range(size)]
