"""Whether a list holds a member (成员单位包括某委吗): yes where it prints it, no only where the list is printed in full."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.answer.claim_bodies import forms_of, same_body
from search.answer.claims import Claim, wording
from search.answer.model import Answer, How, compose, declined
from search.answer.phrases import phrase
from search.answer.ranking import Reading, rank
from search.answer.reading import credit
from search.answer.reading_answer import choose, citation_of
from search.answer.responsible_answer import BETWEEN
from search.answer.shelf import Shelf
from search.question.analysis import NAMED
from search.question.fold import fold
from search.question.names import NameBook, plain
from search.question.question import Question
from search.question.terms import Term

_POOL, _LEAST, _STANDS, _TOLD, _AS_PRINTED = 30, 3, 0.6, 0.6, 0.8
_PLACES_BETWEEN = re.compile(r"[、,]|以及|[和及]")
_RANK = re.compile("(?:[省市县区]|(?:[壮回]族|维吾尔)?自治区)$")
_COUNT = re.compile(r"\d+[个家所](?:部门和单位|单位和部门|[^、和及(]*)(?:\([^)]*\))?")


@dataclass(frozen=True, slots=True)
class Members:
    """A list that a sentence prints, and whether it is printed in full."""

    reading: Reading
    items: tuple[str, ...]
    closed: bool


def answer_of_members(question: Question, claim: Claim, asked: Question, shelf: Shelf, names: NameBook) -> Answer | None:
    """Answer whether a list holds what is claimed.

    ``None`` where reading must tell it: no such list holds it, and yet the sentence nearest to the question prints it.
    """
    kind = _kind(claim.who, names)
    lists = _lists(claim, asked, shelf, kind, names) if kind != "other" else []
    wanted = forms_of(claim.who, question, names)
    holding = [each for each in lists if all(any(_same(kind, forms, item) for item in each.items) for forms in wanted)]
    if holding:
        return _said(question, "包括。", holding[0])
    apart = len({each.reading.book.record.id for each in lists}) > 1
    if lists and lists[0].closed and not apart and not _printed(kind, wanted, lists[0]):
        return _said(question, "不包括。", lists[0])
    if _near(question, claim, shelf, names):
        return None
    return declined(question, f"没有一处写明{claim.matter}是否包括{claim.who}")


def _printed(kind: str, wanted: tuple[frozenset[str], ...], members: Members) -> bool:
    """Whether a sentence prints a member claimed anywhere, within another name as well."""
    text = plain(members.reading.folded)
    return any(_bare(kind, form) in text for forms in wanted for form in forms)


def _near(question: Question, claim: Claim, shelf: Shelf, names: NameBook) -> bool:
    """Whether the sentence from which reading would answer prints the words for the member."""
    near = choose(question, rank(question, shelf, _POOL))[:1]
    if any(plain(claim.who) in plain(reading.folded) for reading in near):
        return True
    other = _kind(claim.who, names) == "other"  # a name is printed whole or not at all
    terms = [term for term in question.terms if other and term.text in claim.who and term.role == "content"]
    return any(terms and all(credit(term, reading.folded) >= _AS_PRINTED for term in terms) for reading in near)


def _kind(words: str, names: NameBook) -> str:
    """Whether a member is a place or a body: only lists of the same kind are read."""
    if _is_place(plain(words), names):
        return "place"
    return "body" if phrase("ends_like_a_body").search(words) else "other"


def _is_place(word: str, names: NameBook) -> bool:
    known = word in names.places or any(word + rank in names.places for rank in "省市")
    return known or bool(re.fullmatch("[\u4e00-\u9fff]{2,9}(?:省|市|县|区|自治区|自治州)", word))


def _bare(kind: str, form: str) -> str:
    return _RANK.sub("", form) if kind == "place" and len(form) > 2 else form


def _same(kind: str, forms: frozenset[str], item: str) -> bool:
    if kind == "body":
        return same_body(forms, item)
    return any(_bare(kind, form) == _bare(kind, plain(item)) for form in forms)


def _lists(claim: Claim, asked: Question, shelf: Shelf, kind: str, names: NameBook) -> list[Members]:
    """Lists of the kind that sentences about the matter print, those of the document named alone where one is."""
    terms = _of_whole(claim, asked)
    named = asked.documents[0].id if asked.documents and asked.documents[0].score >= NAMED else None
    found = []
    for reading in rank(asked, shelf, _POOL, frozenset({named}) if named else None):
        if _told(terms, reading) < _TOLD:
            continue
        found += [each for match in wording("completes").finditer(reading.folded) if (each := _of(reading, match, kind, names))]
    return sorted(found, key=lambda each: -len(each.items))


def _of_whole(claim: Claim, asked: Question) -> tuple[Term, ...]:
    """The words for the whole of which a member is claimed, those that only say member left aside where others are."""
    terms = tuple(term for term in asked.terms if term.role in ("content", "name", "focus") and term.text != claim.act)
    return tuple(term for term in terms if not wording("member_words").search(term.text)) or terms


def _told(terms: tuple[Term, ...], reading: Reading) -> float:
    """Share of the weight of what is asked about that stands in a sentence, over it or in the document's name."""
    text = fold("|".join((reading.folded, *reading.book.headings[reading.index], reading.book.name)))
    mass = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if credit(term, text) >= _STANDS) / mass if mass else 0.0


def _of(reading: Reading, match: re.Match[str], kind: str, names: NameBook) -> Members | None:
    printed = next(words for words in match.groups() if words).strip("。; \n")
    opened = wording("open_list").search(printed) or re.match("等(?!级)", reading.folded[match.end(match.lastindex or 0) :])
    between = _PLACES_BETWEEN if kind == "place" else BETWEEN
    items = tuple(item for part in between.split(_COUNT.sub("", printed)) if (item := part.strip()))
    fit = [item for item in items if _fits(item, kind, names)]
    if len(fit) < _LEAST or len(fit) < len(items) - 1:
        return None
    return Members(reading, tuple(fit), not opened and len(fit) == len(items))


def _fits(item: str, kind: str, names: NameBook) -> bool:
    return _is_place(plain(item), names) if kind == "place" else bool(phrase("ends_like_a_body").search(item))


def _said(question: Question, lead: str, members: Members) -> Answer:
    citations = (citation_of(members.reading),)
    how = How("reading", f"读了列出的{len(members.items)}项")
    return Answer(compose(lead, citations), True, (), citations, how, question.kind)
