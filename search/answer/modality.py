"""Yes or no: whether a sentence allows, demands or forbids what the question asks."""

from __future__ import annotations

import re

from search.question.question import Question
from search.question.terms import Term

_FORBID = re.compile(
    r"不得|严禁|禁止|不准|不能|不可|不予|不再|不应|不允许|不许|不参与|不纳入|不包括|不适用|取消|停止|暂停|严控|杜绝|不设|不收|不办|免于|无需|不需|不必|不实行|不搞|不要求|不组织|不举行"
)
_MAY = re.compile(r"能不能|可不可以|可以|能否|可否|允不允许|允许|能|可")
_MUST = re.compile(r"需不需要|需要|要不要|应不应该|应该|应当|必须|是否需要|是否应|须|要")
_NOT_ASKED = re.compile(r"不(?!能|可以|可|同|少于|低于|超过|足|得|一定)")
_ASKS = re.compile(r"能不能|可不可以|要不要|需不需要|是不是|有没有|会不会|允不允许|应不应该")
_CUT = re.compile(r"[,;:。]")


def clause_of(terms: tuple[Term, ...], text: str) -> str:
    """The clause of a folded sentence with most of the terms' weight, one clause before it kept when it ends open."""
    clauses = [clause for clause in _CUT.split(text) if clause.strip()]
    if not clauses:
        return text

    def weight(clause: str) -> float:
        return sum(t.weight for t in terms if t.text in clause or any(f in clause for f in t.forms))

    return max(clauses, key=lambda clause: (weight(clause), -len(clause)))


def verdict(question: Question, text: str) -> str:
    """The yes or no that a folded sentence gives, in the question's own manner: 可以, 不可以, 需要, 不需要, 是 or 否."""
    clause = clause_of(question.terms, text)
    forbids = bool(_FORBID.search(clause))
    reduced = _ASKS.sub("", question.folded)
    turned = bool(_NOT_ASKED.search(reduced))
    yes = forbids == turned
    if _MAY.search(question.folded):
        return "可以" if yes else "不可以"
    if _MUST.search(question.folded):
        return "需要" if yes else "不需要"
    return "是" if yes else "否"
