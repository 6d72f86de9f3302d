"""Questions that join two groups and ask for the value of each: neighbouring sentences of one document tell them."""

from __future__ import annotations

import re
from dataclasses import replace

from search.answer.abstain import usable
from search.answer.model import Answer, How, Item, shorten, tidy
from search.answer.ranking import Reading
from search.answer.reading_answer import citation_of, found_in
from search.question.question import Question


def answer_by_groups(question: Question, readings: list[Reading]) -> Answer | None:
    """The value for each of two groups that the question joins (甲和乙的标准各是多少), or ``None`` unless both are told."""
    pair = _joined(question)
    if pair is None or (question.form is None and question.kind not in ("number", "compare")):
        return None
    asked = replace(question, kind="number", form=question.form or "amount")
    chosen: list[Reading] = []
    for own, other in (pair, pair[::-1]):
        found = (r for r in readings[:12] if _tells(r, own, other) and found_in(asked, [r]) and r not in chosen)
        first = next((r for r in found if not chosen or r.book is chosen[0].book), None)
        if first is None:
            return None
        chosen.append(first)
    labels = [found_in(asked, [reading])[0].label for reading in chosen]
    citations = tuple(citation_of(reading) for reading in chosen)
    said = [f"{name}：{label}（“{tidy(c.quote)}”）" for name, label, c in zip(pair, labels, citations, strict=True)]
    items = tuple(Item(label, None, n) for n, label in enumerate(labels))
    how = How("compare", "对并提的两者各取写到它的一句，并列比较")
    return Answer(shorten("\n".join(said)), True, items, citations, how, "compare")


def _joined(question: Question) -> tuple[str, str] | None:
    """The two words that 和, 与 or 、 joins in a question for 各 or 分别, each a term of it."""
    if not re.search("各|分别", question.folded):
        return None
    for joint in re.finditer("[和与、]", question.folded):
        before = next((t.text for t in question.terms if question.folded.endswith(t.text, 0, joint.start())), "")
        after = next((t.text for t in question.terms if question.folded.startswith(t.text, joint.end())), "")
        if before and after and not (before.isdigit() or after.isdigit()):
            return before, after
    return None


def _tells(reading: Reading, own: str, other: str) -> bool:
    """Whether a sentence speaks of one of two groups and not of the other; 未成年 is not 成年."""
    text = reading.folded
    if own not in text.replace(other, "") and own in other:
        return False
    return own in text and (other not in text or other in own) and usable(reading)
