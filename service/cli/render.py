"""Results as text for a terminal. Every function takes the JSON value that ``--json`` prints."""

from __future__ import annotations

from typing import Any

from ontology.errors import InvalidQuery
from service.cli.session import table
from service.wire.search import FILTER_FIELDS


def parse_filters(given: list[str]) -> dict[str, list[str]]:
    """Filters from ``field=value`` texts; a field given twice accepts either value.

    Args:
        given: What was given, by name.

    Returns:
        Accepted values by field.

    Raises:
        InvalidQuery: A text has another form, or its field is unknown.
    """
    filters: dict[str, list[str]] = {}
    for text in given:
        field, _, value = text.partition("=")
        if field not in FILTER_FIELDS or not value:
            raise InvalidQuery("not a filter", where=text, hint=f"Write field=value with one of {', '.join(FILTER_FIELDS)}")
        filters.setdefault(field, []).append(value)
    return filters


def hits(value: dict[str, Any]) -> str:
    """Search hits with place, document and the best sentence."""
    lines = [
        f"（理解为 {item['field']}={item['value']}，出自“{item['words']}”；--literal 取消）" for item in value["understood"]
    ]
    for number, hit in enumerate(value["hits"], value["offset"] + 1):
        document = hit["document"]
        lines.append(f"{number:3}. {hit['title'] or _cut(hit['text'], 40)}  〔{place(hit['path'])}〕")
        lines.append(f"     {document['title']}  {document['year'] or ''}  {hit['id']}")
        lines.append(f"     {_cut(_best(hit), 110)}")
        if hit["why"]:
            lines.append(f"     ↳ {'；'.join(hit['why'])}")
    return "\n".join([*lines, f"{value['total']} hits"]) if value["hits"] else "\n".join([*lines, "没有找到。No hits."])


def _best(hit: dict[str, Any]) -> str:
    best = hit["best"]
    return str(hit["text"][best["start"] - hit["start"] : best["end"] - hit["start"]] if best else hit["text"])


def answer(value: dict[str, Any]) -> str:
    """An answer, its items and its citations."""
    lines = [value["answer"]]
    lines += [f"  · {item['label']}" for item in value["items"]]
    for citation in value["citations"]:
        quote = " ".join(citation["quote"].split())
        told = quote if quote not in " ".join(value["answer"].split()) else _cut(quote, 40)  # the answer has it in full
        document = citation["document"]
        lines.append(f"  “{told}”  〔{document['title'] or document['source_name']} {place(citation['path'])}〕")
    return "\n".join([*lines, f"  ({value['how']['summary']})"])


def comparison(value: dict[str, Any]) -> str:
    """Aligned points of two documents."""
    words = {"continued": "延续", "changed": "变化", "new": "新增", "dropped": "不再"}
    fields = {"targets": "指标", "bodies": "机构"}
    lines = [f"{_edition(value['before'])}  →  {_edition(value['after'])}"]
    for pair in value["pairs"]:
        titles = [f"{place(side['path'])} {side['title']}" for side in (pair["before"], pair["after"]) if side]
        lines.append(f"{words.get(pair['status'], pair['status'])}  {'  →  '.join(titles)}")
        lines += [
            f"      {fields[change['field']]}：{change['before'] or '—'} → {change['after'] or '—'}"
            for change in pair["changes"]
            if change["field"] in fields
        ]
        lines += [f"      措辞：{_diff(pair['diff'])}"] if any(p["kind"] != "same" for p in pair["diff"]) else []
    counts = "，".join(f"{words.get(status, status)} {number}" for status, number in value["counts"].items())
    return "\n".join([*lines, counts])


def _edition(document: dict[str, Any]) -> str:
    title, year = document["title"] or document["source_name"], document["year"]
    return title if year is None or str(year) in title else f"{title}（{year}）"


def _diff(pieces: list[dict[str, str]]) -> str:
    """What differs within its neighbourhood, marked as ``wdiff`` does: ``[-taken out-]``, ``{+put in+}``."""
    marks = {"removed": "[-{}-]", "added": "{{+{}+}}", "same": "{}"}
    texts = [(piece["kind"], " ".join(piece["text"].split())) for piece in pieces]
    return "".join(
        marks[kind].format(f"{text[:8]}…{text[-8:]}" if kind == "same" and len(text) > 20 else text)
        for kind, text in texts
        if text
    )


