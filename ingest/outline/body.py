"""The words inside a point or a part: goal, measures, paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.records import NodeKind

_GOALS = "目标任务|任务目标|工作目标|主要目标|目标要求|目标"
_WORKS = "工作措施|主要措施|具体措施|工作举措|主要举措|重点举措|推进措施|措施|举措|工作任务|主要任务|重点任务|工作内容"


def _label(words: str) -> re.Pattern[str]:
    """A label as it is printed: 目标任务：, 【目标任务】, or 目标任务。 at the start of a line."""
    return re.compile(rf"(?:{words})[：:]|[【\[](?:{words})[】\]][：:]?|(?<![^\n])(?:{words})(?:。|[ 　]*\n)")


_GOAL = _label(_GOALS)
_MEASURES = _label(_WORKS)
_DUTY = r"(?:\s*[（(〔\[](?:[^（）()〔〕\[\]。]|[（(〔][^（）()〔〕]*[）)〕])*(?:[）)〕\]])[。；]?)*"
_SENTENCE = re.compile(rf"(?:[^。！？\n]|(?<=[\d])。(?=\d))+(?:[。！？]+[”’》）)]*{_DUTY}|(?=\n)|$)")
_STOP = re.compile(r"[。！？]")
_WORD = re.compile(r"[一-龥A-Za-z0-9]")
_BARE = re.compile(rf"{_DUTY}[。；]?")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of the outline; ``label`` are the words straight before it that name it (``工作措施：``)."""

    kind: NodeKind
    start: int
    end: int
    label: str = ""


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences; responsible bodies in brackets belong to the sentence before, a loose end to its paragraph."""
    spans: list[tuple[int, int]] = []
    position = start
    while position < end:
        match = _SENTENCE.match(text, position, end)
        stop = match.end() if match and match.end() > position else position + 1
        first, last = _trim(text, position, stop)
        position = stop
        if first == last:
            continue
        content = text[first:last]
        loose = _STOP.search(content) is None
        bare = _WORD.search(content) is None or (content[0] in "（(〔[" and _BARE.fullmatch(content) is not None)
        if spans and (bare or (loose and "\n" not in text[spans[-1][1] : first])):
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    return spans


def read_point(text: str, start: int, end: int) -> list[Leaf]:
    """The goal and the measures of a point's body. Without the labels, each sentence is a measure."""
    goal = _GOAL.search(text, start, min(end, start + 40))
    measures = _MEASURES.search(text, goal.end() if goal else start, end if goal else min(end, start + 12))
    if measures and not text[measures.end() : end].strip():
        measures = None  # a label with nothing after it names nothing
    if goal and measures and not text[goal.end() : measures.start()].strip():
        goal = None
    leaves: list[Leaf] = []
    if goal and measures:
        first, last = _trim(text, start, goal.start())
        if first < last:
            leaves.append(Leaf(NodeKind.PARAGRAPH, first, last))
        leaves.append(Leaf(NodeKind.GOAL, *_trim(text, goal.end(), measures.start()), text[goal.start() : goal.end()]))
    body = measures.end() if measures and (goal or not text[start : measures.start()].strip()) else start
    spans = sentences(text, body, end)
    whole = [_STOP.search(text, first, last) is not None for first, last in spans]
    label = text[measures.start() : body] if measures and body != start else ""
    for span, is_whole in zip(spans, whole, strict=True):  # cells that name bodies or places are no measures
        leaves.append(Leaf(NodeKind.MEASURE if is_whole or not any(whole) else NodeKind.PARAGRAPH, *span, label))
        label = ""
    return [leaf for leaf in leaves if leaf.start < leaf.end]


def read_paragraphs(text: str, start: int, end: int, kind: NodeKind = NodeKind.PARAGRAPH) -> list[Leaf]:
    """One leaf for each line."""
    leaves = []
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        first, last = _trim(text, position, stop)
        if first < last:
            leaves.append(Leaf(kind, first, last))
        position = stop + 1
    return leaves
