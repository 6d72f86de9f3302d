"""A record as the JSON that ``extract --json`` prints. ``python -m ingest.wire FILE`` prints it for a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import orjson

from ingest.pipeline import extract
from ontology.errors import YaodianError
from ontology.records import Node, NodeKind, Record, Statement, Target


def _span(item: Any) -> dict[str, int]:  # noqa: ANN401  anything with a span
    return {"start": item.start, "end": item.end}


def _point(node: Node, children: list[Node]) -> dict[str, Any]:
    goal = next((child for child in children if child.kind is NodeKind.GOAL), None)
    measures = [_span(child) for child in children if child.kind is NodeKind.MEASURE]
    return {
        "path": list(node.path),
        "title": node.title,
        **_span(node),
        "goal": _span(goal) if goal else None,
        "measures": measures,
        "id": node.id,
    }


def _statement(statement: Statement, record: Record) -> dict[str, Any]:
    subject: Any = statement.subject
    if statement.path is not None:
        subject = list(statement.path)
    elif statement.subject == record.id:
        subject = "document"
    return {
        "id": statement.id,
        "subject": subject,
        "predicate": statement.predicate,
        "object": statement.object,
        **_span(statement),
        "confidence": statement.confidence,
        "rule": statement.rule,
        "modality": statement.modality,
        "origin": statement.origin,
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "point": list(target.path),
        "value": target.value,
        "unit": target.unit,
        "years": list(target.years),
        "subject": target.subject,
        **_span(target),
        "comparator": target.comparator,
        "upper": target.upper,
        "deadline": target.deadline,
        "baseline": target.baseline,
        "rule": target.rule,
    }


def extract_json(record: Record) -> dict[str, Any]:
    """Return the record in the documented shape; fields that the document does not give are null or empty."""
    children: dict[str | None, list[Node]] = {}
    for node in record.nodes:
        children.setdefault(node.parent, []).append(node)
    meta = record.meta
    return {
        "text": record.text,
        "document": {
            "id": record.id,
            "source_name": record.source_name,
            "title": meta.title,
            "doc_number": meta.doc_number,
            "issuer": meta.issuer,
            "issuers": list(meta.issuers),
            "recipients": list(meta.recipients),
            "date": meta.date,
            "year": meta.year,
            "kind": meta.kind,
            "region": meta.region,
            "based_on": list(meta.based_on),
            "effective": meta.effective,
        },
        "parts": [
            {"number": node.path[0], "title": node.title, **_span(node), "id": node.id}
            for node in record.nodes
            if node.kind is NodeKind.PART
        ],
        "points": [_point(node, children.get(node.id, [])) for node in record.nodes if node.kind is NodeKind.POINT],
        "entities": [
            {"id": e.id, "type": e.type, "name": e.name, "aliases": list(e.aliases), "scope": e.scope} for e in record.entities
        ],
        "mentions": [{"entity": m.entity, **_span(m), "point": list(m.path), "rule": m.rule} for m in record.mentions],
        "statements": [_statement(statement, record) for statement in record.statements],
        "targets": [_target(target) for target in record.targets],
        "unread": [{**_span(item), "why": item.why} for item in record.unread],
        "notes": list(record.notes),
        "extractor": record.extractor,
    }


def main(arguments: list[str]) -> int:
    """Print the JSON of the file named first; on bad input one line on standard error."""
    path = Path(arguments[0])
    try:
        record = extract(path.read_bytes(), path.name)
    except (YaodianError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.buffer.write(orjson.dumps(extract_json(record)) + b"\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
