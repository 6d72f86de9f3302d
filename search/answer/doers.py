"""Who does what is asked about, and whom a thing goes to, where the sentence says so by 由, 报送 or 向.

由谁审批 is answered by the words between 由 and 审批, whatever they end in; 报送给哪个部门 by the body after 报送.
"""

from __future__ import annotations

import re
from functools import lru_cache

from search.answer.phrases import phrase
from search.answer.values import Span, find_values
from search.question.question import Question

_MOST = 30
_LAST_VERB = re.compile("[\u4e00-\u9fff]{2}、$")
"""A verb before the one asked for: 由…部门掌握、联系."""
_BRACKETED = re.compile(r"\([^()]*\)$")
_APPROVES = re.compile("^(?:审|批|核|同意|定)")


def doers(question: Question, text: str) -> list[Span]:
    """Spans of those who do what a question asks after, or whom it goes to; none for other questions.

    Args:
        question: The question understood.
        text: A folded sentence.

    Returns:
        Spans in order.
    """
    if question.kind != "who":
        return []
    acts = _acts(question)
    if acts:
        found = [match.span("who") for match in _says(acts).finditer(text)]
        found = found or [match.span("who") for match in _subject(acts).finditer(text)]
        return [(start, start + len(_LAST_VERB.sub("", text[start:end]))) for start, end in found]
    if not phrase("asks_to_whom").search(question.folded):
        return []
    found = [match.span("who" if match["who"] else "other") for match in phrase("printed_to_whom").finditer(text)]
    ends = {end for _, end in find_values("body", text)}
    return [span for span in found if span[0] + len(_BRACKETED.sub("", text[slice(*span)])) in ends]


def _acts(question: Question) -> tuple[str, ...]:
    """The verb of which a question asks who does it, 审批 in 由谁审批, with other words for it; empty for other questions."""
    asks = phrase("asks_by_whom").search(question.folded)
    if asks is None:
        return ()
    return (asks["act"], *next((t.forms for t in question.terms if t.text.startswith(asks["act"])), ()))


@lru_cache(maxsize=256)
def _subject(acts: tuple[str, ...]) -> re.Pattern[str]:
    """How a sentence begins with who does it: 各地监管局要做好…."""
    told, ending = "|".join(map(re.escape, acts)), phrase("ends_like_a_doer").pattern
    return re.compile(
        rf"(?:^|[,。;])(?:\([^)]*\))?(?P<who>[^,。;:由]{{1,{_MOST}}}?{ending})(?:要|应当?|须|可以?)?[^,。;]{{0,2}}(?:{told})"
    )


@lru_cache(maxsize=256)
def _says(acts: tuple[str, ...]) -> re.Pattern[str]:
    """How a sentence says who does it by 由, and who approves by 报 as well."""
    told = "|".join(map(re.escape, acts))
    beside = phrase("beside_verb").pattern
    lead = "(?:由|报(?:请|经)?|(?<!已)经)" if _APPROVES.match(acts[0]) else "由"
    told = rf"{told}|审批|批准" if acts[0].startswith("批") else told
    return re.compile(rf"{lead}(?P<who>[^,。;:由]{{2,{_MOST}}}?){beside}*(?:{told})")
