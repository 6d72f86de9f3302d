"""Yes or no: whether a sentence allows, demands or forbids what the question asks."""

from __future__ import annotations

import re

from search.answer.phrases import phrase
from search.question.question import Question
from search.question.terms import Term

_ONLY_CASE = re.compile("(?:的|之?前|之?后|时|期间)$")
_CUT = re.compile(r"[,;:。]")


def clause_of(terms: tuple[Term, ...], text: str) -> str:
    """The clause of a folded sentence with most of the terms' weight, with those after it up to one that allows or forbids."""
    clauses = [clause for clause in _CUT.split(text) if clause.strip()]
    if not clauses:
        return text

    def weight(clause: str) -> float:
        return sum(t.weight for t in terms if t.text in clause or any(f in clause for f in t.forms))

    best = max(range(len(clauses)), key=lambda at: (weight(clauses[at]), -len(clauses[at])))
    last = best + 1
    while last < len(clauses) and (_ONLY_CASE.search(clauses[last - 1]) or not any(map(_says, clauses[best:last]))):
        last += 1
    return ",".join(clauses[best:last])


def _says(clause: str) -> bool:
    """Whether a clause allows, demands or forbids anything."""
    return bool(phrase("modal").search(clause) or phrase("forbids").search(clause))


def verdict(question: Question, text: str) -> str:
    """The yes or no that a folded sentence gives, in the question's own manner: 可以, 不可以, 需要, 不需要, 是 or 否."""
    clause = clause_of(question.terms, text)
    forbids = bool(phrase("forbids").search(clause))
    reduced = phrase("asks_either").sub("", question.folded)
    turned = bool(phrase("asks_denial").search(reduced.rpartition(",")[2]))  # 建而不交的,能验收吗 denies nothing
    yes = forbids == turned
    if phrase("asks_may").search(question.folded):
        return "可以" if yes else "不可以"
    if phrase("asks_must").search(question.folded):
        return "需要" if yes else "不需要"
    return "是" if yes else "否"
