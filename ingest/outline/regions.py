"""Cut a document into its own body and its attachments, and set aside what lists or signs them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.outline.lines import DATE, Line, is_date, is_signature, is_title_like, read_lines

_ALONE = re.compile(r"附\s?[件录表]\s?[0-9一二三四五六七八九十]{0,3}\s?[:：]?")
_AT_END = re.compile(r"(?<![见（(《“详按和及与、附的])附件\s?[0-9一二三四五六七八九十]{0,2}$")
_LISTED = re.compile(r"^附\s?件\s?[:：]\s*(?=\S)|^附\s?[:：]\s?(?=\S)|^附件\s?1?\s?[:：]?\s?\d?[.．]?\s?《")
_INLINE_LIST = re.compile(r"(?<![^\s。）])附件[:：]\s*(?P<names>[^\n。]{4,80}?)(?=\s*附件|\n|$)")
_ITEM = re.compile(r"^(?:附件)?\s?\d{1,2}\s?[.．、:：]\s?\S")
_NUMBERED_NAME = re.compile(r"\d{1,2}\s?[.．、]\s?")
_NOTE = re.compile(
    r"^[（(](?:此件|本文|联系|信息公开|公开方式|公开属性|注[：:])[^\n]*[）)]$|^(?:抄送|抄报|主题词|印发|联系人|联系电话|信息公开|责任编辑|编辑[：:]|审核[：:])"
    rf"|^[一-龥（）() ]{{2,40}}\s*{DATE}\s*印发$|^[（(]?共印\s?\d+\s?份[）)]?$|^(?:免责声明|标签|关键词|文章来源|信息来源)[：:]"
)
_LIST_TITLE = re.compile(r"(?:名单|清单|分工表|一览表|任务表|汇总表|登记表|申请表|检查表|统计表)$")
_SIGNED_LINE = re.compile(rf"[一-龥（）()、 ]{{2,90}}?\s*{DATE}(?:\s?[一-龥]{{2,10}}[〔\[]\d{{4}}[〕\]]\d{{1,5}}号)?\s*")
_OWN_NUMBER = re.compile(r"[一-龥]{2,10}[〔\[]\d{4}[〕\]]\d{1,5}号")
_MOST_SIGNATURES = 40
_LONGEST_LIST = 300


@dataclass(frozen=True, slots=True)
class Region:
    """The document itself (``number`` 0) or an attachment; ``title`` is the span of an attachment's title."""

    number: int
    start: int
    end: int
    title: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Regions:
    """All regions in order and the spans that only list attachments or sign (no items begin there)."""

    regions: tuple[Region, ...]
    back: tuple[tuple[int, int], ...]


def _attachment_lists(text: str, lines: Sequence[Line]) -> tuple[list[tuple[int, int]], list[str]]:
    """Spans of lists of attachments, and the names in them."""
    spans, names = [], []
    index = 0
    while index < len(lines):
        line = lines[index]
        content = text[line.start : line.end]
        found = _LISTED.match(content)
        if found and len(content) <= _LONGEST_LIST and "附件" not in content[found.end() :]:
            end = line.end
            names.append(_NUMBERED_NAME.sub("", content[found.end() :], count=1).strip(" 《》"))
            while index + 1 < len(lines) and _ITEM.match(text[lines[index + 1].start : lines[index + 1].end]):
                following = text[lines[index + 1].start : lines[index + 1].end]
                if len(following) > 80 or "。" in following:
                    break
                index += 1
                end = lines[index].end
                names.append(_NUMBERED_NAME.sub("", following, count=1).strip(" 《》"))
            spans.append((line.start, end))
        else:
            for inline in _INLINE_LIST.finditer(content):
                spans.append((line.start + inline.start(), line.start + inline.end("names")))
                names.append(inline["names"].strip(" 《》"))
        index += 1
    return spans, [name for name in names if len(name) >= 4]


def _title_below(text: str, lines: Sequence[Line], index: int) -> tuple[int, int]:
    """The title below an ``附件`` line: up to three short lines without punctuation, until one reads as complete."""
    first = index
    last = index
    while last < len(lines) and last < first + 3:
        content = text[lines[last].start : lines[last].end]
        if len(content) > 60 or re.search(r"[。；，：]", content) or re.match(r"[一二三]、|第[一二]", content):
            break
        if is_title_like(content):
            return lines[first].start, lines[last].end
        last += 1
    if last == first:
        return (0, 0)
    return lines[first].start, lines[first].end


