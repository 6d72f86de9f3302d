"""Questions that lean on the one before, such as 那2022年呢？ or 它的召集人是谁？."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ontology.errors import InvalidQuery
from search.question.analysis import LONGEST
from search.question.question import Question

_AND = re.compile(r"^(?:那么?|还有|以及)?[,，、]?(?P<what>[^,，?？]{1,30}?)(?:呢|又如何|怎么样)[?？]?$")
_PRONOUN = re.compile(
    r"它们?|(?:这|那|该|此|上述|前述)(?:个|份|部|项|条|些)?(?:文件|方案|意见|法律|法|办法|通知|政策|机构|会议|计划|行动|措施|部门|联席会议|要点)?(?=的|里|中|是|有|由|规定|要求|何时|什么|哪|谁|负责|包括)|^其|(?<=[,，])其"
)
_ASKS = re.compile(r"(?:分别|各)?(?:是|为|有|由|在|要|达到)?(?:什么|哪|谁|多少|几|何时|怎么|如何|是否|能不能|可以).*$")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_WORD = re.compile(r"\w")
_THIN = 1.3


def lean(text: str, history: Sequence[str], understand: Callable[[str], Question]) -> str:
    """The question with what it takes over from the last one written out.

    Args:
        text: The question.
        history: Earlier questions, the oldest first.
        understand: Says what a text asks.

    Returns:
        A question that stands alone; ``text`` itself when it does already.
    """
    last = _last(history, understand)
    if last is None:
        return text
    leaned = _leaned(text, last, understand)
    return leaned if len(leaned) <= LONGEST else text


def _leaned(text: str, last: Question, understand: Callable[[str], Question]) -> str:
    match = _AND.match(text)
    if match and _WORD.search(match["what"]):
        return _swap(match["what"].strip(), last, understand)
    subject = _subject(last)
    if subject and _PRONOUN.search(text):
        return _PRONOUN.sub(lambda _: subject, text, count=1)
    question = understand(text)
    named = bool(question.entities) or (bool(question.documents) and question.documents[0].score >= 0.4)
    weight = sum(term.weight for term in question.terms if term.role == "content")
    if subject and not named and weight < _THIN:
        return f"{subject}{text}"
    return text


def _last(history: Sequence[str], understand: Callable[[str], Question]) -> Question | None:
    """The last earlier question that can be understood; what it leaned on is written out too."""
    stood = ""
    for text in history[-4:]:
        try:
            whole = lean(text, [stood] if stood else [], understand)
            understand(whole)
        except InvalidQuery:
            continue
        stood = whole
    return understand(stood) if stood else None


def _subject(last: Question) -> str:
    """What the last question was about: the longest entity it names, else the words that name its document."""
    if last.entities:
        return max((entity.name for entity in last.entities), key=len)
    if last.documents and last.documents[0].score >= 0.4:
        return last.documents[0].title
    return ""


def _swap(what: str, last: Question, understand: Callable[[str], Question]) -> str:
    """The last question with ``what`` in the place of the thing of its kind."""
    if _YEAR.fullmatch(what):
        year = what if what.endswith("年") else f"{what}年"
        return _YEAR.sub(year, last.text, count=1) if _YEAR.search(last.text) else f"{year}{last.text}"
    new = understand(what)
    for term in last.terms:
        if term.place and any(other.place for other in new.terms):
            return last.text.replace(term.text, what, 1)
    if last.entities and new.entities:
        kinds = {entity.type for entity in new.entities}
        swapped = next((e.printed for e in last.entities if e.type in kinds and e.printed in last.text), None)
        if swapped:
            return last.text.replace(swapped, what, 1)
    asks = _ASKS.search(last.text)
    naming = "".join(term.text for term in last.terms if term.role in ("name", "year") or term.place)
    return f"{naming}{what}{asks.group() if asks else ''}"
