"""Names in quotation marks: “双高计划”, “文明风采”活动, “鲁班工坊”联盟, and definitions: （以下简称“X”）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.mentions.words import Line

_DEFINED = re.compile(
    r"[（〔](?:以下|下文|以下均|下)?(?:统称|简称)(?:为)?[：，]?"
    r"[“《‘]?([^”》’）〕，。、；]{2,20})[”》’]?[^）〕]{0,12}[）〕]"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A short name given in brackets to what stands before them. Offsets into the line."""

    before: int  # where the bracket opens
    start: int
    end: int
    short: str


def definitions(line: Line) -> Iterator[Definition]:
    """Find the short names that a line defines."""
    for match in _DEFINED.finditer(line.text) if "称" in line.text else ():
        yield Definition(match.start(), match.start(1), match.end(1), match.group(1))
