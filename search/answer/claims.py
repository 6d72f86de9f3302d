"""Claims that yes-or-no questions make: that a body does something, that a document is of a year, that a list holds a thing.

Such a claim is not told by the words that a sentence shares with the question: the wrong body stands in the sentence as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from search.answer.phrases import phrase
from search.question.patterns import load_patterns
from search.question.question import Question

DATA = Path(__file__).parent / "data" / "claims.yaml"
_WHICH = re.compile("谁|哪|什么|多少|几[个家位]")


def wording(name: str) -> re.Pattern[str]:
    """The pattern of an entry of ``data/claims.yaml``."""
    return load_patterns(DATA)[name]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a question claims: that ``who`` (a body, a day, a member) is right for ``act`` in a matter.

    ``open`` is the question that leaves it out (由谁牵头), by which the sentences are found that tell it.
    """

    kind: str  # done, dated or includes
    matter: str
    who: str
    act: str
    open: str


def claim_of(question: Question) -> Claim | None:
    """The claim of a yes-or-no question, or ``None`` when it claims nothing of the kind."""
    if question.kind != "yes_no" or _WHICH.search(question.folded):
        return None
    for read in (_dated, _done, _includes):
        claim = read(question)
        if claim:
            return None if wording("denied").search(claim.matter) else claim
    return None


def _dated(question: Question) -> Claim | None:
    match = wording("came_out").search(question.folded)
    if not match or not match["matter"]:
        return None
    return Claim("dated", match["matter"], match["date"], match["act"], f"{match['matter']}是什么时候{match['act']}的?")


def _done(question: Question) -> Claim | None:
    for name in ("done_by", "doer_is", "is_of", "one_does"):
        match = wording(name).search(question.folded)
        if not match or (name != "done_by" and not _names_body(question, match["who"], plainly=name == "one_does")):
            continue
        rest = match.groupdict().get("rest") or ""
        asked = f"{match['matter']}由谁{match['act']}{rest}?"
        return Claim("done", match["matter"] + rest, match["who"], match["act"], asked) if match["matter"] + rest else None
    return None


def _names_body(question: Question, words: str, plainly: bool) -> bool:
    """Whether words are the name of a body that the library knows, or end like one; plainly: like an office of government."""
    known = any(entity.type == "Institution" and entity.printed == words for entity in question.entities)
    return known or bool(wording("an_office").search(words) if plainly else phrase("ends_like_a_body").search(words))


def _includes(question: Question) -> Claim | None:
    match = wording("includes").search(question.folded)
    if not match or not match["matter"]:
        return None
    return Claim("includes", match["matter"], match["who"], "包括", f"{match['matter']}包括哪些?")