def _is_list_title(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a list of names or a table begins here without the word 附件: its title after a paragraph that is complete."""
    content = text[lines[index].start : lines[index].end]
    if index == 0 or index + 1 >= len(lines) or len(content) > 40 or not _LIST_TITLE.search(content):
        return False
    before = text[lines[index - 1].start : lines[index - 1].end]
    following = text[lines[index + 1].start : lines[index + 1].end]
    return before.endswith("。") and is_title_like(content) and len(following) <= 40 and not following.endswith("。")


def _attachment_starts(
    text: str, lines: Sequence[Line], names: Sequence[str], lists: Sequence[tuple[int, int]]
) -> list[tuple[int, tuple[int, int]]]:
    """Where attachments begin, with the spans of their titles."""
    starts: list[tuple[int, tuple[int, int]]] = []
    for index, line in enumerate(lines):
        if any(first <= line.start < last for first, last in lists):
            continue
        content = text[line.start : line.end]
        if _ALONE.fullmatch(content):
            starts.append((line.start, _title_below(text, lines, index + 1)))
            continue
        at_end = _AT_END.search(content) if "附件" in content else None
        if at_end:
            starts.append((line.start + at_end.start(), _title_below(text, lines, index + 1)))
            continue
        if _is_list_title(text, lines, index):
            starts.append((lines[index].start, (lines[index].start, lines[index].end)))
            continue
        prefixed = re.match(r"附件\s?[0-9一二三四五六七八九十]{0,2}\s?[:：]?\s?(?=\S)", content)
        if prefixed and prefixed.end() < len(content) and is_title_like(content[prefixed.end() :]):
            starts.append((line.start, (line.start + prefixed.end(), line.end)))
    for name in names:
        for match in re.finditer(rf"附件\s?\d{{0,2}}[ :：]?{re.escape(name)}", text):
            if not any(first <= match.start() < last for first, last in lists):
                starts.append((match.start(), (match.end() - len(name), match.end())))
    unique = {start: title for start, title in sorted(starts)}
    return sorted(unique.items())


def _signs(content: str) -> bool:
    """Whether a line holds a body's name and a date, in that order: ``国务院办公厅 2014年12月27日``."""
    return _SIGNED_LINE.fullmatch(content) is not None


def _signature(text: str, lines: Sequence[Line]) -> tuple[int, int] | None:
    """The lines that sign at the end of a region: bodies, then a date, then notes."""
    last = len(lines)
    while last and _NOTE.match(text[lines[last - 1].start : lines[last - 1].end]):
        last -= 1
    first = last
    dated = False
    if first and _OWN_NUMBER.fullmatch(text[lines[first - 1].start : lines[first - 1].end]):
        first -= 1
    if first and is_date(_OWN_NUMBER.sub("", text[lines[first - 1].start : lines[first - 1].end]).strip()):
        first -= 1
        dated = True
    elif first and _signs(text[lines[first - 1].start : lines[first - 1].end]):
        first -= 1
        return lines[first].start, lines[-1].end
    while first and last - first < _MOST_SIGNATURES:
        content = text[lines[first - 1].start : lines[first - 1].end]
        if not is_signature(content) or (not dated and len(content) > 30):
            break
        first -= 1
    while dated and first and _NOTE.match(text[lines[first - 1].start : lines[first - 1].end]):
        first -= 1
    if not dated and first == last == len(lines):
        return None
    if not dated:
        first = last
    return None if first >= len(lines) else (lines[first].start, lines[-1].end)


def split_regions(text: str, skip: Sequence[tuple[int, int]] = ()) -> Regions:
    """Find the attachments and the closing matter of a clean text; ``skip`` are spans that are no part of it."""
    lines = read_lines(text, skip=skip)
    lists, names = _attachment_lists(text, lines)
    starts = _attachment_starts(text, lines, names, lists)
    bounds = [0, *(start for start, _ in starts), len(text)]
    titles = [(0, 0), *(title for _, title in starts)]
    regions = tuple(Region(i, bounds[i], bounds[i + 1], titles[i]) for i in range(len(titles)))
    back = list(lists)
    for region in regions:
        inside = read_lines(text, region.start, region.end, skip)
        inside = [line for line in inside if not any(first <= line.start < last for first, last in lists)]
        signed = _signature(text, inside) if len(inside) > 1 else None
        if signed:
            back.append(signed)
    return Regions(regions, tuple(sorted(back)))
