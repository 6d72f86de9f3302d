"""Verbs that stand inside a name rather than before it: 器具领域打击仿冒专项行动."""

from __future__ import annotations

from collections.abc import Callable

from ingest.mentions.words import Line

_STRUCK = frozenset({"打击", "查处", "防范", "治理", "打击治理", "整治"})
_STRIKING = ("行动", "专项整治", "专项治理", "会议", "大会", "推进会")
_SET_UP = frozenset({"建设", "组建", "布局", "新建", "开发"})
_NOUNS = frozenset({"n", "j", "l", "ns"})


def aimed(line: Line, at: int, head: str, boundary: Callable[[str], bool]) -> bool:
    """Whether the verb at ``at`` says what a campaign or a meeting is against, after where or whose it is.

    Args:
        line: The line.
        at: The verb's token.
        head: The word that ends the name.
        boundary: Whether a name never reaches across a word.

    Returns:
        Whether the name goes on to the left of the verb.
    """
    if line.words[at] not in _STRUCK or at == 0 or not head.endswith(_STRIKING) or line.tags[at - 1] not in _NOUNS:
        return False
    return len(line.words[at - 1]) > 1 and not boundary(line.words[at - 1])


def set_up_by(line: Line, at: int, kinds: Callable[[Line, int], tuple[str, tuple[str, ...]] | None]) -> bool:
    """Whether those named before a verb of building do it: 匠艺企业建设省级匠艺中心.

    Args:
        line: The line.
        at: The verb's token.
        kinds: The head that ends with a token, and its types.

    Returns:
        Whether the name begins behind the verb.
    """
    if line.words[at] not in _SET_UP or at == 0:
        return False
    hit = kinds(line, at - 1)
    return hit is not None and hit[1] == ("Group",)
