"""From a sentence to the words in it that answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.records import Mention, Record
from search.answer.binding import binding, clause_at, printed_in, values_in
from search.answer.bounds import with_bound
from search.answer.doers import doers
from search.answer.fit import all_of_noun, called_so, caps, nearness
from search.answer.model import tidy
from search.answer.phrases import phrase
from search.answer.ranking import Reading, credit
from search.answer.values import Span, enumerations, persons, quantity_end
from search.answer.vocabulary import load_vocabulary
from search.question.question import Question
from search.question.shapes import shape
from search.question.terms import Term

_SLACK, _MUCH_LONGER = 1, 1.6
_AFTER = 3
_FIGURE = re.compile(r"(?<![\d.])\d{2,}(?:\.\d+)?[万亿%]?(?![\d.年月日])")
_NEAR = 8  # characters before a value within which its bound stands
_DOERS = frozenset({"body", "person_or_body"})
_NAMES = frozenset({"body", "person_or_body", "school", "company"})
_ALL_QUOTED = re.compile('[“"][^“”"]+[”"]')
_LED_IN = re.compile(r"^(?:会同|同(?=[有相各])|由|与|和|及|经)+")  # words before a body, no part of its name


@dataclass(frozen=True, slots=True)
class Found:
    """Words that answer: the label to show and, where the record knows it, the entity."""

    label: str
    entity: str | None = None


def _anchors(question: Question, text: str) -> list[tuple[int, float]]:
    anchors = []
    for term in question.terms:
        for form in (term.text, *term.forms):
            at = text.find(form)
            if at >= 0:
                anchors.append((at + len(form) // 2, term.weight))
                break
    return anchors


def _closest(spans: list[Span], anchors: list[tuple[int, float]]) -> Span | None:
    if not spans:
        return None

    def pull(span: Span) -> float:
        middle = (span[0] + span[1]) / 2
        return sum(weight / (1 + abs(middle - at) / 12) for at, weight in anchors)

    return max(spans, key=lambda span: (pull(span), -span[0]))


def _of_noun(question: Question, text: str) -> Span | None:
    """A name that ends in the noun after 哪个, and is not printed in the question: 河南自贸试验区 for 哪个自贸试验区."""
    if question.form not in (None, "place") or question.kind not in ("lookup", "who"):
        return None
    if shape("asks_provision").search(question.folded):
        return None  # 有什么规定 asks for no name that ends in 规定
    asks = phrase("which_noun").search(question.folded)
    if asks is None:
        return None
    found = [m.span() for m in re.finditer(rf"[\u4e00-\u9fff]{{2,8}}{re.escape(asks['noun'])}", text)]
    return _closest([span for span in found if text[span[0] : span[1]] not in question.folded], _anchors(question, text))


def best_value(question: Question, reading: Reading) -> Found | None:
    """The value of the wanted form nearest to the question's words, or ``None`` when the sentence has none.

    Values that the question itself prints do not answer it.
    """
    text = reading.folded
    act = _act(question)
    if act and not credit(act, text):
        return None  # who appoints is not told by a sentence that says nothing of appointing
    said = _closest([s for s in doers(question, text) if text[slice(*s)] not in question.folded], _anchors(question, text))
    if said is not None:
        return _label(reading, said)
    fresh = [span for span in values_in(question, reading) if not printed_in(question, text, span)]
    fresh = _narrowed(question, text, fresh)
    if question.kind in ("number", "count") and fresh:
        bound = {span: round(binding(question, reading, span), 1) for span in fresh}
        fresh = [span for span in fresh if bound[span] == max(bound.values())]
    named = _of_noun(question, text)
    if named:
        return _label(reading, named)
    generic = load_vocabulary().generic_bodies
    if question.form in _DOERS:
        fresh = [s for s in fresh if text[slice(*_named(reading, s))] not in question.folded] or fresh
    told = [span for span in fresh if _LED_IN.sub("", text[span[0] : span[1]]) not in generic]
    if question.kind in ("who", "list"):
        told = fresh = [span for span in told or fresh if question.form not in _DOERS or _is_doer(reading, span)]
    if phrase("asks_lead").search(question.folded):  # 由甲局牵头，乙局、丙局参加: it is 甲局 that leads
        told = (
            [span for span in told if phrase("printed_lead").search(text[span[1] : span[1] + _NEAR])] or _led_by(text) or told
        )
    chosen = _closest(told or fresh, _anchors(question, text))
    if chosen is None:
        return None
    if question.kind in ("number", "count"):
        return label_of(question, reading, chosen)
    of_body = question.form in _NAMES and chosen not in _led_by(text)
    return _label(reading, _named(reading, chosen) if of_body else chosen)


def _narrowed(question: Question, text: str, fresh: list[Span]) -> list[Span]:
    """Those of several values that fit the wording of the question, all where none does."""
    if question.form == "document":  # a title in its marks goes before words that only end like one
        fresh = [span for span in fresh if text[span[0]] == "《"] or fresh
    given = _given(question)
    if given:  # of two shares that of the case whose figure the question gives (单户500万元以下的占比)
        others = [s for s in fresh if not any(text.startswith(figure, s[0]) for figure in given)]
        fresh = [s for s in others if any(figure in clause_at(text, s) for figure in given)] or others or fresh
    if not phrase("asks_before").search(question.folded):  # 由5年延长至8年 tells 8年
        fresh = [s for s in fresh if not phrase("changes_to").match(text[_end(question, text, s) :])] or fresh
    bound_by = caps(question)
    if bound_by:  # 最高不超过3元 answers 最多多少, and not the 2元 before it
        ends = {s: _end(question, text, s) + _AFTER for s in fresh}
        fresh = [s for s in fresh if bound_by.search(text[max(0, s[0] - _NEAR) : ends[s]])] or fresh
    return fresh


def label_of(question: Question, reading: Reading, span: Span) -> Found:
    """The label of a quantity with its bound, without the noun that is counted."""
    return _label(reading, with_bound(reading.folded, (span[0], _end(question, reading.folded, span))))


def _end(question: Question, text: str, span: Span) -> int:
    plainly = question.kind in ("number", "count") and question.form in (None, "number")
    return quantity_end(text, span) if plainly else span[1]


def _given(question: Question) -> list[str]:
    """Figures that a question gives itself, years and days left out."""
    return [m.group() for m in _FIGURE.finditer(question.folded)] if question.kind == "number" else []


def _led_by(text: str) -> list[Span]:
    """Who leads, where it is no body: 由市领导同志牵头."""
    return [match.span("who") for match in phrase("led_by").finditer(text)]


def _act(question: Question) -> Term | None:
    """What is done, 聘任 in 由谁聘任, where the question asks by whom."""
    _, asks, after = question.folded.partition("由谁") if question.kind == "who" else ("", "", "")
    return next((t for t in question.terms if asks and t.role == "content" and after.startswith(t.text)), None)


def _is_doer(reading: Reading, span: Span) -> bool:
    """Whether a span can be who does something: a body that the record knows, or words without a verb in them."""
    return _named(reading, span) != span or not phrase("no_doer").search(_LED_IN.sub("", reading.folded[slice(*span)]))


def _named(reading: Reading, span: Span) -> Span:
    """The span of the name that the record knows there, where there is one: a pattern cannot tell where 会同监察部 begins."""
    record, base = reading.book.record, reading.start
    kinds = {entity.id: entity.type for entity in record.entities}
    over = [
        m
        for m in record.mentions
        if m.start < base + span[1] and base + span[0] < m.end and kinds.get(m.entity) == "Institution"
    ]
    if not over:
        return span
    widest = max(over, key=lambda m: (m.end - m.start, -m.start))
    return widest.start - base, widest.end - base


def _label(reading: Reading, span: Span) -> Found:
    start, end = reading.start + span[0], reading.start + span[1]
    record = reading.book.record
    entity = entity_at(record, start, end)
    label = tidy(record.text[start:end]).strip("，。；：:、和与及由")
    return Found(re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", label), entity)


def entity_at(record: Record, start: int, end: int) -> str | None:
    """The entity whose mention covers most of the span, at least half of it."""
    best, size = None, (end - start) / 2
    for mention in record.mentions:
        shared = min(end, mention.end) - max(start, mention.start)
        if shared >= size and shared > 0:
            best, size = mention.entity, shared
    return best


def best_list(question: Question, reading: Reading) -> list[Found]:
    """Items of the enumeration that answers: of the asked length, else the one nearest to the question's words."""
    if question.form == "person":
        names = [_label(reading, span) for span in _persons_by_line(reading)]
        if len(names) > 1:
            return names
    if question.form == "date":
        return [
            _label(reading, span) for span in values_in(question, reading) if not printed_in(question, reading.folded, span)
        ]
    runs = enumerations(reading.folded)
    if question.asked:
        runs = [run for run in runs if len(run) == question.asked] or runs
    runs = [run for run in runs if all_of_noun(question, reading.folded, run)] or runs
    runs = [run for run in runs if called_so(question, reading.folded, run)] or runs
    if not runs:
        return []
    return _items(reading, max(runs, key=lambda run: (nearness(question, reading.folded, run), len(run))))