def news(value: dict[str, Any]) -> str:
    """New points, or the kept searches."""
    if "searches" in value:
        rows = [[item["name"], item["query"], item["seen"]] for item in value["searches"]]
        return table(["name", "query", "seen"], rows) if rows else "no kept searches"
    rows = [[p["added"][:10], place(p["path"]), p["title"], p["document"]["title"], p["id"]] for p in value["points"]]
    return table(["added", "point", "title", "document", "id"], rows) if rows else f"nothing new since {value['since']}"


def damaged(value: dict[str, Any]) -> str:
    """Lines to add below a list: documents of which something cannot be used, and what to do; nothing where all are whole."""
    lines = [
        f"damaged  {item['id']} ({item['source_name'] or '?'}): {item['what']}. {item['hint']}" for item in value["damaged"]
    ]
    return "".join(f"\n{line}" for line in lines)


def state(value: dict[str, Any]) -> str:
    """Settings with origins, and the state of library and projections."""
    settings = table(["setting", "value", "origin"], [[s["name"], s["value"], s["origin"]] for s in value["settings"]])
    rows = [
        [p["name"], p["state"], ", ".join(f"{n} {k}" for k, n in p["counts"].items()), p["problem"] or ""]
        for p in value["projections"]
    ]
    old = f"{value['outdated']} read by other rules; run: yaodian rebuild" if value["outdated"] else ""
    library = ["library", "truth", f"{value['documents']} documents", old]
    head = f"yaodian {value['version']}  extractor {value['extractor']}  revision {value['revision']}"
    head += damaged(value)
    served = [f"served at {value['served_at']}"] if value["served_at"] else []
    return "\n".join([head, *served, "", table(["room", "state", "holds", "problem"], [library, *rows]), "", settings])


def shown(value: dict[str, Any]) -> str:
    """A document, a point or an entity."""
    kind, thing = value["kind"], value["value"]
    return {"document": _document, "point": _point, "entity": _entity}[kind](thing)


def _document(value: dict[str, Any]) -> str:
    names = ("id", "title", "doc_number", "issuer", "date", "year", "kind", "region", "source_name", "added")
    head = [f"{name}: {value[name]}" for name in names if value[name]]
    outline = [
        f"{'  ' * len(node['path'])}{node['label']}{node['title']}  〔{place(node['path'])}〕  {node['id']}"
        for node in value["nodes"]
        if node["title"] and node["path"]
    ]
    unread = sum(gap["end"] - gap["start"] for gap in value["unread"])
    counts = f"{len(value['entities'])} entities, {len(value['facts'])} facts, {len(value['targets'])} targets, {unread} unread"
    return "\n".join([*head, counts, "", *outline])


def _point(value: dict[str, Any]) -> str:
    names = {entity["id"]: entity["name"] for entity in value["entities"]}
    facts = [
        f"  · {fact['predicate']} → {names.get(fact['object'], fact['object'])}  [{fact['rule']}]" for fact in value["facts"]
    ]
    head = f"{' › '.join(value['outline'])}  〔{place(value['node']['path'])}〕  {value['document']['title']}"
    return "\n".join([head, value["text"], *facts])


def _entity(value: dict[str, Any]) -> str:
    head = [f"{value['name']}  {value['type']}  {value['id']}", *(f"  = {alias}" for alias in value["aliases"])]
    facts = [
        f"{'→' if fact['direction'] == 'out' else '←'} {fact['predicate']} {fact['other']['name']}"
        f"{_quoted(fact['quote'])}  〔{' '.join(filter(None, (fact['document']['title'], fact['path'])))}〕  [{fact['rule']}]"
        for fact in value["facts"]
    ]
    return "\n".join([*head, *(f"  ({reason})" for reason in value["reasons"]), *facts])


def _quoted(quote: str | None) -> str:
    return f"  “{_cut(quote, 60)}”" if quote else ""  # what the library itself knows stands in no sentence


def place(path: list[int]) -> str:
    """A path as printed in an outline.

    >>> place([2, 3])
    '2.3'
    """
    return ".".join(map(str, path))


def _cut(text: str, longest: int) -> str:
    text = " ".join(str(text).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
