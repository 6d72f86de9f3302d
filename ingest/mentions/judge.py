"""Judging phrases of the name grammar: whether they name something, of which type, and where the name begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.lexicon import Lexicon
from ingest.mentions.found import Found
from ingest.mentions.grammar import Grammar, Phrase
from ingest.mentions.words import Line

_DRAFT = frozenset("研制 制定 制订 出台 印发 发布 编制 起草 颁布 研究制定 制修订".split())
_CITE = frozenset("修订 修改 完善 更新 落实 执行 贯彻 贯彻落实 实施 按照 根据 依据 参照 对照 依照 遵循 遵守 推进 健全 健全完善".split())
_PROPER = re.compile(r"^(?:全国|国家|中国|中央|国务院|中华|联合国|世界|国际|省|市|区|县)")
_ORDINAL = re.compile(
    r"^(?:[0-9]{4}(?:[—\-～至][0-9]{4})?年(?:度)?|[“”]?(?:十[一二三四五]五)[”]?(?:期间|时期)?的?|首[届批个]|第[一二三四五六七八九十0-9]+[届批次个期轮]|新一[轮届批]|本届|年度|[一二三两几]项|[一二三两几]个)"
)
_TAIL = re.compile(r"(?:工作|任务|活动)$")


class Judge:
    """Decides over phrases."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.grammar = Grammar(lexicon.words)
        self.weak = lexicon.words["weak"]
        self.bare = lexicon.words["bare"]
        self.never = lexicon.words["never"]

    def find(self, line: Line) -> Iterator[Found]:
        """Find the names that the grammar gives in one line."""
        for token in range(len(line.words)):
            hit = self.grammar.head_at(line, token)
            if hit is None:
                continue
            head, kinds = hit
            for kind in kinds:
                phrase = self.grammar.phrase(line, token, head, kind)
                found = self._judge(line, phrase, kind)
                if found is not None:
                    yield found

    def _judge(self, line: Line, phrase: Phrase, kind: str) -> Found | None:
        text = line.text[phrase.start : phrase.end]
        start = phrase.start
        ordinal = _ORDINAL.match(text)
        if ordinal and ordinal.end() < len(text) - len(phrase.head) and kind != "Policy":
            start += ordinal.end()
            text = text[ordinal.end() :]
        if text in self.never:
            return None
        decided = getattr(self, f"_{kind.lower()}")(line, phrase, text)
        if decided is None:
            return None
        rank = {"Policy": 3, "Program": 4, "Institution": 3, "Event": 3, "Group": 6, "Region": 5}[decided]
        return Found(line.start + start, line.start + phrase.end, decided, f"grammar.{decided.lower()}", rank=rank)

    def trigger(self, line: Line, first: int) -> str:
        """The nearest governing verb before a phrase in its clause, "" if there is none."""
        for token in range(first - 1, max(-1, first - 25), -1):
            word = line.words[token]
            if word in "，。；：！？":
                return ""
            if word in _DRAFT or word in _CITE:
                return word
        return ""

    def _policy(self, line: Line, phrase: Phrase, text: str) -> str | None:
        trigger = self.trigger(line, phrase.first)
        if not self.grammar.specific(line, phrase) or len(text) < 4:
            return None
        if trigger in _DRAFT:
            return "Policy"
        if trigger in _CITE and phrase.head not in self.weak:
            return "Policy"
        return None

    def _program(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if not self.grammar.specific(line, phrase) or len(text) - len(phrase.head) < 2:
            return None
        if phrase.head in {"计划", "行动"} and self.trigger(line, phrase.first) in _DRAFT:
            return "Policy"
        if phrase.head in self.weak and not (phrase.quoted or phrase.governor in self.grammar.words["govern"]):
            return None
        return "Program"

    def _institution(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if not self.grammar.specific(line, phrase):
            return None
        proper = bool(_PROPER.match(text)) or line.tags[phrase.first] in {"ns", "nt", "nr", "nz"} or phrase.quoted
        if "Group" in self.grammar.heads[phrase.head] or phrase.head in {"学院", "研究中心", "服务中心", "管理中心", "研究院", "研究所", "出版社"}:
            return "Institution" if proper else ("Group" if "Group" not in self.grammar.heads[phrase.head] else None)
        return "Institution"

    def _event(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if not self.grammar.specific(line, phrase):
            return None
        return "Event"

    def _group(self, line: Line, phrase: Phrase, text: str) -> str | None:
        if "Institution" in self.grammar.heads[phrase.head] and self._institution(line, phrase, text) == "Institution":
            return None
        if text == phrase.head:
            return "Group" if text in self.bare else None
        return "Group"

    def _region(self, line: Line, phrase: Phrase, text: str) -> str | None:
        return "Region" if text != phrase.head else None
