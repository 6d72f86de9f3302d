"""Yes or no: whether a sentence allows, demands or forbids what the question asks."""

from __future__ import annotations

import re

from search.answer.phrases import phrase
from search.question.question import Question
from search.question.terms import Term

_ONLY_CASE = re.compile("(?:的|之?前|之?后|时|期间)$")
_CUT = re.compile(r"[,;:。]")


def clause_of(terms: tuple[Term, ...], text: str) -> str:
    """The clause of a folded sentence with most of the terms' weight, with that after it that tells what holds in that case."""
    clauses = [clause for clause in _CUT.split(text) if clause.strip()]
    if not clauses:
        return text

    def weight(clause: str) -> float:
        return sum(t.weight for t in terms if t.text in clause or any(f in clause for f in t.forms))

    best = max(range(len(clauses)), key=lambda at: (weight(clauses[at]), -len(clauses[at])))
    if _says(clauses[best]) and not _ONLY_CASE.search(clauses[best]):
        return clauses[best]
    telling = [at for at in range(best + 1, len(clauses)) if _says(clauses[at])]
    then = max(telling, key=lambda at: (weight(clauses[at]), -at), default=best)
    return clauses[best] if then == best else f"{clauses[best]},{clauses[then]}"


def _says(clause: str) -> bool:
    """Whether a clause allows, demands or forbids anything."""
    return bool(phrase("modal").search(clause) or phrase("forbids").search(clause))


def verdict(question: Question, text: str) -> str:
    """The yes or no that a folded sentence gives, in the question's own manner: 可以, 不可以, 需要, 不需要, 是 or 否."""
    clause = clause_of(question.terms, text)
    free = bool(phrase("asks_to_pay").search(question.folded)) and "免费" in clause
    exempts = "免" not in question.folded and (free or bool(phrase("exempts").search(clause)))
    forbids = exempts or bool(phrase("forbids").search(clause))
    reduced = phrase("asks_either").sub("", question.folded)
    turned = bool(phrase("asks_denial").search(reduced.rpartition(",")[2]))  # 建而不交的,能验收吗 denies nothing
    yes = forbids == turned
    if phrase("asks_may").search(question.folded):
        return "可以" if yes else "不可以"
    if phrase("asks_must").search(question.folded):
        return "需要" if yes else "不需要"
    return "是" if yes else "否"
