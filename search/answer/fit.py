"""Whether a sentence holds the kind of thing that was asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from search.answer.doers import doers
from search.answer.phrases import phrase
from search.answer.values import Span, enumerations, find_values, graded, persons
from search.question.question import Question

STRICT = frozenset(
    {
        "amount",
        "money",
        "percent",
        "phone",
        "address",
        "number_code",
        "color",
        "city",
        "province",
        "county",
        "frequency",
        "person",
        "school",
        "company",
    }
)
"""Forms whose absence from all evidence means that the library does not answer."""


_KIND, _QUOTED_KIND, _OF_NOUN, _CALLED_SO = 0.05, 0.15, 0.4, 0.2
_AFTER_RUN = 5
"""Characters after an enumeration within which the noun for its items stands."""
_CONSEQUENCE, _UNDONE = 0.2, 0.15
_DONE_BY = 0.12
"""What a sentence that says by whom is worth where the question asks that."""
_BOUND = 0.12
"""What a sentence that prints a bound is worth where the question asks for one."""


def wants_definition(question: Question) -> bool:
    """Whether the question asks what something is."""
    return bool(phrase("asks_definition").search(question.folded))


def fit(question: Question, text: str) -> float:
    """How well a folded sentence fits the form wanted: about -0.2 (lacks it) to 0.3 (holds it)."""
    score = 0.0
    if question.form == "person_or_body":
        score += 0.3 if persons(text) else (0.15 if find_values("body", text) else -0.05)
    elif question.form and question.form not in ("document", "place", "date"):
        score += 0.2 if find_values(question.form, text, question.unit) else (-0.2 if question.form in STRICT else -0.05)
    elif question.form:
        score += 0.15 if _fresh(question, text) else -0.1
    if question.kind == "number" and question.form is None:
        score += 0.2 if find_values("number", text, question.unit) else -0.15
    score += (
        _follows(question, text)
        + _bounded(question, text)
        + _of_kind(question, text)
        + (_DONE_BY if doers(question, text) else 0.0)
    )
    if question.kind == "count":
        score += _count_fit(question, text)
    if question.form == "grade" and graded(question.folded, text):
        score += 0.4
    if question.kind == "list":
        score += _list_fit(question, text)
    if question.kind == "yes_no":
        score += 0.08 if phrase("modal").search(text) else 0.0
    if wants_definition(question):
        score += _definition_fit(question, text)
    return score


def caps(question: Question) -> re.Pattern[str] | None:
    """How the bound that a question asks for is printed: 不超过 for 最多, 不低于 for 至少; ``None`` when it asks for none."""
    return _caps(question.folded) if question.kind in ("number", "when", "count") else None


@lru_cache(maxsize=256)
def _caps(folded: str) -> re.Pattern[str] | None:
    for bound in ("range", "until", "start", "reach", "cap", "floor"):
        if phrase(f"asks_{bound}").search(folded):
            return phrase(f"printed_{bound}")
    return None


@lru_cache(maxsize=256)
def _noun(name: str, folded: str) -> str:
    """The noun that an entry finds in a question, empty without one; asked for with every sentence, found once."""
    asks = phrase(name).search(folded)
    return asks["noun"] if asks else ""


def _bounded(question: Question, text: str) -> float:
    bound = caps(question)
    return _BOUND if bound and bound.search(text) else 0.0


def _follows(question: Question, text: str) -> float:
    """What it is worth that a sentence tells a consequence where one is asked for, and of the thing left undone."""
    if not phrase("asks_consequence").search(question.folded):
        return 0.0
    undone = phrase("asks_undone").search(question.folded) and phrase("printed_undone").search(text)
    return (_CONSEQUENCE if phrase("printed_consequence").search(text) else 0.0) + (_UNDONE if undone else 0.0)


def _of_kind(question: Question, text: str) -> float:
    """What it is worth that a sentence prints the kind of thing asked for (什么策略), more beside a quoted name of one."""
    noun = _noun("which_noun", question.folded) if question.kind == "lookup" and question.form is None else ""
    if not noun or noun not in text:
        return 0.0
    return _QUOTED_KIND if re.search(rf'[""]的?{re.escape(noun)}', text) else _KIND


def _count_fit(question: Question, text: str) -> float:
    spans = find_values("number", text, question.unit)
    beside = any(term.text in text[end : end + 8] for _, end in spans for term in question.terms)
    total = bool(re.search(r"共(?:有|计)?\d|等\d+[个项]", text))
    return 0.1 * bool(spans) + 0.2 * beside + 0.1 * (total and bool(spans))


def _fresh(question: Question, text: str) -> list[Span]:
    """Values of the wanted form; a date that the question itself prints is none."""
    spans = find_values(question.form, text, question.unit)
    return [s for s in spans if question.form != "date" or text[s[0] : s[1]].strip("年底前起") not in question.folded]


def _list_fit(question: Question, text: str) -> float:
    runs = [(run, nearness(question, text, run)) for run in enumerations(text)]
    if question.asked:
        near = [close for run, close in runs if len(run) == question.asked]
        named = any(
            question.focus and all(question.focus[:2] in text[a:b] for a, b in run)
            for run, _ in runs
            if len(run) == question.asked
        )
        return (0.7 if named else 0.15) + 0.15 * max(near) if near else (0.06 if runs else 0.0)
    score = max((min(0.3, 0.06 * len(run)) * close for run, close in runs), default=-0.1)
    if any(all_of_noun(question, text, run) for run, _ in runs):
        score = max(score, _OF_NOUN)
    if any(called_so(question, text, run) for run, _ in runs):
        score += _CALLED_SO
    if question.form:
        score = max(score, min(0.2, 0.05 * len(_fresh(question, text))))
    return score


def all_of_noun(question: Question, text: str, run: list[Span]) -> bool:
    """Whether all items of an enumeration end in the noun asked for: 清洁区、污染区 for 哪几个区."""
    noun = _noun("which_nouns", question.folded)
    return bool(noun) and len(run) > 1 and all(text[a:b].rstrip(")").endswith(noun) for a, b in run)


def called_so(question: Question, text: str, run: list[Span]) -> bool:
    """Whether the noun asked for stands right after an enumeration: 甲、乙等国家 for 哪几个国家."""
    noun = _noun("which_things", question.folded)
    after = text[run[-1][0] : run[-1][1] + len(noun) + _AFTER_RUN]
    return len(noun) > 1 and (noun in after or noun[-2:] in after)


def nearness(question: Question, text: str, run: list[Span]) -> float:
    """How close an enumeration stands to the words asked about: 1 within six characters, down to 0.3 far off."""
    left, right = run[0][0], run[-1][1]
    gap = 99
    for term in question.terms:
        if term.role == "name":
            continue
        at = text.find(term.text)
        while at >= 0:
            end = at + len(term.text)
            gap = min(gap, 0 if at < right and end > left else max(left - end, at - right))
            at = text.find(term.text, at + 1)
    return 1.0 if gap <= 6 else (0.7 if gap <= 16 else 0.3)


def _definition_fit(question: Question, text: str) -> float:
    for term in sorted(question.terms, key=lambda t: -t.weight)[:3]:
        at = text.find(term.text)
        if at >= 0 and re.match(r"\"?[^,。(]{0,6}\([^)]{4,}\)", text[at + len(term.text) :]):
            return 0.25
        if at >= 0 and re.match(r"[^,。]{0,40}(?:是指|,?是|指|即|为)", text[at + len(term.text) :]):
            return 0.2
    return 0.0
