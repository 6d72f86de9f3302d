"""What the model is asked, and the schema that its reply must keep to."""

from __future__ import annotations

from typing import Any

from ontology.model import load_model

VERSION = "1"
"""Raise it when the wording changes: kept replies of another version are not used."""


def point_predicates() -> tuple[str, ...]:
    """Names of the predicates from a point to an entity that the model may use."""
    predicates = load_model().predicates.values()
    entities = set(load_model().entity_types())
    found = [p.name for p in predicates if "Point" in p.subject and set(p.object) <= entities and p.name != "mentions"]
    return tuple(sorted(found))


def reply_schema() -> dict[str, Any]:
    """JSON schema of a reply: a list of facts, each with its quote."""
    fact = {
        "type": "object",
        "additionalProperties": False,
        "required": ["predicate", "object", "type", "quote"],
        "properties": {
            "predicate": {"type": "string", "enum": list(point_predicates())},
            "object": {"type": "string"},
            "type": {"type": "string", "enum": list(load_model().entity_types())},
            "quote": {"type": "string"},
        },
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["facts"],
        "properties": {"facts": {"type": "array", "items": fact}},
    }


def messages(text: str, known: list[tuple[str, str]]) -> list[dict[str, str]]:
    """Return the messages that ask for the facts of one point.

    Args:
        text: The point's text.
        known: Name and type of the entities that the rules found in it.

    Returns:
        A system and a user message.
    """
    model = load_model()
    lines = [
        f"- {name}（{model.predicates[name].label.zh}）：{model.predicates[name].description.zh}宾语类型："
        f"{'、'.join(model.predicates[name].object)}"
        for name in point_predicates()
    ]
    system = (
        "你从中文政策文件的一条要点中提取关系。只依据给出的文字；每条关系附一段逐字引文（quote），引文必须原样出现在文中。"
        "宾语（object）用文中印出的全称。拿不准就不写。不写否定的和已成往事的内容。只输出 JSON。\n可用的关系：\n"
        + "\n".join(lines)
    )
    names = "、".join(f"{name}（{kind}）" for name, kind in known) or "无"
    return [
        {"role": "system", "content": f"{system}\n（提示版本 {VERSION}）"},
        {"role": "user", "content": f"已识别的实体：{names}\n\n要点原文：\n{text}"},
    ]
