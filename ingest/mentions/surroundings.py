"""What stands around a phrase: who acts on it, what founds it, what may follow it."""

from __future__ import annotations

import re

from ingest.mentions.phrase import Phrase
from ingest.mentions.words import Line

_URGE = frozenset("引导 鼓励 支持 指导 督促 推动 组织 动员 方便 面向 资助 培训 考核 评估 委托 发动".split())
_FOUNDING = frozenset({"建设", "打造", "布局", "新建", "建成", "创建", "搭建", "构建"})
_AFTER_WEAK = re.compile(
    r"[，。；、）”（0-9]|$|建设|工作|试点|政策|等|和|与|及|以及|的|支持|作用|资助|给予|申请|进行|覆盖|投入|规模|标准|升级|改造|运行|运营"
    r"|实施|落实|管理|应用|推广|申报|评审|评选|评估|为|向|在|开展|并|上|中"
)
_HEADING = 7  # characters
_NUMBER = re.compile(r"\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）．.、]\s*)?")
_WHEN_URGED = frozenset({"学校", "公众", "媒体", "教师", "专家", "医院"})


def urged(line: Line, phrase: Phrase) -> bool:
    """Whether the verb right before a bare noun acts on those it means: 引导公众, 委托学校."""
    if phrase.head not in _WHEN_URGED:
        return False
    before = line.words[phrase.first - 1] if phrase.first else ""
    if before in {"各", "广大", "各类", "各级"} and phrase.first > 1:
        before = line.words[phrase.first - 2]
    after = line.tags[phrase.last] if phrase.last < len(line.tags) else "x"
    return before in _URGE and not after.startswith(("n", "b"))


def founded(line: Line, first: int) -> bool:
    """Whether the phrase is something to be built: 建设孵化器, 打造一批孵化器."""
    at = first - 1
    while at > 0 and (line.words[at] in {"一批", "若干"} or line.tags[at] == "m"):
        at -= 1
    return at >= 0 and line.words[at] in _FOUNDING


def headed(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase is a heading by itself, as 匠艺名家培养项目 behind a number and before a full stop."""
    if (
        phrase.head != "项目"
        or phrase.end - phrase.start < _HEADING
        or line.text[phrase.end : phrase.end + 1] not in {"", "。", "\n"}
    ):
        return False
    return _NUMBER.fullmatch(line.text, 0, phrase.start) is not None


def follows(line: Line, token: int) -> bool:
    """Whether what comes next lets a weak head end a name: 实训基地建设 does, 基地企业 does not."""
    return _AFTER_WEAK.match(line.text, line.starts[token]) is not None
