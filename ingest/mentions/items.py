"""Items of a list and marks in pairs, as the name grammar meets them."""

from __future__ import annotations

import re

from ingest.mentions.words import Line

_LISTED_REACH = 12  # characters of the next item of a list
_ITEM_END = re.compile(r"[、和与及]")


def same_ends(line: Line, at: int) -> bool:
    """进货台账、出货台账和库存台账制度: the items of a list end alike, and the last of them modifies the head."""
    end = line.words[at - 1][-2:]
    if len(end) < 2:
        return False
    rest = line.text[line.starts[at + 1] : line.starts[at + 1] + _LISTED_REACH]
    item = _ITEM_END.search(rest)
    return item is not None and rest[: item.start()].endswith(end) and item.start() > len(end)


def matching(line: Line, at: int, mark: str, reach: int) -> int | None:
    """The token of the opening mark for the closing one at ``at``, at most ``reach`` words away."""
    for token in range(at - 1, max(-1, at - 1 - reach), -1):
        if line.words[token] == mark:
            return token
        if line.words[token] in "，。；《》":
            return None
    return None
