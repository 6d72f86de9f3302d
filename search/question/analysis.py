"""A question to what it asks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from ontology.errors import InvalidQuery
from search.question.asking import read_asking
from search.question.fold import fold, is_han
from search.question.kin import kin_of
from search.question.names import NameBook, plain
from search.question.numbers import apart
from search.question.question import NamedDocument, NamedEntity, Question
from search.question.terms import Cut, Term, folded_years, quoted_in, weigh, words_of
from search.question.titles import LEAST_SHORT
from search.question.wording import Wording, load_wording
from search.understand.acts import predicates_of

LONGEST = 500
NAMED = 0.45
"""From this score on, a document counts as named in the question."""
_QUOTED = re.compile(r"[“\"「《]([^”\"」》]{3,60})[”\"」》]")


@cache
def _default_cut() -> Cut:
    import rjieba

    return lambda text: list(rjieba.cut(text))


Idf = Callable[[str], float]
LEAST_PHRASE = 4
_RANKS = "省市县区州盟旗"
_HELPERS = frozenset("要能可会应再才就还并先只都全也别各")
_COMPLEMENTS = frozenset("完到下掉在")
_PHRASED = frozenset({"Policy", "Program", "Institution", "Event"})


def clean_question(text: str) -> str:
    """Drop what cannot be asked (control characters, lone surrogates) and squeeze white space.

    Args:
        text: What was sent.

    Returns:
        One line of text.

    Raises:
        InvalidQuery: Nothing is left, or it is longer than 500 characters.
    """
    kept = "".join(c if unicodedata.category(c) not in ("Cc", "Cs", "Cf", "Co", "Cn") else " " for c in text[: 20 * LONGEST])
    line = " ".join(kept.split())
    if len(line) > LONGEST:
        raise InvalidQuery(f"the question has more than {LONGEST} characters", hint="Ask one thing in a sentence or two")
    if not any(c.isalnum() for c in line):
        raise InvalidQuery("the question is empty", hint="Ask in words, for example: 2021年高职要扩招多少人？")
    return line


def analyse(
    text: str, names: NameBook, idf: Callable[[str], float], cut: Cut | None = None, wording: Wording | None = None
) -> Question:
    """Understand a question. ``InvalidQuery`` when it is empty or too long.

    Args:
        text: The question; it is cleaned first.
        names: Names of the library.
        idf: Inverse document frequency of a folded term in 0..1.
        cut: A segmenter; the bundled one if ``None``.
        wording: How questions are worded; the bundled file if ``None``.

    Returns:
        The question understood.
    """
    line = clean_question(text)
    folded = fold(line)
    wording = wording or load_wording()
    asking = read_asking(folded, wording)
    years = folded_years(line)
    documents = names.documents(line, years, idf)
    words = [
        w for w in words_of(apart(_bounded(folded, documents, names)), cut or _default_cut(), wording) if not _slip(w, idf)
    ]
    terms = _soften(weigh(words, asking.focus, idf, wording, quoted_in(folded)), documents, names)
    terms = (*terms, *_phrases(names, names.entities(line), terms, documents, idf))
    terms = tuple(_known(term, names, documents) for term in terms)
    terms = tuple(_with_tail(term, idf) for term in terms)
    strange = (_strange_place(term, folded, idf) or _district(term, wording) for term in terms)
    terms = tuple(replace(term, place=True) if marked else term for term, marked in zip(terms, strange, strict=True))
    terms = tuple(replace(term, gap=True) if len(term.text) == 2 and idf(term.text) >= 1.0 else term for term in terms)
    return Question(
        text=line,
        folded=folded,
        kind=asking.kind,
        form=asking.form,
        unit=asking.unit,
        focus=asking.focus,
        terms=terms,
        years=years,
        documents=documents,
        entities=names.entities(line),
        predicates=predicates_of(folded),
        parts=tuple(match.group(1) for match in _QUOTED.finditer(line)),
        asked=asking.asked,
    )


def _slip(word: str, idf: Idf) -> bool:
    """Whether two characters are no word: no document prints them, and one only helps a verb (要禁) or completes it (扣完)."""
    return len(word) == 2 and (bool(_HELPERS & set(word)) or word[1] in _COMPLEMENTS) and idf(word) >= 1.0


def _strange_place(term: Term, folded: str, idf: Idf) -> bool:
    """Whether a term is a place of which no document speaks: none prints it, and 市, 县 or the like ends or follows it."""
    after = folded.partition(term.text)[2][:1]
    ranked = term.text[-1] in _RANKS or (bool(after) and after in _RANKS)
    return term.role == "content" and len(term.text) > 1 and ranked and idf(term.text) >= 1.0


def _district(term: Term, wording: Wording) -> bool:
    """Whether a term is called like a district (某某区, 某某县), whether or not the lexicon knows it."""
    named = len(term.text) in (3, 4) and term.text[-1] in _RANKS and all(map(is_han, term.text))
    return term.role == "content" and named and not term.text.endswith(wording.not_places)


def _with_tail(term: Term, idf: Idf) -> Term:
    """A run of three characters that no document prints, with its last two as another word for it: 办红事 is about 红事."""
    tail = term.text[1:]
    unseen = term.role == "content" and len(term.text) == 3 and idf(term.text) >= 1.0 and idf(tail) < 1.0
    return replace(term, forms=(*term.forms, tail)) if unseen and all(map(is_han, term.text)) else term


def _known(term: Term, names: NameBook, documents: tuple[NamedDocument, ...]) -> Term:
    """The term as a place, or else with what it is short for in the likeliest titles and the words near it."""
    if term.text in names.places:
        return replace(term, place=True)
    if term.role != "content":
        return term
    full = [form for named in documents[:2] for form in names.full_forms(named.id, term.text)]
    return replace(term, kin=kin_of(term.text), forms=(*term.forms, *full))


def _phrases(
    names: NameBook, entities: tuple[NamedEntity, ...], terms: tuple[Term, ...], documents: tuple[NamedDocument, ...], idf: Idf
) -> tuple[Term, ...]:
    """Names of entities of the library as terms of their own, so that a name counts for more than its words strewn about."""
    known = {term.text for term in terms}
    title = plain(documents[0].title) if documents and documents[0].score >= NAMED else ""
    printed = dict.fromkeys(e.printed for e in entities if len(e.printed) >= LEAST_PHRASE and e.type in _PHRASED)
    phrases = []
    for words in printed:
        if words in known or words in title:
            continue
        forms = {form for e in entities if e.printed == words for form in names.forms(e.id)} - {words}
        phrases.append(Term(words, 0.3 * (0.25 + idf(words)), tuple(sorted(forms)), "phrase"))
    return tuple(phrases)


def _bounded(folded: str, documents: tuple[NamedDocument, ...], names: NameBook) -> str:
    """The question with spaces around the run that names a document, so that no word is cut across its edge.

    A run that is short for the title (职教法) gives way to what it is short for.
    """
    run = documents[0].words[0] if documents and documents[0].words else ""
    full = names.full_forms(documents[0].id, run) if LEAST_SHORT <= len(run) and run in folded else ()
    if full and run not in plain(documents[0].title):
        return folded.replace(run, f" {full[0]} ", 1)
    if len(run) < LEAST_PHRASE:
        return folded
    return re.sub(r"[\"《》()]*".join(map(re.escape, run)), r" \g<0> ", folded, count=1)


def _soften(terms: tuple[Term, ...], documents: tuple[NamedDocument, ...], names: NameBook) -> tuple[Term, ...]:
    """Words that only say which document is meant weigh less than what is asked about it."""
    if not documents or documents[0].score < NAMED:
        return terms
    title = names.core(documents[0].id) + "|" + "|".join(documents[0].words)
    naming = [term for term in terms if term.text in title and term.role == "content"]
    rest = sum(term.weight for term in terms if term not in naming and term.role == "content")
    if rest < 0.6:
        return terms
    return tuple(replace(term, weight=term.weight * 0.4, role="name") if term in naming else term for term in terms)