def _persons_by_line(reading: Reading) -> list[Span]:
    """Names of people, each line read for itself: the office may stand in the first line only."""
    spans, position = [], 0
    for line in reading.folded.splitlines(keepends=True):
        blank = len(line) - len(line.lstrip())
        spans += [(position + blank + left, position + blank + right) for left, right in persons(line.strip())]
        position += len(line)
    return spans


def _unquoted(label: str) -> str:
    """A label without the marks that quote all of it, and without one that lacks its other half."""
    if _ALL_QUOTED.fullmatch(label):
        return label[1:-1]
    if label.count("“") != label.count("”") or label.count('"') % 2:
        return re.sub('[“”"]', "", label)
    return label


def _name_of_item(record: Record, start: int, end: int, first: bool, last: bool) -> Mention | None:
    """The name that an item of an enumeration is: words before it only in the first, words after it only in the last."""
    named = [
        m
        for m in record.mentions
        if start <= m.start and m.end <= end and (first or m.start - start <= _SLACK) and (last or end - m.end <= _SLACK)
    ]
    return max(named, key=lambda m: m.end - m.start, default=None)


def _usual(spans: list[Span]) -> int:
    """The middle length of some spans, at least two: the last of a run may have words after it."""
    lengths = sorted(right - left for left, right in spans)
    return max(2, lengths[(len(lengths) - 1) // 2])


def _items(reading: Reading, run: list[Span]) -> list[Found]:
    record, base = reading.book.record, reading.start
    found = []
    for number, (left, right) in enumerate(run):
        start, end = base + left, base + right
        widest = _name_of_item(record, start, end, number == 0, number == len(run) - 1)
        if widest is not None:
            found.append(Found(tidy(record.text[widest.start : widest.end]), widest.entity))
            continue
        label = record.text[start:end]
        if number == 0:
            label = phrase("list_lead").sub("", label) or label
            for lead in ("governs_list", "qualifies_list"):
                if len(label) > _MUCH_LONGER * _usual(run[1:]):
                    label = phrase(lead).sub("", label) or label
        if number == len(run) - 1:
            label = phrase("list_tail").sub("", label) or label
        found.append(Found(_unquoted(tidy(label).strip("，。；：:、"))))
    return [item for item in found if item.label]
