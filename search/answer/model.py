"""What an answer is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ontology.records import Path, Record
from search.question.question import Question


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a document that carry an answer: ``record.text[start:end] == quote``."""

    quote: str
    start: int
    end: int
    path: Path
    document: str
    source_name: str
    title: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of an answer that lists; ``citation`` is the number of the citation that carries it, from 0."""

    label: str
    entity: str | None = None
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class How:
    """How an answer was found.

    Attributes:
        method: outline, metadata, graph, reading, compare, path or none.
        summary: One sentence in plain words.
        cypher: The query that ran on the graph, when one did.
        params: Its parameters.
        looked_for: What was looked for: words, form and documents; told most of all when nothing was found.
    """

    method: str
    summary: str
    cypher: str | None = None
    params: dict[str, Any] = field(default_factory=dict)
    looked_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its evidence. Not answerable: nothing in the library answers, and ``answer`` says what was looked for."""

    answer: str
    answerable: bool
    items: tuple[Item, ...] = ()
    citations: tuple[Citation, ...] = ()
    how: How = How("none", "")
    kind: str = "lookup"


def declined(question: Question, reason: str) -> Answer:
    """An answer that is not answerable, with the reason and what was looked for."""
    looked = tuple(term.text for term in question.terms)
    return Answer(f"文献库里没有找到答案：{reason}。", False, (), (), How("none", reason, looked_for=looked), question.kind)


def cite(record: Record, start: int, end: int, path: Path) -> Citation:
    """A citation of the record's own words, white space at both ends left out."""
    while start < end and record.text[start].isspace():
        start += 1
    while end > start and record.text[end - 1].isspace():
        end -= 1
    return Citation(record.text[start:end], start, end, path, record.id, record.source_name, record.meta.title)


def tidy(text: str) -> str:
    """Printed words on one line, ideographic spaces and line breaks closed."""
    return " ".join(text.replace("　", " ").split())


LIMIT = 600
"""Longest answer in characters; 40 more are allowed for each thing asked for, which is not used."""


def shorten(text: str, limit: int = LIMIT) -> str:
    """The text within the limit; where words are left out, it says so at the end."""
    note = "……（其余见所列各项和引文）"
    return text if len(text) <= limit else text[: limit - len(note)] + note


def compose(lead: str, citations: tuple[Citation, ...], limit: int = LIMIT) -> str:
    """An answer's text: the lead, then as many cited sentences as fit, each with its document.

    The first sentence is always given; when it is too long for the limit only the lead and its document are.
    """
    text = lead
    for number, citation in enumerate(citations):
        head = "依据" if number == 0 else "另见"
        quoted = f"{head}《{tidy(citation.title)}》：“{tidy(citation.quote)}”"
        joined = f"{text}\n{quoted}" if text else quoted
        if len(joined) > limit:
            if number == 0:
                return shorten(f"{text}\n{head}《{tidy(citation.title)}》", limit)
            break
        text = joined
    return text
