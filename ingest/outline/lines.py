"""Lines of the clean text, and what a line looks like on its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

DATE = (
    r"(?:\d{4}|[〇○零Ο一二三四五六七八九0]{4})年(?:\d{1,2}|[元一二三四五六七八九十]{1,3})月"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,4})日"
)
"""Pattern of a full date in which no white space is left."""
_SPACED_DATE = re.compile(
    r"\s*" + DATE.replace("年", r"\s*年\s*").replace("月(", r"\s*月\s*(").replace("日", r"\s*日") + r"\s*"
)
_ORGAN = re.compile(
    r"(?:[厅局委部署院会室办司处所校社团行队站厂馆中心集团公司政府总局协会联合会领导小组指挥部]|委员会|管委会|中共中央|工委|大学|中学|小学|幼儿园)(?:[（(]代?(?:章|印|盖章)[)）])?$"
)
_PUNCTUATION = re.compile(r"[，。；！？]")
GENRES = (
    "通知", "意见", "办法", "方案", "计划", "规划", "纲要", "要点", "措施", "决定", "规定", "细则",
    "条例", "指南", "制度", "清单", "名单", "目录", "标准", "规范", "指引", "预案", "批复", "函",
    "公告", "通告", "报告", "章程", "任务", "分工", "指标", "表", "导则", "规程", "要求", "政策",
    "工作安排", "倡议书", "意见书", "公报", "通报", "议案", "令", "法",
)  # fmt: skip


class Line(NamedTuple):
    """A line that is not blank: ``text[start:end]`` without the white space around it."""

    start: int
    end: int


def read_lines(text: str, start: int = 0, end: int | None = None, skip: Sequence[tuple[int, int]] = ()) -> list[Line]:
    """The lines that are not blank and do not begin in a span to ``skip``; one that runs into such a span ends there."""
    limit = len(text) if end is None else end
    lines, position = [], start
    while position < limit:
        stop = text.find("\n", position, limit)
        stop = limit if stop < 0 else stop
        content = text[position:stop]
        stripped = content.strip()
        if stripped:
            first = position + len(content) - len(content.lstrip())
            last = first + len(stripped)
            for begin, after in skip:
                if begin <= first < after:
                    break
                if first < begin < last:
                    last = begin
            else:
                lines.append(Line(first, last))
        position = stop + 1
    return lines


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date."""
    return _SPACED_DATE.fullmatch(text) is not None


def is_signature(text: str) -> bool:
    """Whether a line reads as the name of a body that signs."""
    compact = text.replace(" ", "")
    return 2 <= len(compact) <= 40 and not _PUNCTUATION.search(compact) and "：" not in compact and bool(_ORGAN.search(compact))


def is_title_like(text: str) -> bool:
    """Whether a line reads as the title of a document or an attachment."""
    core = re.sub(r"[（(][^）)]*[）)]$", "", text.strip()).strip()
    return 4 <= len(core) <= 60 and not re.search(r"[，。；：！？]", core) and core.endswith(GENRES)
