"""Answers to claims (由某部牵头吗, 是某年印发的吗, 包括某地吗): yes, no with what is right, or that nothing tells it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from search.answer.claim_bodies import Act, acts_in, forms_of, same_body
from search.answer.claim_members import answer_of_members
from search.answer.claims import Claim, claim_of, wording
from search.answer.metadata_answer import answer_by_metadata, read_particulars
from search.answer.model import Answer, Citation, How, Item, cite, compose, declined
from search.answer.phrases import phrase
from search.answer.ranking import Reading, rank
from search.answer.reading import credit
from search.answer.reading_answer import citation_of
from search.answer.shelf import Book, Shelf
from search.question.analysis import NAMED
from search.question.fold import fold
from search.question.names import NameBook, longest_common, plain
from search.question.question import Question
from search.question.terms import Term

_POOL, _LINE_WITHIN, _MOST = 20, 2500, 3
_TOLD, _EQUAL, _STANDS, _JOINED = 0.75, 0.02, 0.6, 0.5
Understand = Callable[[str], Question]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that say who does the act, how much of the matter stands there, the longest run of it, and what to cite."""

    act: Act
    told: float
    run: int
    citation: Citation
    words: str


def answer_by_claim(question: Question, shelf: Shelf, names: NameBook, understand: Understand) -> Answer | None:
    """Answer a question that claims something; ``None`` when it claims nothing of the kind or members cannot be told.

    Args:
        question: The question.
        shelf: Where to read.
        names: By which names bodies are known.
        understand: What a question asks; the claim is put again as an open question.

    Returns:
        An answer that begins with 是, 不是, 包括 or 不包括, or one that is not answerable.
    """
    claim = claim_of(question)
    if claim is None:
        return None
    asked = understand(claim.open)
    if claim.kind == "includes":
        return answer_of_members(question, claim, asked, shelf, names)
    if claim.kind == "dated":
        return _dated(question, claim, asked, shelf)
    return _issued(question, claim, asked, shelf, names) or _done(question, claim, asked, shelf, names)


def _dated(question: Question, claim: Claim, asked: Question, shelf: Shelf) -> Answer:
    known = answer_by_metadata(asked, shelf)
    record = shelf.books[known.citations[0].document].record if known else None
    told = read_particulars(f"什么时候{claim.act}", record) if record else None  # 实施 in a title asks for nothing
    if told is None:
        return declined(question, f"没有写明{claim.matter}何时{claim.act}")
    right = any(re.match(rf"\D*{re.escape(claim.who)}", item.label) for item in told.items)
    return _said(question, right, told.answer.split("\n")[0], told.items, told.citations, told.how)


def _issued(question: Question, claim: Claim, asked: Question, shelf: Shelf, names: NameBook) -> Answer | None:
    """Whether a document comes from a body; ``None`` when no document or another act is asked about."""
    told = answer_by_metadata(asked, shelf) if wording("issuing").fullmatch(claim.act) else None
    if told is None:
        return None
    issuers = [item.label for item in told.items]
    right = all(any(same_body(forms, issuer) for issuer in issuers) for forms in forms_of(claim.who, question, names))
    return _said(question, right, f"由{'、'.join(issuers)}{claim.act}。", told.items, told.citations, told.how)


def _done(question: Question, claim: Claim, asked: Question, shelf: Shelf, names: NameBook) -> Answer:
    """Yes where the words nearest to the matter name all bodies claimed, no where they name others and none besides."""
    wanted = forms_of(claim.who, question, names)
    found = [each for each in _evidence(claim, asked, shelf) if each.act.bodily or _names_all(wanted, each)]
    if not found:
        return declined(question, f"没有一句话写明{claim.matter}由谁{claim.act}")
    whole = len(plain(claim.matter))
    found = [each for each in found if each.run >= whole] or found
    told_by = [each for each in found if _names_all(wanted, each)]
    if told_by and len(told_by) < len(found) and all(each.words.startswith("(") for each in found):
        return declined(question, f"各处写明的{claim.act}单位不同")  # each line has its own measure
    longest = max(each.run for each in found)
    nearest = [each for each in found if each.run == longest]
    saying = [each for each in nearest if each in told_by]
    denying = not told_by and all(each.act.closed and not _mixed(wanted, each) for each in nearest)
    if not saying and not denying:
        return declined(question, f"没有写明{claim.matter}是否由{claim.who}{claim.act}")
    return _yes_no(question, claim, bool(saying), saying or nearest)


def _names_all(wanted: tuple[frozenset[str], ...], each: Evidence) -> bool:
    return all(any(same_body(forms, body) for body in each.act.bodies) for forms in wanted)


def _mixed(wanted: tuple[frozenset[str], ...], each: Evidence) -> bool:
    """Whether a body claimed stands in the words otherwise than as one that takes part: then they do not deny it."""
    clauses = [clause for clause in re.split("[;。()]", each.words) if clause]
    lesser = wording("lesser")
    return any(form in plain(clause) and not lesser.search(clause) for clause in clauses for forms in wanted for form in forms)


