"""Whether a sentence holds the kind of thing that was asked for."""

from __future__ import annotations

import re

from search.answer.values import enumerations, find_values
from search.question.question import Question

STRICT = frozenset({"money", "percent", "phone", "address", "number_code", "color", "city", "person", "school", "company"})
"""Forms whose absence from all evidence means that the library does not answer."""

_DEFINITION = re.compile(
    r"(?:什么叫|什么是|何谓|何为|是什么意思|指什么|是指|的(?:含义|定义)|怎么(?:定义|理解)|如何(?:定义|理解))"
)
_MODAL = re.compile(r"应当|不得|可以|可|严禁|禁止|必须|不准|不能|允许|支持|鼓励|原则上|须|应|免收|不再|暂停|要|并")


def wants_definition(question: Question) -> bool:
    """Whether the question asks what something is."""
    return bool(_DEFINITION.search(question.folded))


def fit(question: Question, text: str) -> float:
    """How well a folded sentence fits the form wanted: about -0.2 (lacks it) to 0.3 (holds it)."""
    score = 0.0
    if question.form and question.form not in ("document", "place", "date"):
        score += 0.2 if find_values(question.form, text, question.unit) else (-0.2 if question.form in STRICT else -0.05)
    elif question.form:
        score += 0.15 if find_values(question.form, text, question.unit) else -0.1
    if question.kind == "number" and question.form is None:
        score += 0.2 if find_values("number", text, question.unit) else -0.15
    if question.kind == "list":
        score += _list_fit(question, text)
    if question.kind == "yes_no":
        score += 0.08 if _MODAL.search(text) else 0.0
    if wants_definition(question):
        score += _definition_fit(question, text)
    return score


def _list_fit(question: Question, text: str) -> float:
    runs = enumerations(text)
    if question.asked:
        return 0.25 if any(len(run) == question.asked for run in runs) else (0.08 if runs else 0.0)
    longest = max((len(run) for run in runs), default=0)
    return min(0.2, 0.05 * longest)


def _definition_fit(question: Question, text: str) -> float:
    for term in sorted(question.terms, key=lambda t: -t.weight)[:3]:
        at = text.find(term.text)
        if at >= 0 and re.match(r"[^,。]{0,40}(?:是指|,?是|指|即|为)", text[at + len(term.text) :]):
            return 0.2
    return 0.0
