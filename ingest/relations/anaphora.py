"""Bare heads: in a point whose heading names one programme, “开展项目绩效评价” assesses that programme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relations.points import Claim
from ontology.records import Node, NodeKind, Record

_HEADED = re.compile("(?:计划|项目|工程|行动|试点|方案|规划)(?:[（(][^（）()]*[)）])?[》”]?$")
_ASSESSED = re.compile(
    "(?:开展|组织|实施|加强|进行|强化|做好|发布)[^，。；\n]{0,6}?(?:项目|行动计划|计划|工程|试点)"
    "[^，。；\n]{0,8}?(?:绩效|评价|评估|考核|监测|验收)[^，。；\n]{0,6}"
)


def bare_claims(record: Record) -> Iterator[Claim]:
    """Yield the assessments of the programme that a point's heading names."""
    if not _ASSESSED.search(record.text):
        return
    for node in record.nodes:
        programme = _programme(record, node) if node.kind is NodeKind.POINT else None
        match = _ASSESSED.search(record.text, node.title_end, node.end) if programme else None
        if programme and match and not _named_inside(record, match):
            yield Claim(node, "evaluates", programme, match.start(), match.end(), "evaluates/bare-head", 0.6, 30)


def _programme(record: Record, node: Node) -> str | None:
    """The one programme or plan that the heading names."""
    kinds = {entity.id: entity.type for entity in record.entities}
    named = {
        mention.entity
        for mention in record.mentions
        if node.title_start <= mention.start < node.title_end
        and kinds.get(mention.entity) in ("Program", "Policy")
        and _HEADED.search(record.text[mention.start : mention.end])
    }
    return next(iter(named)) if len(named) == 1 else None


def _named_inside(record: Record, match: re.Match[str]) -> bool:
    """Whether the words name something else themselves."""
    kinds = {entity.id: entity.type for entity in record.entities}
    inside = [m for m in record.mentions if match.start() <= m.start < match.end()]
    return any(kinds.get(m.entity) == "Program" for m in inside)
