"""Counts that no sentence prints: of statements of the wanted predicate, of listed things, of repeated demands."""

from __future__ import annotations

import re

from search.answer.binding import counted_noun
from search.answer.model import Answer, How, Item, cite, compose, tidy
from search.answer.ranking import Reading, credit
from search.answer.reading_answer import citation_of
from search.answer.spans import best_list
from search.answer.values import find_values
from search.question.question import Question
from search.understand.acts import verbs_of

_TOLD, _LABEL, _FARTHEST = 0.3, 40, 80
_NUMBER = re.compile(r"[(（](?P<number>[一二三四五六七八九十]{1,2}|\d{1,2})[)）]")
_NUMERALS = {
    word: n for n, word in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九".split(), 1)
}


def answer_by_counting(question: Question, readings: list[Reading]) -> Answer | None:
    """Count what the best sentence and its point hold; ``None`` when there is nothing to count or the number is printed."""
    if question.kind != "count" or not readings:
        return None
    best = readings[0]
    if prints_number(question, readings):
        return None
    unit = question.unit or "项"
    below = _numbered(question, best)
    if below:
        return _of_items(best, below, unit)
    repeated = _repeated(question, best, readings)
    if len(repeated) > 1:
        citations = tuple(citation_of(reading) for reading in repeated)
        items = tuple(Item(reading.text.strip("。；"), None, number) for number, reading in enumerate(repeated))
        return Answer(
            compose(f"共{len(repeated)}{unit}。", citations),
            True,
            items,
            citations,
            How("reading", "数了同一条要点里的各句要求"),
            "count",
        )
    listed = best_list(question, best)
    noun = counted_noun(question)
    told = credit(noun, best.folded) >= _TOLD if noun else unit != "个"  # 多少个 without a noun says not what to count
    if len(listed) > 1 and told:
        citations = (cite(best.book.record, best.start, best.end, best.sentence.path),)
        items = tuple(Item(item.label, item.entity, 0) for item in listed)
        lead = f"共{len(listed)}{unit}：" + "、".join(item.label for item in listed) + "。"
        return Answer(compose(lead, citations), True, items, citations, How("reading", "数了句中列举的各项"), "count")
    return None


def _of_items(best: Reading, below: list[int], unit: str) -> Answer:
    first, last = best.sentence, best.book.sentences[min(below[-1] + 1, len(best.book.sentences) - 1)]
    end = last.end if last.node == best.book.sentences[below[-1]].node else best.book.sentences[below[-1]].end
    citations = (cite(best.book.record, first.start, end, first.path),)
    items = tuple(Item(_item(best, index), None, 0) for index in below)
    lead = f"共{len(items)}{unit}：" + "；".join(_clip(item.label) for item in items) + "。"
    return Answer(compose(lead, citations), True, items, citations, How("reading", "数了句子下面逐条列出的各项"), "count")


def _item(reading: Reading, index: int) -> str:
    """The words of a numbered item; where the number stands alone, those of the sentence after it."""
    text, sentences = reading.book.record.text, reading.book.sentences
    printed = (text[s.start : s.end] for s in sentences[index : index + 2])
    return next((label for words in printed if (label := tidy(_NUMBER.sub("", words)).strip("。；;"))), "")


def _numbered(question: Question, best: Reading) -> list[int]:
    """Indices of the items numbered one after another below a sentence that announces what is counted (下列条件：)."""
    noun = counted_noun(question)
    text = best.book.text(best.index).rstrip()
    if noun is None or not text.endswith(":") or credit(noun, text) < _TOLD:
        return []
    found: list[int] = []
    for index in range(best.index + 1, min(len(best.book.sentences), best.index + _FARTHEST)):
        number = _NUMBER.match(best.book.text(index).lstrip())
        if number is None:
            if not found or best.book.text(index).startswith("第"):
                break
            continue
        if _value(number["number"]) != len(found) + 1:
            break
        found.append(index)
    return found if len(found) > 1 else []


def _clip(label: str) -> str:
    return label if len(label) <= _LABEL else label[:_LABEL] + "…"


def _value(printed: str) -> int:
    return int(printed) if printed.isdigit() else _NUMERALS.get(printed, 0)


def prints_number(question: Question, readings: list[Reading], least: float = 0.75) -> bool:
    """Whether the best sentence prints the number asked for beside most of the question's own words."""
    return any(
        reading.coverage >= least
        and reading.score >= 0.85 * readings[0].score
        and find_values("number", reading.folded, question.unit)
        for reading in readings[:4]
    )


def _repeated(question: Question, best: Reading, readings: list[Reading]) -> list[Reading]:
    """Readings of the same point that repeat the demand which the question shares with the best sentence."""
    asks = re.search(r"几|多少", question.folded)
    before = question.folded[: asks.start()] if asks else question.folded
    for verb in sorted((verb for verb in verbs_of(question.folded) if verb in before), key=before.rfind, reverse=True):
        same = [r for r in readings if r.sentence.node == best.sentence.node and verb in r.folded and not r.sentence.heading]
        if len(same) > 1:
            return sorted(same, key=lambda r: r.index)
    return [best]
