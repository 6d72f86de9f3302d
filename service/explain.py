"""A record for human eyes: its text with entities coloured, and under each node the facts with the rule that said each.

Both renderings cut the text at the same places, so that what a terminal shows is what the page shows.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ontology.model import load_model
from ontology.records import Mention, Record

COLOURS = {"Policy": 34, "Program": 35, "Institution": 32, "Event": 33, "Group": 36, "Region": 31}
"""ANSI foreground of each entity type; the page uses classes of the same names."""
CSS = """
body{max-width:52rem;margin:2rem auto;padding:0 1rem;font:1rem/1.9 system-ui,sans-serif;color:#1c1c1c;background:#fff}
mark{padding:.05em .15em;border-radius:.2em;color:inherit}
.Policy{background:#dbe7ff}.Program{background:#f3dcff}.Institution{background:#d9f5df}.Event{background:#fff0c2}
.Group{background:#d3f3f5}.Region{background:#ffdcd6}.unread{background:#eee;text-decoration:line-through}
ul{margin:.2rem 0 1rem;padding-left:1.2rem;font-size:.86rem;line-height:1.5;color:#444}
code{color:#777}.text{white-space:pre-wrap;margin:.4rem 0}
"""


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of text that is shown together, and the facts whose evidence begins in it."""

    start: int
    end: int
    facts: tuple[str, ...]


def as_text(record: Record, *, colour: bool) -> str:
    """The record for a terminal; without ``colour``, entities stand in brackets with their type."""
    paint = _ansi if colour else _bracketed
    lines = []
    for block in _blocks(record):
        lines.append(_marked(record, block, paint).strip("\n"))
        lines += [f"    · {fact}" for fact in block.facts]
    return "\n".join(line for line in lines if line) + "\n"


def as_html(record: Record) -> str:
    """The record as one self-contained HTML page."""
    body = []
    for block in _blocks(record):
        body.append(f'<div class="text">{_marked(record, block, _tagged, html.escape)}</div>')
        if block.facts:
            body.append("<ul>" + "".join(f"<li>{html.escape(fact)}</li>" for fact in block.facts) + "</ul>")
    title = html.escape(record.meta.title or record.source_name)
    legend = " ".join(f'<mark class="{kind}">{_type_label(kind)}</mark>' for kind in COLOURS)
    metas = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    head = f'<!doctype html><html lang="zh"><head>{metas}<title>{title}</title><style>{CSS}</style></head>'
    top = f"<h1>{title}</h1><p>{legend} <code>{html.escape(record.extractor)}</code></p>"
    return f"{head}<body>{top}{''.join(body)}</body></html>\n"


def summary(value: dict[str, Any]) -> str:
    """What a document says in a few lines, from its JSON."""
    document = value["document"]
    known = [
        f"{name}: {document[name]}" for name in ("title", "doc_number", "issuer", "date", "year", "kind") if document.get(name)
    ]
    counts = ", ".join(
        f"{len(value[name])} {name}" for name in ("parts", "points", "entities", "mentions", "statements", "targets")
    )
    return "\n".join([*known, counts, "Add --json for all of it, or --explain to see it in the text."])


def _blocks(record: Record) -> Iterator[_Block]:
    parents = {node.parent for node in record.nodes}
    leaves = sorted((node.start, node.end) for node in record.nodes if node.id not in parents and node.end > node.start)
    facts = sorted(_facts(record))
    position = 0
    for start, end in leaves or [(0, len(record.text))]:
        begin = max(start, position)
        if begin > position:
            yield _block(position, begin, facts)
        if end > begin:
            yield _block(begin, end, facts)
            position = end
    if position < len(record.text):
        yield _block(position, len(record.text), facts)


def _block(start: int, end: int, facts: list[tuple[int, str]]) -> _Block:
    return _Block(start, end, tuple(fact for at, fact in facts if start <= at < end))


def _facts(record: Record) -> Iterator[tuple[int, str]]:
    names = {entity.id: entity.name for entity in record.entities} | {node.id: _place(node.path) for node in record.nodes}
    names[record.id] = "本文件"
    predicates = load_model().predicates
    for s in record.statements:
        label = predicates[s.predicate].label.zh if s.predicate in predicates else s.predicate
        said = f"{names.get(s.subject, s.subject)} —{label} {s.predicate}→ {names.get(s.object, s.object)}"
        yield (
            s.start,
            f"{said}  “{_short(record.quote(s.start, s.end))}”  [{s.rule}, {s.confidence:.2f}, {s.modality}, {s.origin}]",
        )
    for t in record.targets:
        number = f"{t.value:g}" + (f"—{t.upper:g}" if t.upper is not None else "")
        said = f"{_place(t.path)} —指标→ {t.subject} {t.comparator} {number} {t.unit}"
        yield t.start, f"{said}  “{_short(record.quote(t.start, t.end))}”  [{t.rule}]"
    for gap in record.unread:
        yield gap.start, f"未读：{gap.why}"


def _place(path: tuple[int, ...]) -> str:
    return "第" + ".".join(map(str, path)) + "点" if path else "全文"


def _short(quote: str, longest: int = 60) -> str:
    quote = " ".join(quote.split())
    return quote if len(quote) <= longest else quote[: longest - 1] + "…"


def _marked(
    record: Record, block: _Block, paint: Callable[[str, str], str], plain: Callable[[str], str] = lambda text: text
) -> str:
    kinds = {entity.id: entity.type for entity in record.entities}
    pieces, position = [], block.start
    for mention in _outermost(record.mentions, block):
        pieces.append(plain(record.text[position : mention.start]))
        pieces.append(paint(record.text[mention.start : mention.end], kinds.get(mention.entity, "")))
        position = mention.end
    return "".join([*pieces, plain(record.text[position : block.end])])


def _outermost(mentions: tuple[Mention, ...], block: _Block) -> Iterator[Mention]:
    position = block.start
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= position and mention.end <= block.end:
            yield mention
            position = mention.end


def _ansi(text: str, kind: str) -> str:
    return f"\x1b[{COLOURS.get(kind, 1)}m{text}\x1b[0m"


def _bracketed(text: str, kind: str) -> str:
    return f"[{text}|{_type_label(kind)}]"


def _tagged(text: str, kind: str) -> str:
    return f'<mark class="{html.escape(kind)}" title="{html.escape(_type_label(kind))}">{html.escape(text)}</mark>'


def _type_label(kind: str) -> str:
    types = load_model().types
    return types[kind].label.zh if kind in types else kind
