"""Who does what in a sentence, by its grammar: the bodies that stand before the act in its clause, or after a label."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.answer.claims import wording
from search.answer.phrases import phrase
from search.answer.responsible_answer import BETWEEN
from search.question.names import NameBook, plain
from search.question.question import Question

_STOPS = ",;:。()\n"
_LABELS = {"牵头": ("牵头",), "负责": ("责任", "负责", "牵头"), "主管": ("主管",), "主办": ("主办",), "承办": ("承办",)}
_PROVING = {"负责": ("负责", "牵头")}
_LEVEL = re.compile("^(?:国家|中国|国务院|[省市区县州]|[\u4e00-\u9fff]{1,6}[省市区县州])$")
_LEVELS = tuple("省市区县州")


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, and the span of the words that say so.

    ``bodily`` says whether all are bodies and not other words that stand before the act, ``closed`` whether besides all are
    named and the list is not left open (等).
    """

    bodies: tuple[str, ...]
    bodily: bool
    closed: bool
    start: int
    end: int


def acts_in(text: str, act: str) -> list[Act]:
    """All places of a folded text that say who does ``act``, in reading order."""
    found = [_before(text, match) for word in _PROVING.get(act, (act,)) for match in re.finditer(word, text)]
    found += [
        _act(match["bodies"], match.start(), match.end())
        for label in ("labelled", "labelled_after")
        for match in wording(label).finditer(text)
        if match["role"] in _LABELS.get(act, ())
    ]
    kept = sorted((each for each in found if each is not None), key=lambda each: (each.start, -each.end))
    return [each for n, each in enumerate(kept) if n == 0 or each.start > kept[n - 1].start]


def _before(text: str, match: re.Match[str]) -> Act | None:
    """The bodies that stand before an act in its clause; ``None`` where none do or the word is no act."""
    if wording("no_act").search(text[match.end() :]):
        return None
    left = max(text.rfind(stop, 0, match.start()) for stop in _STOPS) + 1
    clause = re.sub(f"{wording('adverbs').pattern}$", "", text[left : match.start()])
    return _act(clause, left, match.end())


def _act(words: str, start: int, end: int) -> Act | None:
    listed = re.sub(wording("introduces").pattern, "", words).strip()
    tail = wording("open_list").search(listed)
    opened = tail is not None
    listed = listed[: tail.start()] if tail else listed
    printed = [body.strip() for body in BETWEEN.split(listed) if body.strip()]
    opened = opened or any(body.endswith("等") for body in printed)
    bodies = tuple(body.removesuffix("等") for body in printed if body != "等")
    if not bodies or listed.startswith(("对", "向")):
        return None
    bodily = all(map(_like_a_body, bodies))
    named = bodily and not any(wording("indefinite").search(body) for body in bodies)
    return Act(bodies, bodily, named and not opened, start, end)


def _like_a_body(words: str) -> bool:
    return bool(phrase("ends_like_a_body").search(words)) or words.endswith(("领导同志", "领导", "部门", "单位", "机构"))


def forms_of(who: str, question: Question, names: NameBook) -> tuple[frozenset[str], ...]:
    """The bodies that a claim names, each with all the names by which the library knows it."""
    found = []
    for part in (part for part in BETWEEN.split(who) if part):
        known = [entity for entity in question.entities if entity.printed == plain(part)]
        forms = {form for entity in known for form in names.forms(entity.id)}
        found.append(frozenset({plain(part), *forms}))
    return tuple(found)


def same_body(forms: frozenset[str], printed: str) -> bool:
    """Whether a printed body is the one of these names, its level or place before it left aside (市财政局, 财政局)."""
    name = plain(printed)
    return any(name == form or _placed(name, form) or _placed(form, name) for form in forms)


def _placed(longer: str, shorter: str) -> bool:
    """Whether a name is another one with its place before it: 云溪市财政局 for 市财政局 or 财政局."""
    place = longer.removesuffix(shorter)
    return longer.endswith(shorter) and (bool(_LEVEL.match(place)) or (0 < len(place) <= 6 and shorter.startswith(_LEVELS)))