def _evidence(claim: Claim, asked: Question, shelf: Shelf) -> list[Evidence]:
    """The places that tell who does the act in the matter, those that hold most of it; all of a document that is the matter."""
    terms = _of_matter(asked)
    if not terms:
        return []
    readings = rank(asked, shelf, _POOL)
    named = asked.documents[0] if asked.documents and asked.documents[0].score >= NAMED else None
    found = [each for reading in readings for each in _of_reading(claim, terms, reading)]
    best = max((each.told for each in found), default=0.0)
    title = plain(named.title) + "|".join(named.words) if named else ""
    if named and all(any(form in title for form in (term.text, *term.forms)) for term in terms):
        return _of_document(claim, terms, shelf.books[named.id])
    if best >= _TOLD:
        least = _JOINED * len(plain(claim.matter))  # words that are all strewn tell of another matter
        return list(dict.fromkeys(each for each in found if each.told >= best - _EQUAL and each.run >= least))
    return []


def _of_matter(asked: Question) -> tuple[Term, ...]:
    """The words of an open question that say what is done, without those for the act itself."""
    return tuple(
        term
        for term in asked.terms
        if term.role in ("content", "name", "focus")
        and not phrase("asks_responsible").search(term.text)
        and not phrase("measure_words").fullmatch(term.text)
        and not wording("issuing").fullmatch(term.text)
    )


def _of_reading(claim: Claim, terms: tuple[Term, ...], reading: Reading) -> list[Evidence]:
    """What a sentence says itself, each act by its own words, and what the line of bodies after it says."""
    acts = acts_in(reading.folded, claim.act)
    ends = [act.start for act in acts[1:]] + [len(reading.folded)] * bool(acts)
    over = "".join(reading.book.headings[reading.index][:1])
    found = []
    for number, (act, end) in enumerate(zip(acts, ends, strict=True)):
        own = reading.folded[0 if number == 0 else act.start : end]
        words = own + (over if len(acts) == 1 else "")
        found.append(Evidence(act, _told(terms, words), _run(claim, words), citation_of(reading), own))
    return found or _of_line(claim, terms, reading)


def _of_line(claim: Claim, terms: tuple[Term, ...], reading: Reading) -> list[Evidence]:
    """What the line of bodies in brackets after a sentence of the same node says."""
    book = reading.book
    node = next((n for n in book.record.nodes if n.id == reading.sentence.node), None)
    limit = min(node.end if node else reading.end, reading.end + _LINE_WITHIN)
    match = phrase("responsible_line").search(book.folded, reading.end, limit)
    words = reading.folded + "".join(book.headings[reading.index][:1])
    told, run = _told(terms, words), _run(claim, words)
    return [_at(book, match, act, told, run) for act in acts_in(match.group(), claim.act)] if match else []


def _of_document(claim: Claim, terms: tuple[Term, ...], book: Book) -> list[Evidence]:
    """What the sentences of a document that name the matter say; where none does, what all its lines of bodies say."""
    weightiest = max(terms, key=lambda term: term.weight)
    found = [
        Evidence(
            act, 1.0, len(plain(claim.matter)), cite(book.record, sentence.start, sentence.end, sentence.path), book.text(index)
        )
        for index, sentence in enumerate(book.sentences)
        if not book.text(index).startswith("(") and credit(weightiest, book.text(index)) >= _STANDS
        for act in acts_in(book.text(index), claim.act)
    ]
    lines = phrase("responsible_line").finditer(book.folded)
    return found or [
        _at(book, line, act, 1.0, len(plain(claim.matter))) for line in lines for act in acts_in(line.group(), claim.act)
    ]


def _at(book: Book, match: re.Match[str], act: Act, told: float, run: int) -> Evidence:
    sentence = next((s for s in book.sentences if s.start <= match.start() < s.end), None)
    path = sentence.path if sentence else (0,)
    return Evidence(act, told, run, cite(book.record, *match.span(), path), match.group())


def _told(terms: tuple[Term, ...], words: str) -> float:
    """Share of the weight of the matter that stands in some words."""
    mass = sum(term.weight for term in terms)
    text = fold(words)
    return sum(term.weight * credit(term, text) for term in terms) / mass if mass else 0.0


def _run(claim: Claim, words: str) -> int:
    """How long a run of the matter stands in some words as asked: its words strewn over a sentence may tell another one."""
    return len(longest_common(plain(claim.matter), plain(words)))


def _yes_no(question: Question, claim: Claim, right: bool, found: list[Evidence]) -> Answer:
    citations = tuple(dict.fromkeys(each.citation for each in found))[:_MOST]
    bodies = {
        body: citations.index(each.citation)
        for each in reversed(found)
        if each.citation in citations
        for body in each.act.bodies
    }
    ordered = [body for each in found if each.citation in citations for body in each.act.bodies]
    items = tuple(Item(body, None, bodies[body]) for body in dict.fromkeys(ordered))
    how = How("reading", f"读了“{claim.act}”之前写的机构，共{len(found)}处")
    return _said(question, right, f"由{'、'.join(item.label for item in items)}{claim.act}。", items, citations, how)


def _said(
    question: Question, right: bool, told: str, items: tuple[Item, ...], citations: tuple[Citation, ...], how: How
) -> Answer:
    lead = "是。" if right else f"不是。{told}"
    return Answer(compose(lead, citations), True, items, citations, how, question.kind)
