"""Questions that join groups and ask for the value of each: neighbouring sentences of one document tell them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from search.answer.abstain import usable
from search.answer.model import Answer, How, Item, shorten, tidy
from search.answer.ranking import Reader, Reading
from search.answer.reading_answer import citation_of, found_in
from search.question.question import Question

_POOL = 12
_LED_TO = re.compile("^(?:获得?|被|受|在|对|向|给|的)")


@dataclass(frozen=True, slots=True)
class Group:
    """One of the things that a question joins: the term by which sentences tell it, and all terms that belong to it."""

    name: str
    words: tuple[str, ...]


def answer_by_groups(question: Question, readings: list[Reading]) -> Answer | None:
    """The value for each of several groups that the question joins (甲和乙的标准各是多少), or ``None`` unless all are told."""
    groups = _joined(question)
    if not groups or (question.form is None and question.kind not in ("number", "compare")):
        return None
    forms = [question.form] if question.form else ["amount", "number"]
    for form in forms:
        chosen = _one_for_each(replace(question, kind="number", form=form), groups, readings)
        if chosen:
            return _told(groups, chosen)
    return None


def _one_for_each(asked: Question, groups: tuple[Group, ...], readings: list[Reading]) -> list[tuple[Reading, str]]:
    """A reading of its own for each group with the value that it tells, all of one document; empty unless all are told."""
    chosen: list[tuple[Reading, str]] = []
    for own in groups:
        taken = {reading.index for reading, _ in chosen}
        others = [group.name for group in groups if group != own]
        foreign = {text for group in groups if group != own for text in group.words} - set(own.words)
        narrowed = replace(asked, terms=tuple(t for t in asked.terms if t.text not in foreign))
        near = [r for r in readings[:_POOL] if not chosen or (r.book is chosen[0][0].book and r.index not in taken)]
        reader = Reader(narrowed)
        again = [reader.read(r.book, r.index) for r in near]
        again.sort(key=lambda r: not any(str(year) in r.folded for year in asked.years))
        fit = (r for r in again if _tells(r, own.name, others) and found_in(narrowed, [r]))
        first = next(fit, None)
        if first is None:
            return []
        chosen.append((first, found_in(narrowed, [first])[0].label))
    return chosen


def _told(groups: tuple[Group, ...], chosen: list[tuple[Reading, str]]) -> Answer:
    citations = tuple(citation_of(reading) for reading, _ in chosen)
    labels = [label for _, label in chosen]
    said = [f"{group.name}：{label}（“{tidy(c.quote)}”）" for group, label, c in zip(groups, labels, citations, strict=True)]
    items = tuple(Item(label, None, n) for n, label in enumerate(labels))
    how = How("compare", "对并提的各项各取写到它的一句，并列比较")
    return Answer(shorten("\n".join(said)), True, items, citations, how, "compare")


def _joined(question: Question) -> tuple[Group, ...]:
    """The groups that 和, 与 or 、 joins in a question for 各 or 分别, each named by a term of it; empty without two."""
    asks = re.search("各|分别", question.folded)
    if asks is None:
        return ()
    terms = [term.text for term in question.terms]
    joints = list(re.finditer("[和与、]", question.folded[: asks.start()] or question.folded))
    for first in range(len(joints)):
        found = [_ending(question.folded[: joints[first].start()].rstrip("的"), terms)]
        for joint in joints[first:]:
            found.append(_starting(_LED_TO.sub("", question.folded[joint.end() :]), terms))
        shared = {word for words in found for word in words if sum(word in other for other in found) > 1}
        own = [[word for word in words if word not in shared] for words in found]  # 住房补贴和实习补贴: 住房, 实习
        groups = tuple(Group(words[0], tuple(words)) for words in own if words and not words[0].isdigit())
        if len(groups) == len(found) == len({group.name for group in groups}):
            return groups
    return ()


def _ending(text: str, terms: list[str]) -> list[str]:
    """The terms at the end of a text, one right before another, the last first."""
    words: list[str] = []
    while word := next((term for term in terms if text.endswith(term)), ""):
        words.append(word)
        text = text[: -len(word)]
    return words


def _starting(text: str, terms: list[str]) -> list[str]:
    """The terms at the beginning of a text, one right after another."""
    words: list[str] = []
    while word := next((term for term in terms if text.startswith(term)), ""):
        words.append(word)
        text = text[len(word) :]
    return words


def _tells(reading: Reading, own: str, others: list[str]) -> bool:
    """Whether a sentence, or the heading over it, speaks of one of several groups and of no other; 未成年 is not 成年."""
    heading = "".join(reading.book.headings[reading.index][:1])
    return usable(reading) and (_alone(reading.folded, own, others) or _alone(heading, own, others))


def _alone(text: str, own: str, others: list[str]) -> bool:
    for other in others:
        if (own in other and own not in text.replace(other, "")) or (other in text and other not in own):
            return False
    return own in text
